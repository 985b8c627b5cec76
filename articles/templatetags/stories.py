"""A story as lists show it: `{% via %}`, `{% headline %}`, `{% card %}`; and `{% topics %}` beside them.

A list shows dozens of them and the front page a hundred, so their parts are put together here, and templates place
them. Nothing here asks the database.
"""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import languages
from articles.models import Article
from articles.models.article import Kind
from articles.templatetags.paper import first_words, is_foreign_to, spoken, when
from articles.templatetags.pictures import picture
from articles.topics import Topic
from articles.written_html import written, written_each

register = template.Library()
THUMB_SIZES, WIDEST_THUMB = "(min-width: 46rem) 11rem, (min-width: 25rem) 24vw, 6rem", 640


@register.simple_tag
def via(article: Article, *, without_country: object = False) -> SafeString:
    """The line that says whose news a story is: the outlet, how we have it, when, and its country."""
    parts = [_outlet(article), _how(article), when(article.published_at, "short")]
    if article.country and not without_country:
        country = article.country
        parts.append(written('<a class="place" href="{}">{}</a>', country.get_absolute_url(), country.name))
    return written('<p class="via">{}</p>', SafeString(" ".join(filter(None, parts))))


def _outlet(article: Article) -> SafeString:
    if article.source and not article.is_ours:
        return written('<span class="outlet"{}>{}</span>', spoken(article.source.name), article.source.name)
    return written('<span class="outlet">{}</span>', settings.SITE_NAME)


def _how(article: Article) -> SafeString:
    """Our own work, or a text of ours about one in another language."""
    if article.is_ours:
        word = _("Original") if article.kind == Kind.ORIGINAL else _("Compiled")
        return written('<span class="kind {}">{}</span>', article.kind, word)
    if not is_foreign_to(article.source_language, article):
        return SafeString()
    language = languages.name(article.source_language)
    return written("<span>{}</span>", _("original in %(language)s") % {"language": language})


@register.simple_tag
def headline(article: Article) -> SafeString:
    """The headline as a link to the story; of a mere link, to the outlet's own page, and it says so."""
    if article.kind != Kind.LINK:
        return written('<a href="{}">{}</a>', article.get_absolute_url(), article.headline)
    outlet = article.source.name if article.source else ""
    return written(
        '<a class="out" href="{}" rel="external noopener">{}<span class="hidden"> ({})</span></a>',
        article.source_url,
        article.headline,
        _("on the site of %(outlet)s") % {"outlet": outlet},
    )


@register.simple_tag
def wire(other: Article) -> SafeString:
    """A report of the same event, in one line: the outlet, its headline, when."""
    outlet = other.source.name if other.source else settings.SITE_NAME
    return written(
        '<li>\n<span class="outlet"{}>{}</span>\n<span{}>{}</span>\n{}\n</li>',
        spoken(outlet),
        outlet,
        spoken(other.headline, other.language),
        headline(other),
        when(other.published_at, "short"),
    )


@register.simple_tag
def card(
    article: Article, *, thumb: bool = False, bare: bool = False, without_country: object = False, level: int = 3
) -> SafeString:
    """A story in a list; `thumb` with its picture, `bare` without its first words; `level` is that of its headline."""
    shown = _thumb(article) if thumb else SafeString()
    return written(
        '<article class="card{}">\n{}\n<h{}{}>{}</h{}>{}{}</article>\n',
        " with-thumb" if shown else "",
        via(article, without_country=without_country),
        level,
        spoken(article.headline, article.language),
        headline(article),
        level,
        SafeString() if bare else _summary(article),
        shown,
    )


def _summary(article: Article) -> SafeString:
    words = first_words(article)
    return written('\n<p class="summary"{}>{}</p>', spoken(words, article.language), words) if words else SafeString()


def _thumb(article: Article) -> SafeString:
    shown = picture(article.picture, alt="", sizes=THUMB_SIZES, largest=WIDEST_THUMB)
    return written('\n<div class="thumb">{}</div>', shown) if shown else SafeString()


@register.simple_tag
def topics(found: Iterable[Topic]) -> SafeString:
    """Tags or outlets with the number of their stories, in the size of each."""
    rows = (
        (one.size, one.of.get_absolute_url(), spoken(one.of.name), one.of.name, number_format(one.stories))
        for one in found
    )
    line = '<li class="size-{}"><a href="{}"{}>{} <span class="count">{}</span></a></li>'
    return written('<ul class="topics">{}</ul>', written_each("\n", line, rows))
