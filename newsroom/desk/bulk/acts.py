"""What can be done to many articles at once, each by the verb that does it to one, and what each must be given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Author, Country, Tag
from articles.refusals import Unfit
from articles.status import ASIDE, Status
from newsroom.desk import decisions, replacing, restoring, undo, verbs

MOST = 10_000
EDITABLE = frozenset(Status) - set(ASIDE)
CHANGE = "articles.change_article"


@dataclass(frozen=True)
class Act:
    """One act upon many: from which states, with which permission, and what a person gives with it.

    `asks` names what is given: "reason" and "title" are words, "country", "author", "authors", "tags" and "assigned_to"
    keys (lists of keys for the plural ones), "priority" a number; `optional` are those that may be left empty.
    """

    name: str
    label: Promise
    permission: str
    states: frozenset[Status]
    run: Callable[..., Any]
    asks: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    offered: bool = True


def given_of(act: Act, given: dict[str, Any]) -> dict[str, Any]:
    """What was given, as the verb takes it. Raises Unfit where something that was chosen is gone meanwhile."""
    return {name: _object(name, given[name]) for name in act.asks if name in given}


MODELS: dict[str, Any] = {"country": Country, "author": Author, "other": Author, "assigned_to": User}
LISTS: dict[str, Any] = {"authors": Author, "tags": Tag}


def _object(name: str, value: Any) -> Any:
    """One thing that was given by its key."""
    if name in LISTS:
        found = LISTS[name].objects.in_bulk(value)
        if len(found) != len(set(value)):
            raise Unfit(_("Something that was chosen is gone meanwhile. Begin again."))
        return [found[key] for key in value]
    if name not in MODELS or value is None:
        return value
    chosen = MODELS[name].objects.filter(pk=value).first()
    if chosen is None:
        raise Unfit(_("Something that was chosen is gone meanwhile. Begin again."))
    return chosen


def _set(article: Article, *, by: User, name: str, value: Any) -> None:
    """Give a label another value."""
    if getattr(article, name) == value:
        raise Unfit(_("“%(article)s” has it already. Nothing was changed.") % {"article": article})
    decisions.revise(article, by=by, changes={name: value})


def set_country(article: Article, *, by: User, country: Country) -> None:
    """Put an article into a section."""
    _set(article, by=by, name="country", value=country)


def set_priority(article: Article, *, by: User, priority: int) -> None:
    """Say how urgent it is."""
    _set(article, by=by, name="priority", value=priority)


def assign(article: Article, *, by: User, assigned_to: User | None) -> None:
    """Give it to a colleague, or to nobody."""
    _set(article, by=by, name="assigned_to", value=assigned_to)


def add_author(article: Article, *, by: User, authors: Sequence[Author]) -> None:
    """Add bylines behind those that it has."""
    now = [byline.author for byline in article.bylines.select_related("author")]
    _set_list(article, by, "authors", now, list(dict.fromkeys([*now, *authors])))


def set_authors(article: Article, *, by: User, authors: Sequence[Author]) -> None:
    """Let these sign, in this order, and nobody else."""
    now = [byline.author for byline in article.bylines.select_related("author")]
    _set_list(article, by, "authors", now, list(authors))


def add_tags(article: Article, *, by: User, tags: Sequence[Tag]) -> None:
    """Add tags to those that it has."""
    now = _tags(article)
    _set_list(article, by, "tags", now, [*now, *(tag for tag in tags if tag not in now)])


def remove_tags(article: Article, *, by: User, tags: Sequence[Tag]) -> None:
    """Take tags off."""
    now = _tags(article)
    _set_list(article, by, "tags", now, [tag for tag in now if tag not in tags])


def _tags(article: Article) -> list[Tag]:
    return list(Tag.objects.filter(taggings__content_object=article).order_by("pk"))


def _set_list(article: Article, by: User, name: str, now: Iterable[Any], wanted: Sequence[Any]) -> None:
    if list(now) == list(wanted):
        raise Unfit(_("“%(article)s” has it already. Nothing was changed.") % {"article": article})
    decisions.revise(article, by=by, changes={name: wanted})


def replace_author(article: Article, *, by: User, author: Author, other: Author) -> None:
    """Put another author in the place of one, who goes with the last story."""
    replacing.sign_instead(article, author, other, by=by)
    replacing.finish(author, other, by=by)


def take_back(article: Article, *, by: User, bulk: int) -> None:
    """Take back what an earlier bulk act did to an article."""
    rows = list(article.changes.filter(details__bulk=bulk).order_by("id"))
    if not rows:
        raise Unfit(_("“%(article)s” was not changed by it.") % {"article": article})
    if {row.act for row in rows} == {"revise"}:
        restoring.take_back_labels(article, rows, by=by)
        return
    undo.undo_all(rows, by=by)


def _of_table(name: str, label: Any, *optional: str) -> Act:
    """An act that stands in the table of verbs."""
    verb = verbs.VERBS[name]
    return Act(name, label, verb.permission, verb.states, verb.run, (*verb.asks, *optional), frozenset(optional))


def _label(name: str, label: Any, run: Any, *asks: str, optional: Iterable[str] = ()) -> Act:
    """An act that changes a label."""
    return Act(name, label, CHANGE, EDITABLE, run, asks, frozenset(optional))


WAITING = frozenset({Status.INCOMING, Status.IN_REVIEW})
LIST = (
    _of_table("publish", gettext_lazy("Publish")),
    _of_table("reject", gettext_lazy("Reject")),
    _of_table("send_back", gettext_lazy("Send back")),
    Act("claim", gettext_lazy("Claim"), CHANGE, WAITING, decisions.claim),
    Act(
        "group",
        gettext_lazy("Group as one coverage"),
        "articles.review_article",
        EDITABLE,
        None,  # type: ignore[arg-type]  # all at once, by `working`
        ("title",),
        frozenset({"title"}),
    ),
    _of_table("restore", gettext_lazy("Restore"), "reason"),
    _of_table("unpublish", gettext_lazy("Unpublish")),
    _label("set_country", gettext_lazy("Set section"), set_country, "country"),
    _label("add_author", gettext_lazy("Add authors"), add_author, "authors"),
    _label("set_authors", gettext_lazy("Set authors"), set_authors, "authors"),
    _label("add_tags", gettext_lazy("Add tags"), add_tags, "tags"),
    _label("remove_tags", gettext_lazy("Remove tags"), remove_tags, "tags"),
    _label("priority", gettext_lazy("Set priority"), set_priority, "priority"),
    _label("assign", gettext_lazy("Give to"), assign, "assigned_to", optional=["assigned_to"]),
    Act("undo", gettext_lazy("Undo"), CHANGE, frozenset(Status), take_back, ("bulk",), offered=False),
    Act(
        "replace_author",
        gettext_lazy("Replace author"),
        "articles.delete_author",
        frozenset(Status),
        replace_author,
        ("author", "other"),
        offered=False,
    ),
)
ACTS: dict[str, Act] = {act.name: act for act in LIST}
