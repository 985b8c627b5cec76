"""The parts of a story's own page: whose it is, where it leads, how its owner has it taken down. No query.

They stand on every page that is composed anew after each change of the paper, so they are put together here, and
templates place them.
"""

from collections.abc import Collection
from datetime import date
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import addresses, languages
from articles.days import written_day
from articles.models import Article, Tag
from articles.models.article import Kind
from articles.related import Around
from articles.templatetags.paper import absolute, host, spoken, when
from articles.written_html import Form, written, written_each

register = template.Library()
NOTHING = SafeString()

BOX = Form(
    """<section class="source-box" aria-labelledby="source">
<h2 id="source" class="label">{source}</h2>
<p class="outlet-name"><a href="{address}"{spoken}>{name}</a></p>{headline}
<p class="facts">{facts}</p>
<p class="rights">{rights}</p>{original}
</section>""",
    source=gettext_lazy("Source"),
)
TOLD = '\n<p class="original-headline"><q{}>{}</q></p>'
ORIGINAL = Form(
    """
<p><a class="to-source" href="{address}" rel="external noopener"{hreflang}>{read}</a></p>
<p class="in-print">{address}</p>""",
    read=gettext_lazy("Read the original at %(host)s"),
)
SHARE = Form(
    """<div class="share" role="group" aria-label="{share_this}">
<span class="muted" aria-hidden="true">{share}</span>
<ul>
<li><a href="https://www.facebook.com/sharer/sharer.php?u={quoted}" rel="noopener nofollow">{facebook}</a></li>
<li><a href="https://x.com/intent/post?url={quoted}&amp;text={title}" rel="noopener nofollow">X</a></li>
<li><a href="mailto:?subject={title}&amp;body={quoted}">{mail}</a></li>
<li hidden><button type="button" class="copy" data-url="{address}" data-copied="{copied}">{copy}</button></li>
<li hidden><button type="button" class="native" data-title="{headline}" data-url="{address}">{send}</button></li>
</ul>
<p class="hidden" role="status"></p>
</div>""",
    share_this=gettext_lazy("Share this story"),
    share=gettext_lazy("Share"),
    facebook=gettext_lazy("Facebook"),
    mail=gettext_lazy("E-mail"),
    copied=gettext_lazy("Link copied"),
    copy=gettext_lazy("Copy link"),
    send=gettext_lazy("Send to…"),
)
REPORT = Form(
    '<p class="small report"><a rel="nofollow" href="{contact}?topic=correction&amp;url={quoted}">{words}</a></p>',
    words=gettext_lazy("Report a mistake in this story"),
)
DENIAL = Form(
    """<section class="responsibility" aria-labelledby="responsibility">
<h2 id="responsibility" class="label">{heading}</h2>
<p>{denial}</p>
<p>{first} <a href="{takedown}?url={quoted}">{ask}</a>.</p>
</section>""",
    heading=gettext_lazy("Denial of responsibility"),
    ask=gettext_lazy("Ask for this story to be taken down"),
)
NEIGHBOURS = Form(
    '<nav class="neighbours" aria-label="{label}">{older}{newer}</nav>', label=gettext_lazy("Previous and next story")
)
READ_ON = Form(
    '<p class="read-on"><a class="to-source" href="{address}" rel="external noopener">{words}</a></p>',
    words=gettext_lazy("Read the whole story at %(outlet)s"),
)
PRINTED = Form('<p class="in-print">{words}</p>', words=gettext_lazy("%(address)s, printed on %(day)s"))
TAGS = Form('<ul class="tags" aria-label="{topics}">{tags}</ul>', topics=gettext_lazy("Topics"))


@register.simple_tag
def source_box(article: Article) -> SafeString:
    """Whose story it is: the outlet, its own headline, when and in which language it told it, our rights in it."""
    outlet = article.source
    if not outlet:
        return NOTHING
    told, language = article.source_headline, article.source_language
    return BOX(
        address=outlet.get_absolute_url(),
        spoken=spoken(outlet.name),
        name=outlet.name,
        headline=written(TOLD, spoken(told, language), told) if told else "",
        facts=_facts(article),
        rights=_rights(article),
        original=_original(article) if article.source_url else "",
    )


def _facts(article: Article) -> SafeString:
    author = written("<bdi>{}</bdi>", article.source_author) if article.source_author else NOTHING
    language = languages.name(article.source_language)
    told_in = written("{}", _("in %(language)s") % {"language": language}) if language else NOTHING
    return SafeString(" · ".join(filter(None, [author, when(article.source_published_at), told_in])))


def _rights(article: Article) -> str:
    if article.kind == Kind.LICENSED:
        licence = article.source.licence if article.source else ""
        return f"{_('Shown in full with permission.')} {licence}".strip()
    if article.kind == Kind.EXCERPT:
        return _("A short excerpt and a link; the rest is theirs.")
    return _("A link and no more.") if article.kind == Kind.LINK else _("Told here in our own words.")


def _original(article: Article) -> SafeString:
    language = article.source_language
    hreflang = written(' hreflang="{}"', language) if language else NOTHING
    return ORIGINAL(address=article.source_url, hreflang=hreflang, host=host(article.source_url))


@register.simple_tag
def read_on(article: Article) -> SafeString:
    """The way to the rest, where we show but a part."""
    if article.kind not in {Kind.EXCERPT, Kind.LINK}:
        return NOTHING
    return READ_ON(address=article.source_url, outlet=article.source.name if article.source else "")


@register.simple_tag
def printed(path: str, today: date) -> SafeString:
    """On paper: where this was found, and when."""
    return PRINTED(address=absolute(path), day=written_day(today, "j F Y"))


@register.simple_tag
def share(path: str, headline: str) -> SafeString:
    """Links that carry the story elsewhere, without anybody's script; two of them wait for ours."""
    address = absolute(path)
    return SHARE(address=address, quoted=_quoted(address), headline=headline, title=_quoted(headline))


@register.simple_tag
def report_mistake(path: str) -> SafeString:
    """The way to the form for corrections, which then knows the story."""
    return REPORT(contact=addresses.of("contact"), quoted=_quoted(absolute(path)))


@register.simple_tag
def responsibility(article: Article, path: str, denial: str = "") -> SafeString:
    """Whose the story is, and how its owner has it taken down; nothing for what is ours alone."""
    if not article.must_name_source:
        return NOTHING
    outlet = {"site_name": settings.SITE_NAME, "outlet": article.source.name if article.source else ""}
    return DENIAL(
        denial=denial or _denial(article) % outlet,
        first=_first_source(article) if article.source_url else "",
        takedown=addresses.of("takedown"),
        quoted=_quoted(absolute(path)),
    )


def _denial(article: Article) -> str:
    if article.kind == Kind.COMPILED:
        return _(
            "%(site_name)s gathers news from many outlets. Our desk compiled this story from several reports, that of "
            "%(outlet)s first among them, and the rights in each report are its outlet's. If one of them is yours and "
            "you want the story gone, tell us: within 24 hours of your confirmation it is removed."
        )
    return _(
        "%(site_name)s gathers news from many outlets. This story comes from %(outlet)s, and the rights in it are "
        "theirs. If it is yours and you want it gone, tell us: within 24 hours of your confirmation it is removed."
    )


def _first_source(article: Article) -> SafeString:
    return written(
        '{} <a href="{}" rel="external noopener">{}<span class="hidden">: {}</span></a>.',
        _("First of its sources:") if article.kind == Kind.COMPILED else _("Primary source:"),
        article.source_url,
        host(article.source_url),
        article.source_headline or article.headline,
    )


@register.simple_tag
def neighbours(around: Around) -> SafeString:
    """The story before and the one after."""
    if not (around.older or around.newer):
        return NOTHING
    older = _neighbour(around.older, "prev", _("Previous")) if around.older else NOTHING
    return NEIGHBOURS(older=older, newer=_neighbour(around.newer, "next", _("Next")) if around.newer else NOTHING)


def _neighbour(story: Article, relation: str, word: str) -> SafeString:
    return written(
        '<a rel="{}" href="{}"><span class="label">{} · {}</span> <span{}>{}</span></a>',
        relation,
        story.get_absolute_url(),
        word,
        story.country.name if story.country else "",
        spoken(story.headline, story.language),
        story.headline,
    )


@register.simple_tag
def tag_list(tags: Collection[Tag]) -> SafeString:
    """The topics of a story."""
    rows = ((tag.get_absolute_url(), spoken(tag.name), tag.name) for tag in tags)
    return TAGS(tags=written_each("", '<li><a rel="tag" href="{}"{}>{}</a></li>', rows)) if tags else NOTHING


def _quoted(text: str) -> str:
    return quote(text, safe="")
