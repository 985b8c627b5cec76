"""Lessons in tags: who teaches, when there is something to learn, and what is forgotten."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Tag, Tagging
from articles.models.article import Kind
from articles.models.source import Rights
from articles.status import Status
from newsroom.ingest import captures, learning, rounds, tagging
from newsroom.ingest.entry import Entry, Extraction, Prepared, Suggested
from newsroom.ingest.models import LessonTurn, RememberedStory, Suggestion, TagModel
from newsroom.ingest.reading import Reading
from newsroom.ingest.tag_names import vocabulary
from newsroom.ingest.tagging import Tagger
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_outlet, poll
from tests.ingest.tagged import TOPICS, corpus, tell
from tests.ingest.test_ruling import make_rule
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def taught() -> dict[str, Tag]:
    """A site on which 37 stories bear five tags."""
    tags = {topic: Tag.objects.create(name=topic, slug=topic.lower()) for topic in TOPICS}
    country, now, told = make_country(), timezone.now(), corpus(8)
    facts: dict[str, Any] = {"kind": Kind.ORIGINAL, "status": Status.PUBLISHED, "published_at": now, "country": country}
    articles = Article.objects.bulk_create(
        Article(headline=title, slug=f"told-{number}", body=f"<p>{text}</p>", body_text=text, **facts)
        for number, (_topic, title, text) in enumerate(told)
    )
    Tagging.objects.bulk_create(
        Tagging(content_object=article, tag=tags[topic], shown_at=now)
        for article, (topic, _title, _text) in zip(articles, told, strict=True)
    )
    return tags


@pytest.fixture
def lesson(taught: dict[str, Tag]) -> TagModel:
    """What is learnt there."""
    model = learning.renew()
    assert model is not None
    return model


def reading(topic: str = "Ports", number: int = 999, **entry: Any) -> Reading:
    title, text = tell(topic, number)
    told = Entry(title=title, **entry)
    return Reading(told, Prepared(told, Extraction(), headline=title, body_html="", body_text=text))


def suggested(topic: str = "Ports") -> tuple[Suggested, ...]:
    return Tagger().tagged(reading(topic), vocabulary()).prepared.suggestions


def tags(topic: str = "Ports") -> tuple[str, ...]:
    return Tagger().tagged(reading(topic), vocabulary()).prepared.tags


def withdraw(article: Article) -> None:
    lifecycle.move(article, Status.WITHDRAWN, by=system_account(), reason="Asked for.")


def test_a_story_that_comes_in_waits_with_learnt_tags_and_their_reasons(lesson: TagModel, web: FakeWeb) -> None:
    outlet = make_outlet(web)
    title, text = tell("Ports", 999)
    outlet.tells(Story(slug="tide", title=title, paragraphs=tuple(text.split(". ")) * 2, summary=title))
    poll(outlet)
    article = Article.objects.get(status=Status.INCOMING)
    assert [tag.name for tag in article.tags.all()] == ["Ports"]
    kept = Suggestion.objects.get(article=article, kind="tag", value="Ports")
    assert kept.applied
    assert "words that told" in kept.reason


def test_tags_that_rules_add_are_set_beside_the_learnt_ones(lesson: TagModel, web: FakeWeb) -> None:
    outlet = make_outlet(web)
    make_rule(outlet.feed, "tag", tag=Tag.objects.create(name="Coast", slug="coast"))
    title, text = tell("Ports", 999)
    outlet.tells(Story(slug="tide", title=title, paragraphs=(text, text[::-1]), summary=title))
    poll(outlet)
    article = Article.objects.get(status=Status.INCOMING)
    assert {tag.name for tag in article.tags.all()} == {"Ports", "Coast"}


def test_nothing_is_weighed_before_the_first_lesson(taught: dict[str, Tag]) -> None:
    assert Tagger().tagged(reading(), vocabulary()) == reading()


def test_a_nearest_story_is_named_while_readers_may_see_it_and_forgotten_when_it_is_withdrawn(
    lesson: TagModel,
) -> None:
    (first, *_rest) = suggested("Lanterns")
    assert "tagged so: “" in first.reason
    for article in list(Article.objects.published().filter(tags__name="Lanterns")):
        withdraw(article)
    assert not [one for one in suggested("Lanterns") if one.value == "Lanterns" and "tagged so" in one.reason]
    assert tagging._held is not None
    assert len(tagging._held.memory.stories) == 32


def test_erasing_what_came_in_for_a_story_forgets_its_words(lesson: TagModel) -> None:
    article = Article.objects.published().filter(tags__name="Lanterns").first()
    assert article is not None
    assert RememberedStory.objects.filter(article=article).exists()
    captures.erase(article, person("tao"))
    assert not RememberedStory.objects.filter(article=article).exists()


def test_a_withdrawn_story_teaches_nothing_at_the_next_lesson(lesson: TagModel) -> None:
    for article in list(Article.objects.published().filter(tags__name="Lanterns")):
        withdraw(article)
    model = learning.renew()
    assert model is not None
    assert (model.stories, model.tags, model.remembered.count()) == (lesson.stories - 5, 4, 32)
    assert "Lanterns" not in [one.value for one in suggested("Lanterns") if "words that told" in one.reason]


def test_where_nothing_is_left_to_learn_from_all_is_forgotten(lesson: TagModel) -> None:
    Tagging.objects.all().delete()
    assert learning.renew() is None
    assert not TagModel.objects.exists()
    assert Tagger().shelf is None


def test_a_deleted_tag_is_suggested_by_no_old_lesson_and_a_renamed_one_under_its_new_name(
    lesson: TagModel, taught: dict[str, Tag]
) -> None:
    assert tags() == ("Ports",)
    Tag.objects.filter(name="Ports").update(name="Harbours")
    assert tags() == ("Harbours",)
    taught["Ports"].delete()
    assert tags() == ()


def test_sources_that_reserve_mining_teach_only_what_they_license(taught: dict[str, Tag]) -> None:
    shy = make_source("Shy Gazette", Rights.EXCERPT, tdm_opt_out=True)
    open_ = make_source("Open Gazette", Rights.LICENSED, tdm_opt_out=True)
    first, second = (make_article(source=one, kind=Kind.EXCERPT, tags=[taught["Ports"]]) for one in (shy, open_))
    chosen = {one.story for one in learning.examples()}
    assert first.pk not in chosen
    assert second.pk in chosen


def test_only_what_readers_see_teaches(taught: dict[str, Tag]) -> None:
    waiting = make_article(status=Status.IN_REVIEW, tags=[taught["Ports"]])
    bare = make_article()
    assert not {waiting.pk, bare.pk} & {one.story for one in learning.examples()}


def test_old_lessons_are_pruned(lesson: TagModel) -> None:
    for _night in range(3):
        learning.renew()
    assert TagModel.objects.count() == learning.KEPT
    assert not TagModel.objects.filter(pk=lesson.pk).exists()


def test_the_weighing_costs_two_queries_a_run_and_one_a_story(
    lesson: TagModel, django_assert_num_queries: CountQueries
) -> None:
    words = vocabulary()
    Tagger().tagged(reading("Lanterns"), words)
    tagger = Tagger()
    with django_assert_num_queries(3):  # the newest version, the tags' names; the headlines of near stories
        tagger.tagged(reading("Lanterns"), words)
    with django_assert_num_queries(1):
        tagger.tagged(reading("Ports"), words)


def test_damaged_lessons_cost_no_story_its_tags(lesson: TagModel, caplog: pytest.LogCaptureFixture) -> None:
    TagModel.objects.update(data=b"damaged")
    tagging._held = None
    assert Tagger().tagged(reading(), vocabulary()) == reading()
    assert "cannot be read" in caplog.text


def test_a_fault_of_ours_costs_no_story(
    lesson: TagModel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tagging, "suggest", lambda *_given, **_more: 1 / 0)
    assert Tagger().tagged(reading(), vocabulary()) == reading()
    assert "could not be weighed" in caplog.text


def test_the_clock_learns_once_and_then_again_a_day_later(taught: dict[str, Tag]) -> None:
    now = timezone.now()
    assert learning.claim(now) is not None
    assert learning.claim(now) is None
    model = learning.renew()
    assert model is not None
    LessonTurn.objects.update(lease_until=None)
    assert learning.claim(now + timedelta(hours=2)) is None
    assert learning.claim(now + timedelta(hours=26)) is not None


def test_enough_decisions_of_editors_bring_the_lesson_forward(
    lesson: TagModel, taught: dict[str, Tag], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "DECISIONS", 2)
    assert not learning.worth_learning(timezone.now())
    for _decision in range(2):
        make_article(tags=[taught["Music"]])
    assert learning.worth_learning(timezone.now())


def test_a_late_or_doubled_message_learns_nothing(taught: dict[str, Tag]) -> None:
    until = learning.hold(timezone.now())
    assert until is not None
    assert learning.hold(timezone.now()) is None
    assert rounds.learn_tags.call(until.isoformat())
    assert rounds.learn_tags.call(until.isoformat()) == 0
    assert TagModel.objects.count() == 1


def test_a_learner_who_died_is_followed_by_another(taught: dict[str, Tag]) -> None:
    now = timezone.now()
    assert learning.hold(now) is not None
    assert learning.hold(now + learning.LEASE + timedelta(seconds=1)) is not None


def test_the_command_learns_and_says_how_well(taught: dict[str, Tag], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("learn_tags", "--dry-run")
    assert "Nothing was kept." in capsys.readouterr().out
    assert not TagModel.objects.exists()
    call_command("learn_tags", "--json")
    figures = json.loads(capsys.readouterr().out)
    assert (figures["stories"], figures["tags"]) == (37, 5)
    assert figures["version"] == TagModel.objects.get().pk


def test_the_command_says_what_to_do_where_it_cannot_learn(taught: dict[str, Tag]) -> None:
    Tagging.objects.all().delete()
    with pytest.raises(CommandError, match="Publish stories with tags first"):
        call_command("learn_tags")
    learning.hold(timezone.now())
    with pytest.raises(CommandError, match="Somebody is learning just now"):
        call_command("learn_tags")
