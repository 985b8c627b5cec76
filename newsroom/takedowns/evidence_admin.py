"""Claimants' files and blocked mail addresses in the admin; a file is opened with a reason."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.refusals import Refused
from newsroom.takedowns import attaching
from newsroom.takedowns.blocked import BlockedMail, digest_of
from newsroom.takedowns.by_hand import ByHandNothing
from newsroom.takedowns.evidence import Evidence
from newsroom.takedowns.filetypes import CONTENT_TYPES, FileType


@admin.register(Evidence)
class EvidenceAdmin(ByHandNothing):
    """The files; each is opened with a reason."""

    list_display = ("name", "case", "kind", "size", "given_at", "erased_at")
    list_filter = ("kind",)
    search_fields = ("name", "digest", "case__reference")
    list_select_related = ("case",)
    list_per_page = 50
    heading = _("Claimants' files")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """Those that belong to a case."""
        return Evidence.objects.filter(case__isnull=False).order_by("-given_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A file stays as it was sent."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The door to a file before the admin's own."""
        door = path("<int:pk>/open/", self.admin_site.admin_view(self.open), name="takedowns_evidence_open")
        return [door, *super().get_urls()]

    def open(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET asks for the reason, POST hands the file out; the verb checks the permission and logs it."""
        file = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, file) or not isinstance(request.user, User):
            raise PermissionDenied
        status, typed = HTTPStatus.OK, request.POST.get("reason", "")
        if request.method == "POST":
            try:
                return download(file, attaching.hand_out(file, by=request.user, reason=typed))
            except Refused as refusal:
                messages.error(request, str(refusal))
                status = HTTPStatus.CONFLICT
        context = self.admin_site.each_context(request) | {
            "title": _("Open a claimant's file"),
            "file": file,
            "typed": typed,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/takedowns/evidence/open.html", context, status=status)


@admin.register(BlockedMail)
class BlockedMailAdmin(ByHandNothing):
    """Addresses whose owners want no letters: found by the whole address, let free by deleting the row."""

    list_display = ("digest", "at")
    search_fields = ("digest",)
    search_help_text = _("The whole mail address: only its hash is kept.")
    list_per_page = 50
    heading = _("Blocked mail addresses")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is nothing to change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deleting lets letters go to the address again."""
        return bool(request.user.has_perm("takedowns.delete_blockedmail"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[BlockedMail], search_term: str
    ) -> tuple[QuerySet[BlockedMail], bool]:
        """The row of an address."""
        return (queryset.filter(digest=digest_of(search_term)) if search_term.strip() else queryset), False


def download(file: Evidence, data: bytes) -> HttpResponse:
    """A file as a browser saves it and never shows it."""
    response = HttpResponse(data, content_type=CONTENT_TYPES[FileType(file.kind)])
    response.headers["Content-Disposition"] = f'attachment; filename="{file.case}-{file.pk}.{file.kind}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store, private"
    return response
