"""The review screen: what came in beside what goes out, findings, decision bar. Verbs and edits happen elsewhere."""

import copy
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import gate
from articles.models import Article
from articles.refusals import Refused, SomeoneWasFirst
from articles.sanitize import BODY_BYTES, clean
from articles.status import ASIDE
from newsroom.desk import captions, copies, decisions, previews
from newsroom.desk.admin import again, conflicts, past, suggested
from newsroom.desk.admin.bar import Bar, carry_out, in_words, minute
from newsroom.desk.admin.shown import with_nonce
from newsroom.desk.claims import holder
from newsroom.desk.forms.moments import MOMENT
from newsroom.desk.forms.review import MOMENTS, ReviewForm
from newsroom.desk.views.handover import typed_into, without_untouched
from newsroom.ingest.models import Capture
from newsroom.ingest.upstream import open_of
from newsroom.takedowns.models import Item
from newsroom.takedowns.states import WORKING

TEMPLATE = "admin/articles/article/change_form.html"
FIELDSETS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (None, ("headline", "standfirst", "body")),
    (
        _("Labels"),
        ("country", "kind", "language", "made_by", "priority", "assigned_to", "authors", "tags", "also_about"),
    ),
    (
        _("Source"),
        ("source", "source_url", "source_headline", "source_author", "source_published_at", "source_language"),
    ),
    (_("Picture"), ("picture", "picture_alt", "picture_credit")),
    (_("Publishing"), ("embargo_until", "expires_at", "pinned_until")),
    (_("Address and coverage"), ("slug", "coverage")),
)
OPEN_AT_FIRST = 4
# Of what may be posted, the part that is not typed: names of fields, first values, the frame of a multipart form.
ROOM_FOR_THE_REST = 64 * 1024


class ReviewScreen:
    """One request to the screen of one article, or of a story that is about to be begun."""

    def __init__(self, admin: Any, request: HttpRequest, article: Article | None) -> None:
        """Keep who asks for what."""
        self.admin, self.request, self.article = admin, request, article
        self.user: Any = request.user
        self.touched: dict[str, Any] = {}

    def answer(self) -> HttpResponse:
        """The screen, or what comes of what was pressed on it."""
        permission = "articles.view_article" if self.article else "articles.add_article"
        if not self.user.has_perm(permission):
            raise PermissionDenied
        return self.pressed() if self.request.method == "POST" else self.show(self.opened())

    def opened(self) -> ReviewForm:
        """The form as the story stands, or with what this person typed and never saved, where they ask for it."""
        copied = copies.of(self.article, self.user) if self.article and "restore" in self.request.GET else None
        if copied is None or not self.may_edit():
            return self.form()
        return self.form(conflicts.restored(self.form(), copied.data))

    def form(self, data: Any = None) -> ReviewForm:
        """The form on a copy, so that what is typed never touches the article itself."""
        instance = copy.copy(self.article) if self.article else Article()
        return ReviewForm(data, instance=instance, editable=self.may_edit())

    def may_edit(self) -> bool:
        """Whether this person may change the text as it stands."""
        if self.article is None:
            return True
        return self.article.status not in ASIDE and bool(self.user.has_perm("articles.change_article", self.article))

    def pressed(self) -> HttpResponse:
        """Keep what was typed, then carry out the verb; what is refused is said, and the typed text stays."""
        form = self.form(conflicts.settled(self.request.POST, self.form()))
        if self.may_edit() and form.spoiled:
            messages.error(self.request, _("Not saved: see the remarks at the fields below."))
            return self.show(form)
        if self.article is None and not form.touched:
            messages.error(self.request, _("There is nothing to keep yet: write a headline or some text first."))
            return self.show(form)
        if self.article and self.verb == "take_over":
            return self.taken_over(self.article, form)
        if self.article and (sentence := self.done_already(form)):
            messages.info(self.request, sentence)
            return HttpResponseRedirect(self.admin.review_url(self.article))
        try:
            article, kept = self.keep(form)
        except SomeoneWasFirst as refusal:
            self.article.refresh_from_db()  # type: ignore[union-attr] # nobody is faster on a story that is not begun
            return self.overtaken(form, refusal)
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return self.show(form)
        return self.decided(article, form, kept=kept)

    def taken_over(self, article: Article, form: ReviewForm) -> HttpResponse:
        """Take the story over from whoever is on it; what was typed meanwhile waits for the next press."""
        typed = without_untouched(article, typed_into(self.request))
        try:
            decisions.claim(article, by=self.user, take_over=True)
            if typed["data"]:
                copies.save_working_copy(article, by=self.user, **typed)
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return self.show(form)
        messages.success(self.request, _("You are on it for half an hour."))
        return HttpResponseRedirect(self.admin.review_url(article) + ("?restore=1" if typed["data"] else ""))

    def keep(self, form: ReviewForm) -> tuple[Article, bool]:
        """Write what was touched, if anything was; begin the story where there is none yet."""
        if self.article is None:
            return decisions.begin(by=self.user, **form.touched), True
        touched = form.touched if self.may_edit() else {}
        seen = form.seen_version
        if self.verb.partition(":")[0] in again.ON_WHAT_WAS_SEEN and seen and seen != self.article.version:
            raise SomeoneWasFirst(self.article)
        captioned = self.caption(form)
        if self.request.POST.get("_do") == "correct" or not touched:
            self.touched = touched
            return self.article, captioned
        decisions.revise(self.article, by=self.user, changes=touched, version=form.seen_version)
        copies.discard(self.article, by=self.user)
        return self.article, True

    def caption(self, form: ReviewForm) -> bool:
        """Keep what was said of the picture; whether there was anything to keep."""
        picture = self.article.picture if self.article and self.may_edit() else None
        if picture is None or not form.caption:
            return False
        captions.describe(picture, by=self.user, **form.caption)
        return True

    def decided(self, article: Article, form: ReviewForm, *, kept: bool) -> HttpResponse:
        """Carry out the verb that was pressed, and say what became of it."""
        back: HttpResponse = self.admin.back_to(self.request, article)
        try:
            done = carry_out(self.request.POST.get("_do", "save"), article, self.request, changes=self.touched)
        except Refused as refusal:
            article.refresh_from_db()
            if sentence := again.done_already(self.verb, article, self.request.POST, self.user, minute):
                messages.info(self.request, sentence)
                return back
            if kept:
                messages.info(self.request, _("Your text was saved."))
            messages.error(self.request, in_words(refusal))
            return self.show(form) if self.touched else back
        saved = _("“%(article)s” was saved.") if kept else _("Nothing was changed.")
        sentence = done.sentence or saved % {"article": article}
        if not done.leaves:
            messages.success(self.request, sentence)
            return back
        link = format_html('{} <a href="{}">{}</a>', sentence, self.admin.review_url(article), _("Open it again"))
        messages.success(self.request, link)
        return HttpResponseRedirect(self.admin.queue_url(self.request))

    @property
    def verb(self) -> str:
        """What was pressed."""
        return self.request.POST.get("_do", "save")

    def done_already(self, form: ReviewForm) -> str:
        """A sentence where the story is already as it was to become, such as after a double click."""
        if self.article is None or not form.is_valid():
            return ""
        # A correction without a new text leaves the version as it is.
        if form.seen_version in {None, self.article.version} and self.verb != "correct":
            return ""
        mine = [row for row in self.clashes(form) if row.i_changed]
        if mine:
            return ""
        if form.touched and self.verb == "save":
            return _("“%(article)s” was saved already.") % {"article": self.article}
        return again.done_already(self.verb, self.article, self.request.POST, self.user, minute)

    def clashes(self, form: ReviewForm) -> list[conflicts.Clash]:
        """What they changed and what I typed, since this form was opened."""
        seen = past.version_seen(self.article, form.seen_version) if self.article else None
        began = conflicts.began_with(self.request.POST, seen)
        mine = {name: form.data.getlist(name) for name in form.changed_data}  # type: ignore[attr-defined] # it is a QueryDict
        return conflicts.clashes(self.form(), began, mine | {"body": [as_kept(form)]})

    def overtaken(self, form: ReviewForm, refusal: SomeoneWasFirst) -> HttpResponse:
        """Somebody was faster: show what they changed, keep what was typed, and let the next press go upon theirs."""
        found = self.clashes(form)
        messages.error(self.request, str(refusal))
        mine = {row.name: form.data.getlist(row.name) for row in found if row.i_changed}  # type: ignore[attr-defined]
        return self.show(self.form(conflicts.restored(self.form(), mine)), theirs=found, conflict=True)

    def show(self, form: ReviewForm, *, theirs: Any = (), conflict: bool = False) -> HttpResponse:
        """The screen."""
        article = self.article
        context = self.admin.admin_site.each_context(self.request) | {
            "title": str(article) if article else _("Write a story"),
            "opts": self.admin.opts,
            "original": article,
            "article": article,
            "form": form,
            "sections": sections(form),
            "media": with_nonce(form.media, self.request),
            "may_edit": self.may_edit(),
            "theirs": theirs,
            "conflict": conflict,
            "bar": Bar(article, self.user),
            "typed_reason": (self.verb, self.request.POST.get(f"reason-{self.verb}", "")),
            "most_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE - ROOM_FOR_THE_REST,
            "zone": timezone.get_current_timezone_name(),
            "next_hour": timezone.localtime(timezone.now()).strftime(MOMENT),
            "queue_url": self.admin.queue_url(self.request),
        }
        if article is not None:
            context |= self.about(article)
        return TemplateResponse(self.request, TEMPLATE, context)

    def about(self, article: Article) -> dict[str, Any]:
        """What surrounds the form: what came in, findings, who is on it, what happened, who complains."""
        claim = holder(article)
        return {
            "capture": capture_of(article),
            "claim": claim,
            "claimed_by_other": claim is not None and claim.by_id != self.user.pk,
            "acts": past.acts(article, past.ACTS_SHOWN),
            "overruling": past.overruling(article),
            "notes": article.notes.select_related("by"),
            "corrections": article.corrections.select_related("by") if article.published_at else [],
            "cases": open_items(article) if self.user.has_perm("takedowns.view_case") else [],
            "under_challenge": open_items(article).exists(),
            "preview": (preview := preview_of(article, self.user)),
            "preview_path": previews.path(article, self.user) if preview and not article.is_public else "",
            "working_copy": (copied := copies.of(article, self.user) if self.may_edit() else None),
            "unsaved": conflicts.unsaved(self.form(), copied.data) if copied else [],
            "overtaken": copied is not None and copied.version != article.version,
            "restoring": "restore" in self.request.GET,
            "companions": companions(article),
            "copied": gate.copied(article),
            "suggested": suggested.panel(article, self.user, may_edit=self.may_edit()),
            "upstream": open_of(article) if self.user.has_perm("ingest.view_notice") else [],
        }


def sections(form: ReviewForm) -> list[dict[str, Any]]:
    """The fields in their groups; those with something to say are open."""
    return [
        {
            "title": title,
            "fields": [form[name] for name in names if name in form.fields],
            "open": place < OPEN_AT_FIRST
            or any(name in form.errors or (name in MOMENTS and form.initial.get(name)) for name in names),
        }
        for place, (title, names) in enumerate(FIELDSETS)
    ]


def capture_of(article: Article) -> Capture | None:
    """What came in last for an article, without its bytes."""
    return article.captures.defer("page", "entry", "unmended", "full_text").order_by("-version", "-id").first()


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


def as_kept(form: ReviewForm) -> str:
    """The text as it would be stored, so that a second press of the same is no other text."""
    return clean(form.data.get("body") or "", limit=BODY_BYTES)
