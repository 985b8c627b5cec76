"""Any earlier version comes back as a new one, with its lists, through the gate; any two are compared as words."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Tag
from articles.refusals import GateClosed, Unfit
from articles.status import Status
from newsroom.desk import decisions, restoring
from tests.world import make_article, make_author, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def test_a_version_comes_back_with_its_text_and_lists_as_a_new_one() -> None:
    fog, sea = Tag.objects.create(name="Fog", slug="fog"), Tag.objects.create(name="Sea", slug="sea")
    article = make_article("As it was", tags=[fog], authors=[make_author("Dee")])
    then = article.version
    decisions.revise(article, by=person("ben"), changes={"headline": "Another", "tags": [sea], "authors": []})
    change = restoring.restore_version(article, then, by=person("ben"))
    assert change.reason == f"restored version {then}"
    assert (article.headline, article.version) == ("As it was", then + 2)
    assert list(article.tags.all()) == [fog]
    assert article.bylines.get().author.name == "Dee"


def test_what_is_live_stays_as_it_is_where_the_gate_would_close() -> None:
    article = make_article(status=Status.IN_REVIEW, body="")
    then = article.version
    decisions.revise(article, by=person("ben"), changes={"body": "<p>The boats are back at noon, all of them.</p>"})
    decisions.publish(article, by=person("ada"))
    with pytest.raises(GateClosed):
        restoring.restore_version(article, then, by=person("ben"))
    with pytest.raises(Unfit):
        restoring.restore_version(article, 9999, by=person("ben"))


def test_the_page_compares_restores_and_survives_nonsense(signed_in: SignIn) -> None:
    article = make_article("As it was")
    then, address, ben = article.version, f"/admin/articles/article/{article.pk}/history/", signed_in("ben")
    decisions.revise(article, by=person("ben"), changes={"headline": "Another", "authors": [make_author("Dee")]})
    shown = ben.get(address, {"from": then, "to": article.version}).content.decode()
    assert f"From version {then} to version {article.version}" in shown
    assert "Dee" in shown
    assert "From version" not in ben.get(address, {"from": "x", "to": "9" * 40, "p": "-3"}).content.decode()
    assert "cleared away" in ben.post(address, {"version": "<b>"}, follow=True).content.decode()
    asked = ben.post(address, {"version": then}).content.decode()
    article.refresh_from_db()
    assert article.headline == "Another"
    assert "Readers see it at once" in asked
    assert "Dee" in asked
    ben.post(address, {"version": then, "sure": "1"})
    article.refresh_from_db()
    assert article.headline == "As it was"


def test_what_no_reader_sees_comes_back_with_one_press(signed_in: SignIn) -> None:
    article = make_article("As it was", status=Status.IN_REVIEW)
    then = article.version
    decisions.revise(article, by=person("ben"), changes={"headline": "Another"})
    signed_in("ben").post(f"/admin/articles/article/{article.pk}/history/", {"version": then})
    article.refresh_from_db()
    assert article.headline == "As it was"


@pytest.mark.parametrize("asked", [{"from": "1", "to": "999"}, {"from": "abc", "to": "1"}, {"from": "1"}])
def test_comparing_with_a_version_that_never_was_says_so(signed_in: SignIn, asked: dict[str, str]) -> None:
    article, ben = make_article(), signed_in("ben")
    address, sentence = f"/admin/articles/article/{article.pk}/history/", "There is no such version"
    assert sentence in ben.get(address, asked).content.decode()
    assert sentence not in ben.get(address, {"from": article.version, "to": article.version}).content.decode()
    assert sentence not in ben.get(address).content.decode()


def test_a_version_that_changed_only_its_lists_is_told_by_name(signed_in: SignIn) -> None:
    article = make_article(authors=[make_author("Dee")])
    decisions.revise(article, by=person("ben"), changes={"authors": [make_author("Eve")]})
    shown = signed_in("ben").get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert f"Version {article.version}" in shown
    assert "<del" in shown
    assert "Eve" in shown
