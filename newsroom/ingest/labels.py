"""What a web page is when it is not an article: a challenge, a login, a cookie wall, a paywall, a bare script. Pure."""

import re

from newsroom.ingest.entry import PageLabel

_CHALLENGE = re.compile(
    r"(?i)<title[^>]{0,200}>\s{0,50}(?:just a moment|attention required|access denied|checking your browser"
    r"|are you a robot|are you human|please wait\.\.\.|ddos-guard|pardon our interruption|security check|robot check"
    r"|human verification|one more step|verifying (?:you are|your browser)|vercel security checkpoint|bot verification"
    r"|making sure you(?:'|&#0?39;|’)?re not a bot|(?:nur )?einen moment|un (?:momento|instant)\b|um momento"
    r"|bir dakika lütfen|один момент|请稍候|請稍候|しばらくお待ちください|잠시만 기다)"
    r"|cf-browser-verification|/cdn-cgi/challenge-platform/h/"
    r"|id=[\"']challenge-(?:form|running|error)|_Incapsula_Resource"
    r"|px-captcha|(?:geo|ct)\.captcha-delivery\.com|window\._cf_chl_opt|gokuProps|\.awswaf\.com/|sucuri_cloudproxy_js"
    r"|within\.website/x/cmd/anubis|/_sec/cp_challenge/|ddg-captcha"
)
_COOKIE_TEXT = re.compile(
    r"(?i)(?:we (?:and our \d* ?(?:partners|vendors))? ?use cookies|accept (?:all )?cookies|before you continue"
    r"|your privacy (?:is important|choices)|manage (?:your )?(?:consent|privacy|cookie)"
    r"|consent to (?:the use of )?cookies"
    r"|utilizamos cookies|nous utilisons des cookies|verwenden? (?:wir )?cookies|akzeptieren und weiter)"
)
_PAYWALL_FLAG = re.compile(r"(?i)[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false")
_PAYWALL_TEXT = re.compile(
    r"(?i)(?:subscribe (?:now )?to (?:continue|keep|read)|to (?:continue|keep) reading"
    r"|already a (?:subscriber|member)\?"
    r"|this (?:article|content|story) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our )?"
    r"(?:\w+ )?(?:subscribers|members)"
    r"|log in to (?:continue|read)|create (?:a|your) free account to|réservé aux abonnés|solo para suscriptores"
    r"|nur für abonnenten|weiterlesen mit|register to read|unlock this article|premium (?:article|content))"
)
_SCRIPT_TEXT = re.compile(
    r"(?i)(?:enable java ?script|java ?script (?:is|must be) (?:required|disabled|enabled)|browser does not support"
    r"|requires java ?script|turn on java ?script|activer javascript|aktivieren sie javascript)"
)
_PASSWORD = re.compile(r"(?i)<input[^>]{0,300}type=[\"']?password")
SHORT = 600


def is_challenge(html: str) -> bool:
    """Whether the page is a guard before the page: a captcha or a browser check."""
    return len(html) < 400_000 and bool(_CHALLENGE.search(html))


def is_login(html: str) -> bool:
    """Whether the page asks for a password."""
    return bool(_PASSWORD.search(html))


def is_cookie_wall(text: str) -> bool:
    """Whether a short text asks about cookies."""
    return bool(_COOKIE_TEXT.search(text))


def is_script_notice(text: str) -> bool:
    """Whether a short text asks for JavaScript."""
    return bool(_SCRIPT_TEXT.search(text))


def page_label(html: str, text: str) -> PageLabel:
    """What the page is, from its HTML and the body `text` read from it. A long body is an article, come what may.

    Lengths are in characters; the phrases only count where the body is short, for every site has a cookie banner.
    """
    short = len(text) < SHORT
    if short and is_challenge(html):
        return "challenge"
    if _PAYWALL_FLAG.search(html) and len(text) < SHORT * 4:
        return "paywall"
    if short:
        return _short_label(html, text)
    tail = text[-400:]
    return "paywall" if len(text) < SHORT * 3 and _PAYWALL_TEXT.search(tail) else "article"


def _short_label(html: str, text: str) -> PageLabel:
    if _PAYWALL_TEXT.search(text):
        return "paywall"
    if _COOKIE_TEXT.search(text):
        return "cookie-wall"
    if _SCRIPT_TEXT.search(text) or (not text and _SCRIPT_TEXT.search(html)):
        return "script"
    if len(text) < 40:
        return "script" if len(html) > 2000 and html.count("<script") >= 3 else "empty"
    return "article"
