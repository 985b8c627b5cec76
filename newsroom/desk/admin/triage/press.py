"""What is pressed in triage: carried out once, answered as JSON for the script and with a redirect without it."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import Refused, Unfit
from newsroom.desk.admin import again, suggested
from newsroom.desk.admin.bar import minute, storable
from newsroom.desk.admin.triage import listing, pane, screen
from newsroom.desk.triage import acts, stack
from newsroom.desk.undo import BuiltUpon
from newsroom.ingest.suggestions import is_number

LIST = "admin/desk/triage/list.html"
MOST_CHOSEN = 100
# What leads where another verb leads, and is answered like it when it is pressed once more.
ALIKE = {"lead": "publish", "copy": "reject"}


class Press:
    """One press: what was done, and which story opens next."""

    def __init__(self, admin: Any, request: HttpRequest) -> None:
        """Read what was pressed; the verb may carry a key (`reject:3`)."""
        self.admin, self.request, self.user = admin, request, request.user
        self.verb, _colon, self.key = request.POST.get("verb", "").partition(":")
        self.chosen = _numbers(request.POST.getlist("chosen"))[:MOST_CHOSEN]
        self.done, self.sentence = False, ""
        self.article: Article | None = None

    def carry_out(self) -> None:
        """Do it, or keep the sentence that says why not."""
        try:
            if self.verb == "undo":
                self.sentence = self.undone()
            else:
                self.sentence = self.decided()
            self.done = True
        except Refused as refusal:
            self.sentence = str(refusal)

    def decided(self) -> str:
        """Carry out a verb on the story; pressed again it answers kindly."""
        article = self.article = self.story()
        if self.verb in {"take", "refuse"}:
            return suggested.answered(f"{self.verb}:{self.key}", article, self.user, self.version)  # type: ignore[arg-type]
        data = {"at": self.key or self.request.POST.get("at", "")}
        if sentence := again.done_already(ALIKE.get(self.verb, self.verb), article, data, self.user, minute):
            return sentence
        sentence, act = acts.carry_out(self.pressed(article))
        self.remember(act)
        return sentence

    def pressed(self, article: Article) -> acts.Press:
        """What the verbs of triage ask for."""
        post = self.request.POST
        is_minute = self.verb == "schedule"
        return acts.Press(
            self.verb,
            article,
            self.user,  # type: ignore[arg-type]
            key="" if is_minute else self.key,
            version=self.version,
            reason=storable(post.get("reason", "")).strip(),
            at=minute(self.key or post.get("at", "")) if is_minute else None,
            chosen=self.chosen,
            seen=_numbers(post.get("seen", "").split(",")) if "seen" in post else None,
            texts={name: storable(post[name]) for name in acts.TEXTS if name in post},
        )

    def remember(self, act: stack.Act | None) -> None:
        """Keep what it takes to undo this, and which reason Enter gives from now on."""
        session = self.request.session
        if act is not None:
            stack.push(session, act)
        if self.key and self.verb in {"reject", "send_back"}:
            session[pane.REASONS_KEY] = session.get(pane.REASONS_KEY, {}) | {self.verb: self.key}

    def undone(self) -> str:
        """Take back the last act; one that somebody built upon is forgotten, so that the one before can be reached."""
        act = stack.last(self.request.session)
        if act is None:
            raise Unfit(_("There is nothing to undo."))
        if self.request.POST.get("act", act.key) != act.key:
            sentence = _("What you saw was undone already, or you did more since. Press again to undo: %(what)s")
            raise Unfit(sentence % {"what": act.sentence})
        try:
            acts.take_back(act, by=self.user)  # type: ignore[arg-type]
        except (BuiltUpon, Unfit):
            stack.drop(self.request.session, act)
            raise
        stack.drop(self.request.session, act)
        self.article = self.admin.article_numbered(str(act.story))
        return _("Undone: %(what)s") % {"what": act.sentence}

    def story(self) -> Article:
        """The story that was shown. Raises Unfit where it is gone."""
        named = _numbers([self.request.POST.get("story", "")]) or self.chosen[:1]
        found: Article | None = self.admin.article_numbered(str(named[0])) if named else None
        if found is None:
            raise Unfit(_("This story is not here any more. Nothing was changed."))
        return found

    @property
    def version(self) -> int | None:
        """The version that was shown."""
        typed = self.request.POST.get("version", "")
        return int(typed) if is_number(typed) else None

    def next(self, shown: listing.TriageList) -> int | None:
        """The story that opens now."""
        if self.article is None:
            return shown.first()
        wanted = _numbers([self.request.POST.get(name, "") for name in ("next", "before")])
        return shown.after(self.article, wanted)


def press_view(admin: Any) -> Callable[[HttpRequest], HttpResponse]:
    """Where every form of triage is posted to."""

    def pressed(request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(screen.VIEW):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:articles_article_triage"))
        press = Press(admin, request)
        press.carry_out()
        try:
            shown = listing.listed(admin, request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:articles_article_triage"))
        if request.headers.get("Accept") == "application/json":
            return as_json(press, shown)
        (messages.success if press.done else messages.error)(request, press.sentence)
        story = press.next(shown)
        return HttpResponseRedirect(reverse("admin:articles_article_triage") + shown.address(story=story))

    return pressed


def as_json(press: Press, shown: listing.TriageList) -> JsonResponse:
    """The sentence, the rows as they are now, the story that opens, and what could be undone; 409 for a refusal."""
    story = press.next(shown)
    context = screen.about(shown, press.request) | {"open": story, "may_add": False}
    act = stack.last(press.request.session)
    told = {
        "sentence": press.sentence,
        "list": render_to_string(LIST, context, press.request),
        "story": story,
        "undo": act.sentence if act else "",
        "act": act.key if act else "",
        "counts": {tab["name"]: tab["count"] for tab in context["tabs"]},
        "total": shown.result_count_sentence,
    }
    return JsonResponse(told, status=HTTPStatus.OK if press.done else HTTPStatus.CONFLICT)


def _numbers(typed: Iterable[str]) -> list[int]:
    return [int(value) for value in typed if is_number(value)]
