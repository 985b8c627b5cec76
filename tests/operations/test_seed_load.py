"""The invented newsroom: as many stories as asked for, the same for the same seed, gone on with where it stopped."""

from collections.abc import Iterator
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Byline, Change, Tagging
from articles.models.article import ArticleQuerySet
from articles.search import search
from articles.status import WAITING, Status
from newsroom.ingest.models import Capture
from newsroom.operations.load import cast, state, stories, words
from newsroom.operations.load.words import Words
from newsroom.operations.management.commands import seed_load
from tests.world import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few outlets and words are enough to see how it works."""
    for module, name, size in [
        (cast, "SOURCES", 8),
        (cast, "AUTHORS", 5),
        (cast, "TAGS", 30),
        (words, "PARAGRAPHS", 40),
    ]:
        monkeypatch.setattr(module, name, size)
    words.words.cache_clear()
    yield
    words.words.cache_clear()


def load(number: int, **options: Any) -> str:
    said = StringIO()
    call_command("seed_load", number, batch=50, stdout=said, **options)
    return said.getvalue()


def told() -> ArticleQuerySet:
    """The stories of the years; those of the desk have high numbers."""
    return Article.objects.exclude(status__in=[*WAITING, Status.SCHEDULED])


def test_the_stories_hang_together_as_real_ones_do() -> None:
    load(120)
    assert told().count() == 120
    public = told().published()
    assert not Tagging.objects.filter(content_object__in=public, shown_at=None).exists()
    assert not Byline.objects.exclude(article__in=public).filter(shown_at__isnull=False).exists()
    assert set(Change.objects.filter(article__in=public).values_list("act", flat=True)) == {
        "arrive",
        "claim",
        "publish",
    }
    newest = public.newest()[0]
    assert newest in search(newest.headline, told())


def test_the_desk_has_work_with_what_came_in_beside_it() -> None:
    load(60)
    waiting = Article.objects.waiting()
    assert waiting.count() == 30
    assert Capture.objects.filter(article__in=waiting).count() == 30
    assert Article.objects.filter(status=Status.SCHEDULED, publish_at__isnull=False).count() == 5
    assert all(story.history.count() == 1 for story in waiting)


def test_the_same_seed_invents_the_same_and_a_second_run_adds_nothing() -> None:
    load(40)
    first = list(told().order_by("pk").values_list("headline", flat=True))
    assert "Nothing to do" in load(40)
    assert list(told().order_by("pk").values_list("headline", flat=True)) == first
    assert Words(3).headline(Random(1)) == Words(3).headline(Random(1))


def test_a_larger_number_adds_the_rest() -> None:
    load(40)
    load(100)
    assert told().count() == 100
    assert Article.objects.waiting().count() == 30


def test_a_load_that_was_killed_goes_on_where_it_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    write, batches = stories.Teller.batch, []

    def dies_at_the_third(*args: Any) -> Any:
        batches.append(args)
        if len(batches) == 3:
            raise KeyboardInterrupt
        return write(*args)

    monkeypatch.setattr(stories.Teller, "batch", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        load(150)
    stands = state.read()
    assert stands is not None
    assert (stands.done, told().count()) == (100, 100)
    monkeypatch.undo()
    load(150)
    assert told().count() == 150


def test_a_large_load_has_its_search_index_at_the_end_even_if_it_was_killed_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seed_load, "MANY", 30)

    def dies() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(seed_load, "ensure_index", dies)
        with pytest.raises(KeyboardInterrupt):
            load(40)
    newest = told().published().newest()[0]
    assert newest not in search(newest.headline, told())
    assert "Nothing to do" in load(40)
    assert newest in search(newest.headline, told())


def test_a_newsroom_with_real_stories_is_left_alone() -> None:
    make_article()
    with pytest.raises(CommandError, match="database of its own"):
        load(10)
    assert Article.objects.count() == 1


def test_no_stories_is_no_number() -> None:
    with pytest.raises(CommandError, match="such as 100000"):
        load(0)
