"""What stands in the head of a page: `{% capture as name %}`, its one address, a description of fitting length."""

import re
from html import unescape

from django import template
from django.conf import settings
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import to_locale

from articles import languages
from articles.absolute import absolute

register = template.Library()
SHORTEST, LONGEST = 50, 160


@register.simple_tag
def style_sheet() -> str:
    """The address of the style sheet; empty where the files were never collected, so that the fault comes in words."""
    try:
        return static("site.css")
    except ValueError:
        return ""


class Captured(Node):
    """Renders what it holds into a variable, for several places of one page."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        """Keep what is held, and the name of the variable."""
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> SafeString:
        """Nothing; the variable holds finished HTML."""
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return SafeString()


@register.tag
def capture(parser: Parser, token: Token) -> Captured:
    """`{% capture as name %}…{% endcapture %}`."""
    _tag, as_word, name = token.split_contents()
    if as_word != "as":
        raise template.TemplateSyntaxError("write {% capture as name %}")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return Captured(nodelist, name)


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """The one address of this page, with the site's host; none for a form's answer or an error.

    A page names its own in `page_path`; of others that search engines may keep it is the path that was asked.
    """
    path = context.get("page_path", "")
    request = context.get("request")
    if not path and request is not None and str(context.get("page_robots", "")).startswith("index"):
        path = request.path
    return absolute(path) if path else ""


@register.filter
def described(html: str) -> SafeString:
    """A description of 50 to 160 letters: a longer one is cut between words, a shorter one says whose page it is."""
    text = " ".join(unescape(html).split())
    if len(text) < SHORTEST:
        text = f"{text} – {settings.SITE_NAME}: {settings.SITE_TAGLINE}".removeprefix(" – ")
    if len(text) > LONGEST:
        text = re.sub(r"\s+\S*$", "", text[:LONGEST]).rstrip(" ,;:–")[: LONGEST - 1] + "…"
    return conditional_escape(text)


@register.filter
def without_site(title: str) -> SafeString:
    """The title without the name of the site, which a share shows beside it."""
    return SafeString(str(title).removesuffix(f" – {conditional_escape(settings.SITE_NAME)}"))


@register.simple_tag
def share_locale() -> str:
    """The language of the pages with its country, as Open Graph writes it; none where the language has no country."""
    locale = to_locale(languages.site_language())
    return locale if "_" in locale else ""
