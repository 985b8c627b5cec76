"""Rows of the table of who may do what: each act upon many, tried on one story among them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User

from articles.models import Article, Tag
from articles.refusals import NotPermitted, Unfit
from articles.status import Status
from newsroom.desk import bulk, decisions, grouping
from newsroom.desk.bulk.acts import given_of
from tests.desk.further_acts import Act
from tests.world import make_article, make_author, make_country, root

Given = Callable[[Article, User], dict[str, Any]]


def nothing(article: Article, user: User) -> dict[str, Any]:
    """For what asks for nothing."""
    return {}


def _why(article: Article, user: User) -> dict[str, Any]:
    return {"reason": "not ours"}


def _another(article: Article, user: User) -> dict[str, Any]:
    return {"authors": [make_author("Dee").pk]}


def _tag(article: Article, user: User) -> dict[str, Any]:
    return {"tags": [Tag.objects.get_or_create(name="Fog", slug="fog")[0].pk]}


def _tagged(article: Article, user: User) -> None:
    decisions.revise(article, by=root(), changes={"tags": Tag.objects.filter(pk__in=_tag(article, user)["tags"])})


def _signed(article: Article, user: User) -> None:
    decisions.revise(article, by=root(), changes={"authors": [*article.authors.all(), make_author("Dee")]})


def _authors(article: Article, user: User) -> dict[str, Any]:
    return {"author": make_author("Dee").pk, "other": make_author("Eve").pk}


def _published_by_them(article: Article, user: User) -> None:
    act = bulk.begin("publish", [article.pk], by=root())
    for step in bulk.refused_steps(act):
        raise Unfit(step.refused)


def _that_act(article: Article, user: User) -> dict[str, Any]:
    return {"bulk": article.changes.filter(act="publish").get().details["bulk"]}


def _many(name: str, given: Given = nothing) -> Callable[[Article, User], object]:
    """The door of all acts upon many, then the turn of the story, as `bulk.begin` does it."""

    def run(article: Article, user: User) -> object:
        act = bulk.ACTS[name]
        if not bulk.has_it(act, user):
            raise NotPermitted(article, act.permission)
        if name == "group":
            return grouping.merge([article, make_article(status=Status.IN_REVIEW, country=None)], by=user)
        return act.run(article, by=user, **given_of(act, given(article, user)))

    return run


INCOMING, IN_REVIEW, PUBLISHED = Status.INCOMING, Status.IN_REVIEW, Status.PUBLISHED
ACTS = (
    Act("Among many: publish", IN_REVIEW, _many("publish")),
    Act("Among many: reject", INCOMING, _many("reject", _why)),
    Act("Among many: send back", IN_REVIEW, _many("send_back", _why)),
    Act("Among many: claim", INCOMING, _many("claim")),
    Act("Among many: group", IN_REVIEW, _many("group")),
    Act("Among many: restore", Status.REJECTED, _many("restore")),
    Act("Among many: unpublish", PUBLISHED, _many("unpublish", _why)),
    Act("Among many: set the section", IN_REVIEW, _many("set_country", lambda *_: {"country": make_country("NP").pk})),
    Act("Among many: add authors", IN_REVIEW, _many("add_author", _another)),
    Act("Among many: set authors", IN_REVIEW, _many("set_authors", _another)),
    Act("Among many: add tags", IN_REVIEW, _many("add_tags", _tag)),
    Act("Among many: remove tags", IN_REVIEW, _many("remove_tags", _tag), _tagged),
    Act("Among many: set the priority", IN_REVIEW, _many("priority", lambda *_: {"priority": 2})),
    Act("Among many: give to a colleague", IN_REVIEW, _many("assign", lambda *_: {"assigned_to": root().pk})),
    Act("Among many: undo a publication", IN_REVIEW, _many("undo", _that_act), _published_by_them),
    Act("Among many: replace an author", IN_REVIEW, _many("replace_author", _authors), _signed),
)
