"""Two stories side by side: what differs is shown, and each of three answers is carried out and remembered."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.status import Status
from newsroom.desk import decisions
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Answer, Capture
from tests.desk.screen import SignIn, now
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db


def capture(article: Article, text: str, **values: Any) -> Capture:
    source = article.source
    assert source is not None
    facts = {"title": "As it came", "full_text": text, "words": len(text.split()), "verdict": "new"}
    return Capture.objects.create(source=source, article=article, **(facts | values))


@pytest.fixture
def other() -> Article:
    return make_article("Forty boats at dawn", source=make_source("Quay Courier"))


@pytest.fixture
def copy(other: Article) -> Article:
    article = make_article(status=Status.IN_REVIEW, body="<p>The harbour opened at dawn. Fifty boats left.</p>")
    suggestions.offer(article, [Suggested("duplicate", str(other.pk), "nine words of ten", 0.9, applied=False)])
    return article


def address(article: Article, other: Article) -> str:
    return reverse("admin:articles_article_beside", args=[article.pk, other.pk])


def page(client: Any, article: Article, other: Article) -> str:
    return str(client.get(address(article, other)).content.decode())


def test_both_stand_side_by_side_with_what_differs(signed_in: SignIn, copy: Article, other: Article) -> None:
    shown = page(signed_in("ben"), copy, other)
    for words in (
        "Harbour Gazette",
        "Quay Courier",
        "very sure",
        "nine words of ten",
        "Fifty",
        "Forty",
        "as we show it",
    ):
        assert words in shown
    assert "only here:" in shown
    assert "% of the words on the left" in shown


def test_the_texts_are_those_that_came_in_while_they_are_kept(signed_in: SignIn, copy: Article, other: Article) -> None:
    capture(copy, "An older reading.", version=1)
    capture(copy, "The whole text as it came.", version=2)
    capture(other, "Emptied long ago.", full_text="")
    shown = page(signed_in("ben"), copy, other)
    assert "The whole text as it came." in shown
    assert "An older reading." not in shown
    assert "as it came in" in shown
    assert "as we show it" in shown


def test_who_may_not_see_captures_compares_what_we_show(signed_in: SignIn, copy: Article, other: Article) -> None:
    capture(copy, "Words of the original alone.")
    shown = page(signed_in("cy"), copy, other)
    assert "Words of the original alone." not in shown
    assert "nine words of ten" not in shown
    assert "The machine says nothing" in shown
    assert 'value="reject"' not in shown


def test_it_is_a_copy_and_rejected_as_such(signed_in: SignIn, copy: Article, other: Article) -> None:
    answer = signed_in("ben").post(address(copy, other), {"_do": "reject"}, follow=True)
    assert "was rejected as a copy of “Forty boats at dawn”" in answer.content.decode()
    change = copy.changes.get(act="reject")
    assert change.reason == f"duplicate of “Forty boats at dawn” (no. {other.pk})"
    assert copy.suggestions.get().answer == Answer.ACCEPTED


def test_they_tell_of_one_event_and_are_grouped(signed_in: SignIn, copy: Article, other: Article) -> None:
    signed_in("ben").post(address(copy, other), {"_do": "group"})
    assert now(copy).coverage == now(other).coverage is not None
    assert copy.suggestions.get().answer == Answer.REFUSED
    shown = page(signed_in("ben"), now(copy), now(other))
    assert 'value="group"' not in shown
    assert "Answered: refused, by ben" in shown


def test_it_is_no_copy(signed_in: SignIn, copy: Article, other: Article) -> None:
    answer = signed_in("ben").post(address(other, copy), {"_do": "refuse"}, follow=True)
    assert "it is remembered" in answer.content.decode()
    assert copy.suggestions.get().answer == Answer.REFUSED
    assert now(copy).status == Status.IN_REVIEW


def test_a_refusal_is_said_and_changes_nothing(signed_in: SignIn, copy: Article, other: Article) -> None:
    decisions.claim(copy, by=person("ada"))
    answer = signed_in("ben").post(address(copy, other), {"_do": "reject"}, follow=True)
    assert "ada is on" in answer.content.decode()
    assert now(copy).status == Status.IN_REVIEW
    answer = signed_in("ben").post(address(copy, other), {"_do": "__class__"}, follow=True)
    assert "There is no “__class__”" in answer.content.decode()
    assert copy.suggestions.get().answer == Answer.OPEN


@pytest.mark.parametrize("aside", [Status.WITHHELD, Status.WITHDRAWN])
def test_of_what_was_taken_down_nothing_is_shown(signed_in: SignIn, copy: Article, aside: Status) -> None:
    gone = make_article("Taken down", status=aside)
    capture(gone, "Words that were taken down.")
    for one, two in ((copy, gone), (gone, copy)):
        answer = signed_in("ada").get(address(one, two))
        assert answer.status_code == 404
        assert "Words that were" not in answer.content.decode()


def test_an_erased_capture_is_not_read(signed_in: SignIn, copy: Article, other: Article) -> None:
    capture(copy, "Words that were erased.", erased_at=timezone.now())
    assert "Words that were erased." not in page(signed_in("ben"), copy, other)


def test_a_story_beside_itself_or_beside_nothing_leads_to_the_queue(signed_in: SignIn, copy: Article) -> None:
    for number in (copy.pk, 10**30):
        url = reverse("admin:articles_article_beside", args=[copy.pk, number])
        assert "There is no such article" in signed_in("ben").get(url, follow=True).content.decode()


def test_strangers_are_turned_away(signed_in: SignIn, copy: Article, other: Article) -> None:
    assert signed_in("zoe").get(address(copy, other)).status_code == 302


def test_hostile_texts_stand_as_words(signed_in: SignIn, copy: Article, other: Article) -> None:
    capture(copy, "<script>alert(1)</script> \u202e <b>bold</b>\n" + "x" * 100_000)
    capture(other, "")
    shown = page(signed_in("ben"), copy, other)
    assert "<script>alert(1)" not in shown
    assert "&lt;b&gt;bold" in shown


def test_the_page_costs_a_fixed_few_queries(
    signed_in: SignIn, copy: Article, other: Article, django_assert_max_num_queries: Any
) -> None:
    client = signed_in("ben")
    for number in range(20):
        capture(copy, "word " * 300, version=number)
        suggestions.offer(copy, [Suggested("tag", f"Tag {number}", "")])
    page(client, copy, other)
    with django_assert_max_num_queries(12):
        page(client, copy, other)
