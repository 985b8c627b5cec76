"""One story as triage shows it: what goes out, what came in, what the gate and the machine say, who is on it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Tag
from articles.status import WAITING
from newsroom.desk import presence, previews
from newsroom.desk.admin import suggested
from newsroom.desk.admin.bar import Bar
from newsroom.desk.claims import holder
from newsroom.desk.forms.moments import MOMENT
from newsroom.desk.roles import off_beat_in_words
from newsroom.desk.triage import choices
from newsroom.ingest.models import Capture, SuggestionKind
from newsroom.takedowns.models import Item
from newsroom.takedowns.states import WORKING

REASONS_KEY = "triage-reasons"
COMPANIONS = 500
DECIDING = ("publish", "schedule", "approve", "reject", "send_back", "claim", "release")
HIDDEN_CAPTURE = ("page", "entry", "unmended", "full_text", "page_headers", "rules", "mends", "origins")


def story(article: Article, request: HttpRequest, query: str) -> dict[str, Any]:
    """What the template of a story asks for, in a fixed number of queries; `query` are the filters of its list."""
    user: Any = request.user
    bar = Bar(article, user)
    may_edit = "revise" in bar
    panel = suggested.panel(article, user, may_edit=may_edit)
    others = companions(article)
    return {
        "article": article,
        "bar": bar,
        "may_edit": may_edit,
        "undecided": "" if any(name in bar for name in DECIDING) else why_not(article, user),
        "advice": [finding for finding in article.findings if finding.get("level") != "required"],
        "companions": others,
        "rest": [other for other in others if other.status in WAITING],
        "suggested": panel,
        "copy_of": possible_copy(panel),
        "capture": newest_capture(article),
        "tags": Tag.objects.filter(taggings__content_object=article).order_by("name").values_list("name", flat=True),
        "preview_url": "" if article.status in previews.DEAD else previews.path(article, user),
        "review_url": review_url(article, query),
        "press_url": reverse("admin:articles_article_triage_press") + query,
        **people(article, user),
        **questions(request),
    }


def why_not(article: Article, user: Any) -> str:
    """Why a person finds nothing to press on a story."""
    if article.status not in WAITING:
        return _("It does not wait any more. Open it for what can be done with it now.")
    if user.has_perm("articles.review_article"):
        return off_beat_in_words(article, user)
    return _("You can read what waits; what becomes of it is decided by editors.")


def fetched(pk: int) -> Article | None:
    """A story with all that its pane shows of itself, and whether its owner complains."""
    found = Article.objects.select_related("country", "source", "claim__by", "coverage")
    challenged = Exists(Item.objects.filter(article=OuterRef("pk"), case__state__in=WORKING))
    return found.annotate(under_challenge=challenged).filter(pk=pk).first()


def possible_copy(panel: suggested.Panel | None) -> tuple[int, str] | None:
    """The story that this one is said to copy, number and name: the surest that nobody answered."""
    groups = panel.groups if panel else []
    lines = [line for group in groups if group.kind == SuggestionKind.DUPLICATE for line in group.lines]
    line = next((line for line in lines if line.mark == "open" and line.beside), None)
    return (int(resolve(line.beside).kwargs["other"]), line.what) if line else None


def people(article: Article, user: Any) -> dict[str, Any]:
    """Who is on the story, who looks at it, and whether its owner complains (see `fetched`)."""
    claim = holder(article)
    return {
        "claim": claim,
        "claimed_by_other": claim is not None and claim.by_id != user.pk,
        "present": presence.others(article, user),
        "under_challenge": getattr(article, "under_challenge", False),
    }


def questions(request: HttpRequest) -> dict[str, Any]:
    """The ready answers to why and when."""
    last: Mapping[str, str] = request.session.get(REASONS_KEY, {})
    zone = timezone.get_current_timezone()
    return {
        "reject_reasons": choices.reasons("reject", last.get("reject", "")),
        "send_back_reasons": choices.reasons("send_back", last.get("send_back", "")),
        "moments": choices.moments(timezone.now(), zone),
        "zone": timezone.get_current_timezone_name(),
        "earliest": timezone.localtime(timezone.now()).strftime(MOMENT),
    }


def companions(article: Article) -> list[Article]:
    """The others of its coverage with their outlets, those that wait first."""
    if not article.coverage_id:
        return []
    found = Article.objects.filter(coverage=article.coverage_id).exclude(pk=article.pk).select_related("source")
    listed = found.defer("body", "body_text", "mends", "remarks").order_by("-arrived_at", "-id")[:COMPANIONS]
    return sorted(listed, key=lambda other: other.status not in WAITING)


def newest_capture(article: Article) -> Capture | None:
    """What came in last, without its bytes."""
    return article.captures.select_related("feed").defer(*HIDDEN_CAPTURE).order_by("-version", "-id").first()


def review_url(article: Article, query: str) -> str:
    """The review screen, which leads back to the list that it was opened from."""
    url = reverse("admin:articles_article_change", args=[article.pk])
    return f"{url}?{urlencode({'_changelist_filters': query.removeprefix('?'), 'triage': 1})}"
