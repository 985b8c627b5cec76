"""Tags that print structured data into a page's head: `{% json_ld data %}` and one for each kind of page.

JSON inside <script> ends only at "</script", so "<", ">" and "&" are written as JSON's own escapes (and U+2028 and
U+2029 too, which old readers take for line ends): whatever a headline holds, the block stays one block of data.
"""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import addresses, structured
from articles.models import Article, Author, Coverage, Page, Source
from articles.written_html import written, written_each

register = template.Library()
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(data: dict[str, Any] | list[Any]) -> SafeString:
    """Any data as a block that machines read and browsers do not run."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - every sign of markup is escaped


@register.simple_tag
def article_data(article: Article) -> SafeString:
    """A NewsArticle."""
    return json_ld(structured.article(article))


@register.simple_tag
def breadcrumb(*steps: str | int) -> SafeString:
    """The way from the front page, for readers and for machines: names and addresses in turn, the last without one."""
    flat = [_("Front page"), addresses.of("front"), *map(str, steps), ""]
    way = list(zip(flat[::2], flat[1::2], strict=False))
    shown = written_each("\n", "<li>{}</li>", ((_step(name, address),) for name, address in way))
    data = json_ld(structured.breadcrumbs(way))
    return written('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>\n{}', _("Breadcrumb"), shown, data)


def _step(name: str, address: str) -> SafeString:
    if address:
        return written('<a href="{}">{}</a>', address, name)
    return written('<span aria-current="page">{}</span>', name)


@register.simple_tag(takes_context=True)
def site_data(context: Context) -> SafeString:
    """The WebSite with its search, the house that makes it, and the stories of its front page in their order."""
    blocks = [structured.website(), structured.organization()]
    stories = _on_front(context) if context.get("lead") else []
    return json_ld([*blocks, {"@context": structured.CONTEXT} | structured.item_list(stories)] if stories else blocks)


def _on_front(context: Context) -> list[Article]:
    """In the order in which the template shows them; companions stand below the lead where its event has outlets."""
    companions = context["companions"] if context["lead_outlets"] else []
    events, sections = ([group.stories for group in context[name]] for name in ("events", "sections"))
    parts = [[context["lead"]], companions, context["seconds"], *events, context["latest"], *sections]
    return [story for part in parts for story in part]


@register.simple_tag
def collection_data(name: str, path: str, stories: Iterable[Article], about: str = "") -> SafeString:
    """A page with a list of stories; `about` is the sentence that it shows of itself."""
    return json_ld(structured.collection(name, path, stories, description=about))


@register.simple_tag
def source_data(source: Source, path: str, stories: Iterable[Article]) -> SafeString:
    """An outlet's page: who it is, and its stories."""
    about = structured.outlet(source)
    return json_ld(structured.collection(source.name, path, stories, description=source.about, about=about))


@register.simple_tag
def coverage_data(coverage: Coverage, path: str, days: Iterable[Any]) -> SafeString:
    """An event's page: the reports in the order in which they were told, each cited at its outlet."""
    stories = [told.article for day in days for told in day.stories]
    cited = [story.source_url for story in stories if story.must_name_source and story.source_url]
    return json_ld(structured.collection(coverage.title, path, stories, citation=cited))


@register.simple_tag
def directory_data(name: str, path: str, *groups: Iterable[Author]) -> SafeString:
    """The page that lists who writes."""
    return _directory(name, path, (author for group in groups for author in group))


@register.simple_tag
def outlets_data(name: str, path: str, rows: Iterable[dict[str, Any]]) -> SafeString:
    """The page that lists the outlets."""
    return _directory(name, path, (row["source"] for row in rows))


def _directory(name: str, path: str, listed: Iterable[Author | Source]) -> SafeString:
    rows = [(one.name, one.get_absolute_url()) for one in listed]
    return json_ld(structured.web_page(name, path, kind="CollectionPage", mainEntity=structured.listed(rows)))


@register.simple_tag
def page_data(name: str | int, path: str, text: Page | None = None, kind: str = "") -> SafeString:
    """A standing page, or a page without a list of stories."""
    kind = kind or ("AboutPage" if text and text.slug == "about" else "WebPage")
    changed = timezone.localtime(text.changed_at).isoformat() if text else ""
    return json_ld(structured.web_page(str(name), path, kind=kind, dateModified=changed))


@register.simple_tag
def figures_data(name: str, path: str, about: str, csv: str, as_json: str) -> SafeString:
    """Figures that can be taken along as CSV and as JSON."""
    return json_ld(structured.dataset(name, path, about, {"text/csv": csv, "application/json": as_json}))


@register.simple_tag
def profile_data(author: Author) -> SafeString:
    """An author's page."""
    return json_ld(structured.profile(author))
