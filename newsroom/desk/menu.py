"""The desk's own menu: the few places that people go to all day, as far as their role leads."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

PLACES: tuple[tuple[str, Any, str], ...] = (
    ("index", _("Desk"), ""),
    ("articles_article_triage", _("Triage"), "articles.view_article"),
    ("articles_article_changelist", _("Stories"), "articles.view_article"),
    ("articles_article_coming", _("Coming"), "articles.view_article"),
    ("articles_article_add", _("Write"), "articles.add_article"),
    ("articles_source_changelist", _("Sources"), "articles.view_source"),
    ("ingest_feed_health", _("Feeds"), "ingest.view_feed"),
    ("ingest_notice_changelist", _("Upstream"), "ingest.view_notice"),
    ("ingest_suggestion_precision", _("Suggestions"), "ingest.view_suggestion"),
    ("articles_author_changelist", _("Authors"), "articles.view_author"),
    ("articles_tag_changelist", _("Tags"), "articles.view_tag"),
    ("articles_page_changelist", _("Pages"), "articles.change_page"),
    ("takedowns_message_changelist", _("Messages"), "takedowns.view_message"),
    ("takedowns_case_changelist", _("Takedowns"), "takedowns.view_case"),
    ("auth_user_changelist", _("Staff"), "auth.view_user"),
)


def of(request: HttpRequest) -> list[dict[str, Any]]:
    """The places that the person may go to, and which of them this is."""
    return [
        {"url": url, "label": label, "current": request.path == url}
        for name, label, permission in PLACES
        if (not permission or request.user.has_perm(permission)) and (url := _url(name))
    ]


def _url(name: str) -> str:
    """An admin page's address, or nothing where it is not registered."""
    try:
        return reverse(f"admin:{name}")
    except NoReverseMatch:
        return ""
