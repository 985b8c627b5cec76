"""The decision bar: which buttons a person sees on an article, and the verb that each of them calls."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Change
from articles.readiness import NEVER_OVERRULED
from articles.refusals import MoveRefused, Refused, Unfit
from articles.status import GATED
from newsroom.desk import approvals, decisions, dismissals, grouping, mends, undo
from newsroom.desk.admin import alternatives, plan, suggested
from newsroom.desk.admin.columns import full
from newsroom.desk.approvals import MAY_APPROVE, Standing, standing
from newsroom.desk.forms import minutes
from newsroom.desk.verbs import Verb, available

MEND_ACTS = {
    "undo_mend": (mends.undo_mend, gettext_lazy("The mend was undone; the text stands as it came.")),
    "redo_mend": (mends.redo_mend, gettext_lazy("The mend was made again.")),
}


class Done(NamedTuple):
    """What became of a press: a sentence, and whether the person goes back to the queue."""

    sentence: str
    leaves: bool


class Bar:
    """The buttons, as the template asks for them."""

    def __init__(self, article: Article | None, user: Any) -> None:
        """Look once what is possible."""
        self.article = article
        self.verbs: dict[str, Verb] = {verb.name: verb for verb in available(article, user)} if article else {}
        self.user = user
        self.acts: list[Change] = []  # the last ones, the newest first, where the screen has read them

    def __contains__(self, name: str) -> bool:
        return name in self.verbs

    @property
    def blocked(self) -> bool:
        """Whether a required finding stands against publication."""
        return bool(self.article and self.article.required_findings)

    @property
    def may_overrule(self) -> bool:
        """Whether this person may publish all the same: a chief, and nothing that law or the database demands."""
        short = self.approvals is not None and not self.approvals.enough_for_me
        if not (self.article and (self.blocked or short) and "publish" in self.verbs) or self.article.is_under_embargo:
            return False
        absolute = any(finding["code"] in NEVER_OVERRULED for finding in self.article.required_findings)
        return not absolute and bool(self.user.has_perm("articles.override_gate", self.article))

    @cached_property
    def approvals(self) -> Standing | None:
        """How it stands with the approvals that its section asks for, while they are of use."""
        open_still = self.article is not None and self.article.status in MAY_APPROVE
        return standing(self.article, self.user) if self.article and open_still else None

    @property
    def is_pinned(self) -> bool:
        """Whether it leads the front page now."""
        until = self.article.pinned_until if self.article else None
        return until is not None and until > timezone.now()

    @property
    def last(self) -> Change | None:
        """The last act, where it can be taken back by whoever did it."""
        if self.article is None:
            return None
        change = self.acts[0] if self.acts else self.article.changes.order_by("id").last()
        if change is None or change.by_id != self.user.pk:
            return None
        try:
            undo.way_back(change)
        except Refused:
            return None
        return change

    @property
    def is_live(self) -> bool:
        """Whether saving changes what readers see, now or at its minute."""
        return bool(self.article and self.article.status in GATED)


def carry_out(verb: str, article: Article, request: HttpRequest, *, changes: dict[str, Any]) -> Done:
    """Call the verb that was pressed. Raises Refused."""
    by: Any = request.user
    reason = storable(request.POST.get(f"reason-{verb}", "")).strip()
    name = {"article": str(article)}
    act, _colon, key = verb.partition(":")
    if act in MEND_ACTS:
        mend, said = MEND_ACTS[act]
        mend(article, key, by=by)
        return Done(str(said), leaves=False)
    if verb == "save":
        return Done("", leaves=False)
    answered = suggested.answered(verb, article, by) or alternatives.pressed(verb, article, by, reason)
    if sentence := answered or plan.pressed(verb, article, by):
        return Done(sentence, leaves=False)
    if verb.startswith(dismissals.PRESSED):
        dismissals.accept(article, verb.removeprefix(dismissals.PRESSED), by=by)
        return Done(_("The remark is not made again while the text stands as it is."), leaves=False)
    if verb in {"publish", "overrule"}:
        decisions.publish(article, by=by, overruled=verb == "overrule", reason=reason, version=article.version)
        return Done(_("“%(article)s” is published.") % name, leaves=True)
    if act == "schedule":
        at = minute(key or request.POST.get("at", ""))
        decisions.schedule(article, by=by, at=at, version=article.version)
        return _scheduled(article, at)
    if verb == "correct":
        correction = decisions.correct(article, by=by, note=reason, changes=changes or None)
        return Done(_("The correction stands under “%(article)s”.") % {"article": correction.article}, leaves=False)
    return _simple(verb, article, by, reason)


def _scheduled(article: Article, at: datetime) -> Done:
    sentence = _("“%(article)s” will be published on %(at)s.")
    return Done(sentence % {"article": article, "at": full(at)}, leaves=True)


def _pinned(article: Article, choice: str, by: Any) -> Done:
    """Pin for one of the choices, or take the pin away."""
    now, zone = timezone.now(), timezone.get_current_timezone()
    ends = {
        "4h": now + timedelta(hours=4),
        "tonight": minutes.end_of_day(timezone.localdate(now), zone),
        "24h": now + timedelta(hours=24),
        "": None,
    }
    if choice not in ends:
        raise Unfit(_("A pin ends in 4 hours, tonight or in 24 hours. Nothing was changed."))
    decisions.pin(article, by=by, until=ends[choice])
    until = article.pinned_until
    if until is None:
        return Done(_("“%(article)s” is pinned no longer.") % {"article": article}, leaves=False)
    sentence = _("“%(article)s” leads the front page until %(until)s.")
    return Done(sentence % {"article": article, "until": full(until)}, leaves=False)


def _simple(verb: str, article: Article, by: Any, reason: str) -> Done:
    """The verbs that ask for a reason or for nothing."""
    if verb in {"claim", "take_over"}:
        decisions.claim(article, by=by, take_over=verb == "take_over")
        return Done(_("You are on it for half an hour."), leaves=False)
    if verb == "note":
        decisions.note(article, by=by, text=reason)
        return Done(_("Your note was kept."), leaves=False)
    if verb == "undo":
        return _undone(article, by)
    if verb.startswith("pin:"):
        return _pinned(article, verb.removeprefix("pin:"), by)
    with_reason = {
        "send_back": (decisions.send_back, _("“%(article)s” was sent back."), True),
        "reject": (decisions.reject, _("“%(article)s” was rejected; no feed brings it back."), True),
        "unpublish": (decisions.unpublish, _("“%(article)s” is off the site."), False),
        "unschedule": (decisions.unschedule, _("“%(article)s” is in review again."), False),
        "restore": (decisions.restore, _("“%(article)s” is among the incoming again."), False),
        "reopen": (decisions.reopen, _("“%(article)s” is in review again."), False),
    }
    without: dict[str, tuple[Callable[..., Any], str, bool]] = {
        "release": (decisions.release, _("You let go of “%(article)s”."), True),
        "approve": (approvals.approve, _("You approved “%(article)s” as it stands."), True),
        "withdraw_approval": (approvals.withdraw, _("You took back your approval of “%(article)s”."), False),
        "split": (grouping.split, _("“%(article)s” was taken out of its coverage."), False),
    }
    if verb in with_reason:
        run, sentence, leaves = with_reason[verb]
        run(article, by=by, reason=reason)
    elif verb in without:
        carry, sentence, leaves = without[verb]
        carry(article, by=by)
    else:
        raise Unfit(_("There is no “%(verb)s”. Nothing was changed.") % {"verb": verb[:40]})
    return Done(sentence % {"article": article}, leaves=leaves)


def _undone(article: Article, by: Any) -> Done:
    change = article.changes.order_by("id").last()
    if change is None:
        raise MoveRefused(article, article.status)
    undo.undo(change, by=by)
    return Done(_("Undone: “%(article)s” stands as before.") % {"article": article}, leaves=False)


def storable(typed: str) -> str:
    """What was typed, without the sign that PostgreSQL keeps in no text; fields of a form refuse it by themselves."""
    return typed.replace("\0", "")


def minute(typed: str) -> datetime:
    """The minute that was typed, in the site's time zone. Raises Unfit, and in words what the clock does not show."""
    return minutes.read(typed, timezone.get_current_timezone())


def in_words(refusal: Refused, form: str = "article_form") -> SafeString | str:
    """A refusal as it is shown; where a minute comes twice or never, each choice is a button that schedules for it."""
    if not isinstance(refusal, (minutes.Twice, minutes.LeftOut)):
        return str(refusal)
    button = ' <button type="submit" class="button" form="{}" name="_do" value="schedule:{}">{} ({})</button>'
    choices = ((form, each.isoformat(), f"{each:%H:%M}", minutes.offset(each)) for each in refusal.choices)
    return format_html("{}{}", str(refusal), format_html_join("", button, choices))
