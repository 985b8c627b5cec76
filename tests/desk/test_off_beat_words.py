"""Where the section alone forbids an act, every door of the desk says so in the same words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Coverage, Picture
from articles.status import Status
from newsroom.desk import bulk, captions, copies, decisions, dismissals, grouping, headlines, restoring, suggesting
from newsroom.desk import upstream as changes_at_sources
from newsroom.desk.models import Beat
from newsroom.desk.roles import OffBeat
from newsroom.ingest import notices, suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Suggestion
from tests.desk.pressing import SignIn, press
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db
WORDS = "“Boats out” is in the section Mongolia, which is not on your beat. Ask whoever looks after it."


@pytest.fixture
def ben() -> User:
    Beat.objects.create(user=person("ben")).countries.set([make_country("JP")])
    return User.objects.get(username="ben")


def _copied(article: Article) -> Suggestion:
    other = make_article(status=Status.INCOMING, country=make_country("JP"))
    suggestions.offer(article, [Suggested("duplicate", str(other.pk), "the same sentences", 0.9, False)])
    return Suggestion.objects.select_related("article__claim").get(article=article)


def _lead(article: Article, by: User) -> object:
    coverage = grouping.merge([article, make_article()], by=person("ada"))
    article.refresh_from_db()
    return grouping.lead(Coverage.objects.get(pk=coverage.pk), article, by=by)


def _split(article: Article, by: User) -> object:
    grouping.merge([article, make_article()], by=person("ada"))
    article.refresh_from_db()
    return grouping.split(article, by=by)


def _headline(article: Article, by: User) -> object:
    return headlines.choose(article, headlines.add(article, by=by, text="Boats back").pk, by=by)


def _drop(article: Article, by: User) -> None:
    headlines.remove(article, headlines.add(article, by=person("ada"), text="Boats back").pk, by=by)


def _caption(article: Article, by: User) -> None:
    picture = Picture.objects.create(alt="A harbour")
    Article.objects.filter(pk=article.pk).update(picture=picture)
    captions.describe(picture, by=by, alt="A pier")


def _restore(article: Article, by: User) -> object:
    decisions.revise(article, by=person("ada"), changes={"standfirst": "At dawn."})
    return restoring.restore_version(article, article.version - 1, by=by)


DOORS: dict[str, Callable[[Article, User], object]] = {
    "group": lambda article, by: grouping.merge([make_article(country=make_country("JP")), article], by=by),
    "lead": _lead,
    "split": _split,
    "working copy": lambda article, by: copies.save_working_copy(
        article, by=by, data={"headline": "Fog"}, version=article.version
    ),
    "suggestion": lambda article, by: suggesting.accept(_copied(article), by=by),
    "no copy": lambda article, by: suggesting.refuse(_copied(article), by=by),
    "headline": _headline,
    "headline away": _drop,
    "caption": _caption,
    "remark": lambda article, by: dismissals.accept(article, "k", by=by),
    "restore": _restore,
    "publish": lambda article, by: decisions.publish(article, by=by),
    "priority": lambda article, by: bulk.ACTS["priority"].run(article, by=by, priority=2),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_closed_by_the_beat_alone_says_so(door: str, ben: User) -> None:
    article = make_article("Boats out", status=Status.IN_REVIEW)
    with pytest.raises(OffBeat) as refused:
        DOORS[door](article, ben)
    assert str(refused.value) == WORDS


@pytest.mark.parametrize("verb", ["correct", "leave", "unpublish", "pin"])
def test_the_doors_of_what_readers_see_say_so_too(verb: str, ben: User) -> None:
    article = make_article("Boats out")
    notice = notices.gone(article, "There is nothing at this address (404).")
    doors: dict[str, Callable[[], object]] = {
        "correct": lambda: changes_at_sources.correct(notice, by=ben, note="It is gone."),
        "leave": lambda: changes_at_sources.leave(notice, by=ben),
        "unpublish": lambda: changes_at_sources.unpublish(notice, by=ben, reason="It is gone."),
        "pin": lambda: decisions.pin(article, by=ben, until=timezone.now() + timedelta(hours=4)),
    }
    with pytest.raises(OffBeat) as refused:
        doors[verb]()
    assert str(refused.value) == WORDS


def test_triage_and_a_look_before_an_act_upon_many_say_so_too(ben: User, signed_in: SignIn) -> None:
    article = make_article("Boats out", status=Status.INCOMING)
    assert press(signed_in("ben"), article, "publish", status=409)["sentence"] == WORDS
    seen = bulk.look(bulk.ACTS["reject"], [article.pk], by=ben)
    assert list(seen.wont) == ["It is in the section Mongolia, which is not on your beat."]
