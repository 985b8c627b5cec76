"""What stands in the head of a page: `{% capture as name %}`, its one address, a description of fitting length."""

import re
from collections.abc import Iterable
from html import unescape

from django import template
from django.conf import settings
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import to_locale

from articles import addresses, languages, share_cards
from articles.absolute import absolute
from articles.models import Article, Byline, Picture, Tag
from articles.written_html import Form, written, written_each

register = template.Library()
SHORTEST, LONGEST = 50, 160
SHARED = Form("""<meta property="og:site_name" content="{site}">
<meta property="og:type" content="{type}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{description}">
<meta property="og:url" content="{address}">{locale}
<meta property="og:image" content="{image}">
<meta property="og:image:type" content="{image_type}">
<meta property="og:image:width" content="{width}">
<meta property="og:image:height" content="{height}">
<meta property="og:image:alt" content="{alt}">
<meta name="twitter:card" content="summary_large_image">""")
FEEDS = (
    ("application/rss+xml", "feed", ""),
    ("application/atom+xml", "feed_atom", " (Atom)"),
    ("application/feed+json", "feed_json", " (JSON)"),
)


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


@register.simple_tag(takes_context=True)
def share_meta(
    context: Context, kind: str = "website", story: Article | None = None, shown: Picture | None = None
) -> SafeString:
    """What a link to this page is shown with elsewhere (Open Graph): its words, and a picture or a drawn card."""
    title, image = context["page_title"], share_cards.shown_for(story or None, shown or None)
    return SHARED(
        site=settings.SITE_NAME,
        type=kind,
        title=without_site(title),
        description=described(context["page_description"]),
        address=context["page_address"],
        locale=_share_locale(),
        image=image.url,
        image_type=image.type,
        width=image.width,
        height=image.height,
        alt=image.alt or title,
    )


def _share_locale() -> SafeString:
    """The language of the pages with its country, as Open Graph writes it; none where the language has no country."""
    locale = to_locale(languages.site_language())
    return written('\n<meta property="og:locale" content="{}">', locale) if "_" in locale else SafeString()


@register.simple_tag
def story_meta(article: Article, bylines: Iterable[Byline], tags: Iterable[Tag]) -> SafeString:
    """When, by whom and on what, in the words of Open Graph's article type."""
    # Work on it before it was published is no later change of it.
    later = (
        article.edited_at
        if article.edited_at and article.edited_at > (article.published_at or article.edited_at)
        else None
    )
    moments = (("published_time", article.published_at), ("modified_time", later))
    rows = [(name, timezone.localtime(moment).isoformat()) for name, moment in moments if moment]
    rows += [("author", absolute(signed.author.get_absolute_url())) for signed in bylines]
    rows += [("section", article.country.name)] if article.country else []
    rows += [("tag", tag.name) for tag in tags]
    return written_each("\n", '<meta property="article:{}" content="{}">', rows)


@register.simple_tag
def feed_links() -> SafeString:
    """The site's own feeds, for readers that look for them in the head."""
    rows = ((kind, f"{settings.SITE_NAME}{more}", absolute(addresses.of(name))) for kind, name, more in FEEDS)
    return written_each("\n", '<link rel="alternate" type="{}" title="{}" href="{}">', rows)
