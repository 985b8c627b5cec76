"""What would trouble readers, screen readers or search engines on a page, as advice. Pure: texts in, sentences out."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.utils.translation import gettext as _

LONGEST_TITLE = 65
"""Characters after which search engines cut a headline, about."""
_LEVEL = re.compile(r"h([1-6])")


class _Page(HTMLParser):
    """Counts pictures without words and empty links, and keeps the levels of the headings."""

    def __init__(self) -> None:
        super().__init__()
        self.silent, self.empty, self.levels = 0, 0, list[int]()
        self.link: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        alt = (dict(attrs).get("alt") or "").strip()
        if tag == "img":
            self.silent += not alt
            if self.link is not None:
                self.link.append(alt)
        elif tag == "a":
            self.link = []
        elif level := _LEVEL.fullmatch(tag):
            self.levels.append(int(level[1]))

    def handle_data(self, data: str) -> None:
        if self.link is not None:
            self.link.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link is not None:
            self.empty += not "".join(self.link).strip()
            self.link = None


def checks(headline: str, standfirst: str, body: str) -> list[str]:
    """Advice in sentences; none where all is well."""
    page = _Page()
    page.feed(body)
    return [*_found(headline, standfirst), *_in_text(page)]


def _found(headline: str, standfirst: str) -> Iterator[str]:
    if len(headline) > LONGEST_TITLE:
        sentence = _("Search engines cut headlines after about %(most)s characters; this one has %(length)s.")
        yield sentence % {"most": LONGEST_TITLE, "length": len(headline)}
    if not standfirst.strip():
        yield _("There is no standfirst; search engines and shares show the opening words instead.")


def _in_text(page: _Page) -> Iterator[str]:
    if page.silent:
        yield _("Pictures in the text without words for those who cannot see them: %(n)s.") % {"n": page.silent}
    if page.empty:
        yield _("Links without a text: %(n)s.") % {"n": page.empty}
    if any(after - before > 1 for before, after in zip([1, *page.levels], page.levels, strict=False)):
        yield _("A heading skips a level; screen readers announce headings by level.")
