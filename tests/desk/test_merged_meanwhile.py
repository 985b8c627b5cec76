"""A tag is merged into another while a form that bears it is open: saving gives the other, says so, loses nothing."""

from typing import Any

import pytest

from articles.models import Article, Tag
from articles.status import Status
from newsroom.desk import claims, copies, decisions, vocabulary
from tests.desk.screen import SignIn, address, now, typed
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
SAID = "The tag “Fog” was merged into “Mist” meanwhile; your form says “Mist” now."


def tag(name: str) -> Tag:
    made: Tag = Tag.objects.create(name=name, slug=name.lower())
    return made


@pytest.fixture
def fog() -> Tag:
    return tag("Fog")


@pytest.fixture
def mist() -> Tag:
    return tag("Mist")


def open_form(client: Any, *tags: Tag) -> tuple[Article, dict[str, Any]]:
    article = make_article("Boats out", status=Status.IN_REVIEW, tags=list(tags))
    return article, typed(client, article, _do="save")


def send(client: Any, article: Article, sent: dict[str, Any]) -> str:
    return str(client.post(address(article), sent, follow=True).content.decode())


def names(article: Article) -> set[str]:
    return set(now(article).tags.values_list("name", flat=True))


def test_what_is_typed_is_saved_with_the_tag_that_took_its_place(signed_in: SignIn, fog: Tag, mist: Tag) -> None:
    client, sea = signed_in("ben"), tag("Sea")
    article, sent = open_form(client, fog, sea)
    vocabulary.merge_tags([fog], mist, by=person("ada"))
    page = send(client, article, sent | {"standfirst": "At dawn."})
    assert SAID in page
    assert "was saved" in page
    assert now(article).standfirst == "At dawn."
    assert names(article) == {"Mist", "Sea"}


def test_a_tag_that_was_added_just_before_it_was_merged_is_added_by_its_new_name(
    signed_in: SignIn, fog: Tag, mist: Tag
) -> None:
    client = signed_in("ben")
    article, sent = open_form(client)
    vocabulary.merge_tags([fog], mist, by=person("ada"))
    assert SAID in send(client, article, sent | {"tags": [str(fog.pk)]})
    assert names(article) == {"Mist"}


def test_one_that_stood_beside_it_is_not_borne_twice(signed_in: SignIn, fog: Tag, mist: Tag) -> None:
    client = signed_in("ben")
    article, sent = open_form(client, fog, mist)
    vocabulary.merge_tags([fog], mist, by=person("ada"))
    send(client, article, sent | {"headline": "Boats out in fog"})
    assert names(article) == {"Mist"}
    assert now(article).headline == "Boats out in fog"


def test_merged_again_and_again_it_is_followed_to_the_end(signed_in: SignIn, fog: Tag, mist: Tag) -> None:
    client, haze = signed_in("ben"), tag("Haze")
    article, sent = open_form(client, fog)
    vocabulary.merge_tags([fog], mist, by=person("ada"))
    vocabulary.merge_tags([mist], haze, by=person("ada"))
    assert "merged into “Haze” meanwhile" in send(client, article, sent | {"standfirst": "At dawn."})
    assert names(article) == {"Haze"}


def test_one_that_was_taken_out_of_the_form_stays_out(signed_in: SignIn, fog: Tag, mist: Tag) -> None:
    client = signed_in("ben")
    article, sent = open_form(client, fog)
    vocabulary.merge_tags([fog], mist, by=person("ada"))
    send(client, article, sent | {"tags": []})
    assert names(article) == set()


def test_one_that_was_retired_is_left_out_and_what_is_typed_is_kept(signed_in: SignIn, fog: Tag, mist: Tag) -> None:
    client = signed_in("ben")
    article, sent = open_form(client, fog, mist)
    vocabulary.retire(fog, by=person("ada"))
    page = send(client, article, sent | {"standfirst": "At dawn."})
    assert "The tag “Fog” was taken out of the vocabulary meanwhile" in page
    assert now(article).standfirst == "At dawn."
    assert names(article) == {"Mist"}


def test_a_tag_that_never_was_is_still_refused(signed_in: SignIn, fog: Tag) -> None:
    client = signed_in("ben")
    article, sent = open_form(client, fog)
    page = send(client, article, sent | {"tags": [str(fog.pk), "987654"], "standfirst": "At dawn."})
    assert "Not saved" in page
    assert "At dawn." in page
    assert names(article) == {"Fog"}


def test_somebody_else_s_save_between_is_still_told_and_the_tag_is_no_clash(
    signed_in: SignIn, fog: Tag, mist: Tag
) -> None:
    client = signed_in("ben")
    article, sent = open_form(client, fog)
    vocabulary.merge_tags([fog], mist, by=person("ada"))
    decisions.revise(now(article), by=person("ada"), changes={"headline": "Boats stay in"})
    answer = client.post(address(article), sent | {"standfirst": "At dawn."})
    assert {row.name for row in answer.context["theirs"]} == {"headline", "standfirst"}
    assert "At dawn." in answer.content.decode()


def test_what_was_typed_and_never_saved_comes_back_with_it(signed_in: SignIn, fog: Tag, mist: Tag) -> None:
    client, ben = signed_in("ben"), person("ben")
    article, _sent = open_form(client)
    claims.take(article, ben)
    copies.save_working_copy(article, by=ben, data={"tags": [str(fog.pk)]}, version=article.version)
    vocabulary.merge_tags([fog], mist, by=person("ada"))
    answer = client.get(f"{address(article)}?restore=1")
    assert SAID in answer.content.decode()
    assert answer.context["form"]["tags"].value() == [str(mist.pk)]
