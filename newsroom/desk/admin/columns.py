"""What a row of the review queue shows: short words, never colour alone."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models.article import Priority
from articles.models.source import Rights
from articles.status import Status

RIGHTS = {
    Rights.OWN: gettext_lazy("own"),
    Rights.LICENSED: gettext_lazy("licensed"),
    Rights.EXCERPT: gettext_lazy("excerpt"),
    Rights.LINK_ONLY: gettext_lazy("link only"),
}
NOTHING = "—"


class Columns:
    """The columns; each reads what the row already holds."""

    @admin.display(description=gettext_lazy("story"))
    def story(self, article: Any) -> SafeString:
        """The headline as a link, how soon it wants to be looked at, and the original headline where it differs."""
        headline = format_html(
            '{}{}<a class="story" href="{}" lang="{}" dir="auto">{}</a>{}',
            priority_chip(article),
            embargo_chip(article),
            article.desk_url,
            article.language or "",
            article,
            copy_chip(article),
        )
        original = article.source_headline
        if not original or original == article.headline:
            return headline
        return format_html(
            '{}<span class="original" lang="{}" dir="auto">{}</span>', headline, article.source_language, original
        )

    @admin.display(description=gettext_lazy("country"))
    def section(self, article: Any) -> Any:
        """The section."""
        return article.country.name if article.country else NOTHING

    @admin.display(description=gettext_lazy("source"))
    def outlet(self, article: Any) -> Any:
        """The outlet and what it allows."""
        if article.source is None:
            return _("our own")
        return format_html(
            '{} <span class="quiet-line">{}</span>', article.source.name, RIGHTS[Rights(article.source.rights)]
        )

    @admin.display(description=gettext_lazy("language"))
    def tongue(self, article: Any) -> Any:
        """The language, and the one it came in."""
        if article.source_language and article.source_language != article.language:
            return format_html("{} <span class='quiet-line'>← {}</span>", article.language, article.source_language)
        return article.language or NOTHING

    @admin.display(description=gettext_lazy("findings"))
    def remarks_of_the_gate(self, article: Any) -> Any:
        """How many findings block and how many advise."""
        return findings_chip(article.findings)

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def sort(self, article: Any) -> Any:
        """What sort of piece it is, shortly."""
        return str(article.get_kind_display()).split(" ")[0]

    @admin.display(description=gettext_lazy("arrived"), ordering="arrived_at")
    def arrived(self, article: Any) -> SafeString | str:
        """How long ago it came in, or its minute where it is scheduled."""
        when = article.publish_at or (article.published_at if article.is_public else article.arrived_at)
        return moment(when)

    @admin.display(description=gettext_lazy("coverage"))
    def covered(self, article: Any) -> Any:
        """How many articles tell of the same event."""
        size = article.coverage_size
        return format_html('<span class="chip">{}</span>', _("%(n)s stories") % {"n": size}) if size > 1 else NOTHING

    @admin.display(description=gettext_lazy("claimed by"))
    def held(self, article: Any) -> Any:
        """Who is on it now, or whose it is to look at."""
        claim = getattr(article, "claim", None)
        if claim is None or not claim.is_live:
            given = article.assigned_to
            return _("for %(person)s") % {"person": given.get_full_name() or given.username} if given else NOTHING
        return format_html('<span class="chip chip-person">{}</span>', claim.by.get_full_name() or claim.by.username)

    @admin.display(description=gettext_lazy("status"))
    def state(self, article: Any) -> SafeString:
        """Where it stands."""
        return status_chip(article.status)


LIST = (
    "story",
    "section",
    "outlet",
    "tongue",
    "remarks_of_the_gate",
    "sort",
    "arrived",
    "covered",
    "held",
    "state",
)


def status_chip(status: str) -> SafeString:
    """A state as a word with its mark."""
    return format_html('<span class="state state-{}">{}</span>', status, Status(status).label)


def priority_chip(article: Any) -> SafeString | str:
    """High or urgent as a word; nothing for what is neither."""
    mark = {Priority.URGENT: "must", Priority.HIGH: "advice"}.get(article.priority)
    if mark is None:
        return ""
    return format_html('<span class="finding finding-{}">{}</span> ', mark, article.get_priority_display())


def embargo_chip(article: Any) -> SafeString | str:
    """Until when nobody may make it public; nothing where there is no embargo, or no longer."""
    if not article.is_under_embargo or article.is_public:
        return ""
    until = _("embargo until %(at)s") % {"at": age(article.embargo_until)}
    return format_html('<span class="finding finding-must">{}</span> ', until)


def due_chip(article: Any) -> SafeString | str:
    """That a waiting story should be done with by now; nothing while there is time, or none was set."""
    if article.due_at is None or article.due_at > timezone.now() or not article.is_waiting:
        return ""
    return format_html('<span class="clock clock-late" title="{}">{}</span> ', full(article.due_at), _("overdue"))


def copy_chip(article: Any) -> SafeString | str:
    """That a story may be another's copy, which leads to both side by side."""
    url = getattr(article, "beside_url", "")
    if not url:
        return ""
    return format_html(' <a class="finding finding-advice" href="{}">{}</a>', url, _("possible copy"))


def findings_chip(findings: list[dict[str, str]]) -> SafeString:
    """The findings in words: how many must be mended, how many are advice."""
    required = sum(finding["level"] == "required" for finding in findings)
    advice = len(findings) - required
    parts = []
    if required:
        parts.append(("must", ngettext("%(n)s must", "%(n)s must", required) % {"n": required}))
    if advice:
        parts.append(("advice", ngettext("%(n)s advice", "%(n)s advice", advice) % {"n": advice}))
    if not parts:
        return format_html('<span class="finding finding-clear">{}</span>', _("clear"))
    return format_html_join(" ", '<span class="finding finding-{}">{}</span>', parts)


def moment(when: datetime | None) -> SafeString | str:
    """How long ago, or until when, with the full time behind it."""
    if when is None:
        return NOTHING
    local = timezone.localtime(when)
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), full(local), age(when))


def full(when: datetime) -> str:
    """A moment in the site's time zone, in full."""
    return f"{date_format(timezone.localtime(when), 'j M Y H:i')} {timezone.get_current_timezone_name()}"


def age(when: datetime) -> str:
    """How long ago in one unit, or a coming minute."""
    seconds = (timezone.now() - when).total_seconds()
    if seconds < 0:
        local = timezone.localtime(when)
        return date_format(local, "H:i" if local.date() == timezone.localdate() else "j M H:i")
    if seconds < 60:
        return _("now")
    for size, word in ((86_400, _("%(n)s d")), (3_600, _("%(n)s h")), (60, _("%(n)s min"))):
        if seconds >= size:
            return word % {"n": int(seconds // size)}
    return _("now")
