"""Words and times as the paper's templates show them: languages, directions, first words, dates.

Nothing here asks the database, but for `latest_stories` on error pages.
"""

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from articles import languages
from articles.days import written_day
from articles.models import Article
from articles.sanitize import excerpt
from articles.written_html import Form, written

register = template.Library()

OPENING_WORDS = 30
TEXT_LINK = Form(
    '<p class="small text-link"><a href="?view=text{page}">{words}</a></p>',
    words=gettext_lazy("Text-only version of this page"),
)


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
    local = timezone.localtime(moment, timezone.get_default_timezone())
    shown = {"short": _short, "day": _day}.get(style, _full)(local)
    return written('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), shown)


def _short(local: datetime) -> str:
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    if local.date() == today:
        return f"{local:%H:%M}"
    return written_day(local.date(), "j M" if local.year == today.year else "j M Y")


def _day(local: datetime) -> str:
    return written_day(local.date(), "j F Y")


def _full(local: datetime) -> str:
    return f"{_day(local)}, {local:%H:%M}"


@register.simple_tag
def text_link(page: int | str | None = None) -> SafeString:
    """The way to this page without pictures and scripts."""
    return TEXT_LINK(page=written("&amp;page={}", page) if page and int(page) > 1 else "")


@register.filter
def month_name(day: date) -> str:
    """A month and its year."""
    return written_day(day, "F Y")


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
