"""Suggestions: kept once, answered by what is published, measured by people alone, forgotten with what they quote."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Coverage, Tag
from articles.status import Status
from newsroom.desk import decisions, undo
from newsroom.desk.verbs import in_bulk
from newsroom.ingest import captures, retention, suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Answer, Suggestion
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db


def waiting(*offered: Suggested, **values: Any) -> Article:
    article = make_article(status=Status.IN_REVIEW, **values)
    suggestions.offer(article, offered)
    return article


def answers(article: Article) -> dict[str, str]:
    return dict(article.suggestions.values_list("value", "answer"))


def tag(name: str, **values: Any) -> Tag:
    made: Tag = Tag.objects.create(name=name, **values)
    return made


def test_the_same_suggestion_is_kept_once_and_an_empty_one_not_at_all() -> None:
    article = waiting(
        Suggested("tag", "Fishing", "named"), Suggested("tag", "Fishing", "again"), Suggested("tag", "", "")
    )
    suggestions.offer(article, [Suggested("tag", "Fishing", "once more"), Suggested("country", "Fishing", "")])
    assert list(article.suggestions.values_list("kind", "reason")) == [("country", ""), ("tag", "named")]


def test_halves_of_characters_and_noughts_never_stop_a_story() -> None:
    article = waiting(Suggested("tag", "Fog\ud800\0", "“\udfff\0” 3×"), Suggested("tag", "\0", ""))
    assert list(article.suggestions.values_list("value", "reason")) == [("Fog", "“” 3×")]


def test_long_words_are_cut_and_never_stop_a_story() -> None:
    article = waiting(Suggested("tag", "ש" * 100_000, "r" * 1_000_000))
    one = article.suggestions.get()
    assert (len(one.value), len(one.reason)) == (200, 500)


def test_publishing_answers_what_was_set_and_passes_over_what_was_only_whispered() -> None:
    article = waiting(
        Suggested("country", "MN", "“Ulaanbaatar” 3×"),
        Suggested("also_about", "JP", "“Tokyo” 1×"),
        Suggested("tag", "Fishing", "named"),
        Suggested("tag", "Fog", "near stories bear it", applied=False),
        Suggested("tag", "Weather", "near stories bear it", applied=False),
        tags=[tag("Weather")],
    )
    decisions.publish(article, by=person("ben"))
    assert answers(article) == {
        "MN": Answer.ACCEPTED,
        "JP": Answer.REFUSED,
        "Fishing": Answer.REFUSED,
        "Fog": Answer.PASSED,
        "Weather": Answer.ACCEPTED,
    }
    one = article.suggestions.get(value="MN")
    assert (one.answered_by, one.asked) == (person("ben"), False)
    assert one.answered_at is not None


def test_a_tag_that_was_merged_or_written_otherwise_still_counts() -> None:
    article = waiting(
        Suggested("tag", "FISHING", ""),
        Suggested("tag", "Trawling", ""),
        tags=[tag("Fishing", synonyms="trawling\nnets")],
    )
    decisions.publish(article, by=person("ben"))
    assert set(answers(article).values()) == {Answer.ACCEPTED}


def test_a_coverage_that_went_into_another_still_counts_and_one_that_was_left_does_not() -> None:
    event = Coverage.objects.create(title="The storm", slug="the-storm")
    other = Coverage.objects.create(title="The fog", slug="the-fog")
    article = waiting(
        Suggested("coverage", str(event.pk), ""),
        Suggested("coverage", str(other.pk), ""),
        Suggested("coverage", "987654", "went into the storm"),
        coverage=event,
    )
    decisions.publish(article, by=person("ben"))
    assert answers(article) == {
        str(event.pk): Answer.ACCEPTED,
        str(other.pk): Answer.REFUSED,
        "987654": Answer.ACCEPTED,
    }


def test_scheduling_answers_and_taking_it_back_into_review_opens_again() -> None:
    article = waiting(Suggested("country", "MN", ""))
    decisions.schedule(article, by=person("ben"), at=timezone.now() + timedelta(hours=1))
    assert answers(article) == {"MN": Answer.ACCEPTED}
    decisions.unschedule(article, by=person("ben"))
    assert answers(article) == {"MN": Answer.OPEN}


def test_undoing_a_publication_opens_what_it_answered_but_not_what_a_person_answered() -> None:
    article = waiting(Suggested("country", "MN", ""), Suggested("tag", "Fog", ""))
    by_hand = article.suggestions.get(value="Fog")
    suggestions.answer(by_hand, Answer.REFUSED, by=person("ada"))
    undo.undo(decisions.publish(article, by=person("ben")), by=person("ben"))
    assert answers(article) == {"MN": Answer.OPEN, "Fog": Answer.REFUSED}
    again = article.suggestions.get(value="MN")
    assert (again.answered_by, again.answered_at) == (None, None)


def test_a_section_that_is_corrected_later_was_wrong_after_all() -> None:
    article = waiting(Suggested("country", "MN", ""))
    decisions.publish(article, by=person("ben"))
    decisions.correct(article, by=person("ben"), note="It was in Japan.", changes={"country": make_country("JP")})
    assert answers(article) == {"MN": Answer.REFUSED}
    decisions.revise(article, by=person("ben"), changes={"country": make_country("MN")})
    assert answers(article) == {"MN": Answer.ACCEPTED}


def test_what_the_machine_publishes_answers_nothing() -> None:
    article = waiting(Suggested("country", "MN", ""))
    decisions.publish(article, by=system_account())
    assert answers(article) == {"MN": Answer.OPEN}


def test_publishing_twice_the_same_leaves_the_first_answer_as_it_was() -> None:
    article = waiting(Suggested("country", "MN", ""))
    decisions.publish(article, by=person("ben"))
    before = Suggestion.objects.values().get()
    assert suggestions.settle(article, by=person("ada")) == 0
    assert Suggestion.objects.values().get() == before


@pytest.mark.parametrize(
    ("reason", "answer"),
    [
        ("duplicate of the morning's story", Answer.ACCEPTED),
        ("A reprint.", Answer.ACCEPTED),
        ("It is a COPY", Answer.ACCEPTED),
        ("no news; copyright unclear", Answer.OPEN),
        ("no news", Answer.OPEN),
    ],
)
def test_a_rejection_answers_only_whether_it_was_a_copy(reason: str, answer: Answer) -> None:
    article = waiting(
        Suggested("duplicate", "12", "", 0.7, applied=False),
        Suggested("duplicate", "13", "", 0.9, applied=False),
        Suggested("country", "MN", ""),
    )
    decisions.reject(article, by=person("ben"), reason=reason)
    assert answers(article) == {"12": Answer.OPEN, "13": answer, "MN": Answer.OPEN}


def test_what_is_rejected_as_a_copy_and_restored_is_open_again() -> None:
    article = waiting(Suggested("duplicate", "12", "", 0.7, applied=False))
    decisions.reject(article, by=person("ben"), reason="duplicate")
    decisions.restore(article, by=person("ben"))
    assert answers(article) == {"12": Answer.OPEN}


def test_publishing_many_costs_a_fixed_few_queries_for_each() -> None:
    labels = [
        Suggested("country", "MN", ""),
        Suggested("also_about", "JP", ""),
        Suggested("tag", "Fog", "", 0.1, False),
    ]
    few, many = [*labels, Suggested("coverage", "1", "")], [Suggested("tag", f"Tag {one}", "") for one in range(30)]

    def cost(count: int, *offered: Suggested) -> int:
        articles = [Article.objects.get(pk=waiting(*offered).pk) for _number in range(count)]
        with CaptureQueriesContext(connection) as spent:
            assert len(in_bulk("publish", articles, by=person("ben")).done) == count
        return len(spent)

    cost(1)
    plain, some = cost(5), cost(5, *few)
    assert some <= plain + 5 * 7
    assert cost(5, *few, *many) == some
    assert cost(10, *few, *many) <= 2 * some


def test_what_is_erased_is_quoted_by_no_reason() -> None:
    article = waiting(Suggested("country", "MN", "“a telling word” 3×"))
    beside = waiting(Suggested("duplicate", str(article.pk), "the same words: “a telling word”"))
    elsewhere = waiting(Suggested("duplicate", "999999", "others"))
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    captures.erase(article, by=person("tao"))
    assert article.suggestions.get().reason == beside.suggestions.get().reason == ""
    assert elsewhere.suggestions.get().reason == "others"


def test_unanswered_ones_of_stories_rejected_long_ago_are_thinned() -> None:
    old, young, answered = (waiting(Suggested("country", "MN", "")) for _number in range(3))
    published = waiting(Suggested("country", "MN", ""))
    suggestions.answer(answered.suggestions.get(), Answer.REFUSED, by=person("ben"))
    for article in (old, young, answered):
        decisions.reject(article, by=person("ben"), reason="no news")
    Suggestion.objects.exclude(article=young).update(at=timezone.now() - timedelta(days=4000))
    assert retention.keep_house(timezone.now()).suggestions == 1
    assert set(Suggestion.objects.values_list("article", flat=True)) == {young.pk, answered.pk, published.pk}


def test_a_story_without_suggestions_costs_one_query(django_assert_num_queries: Any) -> None:
    article = make_article(status=Status.IN_REVIEW)
    ben = person("ben")
    with django_assert_num_queries(1):
        suggestions.settle(article, by=ben)
