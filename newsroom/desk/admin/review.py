"""The review screen: what came in beside what goes out, findings, decision bar. Verbs and edits happen elsewhere."""

import copy
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.models.article import Kind
from articles.refusals import Refused, SomeoneWasFirst
from articles.sanitize import BODY_BYTES, clean
from articles.status import ASIDE
from newsroom.desk import alerts, captions, copies, decisions, grouping, jottings, pasted, roles
from newsroom.desk.admin import again, conflicts, past, plan
from newsroom.desk.admin.bar import Bar, Done, carry_out, in_words, minute
from newsroom.desk.admin.review_facts import about
from newsroom.desk.admin.shown import with_nonce
from newsroom.desk.forms.moments import MOMENT
from newsroom.desk.forms.review import MOMENTS, ReviewForm, by_name, read_labels, staff
from newsroom.desk.views.handover import typed_into, without_untouched

TEMPLATE = "admin/articles/article/change_form.html"
FIELDSETS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (None, ("headline", "standfirst", "body")),
    (
        _("Labels"),
        ("country", "kind", "language", "made_by", "authors", "tags", "also_about"),
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
        self.met: list[int] = []
        self.done: Done | None = None

    def answer(self) -> HttpResponse:
        """The screen, or what comes of what was pressed on it."""
        permission = "articles.view_article" if self.article else "articles.add_article"
        if not self.user.has_perm(permission, self.article):
            raise PermissionDenied
        if self.request.method == "POST":
            answer = self.pressed()
            if self.article:
                elsewhere = isinstance(answer, HttpResponseRedirect)
                jottings.hold(self.request, self.article.pk, self.jotted() if elsewhere else {})
            return answer
        if self.article:
            read_labels(self.article)
            alerts.see(self.user, self.article)
        return self.show(self.opened())

    def jotted(self) -> jottings.Jotted:
        """What was typed beside the story and no button took yet."""
        return jottings.left(self.request.POST, done=self.done is not None, leaves=bool(self.done and self.done.leaves))

    def opened(self) -> ReviewForm:
        """The form as the story stands, or with what this person typed and never saved, where they ask for it."""
        copied = copies.of(self.article, self.user) if self.article and "restore" in self.request.GET else None
        if copied is None or not self.may_edit():
            return self.form()
        return self.form(conflicts.restored(self.form(), copied.data))

    def form(self, data: Any = None) -> ReviewForm:
        """The form on a copy, so that what is typed never touches the article itself; merged tags are followed."""
        if data is not None:
            data, went = conflicts.followed(data)
            for tag in went:
                sentence = _("The tag “%(name)s” was merged into “%(into)s” meanwhile; your form says “%(into)s” now.")
                if not tag.into:
                    sentence = _("The tag “%(name)s” was taken out of the vocabulary meanwhile; your form left it out.")
                messages.info(self.request, sentence % tag._asdict())
        instance = copy.copy(self.article) if self.article else Article()
        form = ReviewForm(data, instance=instance, editable=self.may_edit())
        if not self.user.has_perm("articles.publish_article", instance):
            del form.fields["pinned_until"]
        return form

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
        pasted.keep(article, self.met, by=self.user, reason=self.request.POST.get("reason-barred", ""))
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
        self.met = pasted.found(self.article, form.touched) if self.may_edit() else []
        pasted.must_say_why(self.met, self.request.POST.get("reason-barred", ""))
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
        grouping.revise(self.article, by=self.user, changes=touched, version=form.seen_version)
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
            done = self.done = carry_out(self.verb, article, self.request, changes=self.touched)
        except Refused as refusal:
            article.refresh_from_db()
            if sentence := again.done_already(self.verb, article, self.request.POST, self.user, minute):
                messages.info(self.request, sentence)
                return back
            if kept:
                messages.info(self.request, _("Your text was saved."))
            messages.error(self.request, in_words(refusal))
            return self.show(form) if self.touched else back
        if kept and article.published_at and "slug" in form.touched:
            messages.info(self.request, _("It has a new address; the old one leads there."))
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
        began = conflicts.began_with(form.data, seen)  # type: ignore[arg-type] # it is a QueryDict
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
        article, colleagues = self.article, list(staff(form.instance.assigned_to_id))
        assignee: Any = form.fields["assigned_to"]
        assignee.choices = [("", "—"), *((each.pk, by_name(each)) for each in colleagues)]
        context = self.admin.admin_site.each_context(self.request) | {
            "title": str(article) if article else _("Write a story"),
            "opts": self.admin.opts,
            "original": article,
            "article": article,
            "form": form,
            "sections": sections(form),
            "colleagues": colleagues,
            "plan": plan.fields(form),
            "media": with_nonce(form.media, self.request),
            "may_edit": self.may_edit(),
            "theirs": theirs,
            "conflict": conflict,
            "met": self.met,
            "bar": Bar(article, self.user),
            "typed_barred": self.request.POST.get("reason-barred", ""),
            "most_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE - ROOM_FOR_THE_REST,
            "zone": timezone.get_current_timezone_name(),
            "next_hour": timezone.localtime(timezone.now()).strftime(MOMENT),
            "queue_url": self.admin.queue_url(self.request),
        }
        context |= jottings.shown(self.request, article.pk if article else None)
        if article is not None:
            context |= about(article, self.user, self.form, request=self.request, may_edit=self.may_edit())
            context["bar"].acts = context["acts"]
            context["off_beat"] = roles.off_beat_in_words(article, self.user)
        return TemplateResponse(self.request, TEMPLATE, context)


def sections(form: ReviewForm) -> list[dict[str, Any]]:
    """The fields in their groups; those with something to say are open."""
    return [
        {
            "title": title,
            "names": names,
            "inside": inside(form, names),
            "fields": [form[name] for name in names if name in form.fields],
            "open": place < OPEN_AT_FIRST
            or any(name in form.errors or (name in MOMENTS and form.initial.get(name)) for name in names),
        }
        for place, (title, names) in enumerate(FIELDSETS)
    ]


def as_kept(form: ReviewForm) -> str:
    """The text as it would be stored, so that a second press of the same is no other text."""
    return clean(form.data.get("body") or "", limit=BODY_BYTES)


def inside(form: ReviewForm, names: tuple[str, ...]) -> str:
    """What a closed group holds, in a line: how many of its fields are filled, of lists how many things."""
    article, said = form.instance, []
    if "country" in names:
        # As the form has it: a story that is not begun yet has its kind there alone.
        said = [str(article.country or ""), str(dict(Kind.choices).get(form["kind"].value(), ""))]
        tags = form["tags"].value() or []
        said.append(ngettext("%(n)s tag", "%(n)s tags", len(tags)) % {"n": len(tags)})
    elif "source" in names:
        said = [str(article.source or ""), article.source_author]
    elif "picture" in names:
        said = [str(_("chosen")) if article.picture_id else str(_("none"))]
    elif "slug" in names:
        said = [article.slug]
    return " · ".join(part for part in said if part)
