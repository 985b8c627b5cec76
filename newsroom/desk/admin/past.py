"""Who did what to an article, and each version of it against the one before, as words. Reads; changes nothing."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.models import Article, Change
from articles.sanitize import plain_text
from newsroom.desk.compare import Piece, words

TEXTS = ("headline", "standfirst", "body")
LABELS = (
    "kind",
    "made_by",
    "language",
    "country_id",
    "source_id",
    "source_url",
    "source_headline",
    "source_language",
    "source_author",
    "source_published_at",
    "picture_id",
    "coverage_id",
    "slug",
    "pinned_until",
    "embargo_until",
    "expires_at",
    "due_at",
    "publish_at",
)
VERSIONS = 30
ACTS_SHOWN = 8


class Difference(NamedTuple):
    """One field that two versions have differently."""

    name: str
    label: str
    pieces: list[Piece]


class Version(NamedTuple):
    """One version and what it changed."""

    row: Any
    differences: list[Difference]


class Overruling(NamedTuple):
    """The act by which a chief let a story out, and what stood against it."""

    change: Change
    against: list[str]


def differences(old: Any, new: Any, names: Iterable[str] = TEXTS + LABELS) -> list[Difference]:
    """The fields that differ between two states of an article (rows of its past, or itself)."""
    found = []
    for name in names:
        pieces = words(_as_text(old, name), _as_text(new, name))
        if pieces:
            label = Article._meta.get_field(name.removesuffix("_id")).verbose_name  # type: ignore[union-attr]  # noqa: SLF001
            found.append(Difference(name.removesuffix("_id"), str(label), pieces))
    return found


def version_seen(article: Article, version: int | None) -> Any:
    """The article as it stood in a version, or None."""
    past: Any = article.history
    return past.filter(version=version).first() if version else None


def acts(article: Article, limit: int | None = None) -> QuerySet[Change]:
    """Who did what, newest first."""
    found = article.changes.select_related("by").order_by("-id")
    return found[:limit] if limit else found


def overruling(article: Article) -> Overruling | None:
    """Against what a chief let it out, and why; None where nobody overruled the gate. No query is made then."""
    if not article.overruled:
        return None
    rows = [row for row in acts(article).exclude(by__username=settings.SYSTEM_ACCOUNT) if row.details.get("overruled")]
    if not rows:
        return None
    codes = [code for row in rows if row.reason == rows[0].reason for code in row.details["overruled"]]
    sentences = {finding["code"]: finding["sentence"] for finding in article.findings}
    sentences["approvals"] = _("It had too few approvals.")
    return Overruling(rows[0], [sentences.get(code, code) for code in dict.fromkeys(codes)])


def past_view(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """The page of an article's past."""
    past: Any = article.history
    rows = list(past.select_related("history_user").order_by("-history_id")[: VERSIONS + 1])
    versions = [
        Version(row, differences(older, row))
        for row, older in zip(rows[:VERSIONS], [*rows[1:], None], strict=False)
        if older
    ]
    context = admin.admin_site.each_context(request) | {
        "title": _("History of “%(article)s”") % {"article": article},
        "opts": admin.opts,
        "original": article,
        "acts": acts(article),
        "versions": [version for version in versions if version.differences],
        "back": admin.review_url(article),
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


def _as_text(state: Any, name: str) -> str:
    value = getattr(state, name, "")
    if name == "body":
        return plain_text(value or "")
    if name.endswith("_id") and value:
        return str(getattr(state, name.removesuffix("_id"), value) or value)
    shown = getattr(state, f"get_{name}_display", None)
    return "" if value is None else str(shown() if shown else value)
