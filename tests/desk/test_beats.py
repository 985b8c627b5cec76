"""Beats: chief editors give them, everybody sees whose sections are whose, and a refusal names the section."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.refusals import GateClosed, NotPermitted
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.models import Beat
from newsroom.desk.roles import OffBeat
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Client]
LIST = "admin:desk_beat_changelist"


def give(name: str, *sections: str) -> Beat:
    beat = Beat.objects.create(user=person(name))
    beat.countries.set([make_country(iso2) for iso2 in sections])
    return beat


def test_a_chief_editor_ticks_the_sections_of_an_editor(signed_in: SignedIn) -> None:
    ben, japan = person("ben"), make_country("JP")
    chief = signed_in("ada")
    page = chief.get(reverse("admin:desk_beat_add")).content.decode()
    assert "ben" in page
    assert ">cy<" not in page
    chief.post(reverse("admin:desk_beat_add"), {"user": ben.pk, "countries": [japan.pk]})
    assert list(Beat.objects.get(user=ben).countries.all()) == [japan]
    mongolia = make_country("MN")
    change = reverse("admin:desk_beat_change", args=[ben.beat.pk])
    chief.post(change, {"countries": [japan.pk, mongolia.pk]})
    assert set(Beat.objects.get(user=ben).countries.all()) == {japan, mongolia}
    answer = chief.post(change, {"countries": []})
    assert "Whoever should decide everywhere has no beat" in answer.content.decode()
    assert Beat.objects.get(user=ben).countries.count() == 2


def test_an_editor_sees_the_beats_and_changes_none(signed_in: SignedIn) -> None:
    beat = give("ben", "JP")
    editor = signed_in("ben")
    assert editor.get(reverse(LIST)).status_code == 200
    change = reverse("admin:desk_beat_change", args=[beat.pk])
    assert editor.get(change).status_code == 200
    assert editor.post(change, {"countries": [make_country("MN").pk]}).status_code == 403
    assert editor.get(reverse("admin:desk_beat_add")).status_code == 403


def test_the_list_shows_the_sections_that_nobody_looks_after(
    signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    give("ben", "JP", "MN")
    chief = signed_in("ada")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        answer = chief.get(reverse(LIST))
    told = {section.iso2: owners for section, owners in answer.context["sections"]}
    assert (told["JP"], told["NP"]) == ("ben", "")
    assert answer.context["sections"][-1][1] == "ben"
    assert answer.context["left"] == len(told) - 2


def test_a_refusal_because_of_the_beat_names_the_section() -> None:
    give("ben", "JP")
    article = make_article(status=Status.IN_REVIEW)
    with pytest.raises(OffBeat, match="is in the section Mongolia, which is not on your beat"):
        decisions.publish(article, by=person("ben"))
    with pytest.raises(OffBeat):
        decisions.claim(article, by=person("ben"))


def test_a_story_of_no_section_yet_is_on_every_beat_until_somebody_gives_it_one() -> None:
    give("ben", "JP")
    ben, article = person("ben"), make_article(status=Status.IN_REVIEW, country=None)
    with pytest.raises(GateClosed, match="section"):
        decisions.publish(article, by=ben)
    decisions.revise(article, by=ben, changes={"country": make_country("MN")})
    with pytest.raises(OffBeat):
        decisions.reject(article, by=ben, reason="not ours")
    other = make_article(status=Status.INCOMING, country=None)
    decisions.reject(other, by=ben, reason="not ours")
    assert other.status == Status.REJECTED


def test_the_screen_of_a_story_off_the_beat_says_so_too(signed_in: SignedIn) -> None:
    give("ben", "JP")
    url = reverse("admin:articles_article_change", args=[make_article(status=Status.IN_REVIEW).pk])
    assert "which is not on your beat" in signed_in("ben").get(url).content.decode()
    assert "your role does not let you" in signed_in("cy").get(url).content.decode()


def test_a_refusal_because_of_the_role_stays_as_it_is() -> None:
    give("cy", "JP")
    with pytest.raises(NotPermitted, match="role lacks") as refused:
        decisions.publish(make_article(status=Status.IN_REVIEW), by=person("cy"))
    assert not isinstance(refused.value, OffBeat)


def test_a_person_s_page_tells_their_beat_and_leads_to_it(signed_in: SignedIn) -> None:
    beat, cy = give("ben", "JP"), person("cy")
    chief = signed_in("ada")
    page = chief.get(reverse("admin:auth_user_change", args=[beat.user_id])).content.decode()
    assert reverse("admin:desk_beat_change", args=[beat.pk]) in page
    assert "Japan" in page
    assert "all sections" not in chief.get(reverse("admin:auth_user_change", args=[cy.pk])).content.decode()
