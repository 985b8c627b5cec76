"""A story as lists show it: `{% via %}`, `{% headline %}`, `{% card %}`.

A list shows dozens of them and the front page a hundred, so their parts are put together here, and templates place
them. Nothing here asks the database.
"""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import languages
from articles.models import Article
from articles.models.article import Kind
from articles.templatetags.paper import first_words, is_foreign_to, spoken, when
from articles.templatetags.pictures import is_shown, picture

register = template.Library()
THUMB_SIZES, WIDEST_THUMB = "clamp(6rem, 24vw, 11rem)", 640


@register.simple_tag
def via(article: Article, *, without_country: object = False) -> SafeString:
    """The line that says whose news a story is: the outlet, how we have it, when, and its country."""
    parts = [_outlet(article), _how(article), when(article.published_at, "short")]
    if article.country and not without_country:
        country = article.country
        parts.append(format_html('<a class="place" href="{}">{}</a>', country.get_absolute_url(), country.name))
    return format_html('<p class="via">{}</p>', SafeString(" ".join(filter(None, parts))))


def _outlet(article: Article) -> SafeString:
    if article.source and not article.is_ours:
        return format_html('<span class="outlet"{}>{}</span>', spoken(article.source.name), article.source.name)
    return format_html('<span class="outlet">{}</span>', settings.SITE_NAME)


def _how(article: Article) -> SafeString:
    """Our own work, or a text of ours about one in another language."""
    if article.is_ours:
        word = _("Original") if article.kind == Kind.ORIGINAL else _("Compiled")
        return format_html('<span class="kind original">{}</span>', word)
    if not is_foreign_to(article.source_language, article):
        return SafeString()
    language = languages.name(article.source_language)
    return format_html("<span>{}</span>", _("original in %(language)s") % {"language": language})


@register.simple_tag
def headline(article: Article) -> SafeString:
    """The headline as a link to the story; of a mere link, to the outlet's own page, and it says so."""
    if article.kind != Kind.LINK:
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), article.headline)
    outlet = article.source.name if article.source else ""
    return format_html(
        '<a class="out" href="{}" rel="external noopener">{}<span class="hidden"> ({})</span></a>',
        article.source_url,
        article.headline,
        _("on the site of %(outlet)s") % {"outlet": outlet},
    )


@register.inclusion_tag("articles/parts/card.html")
def card(
    article: Article, *, thumb: bool = False, bare: bool = False, without_country: object = False
) -> dict[str, Any]:
    """A story in a list; `thumb` with its picture, `bare` without its first words."""
    words = "" if bare else first_words(article)
    shown = article.picture if thumb else None
    return {
        "via": via(article, without_country=without_country),
        "spoken": spoken(article.headline, article.language),
        "headline": headline(article),
        "words": words,
        "words_spoken": spoken(words, article.language) if words else "",
        "thumb": picture(shown, alt="", sizes=THUMB_SIZES, largest=WIDEST_THUMB) if is_shown(shown) else "",
    }
