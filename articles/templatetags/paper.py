"""Words and times as the paper's templates show them: languages, directions, first words, dates.

Nothing here asks the database, but for `latest_stories` on error pages.
"""

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from articles import languages
from articles.models import Article
from articles.sanitize import excerpt
from articles.written_html import written

register = template.Library()

OPENING_WORDS = 30


@register.simple_tag
def spoken(text: str, language: str = "") -> SafeString:
    """The attributes `lang` and `dir` of a text, where they differ from those of the pages around it."""
    site = languages.site_language()
    direction = languages.direction(text)
    shown = "" if direction == languages.runs(site) else direction
    return _attributes(language if language != site else "", shown)


@lru_cache(maxsize=1024)
def _attributes(language: str, direction: str) -> SafeString:
    lang = written(' lang="{}"', language) if language else SafeString()
    return written('{} dir="{}"', lang, direction) if direction else lang


@register.filter
def language_name(code: str) -> str:
    """A language's name."""
    return languages.name(code)


@register.filter
def is_foreign_to(code: str, article: Article) -> bool:
    """Whether a source's language is another than the article's own."""
    return bool(code) and not languages.same(code, article.language)


@register.filter
def first_words(article: Article) -> str:
    """What a card says of a story: its standfirst, else its opening words, cut between words; empty for a link."""
    opening = getattr(article, "opening", None)
    return excerpt(article.standfirst or (article.body if opening is None else opening), OPENING_WORDS)


@register.simple_tag
def when(moment: datetime | None, style: str = "full") -> SafeString:
    """A `<time>` in the site's zone. `short`: the hour today, the day this year; `day`: the day; else day and hour."""
    if moment is None:
        return SafeString()
    local = timezone.localtime(moment)
    shown = {"short": _short, "day": _day}.get(style, _full)(local)
    return written('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), shown)


def _short(local: datetime) -> str:
    today = timezone.localdate()
    if local.date() == today:
        return f"{local:%H:%M}"
    return _written(local.date(), "j M" if local.year == today.year else "j M Y", languages.site_language())


def _day(local: datetime) -> str:
    return _written(local.date(), "j F Y", languages.site_language())


def _full(local: datetime) -> str:
    return f"{_day(local)}, {local:%H:%M}"


@lru_cache(maxsize=8192)
def _written(day: date, form: str, _language: str) -> str:
    """Remembered: a page names a dozen days, and the next one many of them again."""
    return date_format(day, form)


@register.filter
def month_name(day: date) -> str:
    """A month and its year."""
    return date_format(day, "F Y")


@register.filter
def host(address: str) -> str:
    """The host of an address, without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def absolute(path: str) -> str:
    """A path of ours as a whole address."""
    return path if path.startswith("http") else f"{settings.SITE_URL}{path}"


@register.filter
def quoted(text: str) -> str:
    """A text as it may stand in a query."""
    return quote(str(text), safe="")


@register.filter
def initials(name: str) -> str:
    """The first letters of the first two words of a name."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()


@register.simple_tag
def latest_stories(number: int = 5) -> list[Article]:
    """The newest stories, for a reader who found nothing. One query."""
    return list(Article.objects.published().for_cards().newest()[:number])
