"""What surrounds the form of the review screen: what came in, notes, headlines, companions. Nothing is changed here."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles import gate
from articles.models import Article
from articles.refusals import Refused
from articles.status import ASIDE
from newsroom.desk import copies, previews
from newsroom.desk.admin import conflicts, past, suggested
from newsroom.desk.claims import holder
from newsroom.desk.forms.review import ReviewForm
from newsroom.ingest.models import Capture
from newsroom.ingest.upstream import open_of
from newsroom.takedowns.models import Item
from newsroom.takedowns.states import WORKING

NOTES_SHOWN = 50


def about(
    article: Article, user: Any, fresh: Callable[[], ReviewForm], *, request: HttpRequest, may_edit: bool
) -> dict[str, Any]:
    """What came in, findings, who is on it, who complains; `fresh` makes the form as the story stands."""
    claim, due = holder(article), article.due_at
    return {
        "capture": capture_of(article),
        "claim": claim,
        "claimed_by_other": claim is not None and claim.by_id != user.pk,
        "acts": list(past.acts(article, past.ACTS_SHOWN)),
        "overruling": past.overruling(article),
        "corrections": article.corrections.select_related("by") if article.published_at else [],
        "companions": companions(article),
        "copied": gate.copied(article),
        "suggested": suggested.panel(article, user, may_edit=may_edit),
        "upstream": open_of(article) if user.has_perm("ingest.view_notice") else [],
        "is_overdue": due is not None and due < timezone.now() and not article.is_public,
        "is_mine": article.assigned_to_id == user.pk,
        "live": "" if article.status in ASIDE else reverse("admin:articles_article_live", args=[article.pk]),
    } | {
        **_complaints(article, user),
        **_said(article, user),
        **_shown(article, user),
        **_unsaved(article, user, fresh, may_edit=may_edit, restoring="restore" in request.GET),
    }


def _complaints(article: Article, user: Any) -> dict[str, Any]:
    found = list(open_items(article))
    return {"cases": found if user.has_perm("takedowns.view_case") else [], "under_challenge": bool(found)}


def _said(article: Article, user: Any) -> dict[str, Any]:
    """Notes, the newest first; headline alternatives."""
    may_add = article.status not in ASIDE and user.has_perm("desk.add_headlineoption", article)
    return {
        "notes": article.notes.select_related("by").order_by("-id")[:NOTES_SHOWN],
        "options": list(article.headline_options.select_related("by")),
        "may_add_headline": may_add,
    }


def _shown(article: Article, user: Any) -> dict[str, Any]:
    preview = preview_of(article, user)
    return {
        "preview": preview,
        "preview_path": previews.path(article, user) if preview and not article.is_public else "",
    }


def _unsaved(
    article: Article, user: Any, fresh: Callable[[], ReviewForm], *, may_edit: bool, restoring: bool
) -> dict[str, Any]:
    """What this person typed here and never saved."""
    copied = copies.of(article, user) if may_edit else None
    return {
        "working_copy": copied,
        "unsaved": conflicts.unsaved(fresh(), copied.data) if copied else [],
        "overtaken": copied is not None and copied.version != article.version,
        "restoring": restoring,
    }


def capture_of(article: Article) -> Capture | None:
    """What came in last for an article, without its bytes."""
    found = article.captures.select_related("source").defer("page", "entry", "unmended", "full_text")
    return found.order_by("-version", "-id").first()


def open_items(article: Article) -> Any:
    """The addresses of open cases that are this article's."""
    return Item.objects.select_related("case").filter(Q(article=article), case__state__in=WORKING)


def preview_of(article: Article, user: Any) -> str:
    """The signed address of the preview, or nothing where it may not be shown."""
    try:
        return previews.link(article, user)
    except Refused:
        return ""


def companions(article: Article) -> Any:
    """The others of its coverage."""
    if not article.coverage_id:
        return []
    return Article.objects.filter(coverage=article.coverage_id).exclude(pk=article.pk).select_related("source")[:20]
