"""Every act of the desk, tried by every role on stories of every kind: what `docs/roles.md` tells is what is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.models import Article, Country, Coverage, Tag
from articles.models.article import Removal
from articles.readiness import Finding
from articles.refusals import GateClosed, NotPermitted, Unfit
from articles.status import Status
from newsroom.desk import claims, copies, decisions, dismissals, grouping, headlines, suggesting, undo
from newsroom.desk.models import Approval, Beat, HeadlineOption
from newsroom.desk.verbs import VERBS
from newsroom.ingest.models import Suggestion
from tests.desk import acts_upon_many, further_acts
from tests.desk.further_acts import Act
from tests.world import BODY, make_article, make_author, make_country, person, root

SOON = timezone.now() + timedelta(days=2)


class Who(NamedTuple):
    """A column of the table: who tries it, on whose story."""

    title: str
    user: str
    beat: str = ""
    section: str = "MN"
    own: bool = False
    given: bool = False


WHO = (
    Who("Writer, own story", "cy", own=True),
    Who("Writer, another's", "cy"),
    Who("Editor without a beat", "ben"),
    Who("Editor, own section", "ben", beat="MN"),
    Who("Editor, other section", "ben", beat="JP"),
    Who("Editor, given to them", "ben", beat="JP", given=True),
    Who("Editor, no section yet", "ben", beat="JP", section=""),
    Who("Chief editor", "ada", beat="JP"),
    Who("Takedown officer", "tao"),
    Who("No role", "zoe"),
)


def _verb(name: str, **given: Any) -> Callable[[Article, User], object]:
    return lambda article, user: VERBS[name].run(article, by=user, **given)


def _suggest(article: Article, user: User) -> object:
    Tag.objects.create(name="Lanterns")
    return Suggestion.objects.create(article=article, kind="tag", value="Lanterns", reason="It stands there.")


def _answer(article: Article, user: User) -> None:
    suggesting.accept(Suggestion.objects.select_related("article").get(article=article), by=user)


def _propose(article: Article, user: User) -> HeadlineOption:
    return headlines.add(article, by=user, text="Boats back by noon")


def _propose_first(article: Article, user: User) -> object:
    return _propose(article, root())


def _take_headline(article: Article, user: User) -> object:
    return headlines.choose(article, HeadlineOption.objects.get(article=article).pk, by=user)


def _advise(article: Article, user: User) -> None:
    finding = {"code": "advice", "level": "recommended", "sentence": "Look twice.", "place": "", "key": "k"}
    Article.objects.filter(pk=article.pk).update(findings=[finding])


def _block(article: Article, user: User) -> None:
    editing.remark(article, Finding("reprint", "required", "It resembles another story.", "body"))


def _group_with(article: Article, user: User) -> object:
    return grouping.merge([article, make_article(status=Status(article.status), country=None)], by=root())


def _group(article: Article, user: User) -> object:
    return grouping.merge([article, make_article(status=IN_REVIEW, country=None)], by=user)


def _lift(article: Article, user: User) -> object:
    return editing.lift_remark(article, "reprint", by=user, reason="it is ours")


def _lead(article: Article, user: User) -> object:
    coverage = Coverage.objects.get(articles=article)
    return grouping.lead(coverage, article, by=user)


def _published_by(article: Article, user: User) -> None:
    decisions.publish(article, by=root())


def _take_back(article: Article, user: User) -> object:
    change = article.changes.order_by("id").last()
    assert change is not None
    return undo.undo(change, by=user)


def _approval_of(article: Article, user: User) -> None:
    Country.objects.filter(articles=article).update(approvals=1)
    Approval.objects.create(article=article, by=user, version=article.version)


def _asks_for_one(article: Article, user: User) -> None:
    Country.objects.filter(articles=article).update(approvals=1)


def _move(to: Status, **given: Any) -> Callable[[Article, User], object]:
    return lambda article, user: lifecycle.move(article, to, by=user, reason="asked", **given)


def _withdrawn(article: Article, user: User) -> None:
    lifecycle.move(article, Status.WITHDRAWN, by=system_account(), removal=Removal.GONE)


DONE, REFUSED, NEEDS_SECTION = "yes", "–", "needs one"
WITHOUT_SECTION = {Status.INCOMING, Status.IN_REVIEW, Status.REJECTED}
IN_REVIEW, PUBLISHED = Status.IN_REVIEW, Status.PUBLISHED
ACTS = (
    Act("Claim what has come in", Status.INCOMING, _verb("claim")),
    Act("Claim what is in review", IN_REVIEW, _verb("claim")),
    Act("Let go", IN_REVIEW, _verb("release"), claims.take),
    Act("Edit while in review", IN_REVIEW, _verb("revise", changes={"standfirst": "Forty boats went out."})),
    Act("Edit what readers see", PUBLISHED, _verb("revise", changes={"standfirst": "Forty boats went out."})),
    Act(
        "Keep a working copy",
        IN_REVIEW,
        lambda article, user: copies.save_working_copy(
            article, by=user, data={"headline": "Fog"}, version=article.version
        ),
    ),
    Act("Leave a note", IN_REVIEW, _verb("note", text="Who counted the boats?")),
    Act("Propose another headline", IN_REVIEW, _propose),
    Act("Take a proposed headline", IN_REVIEW, _take_headline, _propose_first),
    Act("Answer a suggestion", IN_REVIEW, _answer, _suggest),
    Act(
        "Find a remark fine",
        IN_REVIEW,
        lambda article, user: dismissals.accept(article, "k", by=user),
        _advise,
    ),
    Act(
        "Group as one coverage",
        IN_REVIEW,
        _group,
    ),
    Act("Take out of coverage", IN_REVIEW, _verb("split"), _group_with),
    Act("Let it lead its coverage", IN_REVIEW, _lead, _group_with),
    Act("Approve", IN_REVIEW, _verb("approve"), _asks_for_one),
    Act("Take back approval", IN_REVIEW, _verb("withdraw_approval"), _approval_of),
    Act("Publish", IN_REVIEW, _verb("publish")),
    Act("Publish from the queue", Status.INCOMING, _verb("publish")),
    Act(
        "Overrule the gate",
        IN_REVIEW,
        lambda article, user: decisions.publish(article, by=user, overruled=True, reason="we checked it"),
        _block,
    ),
    Act("Schedule", IN_REVIEW, _verb("schedule", at=SOON)),
    Act("Unschedule", Status.SCHEDULED, _verb("unschedule")),
    Act("Send back", IN_REVIEW, _verb("send_back", reason="not yet")),
    Act("Reject", Status.INCOMING, _verb("reject", reason="not ours")),
    Act("Restore what was rejected", Status.REJECTED, _verb("restore")),
    Act("Undo a publication", IN_REVIEW, _take_back, _published_by),
    Act("Correct in public", PUBLISHED, _verb("correct", note="It was forty-one.")),
    Act("Pin to the front page", PUBLISHED, _verb("pin", until=SOON)),
    Act("Unpublish", PUBLISHED, _verb("unpublish", reason="asked")),
    Act("Take in review again", Status.UNPUBLISHED, _verb("reopen")),
    Act("Withhold", PUBLISHED, _move(Status.WITHHELD)),
    Act("Release", Status.WITHHELD, _move(PUBLISHED)),
    Act("Withdraw", PUBLISHED, _move(Status.WITHDRAWN)),
    Act("Restore what was withdrawn", PUBLISHED, _move(PUBLISHED), _withdrawn),
    Act("Lift a remark of ingest", IN_REVIEW, _lift, _block),
    *further_acts.ACTS,
    *acts_upon_many.ACTS,
)


def may(act: Act, who: Who) -> bool:
    """Whether the act is done."""
    return answer(act, who) == DONE


def answer(act: Act, who: Who) -> str:
    """What comes of the act; whatever it leaves is taken back. Any other refusal than of the right is a fault.

    But a story of no section cannot be among those that readers see, nor pass the gate, nor ask for approvals.
    """
    if not who.section and act.state not in WITHOUT_SECTION:
        return NEEDS_SECTION
    with _rolled_back():
        try:
            return DONE if _tried(act, who) else REFUSED
        except (GateClosed, Unfit):
            if who.section:
                raise
            return NEEDS_SECTION


def _tried(act: Act, who: Who) -> bool:
    """Whether the right is given, and the act done."""
    user = _somebody(who)
    article = _story(act, who, user)
    if act.before is not None:
        act.before(article, user)
    try:
        act.run(Article.objects.select_related("claim__by").get(pk=article.pk), user)
    except NotPermitted:
        return False
    return True


def table() -> str:
    """The table of the document, in Markdown."""
    lines = ["| | " + " | ".join(who.title for who in WHO) + " |", "|---" * (len(WHO) + 1) + "|"]
    lines += [f"| {act.title} | " + " | ".join(answer(act, who) for who in WHO) + " |" for act in ACTS]
    return "\n".join(lines)


def _somebody(who: Who) -> User:
    user = root() if who.user == "root" else person(who.user)
    if who.beat:
        Beat.objects.create(user=user).countries.set([make_country(who.beat)])
    return User.objects.get(pk=user.pk)  # without what an earlier question left in memory


def _story(act: Act, who: Who, user: User) -> Article:
    authors = [make_author(account=user)] if who.own else []
    facts: dict[str, Any] = {"assigned_to": user} if who.given else {}
    section = make_country(who.section) if who.section else None
    return make_article(status=act.state, authors=authors, country=section, body=BODY, **facts)


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
