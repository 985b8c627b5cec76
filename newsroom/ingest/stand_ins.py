"""What a web page is that stands where a feed should: a check, a login, a domain for sale, a closed account. Pure.

Wording alone counts on a short page only: a newspaper's front page may have a story about any of these.
"""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from articles.markup import visible_text
from newsroom.ingest import labels

StandIn = Literal[
    "challenge", "parked", "suspended", "maintenance", "login", "cookie-wall", "script", "front-page", "page"
]

SENTENCES: Mapping[StandIn, str] = {
    "challenge": "The site answered with a check for robots instead of the feed.",
    "parked": "The domain is parked or for sale: nobody publishes here any more.",
    "suspended": "The hosting of this site is suspended; its owner must settle that first.",
    "maintenance": "The site is closed for maintenance at the moment.",
    "login": "The site answered with a login form instead of the feed.",
    "cookie-wall": "The site answered with a question about cookies instead of the feed.",
    "script": "The site answered with a page that is built by scripts, not with a feed.",
    "front-page": "The address leads to the front page of the site, which is no feed and names none.",
    "page": "This is a web page, not a feed, and it names none.",
}
CLOSED: frozenset[StandIn] = frozenset({"challenge", "parked", "suspended", "maintenance"})
"""Nobody is at home behind these: a feed that such a page names is the page's own, or cannot be had now."""

SHORT = 600
SMALL = 3000
"""A parking page has fewer letters of text than this, its long list of links included."""
_FRONT = ("", "/", "/index.html", "/index.php", "/home")


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


_PARKING_SCRIPT = _any(
    r"adsense/domains/caf\.js",  # advertisements for domains without content
    r"data-adblockkey=",
    r"(?:sedoparking|parkingcrew|bodis|hugedomains|parklogic|afternic|undeveloped|domainmarket)\.(?:com|net)\b",
    r"\bdan\.com/(?:buy|assets)|above\.com/marketplace|voodoo\.com/park|forsale\.(?:godaddy|dynadot)\.com",
    r"parking-lander|img1\.wsimg\.com/parking|window\.park\s*=|/px\.js\?ch=",
    r"location(?:\.href)?\s*=\s*[\"']/lander\b|location\.(?:replace|assign)\(\s*[\"']/lander\b",
)
_PARKED = _any(
    r"domain(?: name)?s? (?:\S+ ){0,3}?(?:is|are|(?:may|might) be) (?:\w+ )?(?:for sale|parked|available for purchase)",
    r"(?:buy|inquire about|interested in|make an offer (?:on|for)) this domain|this domain (?:name )?has expired",
    r"(?:this|the) domain (?:name )?(?:\S+ )?has (?:just )?been registered|parked (?:free|domain|page)|domain parking",
    r"domain (?:\S+ )?(?:steht|ist) (?:\w+ )?zum? verkauf|domain (?:jetzt )?kaufen|domain (?:\S+ )?ist geparkt",
    r"domain (?:\S+ )?wurde (?:gerade )?registriert",
    r"domaine (?:\S+ )?(?:est )?(?:à vendre|expiré|a expiré|réservé)",
    r"dominio (?:\S+ )?(?:está )?(?:en venta|a la venta|caducado)|comprar? este dominio",
    r"domínio (?:\S+ )?(?:está )?à venda|dominio (?:\S+ )?(?:è )?in vendita",
    r"domein(?:naam)? (?:\S+ )?(?:is )?te koop|domena (?:\S+ )?(?:jest )?na sprzedaż",
    r"домен(?:ное имя)? (?:\S+ )?(?:прода[её]тся|припаркован|не оплачен)|купить (?:этот )?домен",
    r"срок регистрации домена",
    r"域名(?:正在|可以)?(?:出售|转让|轉讓|停放|已过期)|購買此網域|網域(?:出售|已過期)",
    r"このドメインは|ドメイン(?:名)?(?:を|の)?(?:販売|売却|売り出し)",
    r"도메인(?:을|은|이)? ?(?:판매|매매|만료)",
    r"alan adı (?:\S+ )?satılık|satılık (?:domain|alan adı)",
    r"tên miền (?:này )?(?:đang )?(?:được )?(?:rao )?bán|domain ini (?:di ?jual|untuk dijual)",
    r"النطاق (?:معروض )?للبيع|این دامنه (?:به )?فروش",
)
_SUSPENDED = _any(
    r"cgi-sys/suspendedpage|bandwidth limit exceeded|suspended (?:account|web ?site|domain)",
    r"(?:account|web ?site|site|hosting|service) (?:has been |is |was )?(?:temporarily )?suspended",
    r"(?:konto|account|webseite|webspace) (?:wurde |ist )?gesperrt|compte (?:a été )?suspendu",
    r"(?:cuenta|sitio) (?:ha sido )?suspendid[ao]|conta (?:foi )?suspensa|sito sospeso",
    r"аккаунт заблокирован|хостинг (?:аккаунт )?(?:отключ[её]н|заблокирован)",
    r"hesap askıya|akun (?:\w+ )?(?:telah )?ditangguhkan|账户已(?:被)?(?:暂停|停用)|アカウントは(?:一時)?停止",
)
_MAINTENANCE = _any(
    r"(?:under|scheduled|planned|for|down for) maintenance|maintenance (?:mode|in progress)|under construction",
    r"we(?:'|’)?ll be (?:right )?back|(?:be|are) back (?:soon|shortly|online)|coming soon",
    r"site is (?:currently |temporarily )?(?:down|offline|unavailable)",
    r"wartungs(?:arbeit|modus)|derzeit gewartet|(?:en|in) onderhoud|en maintenance|maintenance en cours",
    r"en mantenimiento|em manutenção|in manutenzione|техническ(?:ие|их) работ|на обслуживании",
    r"メンテナンス(?:中|のため)|(?:维护|維護)(?:中|升级)|(?:系统|系統|网站|網站)(?:正在)?(?:维护|維護)",
    r"(?:시스템|서버|사이트) ?점검|점검 ?중",
    r"bakım (?:çalışma|modu)|bakımda|sedang (?:dalam )?(?:pemeliharaan|perbaikan)|đang (?:được )?bảo trì",
)


def recognised(html: str, url: str) -> StandIn:
    """What the page is that `url`, after redirects, answered with instead of a feed."""
    if labels.is_challenge(html):
        return "challenge"
    text = " ".join(visible_text(html).split())
    if len(text) < SMALL and _PARKING_SCRIPT.search(html):
        return "parked"
    if len(text) < SHORT and (closed := _closed(text, url)):
        return closed
    return "login" if labels.is_login(html) else _open_page(html, text, url)


def _closed(text: str, url: str) -> StandIn | None:
    if _PARKED.search(text):
        return "parked"
    if _SUSPENDED.search(f"{url} {text}"):
        return "suspended"
    return "maintenance" if _MAINTENANCE.search(text) else None


def _open_page(html: str, text: str, url: str) -> StandIn:
    if len(text) < SHORT and labels.is_cookie_wall(text):
        return "cookie-wall"
    if len(text) < SHORT and (labels.is_script_notice(text) or (not text and "<script" in html.lower())):
        return "script"
    return "front-page" if urlsplit(url).path.lower() in _FRONT else "page"
