"""Ways through lists: `{% pages %}` to the other pages of one, `{% month_calendar %}` to the days of a month."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import addresses
from articles.calendar import Day, Month
from articles.written_html import written, written_each

register = template.Library()


@register.inclusion_tag("articles/parts/calendar.html")
def month_calendar(month: Month, chosen: date | None = None, level: int = 2) -> dict[str, Any]:
    """A month as a table; days with stories are links. `level` is that of its heading, 0 for none."""
    weekdays = [(date_format(date(2024, 1, day), "D"), date_format(date(2024, 1, day), "l")) for day in range(1, 8)]
    return {"month": month, "chosen": chosen, "level": level, "weekdays": weekdays, "today": timezone.localdate()}


@register.simple_tag
def square(day: Day | None, chosen: date | None, today: date) -> SafeString:
    """A day in the calendar: a link where it has stories, a number where not, nothing in another month."""
    if day is None:
        return SafeString()
    if not day.stories:
        return written("<span>{}</span>", day.date.day)
    mark = "page" if day.date == chosen else "date" if day.date == today else ""
    stories = ngettext("%(stories)s story", "%(stories)s stories", day.stories) % {"stories": day.stories}
    return written(
        '<a href="{}"{} aria-label="{}, {}">{}</a>',
        addresses.of("archive_day", *f"{day.date:%Y %m %d}".split()),
        written(' aria-current="{}"', mark) if mark else "",
        date_format(day.date, "j F"),
        stories,
        day.date.day,
    )


@register.simple_tag
def pages(page: Page[Any], numbers: Iterable[int | str], path: str, query: str = "") -> SafeString:
    """The other pages of a list: newer, numbers, older. Nothing where there is one page only.

    `path` is the list's address, `query` what stands in it beside the page's number.
    """
    if page.paginator.num_pages <= 1:
        return SafeString()

    def address(number: int) -> str:
        asked = "&".join(filter(None, [query, f"page={number}" if number > 1 else ""]))
        return f"{path}?{asked}" if asked else path

    newer = _step("prev", address(page.number - 1), _("Newer")) if page.has_previous() else ""
    older = _step("next", address(page.number + 1), _("Older")) if page.has_next() else ""
    items = written_each("", "<li{}>{}</li>", (_item(number, page.number, address) for number in numbers))
    label = _("Pages of this list")
    return written('<nav class="pages" aria-label="{}">{}<ol>{}</ol>{}</nav>', label, newer, items, older)


def _step(rel: str, address: str, word: str) -> SafeString:
    return written('<a rel="{}" href="{}">{}</a>', rel, address, word)


def _item(number: int | str, now: int, address: Callable[[int], str]) -> tuple[SafeString, SafeString]:
    """A number of the list of pages: hidden from listeners where it stands for many, a link where it is another."""
    if not isinstance(number, int):
        return SafeString(' aria-hidden="true"'), written("{}", Paginator.ELLIPSIS)
    spoken = written('<span class="hidden">{} </span>{}', _("Page"), number)
    if number == now:
        return SafeString(), written('<span aria-current="page">{}</span>', spoken)
    return SafeString(), written('<a href="{}">{}</a>', address(number), spoken)
