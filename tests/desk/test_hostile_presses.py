"""What no browser of ours sends: signs that no database keeps, digits that are no number. Answered, never a crash."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Change
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.models import HeadlineOption, Note
from tests.desk import pressing, screen
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
TYPED, KEPT = "Not \0ours", "Not ours"


def last_reason(article: Article) -> str:
    return Change.objects.filter(article=article).latest("id").reason


@pytest.mark.parametrize("verb", ["reject", "send_back"])
def test_a_reason_is_kept_without_what_no_database_keeps(signed_in: SignIn, verb: str) -> None:
    ben, article, other = signed_in("ben"), make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    screen.press(ben, article, verb, **{f"reason-{verb}": TYPED})
    pressing.press(ben, other, verb, reason=TYPED)
    assert last_reason(article) == last_reason(other) == KEPT


def test_notes_and_headlines_are_kept_without_what_no_database_keeps(signed_in: SignIn) -> None:
    ben, article = signed_in("ben"), make_article(status=Status.IN_REVIEW)
    screen.press(ben, article, "note", **{"reason-note": TYPED})
    screen.press(ben, article, "headline_add", **{"reason-headline_add": TYPED})
    pressing.press(ben, article, "revise", headline=TYPED, standfirst=TYPED)
    assert Note.objects.get(article=article).text == HeadlineOption.objects.get(article=article).text == KEPT
    assert (article.headline, article.standfirst) == (KEPT, KEPT)


def test_a_story_begun_before_signing_in_is_kept_without_what_no_database_keeps(client: Client) -> None:
    person("ben")
    there = {"origin": "http://testserver"}
    asked = client.post(reverse("admin:articles_article_add"), {"headline": TYPED, "_do": "save"}, headers=there)
    signing_in = {"username": "ben", "password": "ben", "handed": asked.context["handed"]}
    client.post(reverse("sign_in_again"), signing_in, headers=there)
    assert Article.objects.get().headline == KEPT


@pytest.mark.parametrize("number", ["²", "9" * 30, "\0"])
@pytest.mark.parametrize(
    "name", ["desk_bulkact_change", "articles_article_change", "takedowns_case_change", "takedowns_message_change"]
)
def test_what_is_no_number_names_nothing(signed_in: SignIn, name: str, number: str) -> None:
    assert signed_in("root").get(reverse(f"admin:{name}", args=[number])).status_code in {302, 404}


@pytest.mark.parametrize("number", ["²", "9" * 30])
def test_what_is_no_number_narrows_no_log(signed_in: SignIn, number: str) -> None:
    make_article()
    answer = signed_in("ada").get(reverse("admin:articles_change_changelist"), {"who": number})
    assert answer.status_code in {200, 302}


def test_what_is_no_number_is_chosen_nowhere(signed_in: SignIn) -> None:
    ben, article = signed_in("ben"), decisions.begin(by=person("ben"), headline="Mine")
    page = screen.press(ben, article, standfirst="At dawn.", tags=["²"], country="²", source="²")
    assert "Not saved" in page
    assert "At dawn." in page


@pytest.mark.parametrize("asked", ["source/?country", "source/?id__in", "source/?created_at__year", "feed/?country"])
def test_a_number_that_no_database_holds_narrows_no_list(signed_in: SignIn, asked: str) -> None:
    app = "ingest" if asked.startswith("feed") else "articles"
    assert signed_in("ada").get(f"/admin/{app}/{asked}={'9' * 23}", follow=True).status_code == 200


YEARS = ["99999", "9999", "0", "-5", "9" * 5000, "2026,99999"]
DATED = ["articles/article/?arrived_at__year", "outbox/letter/?written_at__year", "ingest/capture/?at__year__in"]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("asked", DATED)
def test_a_year_that_never_comes_narrows_no_list(signed_in: SignIn, asked: str, year: str) -> None:
    answer = signed_in("root").get(f"/admin/{asked}={year}", follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (200, 1)


@pytest.mark.parametrize("asked", DATED)
def test_a_year_like_any_other_narrows_its_list(signed_in: SignIn, asked: str) -> None:
    assert signed_in("root").get(f"/admin/{asked}=2026").status_code == 200


ACTS = [
    ("articles/article", "reject"),
    ("articles/tag", "merge"),
    ("outbox/letter", "send_again"),
    ("takedowns/blockedmail", "delete_selected"),
    ("takedowns/domainproof", "give_up"),
]


@pytest.mark.parametrize("chosen", [["x"], ["9" * 300], ["9" * 5000], ["\0"], ["²"], ["-"], ["1", "x"]])
@pytest.mark.parametrize(("path", "act"), ACTS)
def test_what_is_no_number_is_acted_upon_in_no_list(signed_in: SignIn, path: str, act: str, chosen: list[str]) -> None:
    root, address = signed_in("root"), f"/admin/{path}/"
    for pressed in ({}, {"index": "0"}):
        answer = root.post(address, {"action": act, "_selected_action": chosen} | pressed, follow=True)
        assert answer.redirect_chain == [(address, 302)]
        assert "No items have been changed." in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["abc/history/", "²/history/", "1/history/up/", "\0/history/", f"{'9' * 30}/history/1/"]
)
def test_what_is_no_number_is_no_version_of_a_page(signed_in: SignIn, path: str) -> None:
    assert signed_in("ada").get(f"/admin/articles/page/{path}").status_code in {302, 404}
