"""Who did what to an article, and each version of it against the one before, as words; any of them can be restored."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.models import Article, Change
from articles.refusals import Refused
from articles.sanitize import plain_text
from articles.status import ASIDE
from newsroom.desk import restoring
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
ACTS_ON_PAGE = 200


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
    """The page of an article's past: its acts, its versions, two of them side by side, and the way back to one."""
    asked = _asked(request, article)
    if request.method == "POST" and not asked:
        return _restore(request, article)
    past: Any = article.history
    page = Paginator(past.select_related("history_user").order_by("-history_id"), VERSIONS).get_page(
        request.GET.get("p")
    )
    rows = list(page.object_list)
    older = past.filter(history_id__lt=rows[-1].history_id).order_by("-history_id").first() if rows else None
    lists = _lists_by_version(article)
    versions = [
        Version(row, [*differences(one, row), *lists.get(row.version, ())])
        for row, one in zip(rows, [*rows[1:], older], strict=True)
        if one
    ]
    compared = _compared(request, article)
    context = admin.admin_site.each_context(request) | {
        "title": _("History of “%(article)s”") % {"article": article},
        "opts": admin.opts,
        "original": article,
        "acts": acts(article)[:ACTS_ON_PAGE],
        "versions": [version for version in versions if version.differences],
        "page": page,
        "compared": compared,
        "missing": "" if compared else _missing(request),
        "asked": asked,
        "may_restore": article.status not in ASIDE and request.user.has_perm("articles.change_article", article),
        "back": admin.review_url(article),
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


def _asked(request: HttpRequest, article: Article) -> Version | None:
    """What restoring a version would change before readers' eyes: shown first, for it is done with one press."""
    if request.method != "POST" or not article.is_public or "sure" in request.POST:
        return None
    now, row = version_seen(article, article.version), version_seen(article, _number(request))
    if now is None or row is None:
        return None
    found = [*differences(now, row), *_lists_between(article, article.version, row.version)]
    return Version(row, found) if found else None


def _number(request: HttpRequest) -> int:
    number = request.POST.get("version", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0


def _restore(request: HttpRequest, article: Article) -> HttpResponse:
    """Bring a version back and show the page again, saying so."""
    number = _number(request)
    try:
        restoring.restore_version(article, number, by=request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Version %(number)s is restored, as a new version.") % {"number": number})
    return HttpResponseRedirect(request.path)


def _compared(request: HttpRequest, article: Article) -> dict[str, Any] | None:
    """Two versions that a person chose, the older first; None where none or an unknown one was chosen."""
    chosen = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(one.isascii() and one.isdigit() and len(one) < 9 for one in chosen):
        return None
    numbers = sorted(map(int, chosen))
    old, new = (version_seen(article, number) for number in numbers)
    if old is None or new is None:
        return None
    found = [*differences(old, new), *_lists_between(article, *numbers)]
    return {"old": old, "new": new, "differences": found}


def _missing(request: HttpRequest) -> str:
    """Why nothing is compared, in a sentence; empty where nobody asked for two versions."""
    if not {"from", "to"} & request.GET.keys():
        return ""
    return _("There is no such version, so nothing is compared. Choose two of the versions below.")


def _lists_between(article: Article, old: int, new: int) -> Iterator[Difference]:
    """The authors, tags and other countries that two versions have differently, by name."""
    before, after = restoring.lists_at(article, old), restoring.lists_at(article, new)
    for name in restoring.LISTS:
        names = _named(name, [*before[name], *after[name]])
        yield from _list_changed(name, before[name], after[name], names)


def _lists_by_version(article: Article) -> dict[int, list[Difference]]:
    """What each version changed in authors, tags and other countries, as the log has it."""
    logged = article.changes.filter(act="revise", details__has_key="lists").order_by("-id")[:ACTS_ON_PAGE]
    found: dict[int, list[Difference]] = {}
    changed = [(change.details.get("version"), change.details["lists"]) for change in logged]
    for name in restoring.LISTS:
        sides = [(version, lists[name]) for version, lists in changed if name in lists]
        names = _named(name, [key for _version, both in sides for side in both for key in side])
        for version, (before, after) in sides:
            found.setdefault(version, []).extend(_list_changed(name, before, after, names))
    return found


def _named(name: str, keys: list[int]) -> dict[int, Any]:
    """What these keys stand for; no query where there are none."""
    return dict(restoring.LISTS[name].objects.in_bulk(keys)) if keys else {}


def _list_changed(name: str, before: list[int], after: list[int], names: dict[int, Any]) -> Iterator[Difference]:
    """One list before and after, by name; one that is gone meanwhile by its number."""
    pieces = words(*(", ".join(str(names.get(key, key)) for key in side) for side in (before, after)))
    if pieces:
        yield Difference(name, {"authors": _("authors"), "tags": _("tags")}.get(name) or _("also about"), pieces)


def _as_text(state: Any, name: str) -> str:
    value = getattr(state, name, "")
    if name == "body":
        return plain_text(value or "")
    if name.endswith("_id") and value:
        return str(getattr(state, name.removesuffix("_id"), value) or value)
    shown = getattr(state, f"get_{name}_display", None)
    return "" if value is None else str(shown() if shown else value)
