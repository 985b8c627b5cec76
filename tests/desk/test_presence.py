"""Who has a story open: seen by the others, gone when the window is, told of what changed meanwhile."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.models import Article
from articles.status import Status
from newsroom.desk import copies, decisions
from newsroom.desk.models import Claim, Presence
from tests.desk.screen import SignIn, address, typed
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def place(article: Article, version: int | None = None) -> str:
    return f"/admin/desk/presence/{article.pk}/?version={version or article.version}"


def ping(client: Client, article: Article, version: int | None = None) -> dict[str, Any]:
    answer = client.post(place(article, version), "{}", content_type="application/json")
    assert answer.status_code == 200
    return dict(json.loads(answer.content))


def test_whoever_else_has_it_open_is_named_and_whoever_types_is_said_to_edit(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    assert ping(signed_in("ada"), article)["others"] == ""
    assert ping(signed_in("ben"), article)["others"] == "ada is looking at it too."
    copies.save_working_copy(article, by=person("ada"), data={"headline": "Mine"}, version=article.version)
    assert ping(signed_in("ben"), article)["others"] == "ada is editing it."
    assert Presence.objects.count() == 2


def test_who_went_away_is_not_named_and_not_kept(signed_in: SignIn) -> None:
    article, ada = make_article(status=Status.IN_REVIEW), signed_in("ada")
    ping(ada, article)
    assert ada.delete(place(article)).status_code == 204
    assert ping(signed_in("ben"), article)["others"] == ""
    Presence.objects.create(article=article, by=person("cy"), seen_at=timezone.now() - timedelta(minutes=2))
    assert ping(signed_in("ben"), article)["others"] == ""
    assert Presence.objects.get().by == person("ben")


def test_a_change_meanwhile_is_told_with_whose_it_is(signed_in: SignIn) -> None:
    article, ben = make_article(status=Status.IN_REVIEW), signed_in("ben")
    assert ping(ben, article)["saved"] == ""
    editing.revise(article, by=person("ada"), changes={"headline": "Ada's"})
    assert ping(ben, article, version=article.version - 1)["saved"] == "ada changed this story meanwhile."


def test_a_claim_shows_until_when_and_a_take_over_is_told_to_the_one_it_was_taken_from(signed_in: SignIn) -> None:
    article, ben = make_article(status=Status.IN_REVIEW), signed_in("ben")
    decisions.claim(article, by=person("ben"))
    until = timezone.localtime(Claim.objects.get().expires_at).strftime("%H:%M")
    said = ping(ben, article)
    assert (said["mine"], said["claimed"]) == (True, f"You are on it until {until}.")
    decisions.claim(article, by=person("ada"), take_over=True)
    said = ping(ben, article)
    assert (said["mine"], said["holder"]) == (False, "ada")
    assert said["claimed"].startswith("ada is on it until")


def test_a_take_over_asks_once_and_a_plain_claim_takes_nothing_from_anybody(signed_in: SignIn) -> None:
    article, ben = make_article(status=Status.IN_REVIEW), signed_in("ben")
    shown = ben.get(address(article)).content.decode()
    assert 'value="claim"' in shown
    decisions.claim(article, by=person("ada"))
    shown = ben.get(address(article)).content.decode()
    assert 'value="take_over"' in shown
    assert 'value="claim"' not in shown


def test_what_was_typed_while_the_story_was_taken_away_stays_through_taking_it_over_again(signed_in: SignIn) -> None:
    article, ben = make_article("Old", status=Status.IN_REVIEW), signed_in("ben")
    sent = typed(ben, article, headline="Typed by Ben", _do="take_over")
    decisions.claim(article, by=person("ada"), take_over=True)
    answer = ben.post(address(article), sent)
    assert answer.headers["Location"] == address(article) + "?restore=1"
    assert Claim.objects.get().by == person("ben")
    form = ben.get(answer.headers["Location"]).context["form"]
    assert form["headline"].value() == "Typed by Ben"
    assert article.changes.filter(act="take over").count() == 1


@pytest.mark.parametrize(("name", "status"), [("tao", 200), ("cy", 200), ("zoe", 401), ("", 401)])
def test_only_the_staff_is_told_who_is_here(signed_in: SignIn, name: str, status: int) -> None:
    client = signed_in(name) if name else Client()
    answer = client.post(place(make_article()), "{}", content_type="application/json")
    assert answer.status_code == status
    assert Presence.objects.exists() == (status == 200)


@pytest.mark.parametrize("version", ["", "-1", "x", "９", "9" * 40])
def test_a_version_that_is_none_is_passed_over(signed_in: SignIn, version: str) -> None:
    article = make_article()
    answer = signed_in("ben").get(f"/admin/desk/presence/{article.pk}/?version={version}")
    assert json.loads(answer.content)["saved"] == ""
    assert signed_in("ben").get("/admin/desk/presence/987654/").status_code == 404


def test_a_sign_of_life_costs_four_queries(signed_in: SignIn, django_assert_num_queries: Any) -> None:
    article, ben = make_article(status=Status.IN_REVIEW), signed_in("ben")
    for name in ("ada", "cy"):
        ping(signed_in(name), article)
    ping(ben, article)
    who_asks = 4  # the session, the account, what it may do, what its groups may do
    with django_assert_num_queries(who_asks + 4):
        ping(ben, article)
