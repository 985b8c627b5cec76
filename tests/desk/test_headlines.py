"""Headline alternatives: kept by whoever thinks of one, taken by whoever may change the story."""

import pytest
from django.test import Client

from articles.models import Article
from articles.refusals import NotPermitted, Unfit
from articles.status import Status
from newsroom.desk import headlines
from tests.desk.screen import SignIn, address, now, press
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def options(article: Article) -> list[str]:
    return list(article.headline_options.values_list("text", flat=True))


def test_taking_one_makes_the_old_headline_an_alternative() -> None:
    article = make_article("Boats return", status=Status.IN_REVIEW)
    option = headlines.add(article, by=person("ben"), text="  Forty boats\n return ")
    headlines.choose(article, option.pk, by=person("ben"))
    assert now(article).headline == "Forty boats return"
    assert options(article) == ["Boats return"]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 301, "Boats return"])
def test_what_is_empty_too_long_or_there_already_is_refused_in_a_sentence(text: str) -> None:
    article = make_article("Boats return", status=Status.IN_REVIEW)
    with pytest.raises(Unfit):
        headlines.add(article, by=person("ben"), text=text)


def test_there_are_ten_at_most() -> None:
    article = make_article(status=Status.IN_REVIEW)
    for number in range(headlines.MOST):
        headlines.add(article, by=person("ben"), text=f"Alternative {number}")
    with pytest.raises(Unfit, match="throw one away"):
        headlines.add(article, by=person("ben"), text="One more")


def test_one_of_another_story_or_gone_is_refused() -> None:
    article, other = make_article(status=Status.IN_REVIEW), make_article("Other", status=Status.IN_REVIEW)
    option = headlines.add(other, by=person("ben"), text="For the other")
    with pytest.raises(Unfit):
        headlines.choose(article, option.pk, by=person("ben"))
    with pytest.raises(Unfit):
        headlines.remove(article, option.pk, by=person("ben"))


def test_whoever_may_not_add_or_change_is_refused() -> None:
    article = make_article(status=Status.IN_REVIEW)
    with pytest.raises(NotPermitted):
        headlines.add(article, by=person("tao"), text="Mine")
    option = headlines.add(article, by=person("ben"), text="His")
    with pytest.raises(NotPermitted):
        headlines.choose(article, option.pk, by=person("tao"))
    assert options(article) == ["His"]


def test_the_screen_keeps_takes_and_throws_away(signed_in: SignIn) -> None:
    client: Client = signed_in("ben")
    article = make_article("Boats return", status=Status.IN_REVIEW)
    press(client, article, "headline_add", **{"reason-headline_add": "Forty boats return"})
    option = article.headline_options.get()
    assert "Forty boats return" in client.get(address(article)).content.decode()
    press(client, article, f"headline_take:{option.pk}")
    assert now(article).headline == "Forty boats return"
    press(client, article, f"headline_drop:{article.headline_options.get().pk}")
    assert options(article) == []


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "²"])
def test_a_broken_key_is_refused_in_a_sentence(signed_in: SignIn, key: str) -> None:
    article = make_article(status=Status.IN_REVIEW)
    assert "not there any more" in press(signed_in("ben"), article, f"headline_take:{key}")
