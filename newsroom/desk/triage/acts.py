"""The verbs of triage: each calls the one home that a verb has, and remembers what it takes to undo it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Change, Coverage
from articles.refusals import Refused, Unfit
from articles.status import ASIDE
from newsroom.desk import approvals, claims, decisions, grouping, suggesting, undo
from newsroom.desk.triage import choices, coverages
from newsroom.desk.triage.stack import Act
from newsroom.ingest.models import Answer, Suggestion, SuggestionKind
from newsroom.ingest.suggestions import is_number

TEXTS = ("headline", "standfirst")


@dataclass(frozen=True)
class Press:
    """What a person pressed on a story: the verb, its key (`reject:3`), and what was typed or chosen with it.

    `version` is the one that was shown; `at` a minute (aware); `chosen` are numbers of stories to group; `seen` the
    numbers of the others of the coverage as they were shown. `mark` is the last row of history before the press.
    """

    verb: str
    article: Article
    by: User
    key: str = ""
    version: int | None = None
    reason: str = ""
    at: datetime | None = None
    chosen: Collection[int] = ()
    seen: Collection[int] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    mark: int = 0

    @property
    def why(self) -> str:
        """The reason that was given: by its key, or typed."""
        return choices.reason(self.verb, self.key) if self.key else self.reason


def carry_out(press: Press) -> tuple[str, Act | None]:
    """Do what was pressed, whole or not at all; the sentence that says so, and how to undo it. Raises Refused."""
    run = VERBS.get(press.verb)
    if run is None:
        raise Unfit(_("There is no “%(verb)s”. Nothing was changed.") % {"verb": press.verb[:40]})
    with transaction.atomic():
        newest = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
        return run(replace(press, mark=newest or 0))


def take_back(act: Act, *, by: User) -> list[Article]:
    """Undo all of an act or nothing; the articles that stand as before. Raises BuiltUpon and other Refused."""
    if act.claimed:
        return [decisions.release(_numbered(act.story), by=by)]
    changes = list(Change.objects.filter(pk__in=act.changes).select_related("article", "by"))
    if not act.joined:
        return undo.undo_all(changes, by=by)
    with transaction.atomic():
        return _ungroup(act, changes, by)


def _publish(press: Press) -> tuple[str, Act | None]:
    decisions.publish(press.article, by=press.by, version=press.version)
    return _done(press, _("“%(article)s” is published."))


def _schedule(press: Press) -> tuple[str, Act | None]:
    decisions.schedule(press.article, by=press.by, at=press.at, version=press.version)
    return _done(press, _("“%(article)s” is scheduled."))


def _reject(press: Press) -> tuple[str, Act | None]:
    decisions.reject(press.article, by=press.by, reason=press.why)
    return _done(press, _("“%(article)s” is rejected: %(reason)s."), reason=press.why.rstrip("."))


def _send_back(press: Press) -> tuple[str, Act | None]:
    decisions.send_back(press.article, by=press.by, reason=press.why)
    return _done(press, _("“%(article)s” is sent back: %(reason)s."), reason=press.why.rstrip("."))


def _claim(press: Press) -> tuple[str, Act | None]:
    mine = claims.holder(press.article)
    decisions.claim(press.article, by=press.by, take_over=press.verb == "take_over")
    sentence, act = _done(press, _("You are on “%(article)s” for half an hour."))
    if act is not None or mine is not None:
        return sentence, act if press.verb == "claim" else None
    return sentence, Act(sentence, press.article.pk, claimed=True)


def _release(press: Press) -> tuple[str, Act | None]:
    decisions.release(press.article, by=press.by)
    return _("You let go of “%(article)s”.") % {"article": press.article}, None


def _lead(press: Press) -> tuple[str, Act | None]:
    rest = coverages.publish_and_reject_rest(press.article, by=press.by, seen=press.seen, version=press.version)
    sentence = _("“%(article)s” is published; the %(n)s others of its coverage are rejected.")
    if len(rest) == 1:
        sentence = _("“%(article)s” is published; the other story of its coverage is rejected.")
    return _done(press, sentence, articles=[press.article, *rest], n=len(rest))


def _approve(press: Press) -> tuple[str, Act | None]:
    """Give the word that the section asks for; it is taken back on the review screen."""
    approvals.approve(press.article, by=press.by, version=press.version)
    return _("You approved “%(article)s” as it stands.") % {"article": press.article}, None


def _copy(press: Press) -> tuple[str, Act | None]:
    other = copied_by(press.article)
    if other is None:
        raise Unfit(
            _("Nothing says that “%(article)s” is a copy; reject it with a reason.") % {"article": press.article}
        )
    suggesting.reject_as_copy(press.article, other, by=press.by)
    return _done(press, _("“%(article)s” is rejected as a copy of “%(other)s”."), other=other)


def _merge(press: Press) -> tuple[str, Act | None]:
    """Group what was chosen with this story, or this story with the one that the button names."""
    wanted = {int(press.key)} if is_number(press.key) else set(press.chosen)
    if len(wanted - {press.article.pk}) < 2:
        wanted |= {press.article.pk}
    articles = list(Article.objects.filter(pk__in=wanted).exclude(status__in=ASIDE).select_related("claim__by"))
    before = _coverages_before(articles)
    if len(articles) > 1 and len(set(before.values())) == 1 and None not in before.values():
        raise Unfit(_("These are one coverage already."))
    coverage = grouping.merge(articles, by=press.by)
    sentence, act = _done(press, _("Grouped as “%(coverage)s”."), articles=before, coverage=coverage)
    joined = tuple(pk for pk, old in before.items() if old is None)
    lost = {old for old in before.values() if old is not None} - {coverage.pk}
    if act is None or lost:
        return sentence, None
    return sentence, Act(sentence, press.article.pk, act.changes, joined, coverage.pk)


def _revise(press: Press) -> tuple[str, Act | None]:
    typed = {name: " ".join(press.texts[name].split()) for name in TEXTS if name in press.texts}
    changes = {name: value for name, value in typed.items() if value != getattr(press.article, name)}
    if not changes:
        return _("Nothing was changed."), None
    if not changes.get("headline", press.article.headline):
        raise Unfit(_("A story needs a headline; the old one stays."))
    decisions.revise(press.article, by=press.by, changes=changes, version=press.version)
    return _done(press, _("“%(article)s” is saved."))


Verb = Callable[[Press], tuple[str, Act | None]]
VERBS: Mapping[str, Verb] = {
    "publish": _publish,
    "schedule": _schedule,
    "reject": _reject,
    "send_back": _send_back,
    "claim": _claim,
    "take_over": _claim,
    "release": _release,
    "lead": _lead,
    "approve": _approve,
    "copy": _copy,
    "merge": _merge,
    "revise": _revise,
}


def copied_by(article: Article) -> Article | None:
    """The story of which this one may be a copy, as the surest open suggestion says; None where nothing says so."""
    told = Suggestion.objects.filter(article=article, kind=SuggestionKind.DUPLICATE, answer=Answer.OPEN)
    values = told.order_by("-score", "id").values_list("value", flat=True)
    numbers = [int(value) for value in values if is_number(value)]
    found = Article.objects.exclude(status__in=ASIDE).select_related("source").in_bulk(numbers)
    return next((found[number] for number in numbers if number in found), None)


def _done(
    press: Press, sentence: str, *, articles: Iterable[Article | int] = (), **names: Any
) -> tuple[str, Act | None]:
    """The sentence, and the rows of history that this person has just left on the articles."""
    said = sentence % ({"article": press.article} | names)
    keys = [article if isinstance(article, int) else article.pk for article in articles] or [press.article.pk]
    fresh = Change.objects.filter(article__in=keys, by=press.by, pk__gt=press.mark)
    changes = tuple(fresh.order_by("pk").values_list("pk", flat=True))
    return said, Act(said, press.article.pk, changes) if changes else None


def _coverages_before(articles: Iterable[Article]) -> dict[int, int | None]:
    """The coverage of each article, and of those that are grouped with them already."""
    known = {article.pk: article.coverage_id for article in articles}
    grouped = Article.objects.filter(coverage__in={old for old in known.values() if old})
    return known | dict(grouped.values_list("pk", "coverage_id"))


def _ungroup(act: Act, changes: Iterable[Change], by: User) -> list[Article]:
    """Take out again those that were put into a coverage."""
    found = {change.article_id: change for change in changes}
    articles = [claims.hold(_numbered(pk)) for pk in sorted(found)]
    for article in articles:
        newest = article.changes.select_related("by").order_by("pk").last()
        if newest is None or newest.pk not in act.changes:
            raise undo.BuiltUpon(article, newest or found[article.pk])
    if not Coverage.objects.filter(pk=act.coverage or 0).exists():
        raise Unfit(_("This coverage is no more; there is nothing to undo."))
    for article in articles:
        article.refresh_from_db()
        if article.pk in act.joined and article.coverage_id == act.coverage:
            grouping.split(article, by=by)
    return articles


def _numbered(pk: int) -> Article:
    """An article with its claim. Raises Refused where it is gone."""
    found = Article.objects.select_related("claim__by").filter(pk=pk).first()
    if found is None:
        raise Refused(_("This story is not here any more."))
    return found
