"""What a screen offers to whom: nothing that is refused afterwards, and a sentence where there is nothing to do."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.status import Status
from newsroom.desk import presence
from newsroom.desk.models import Beat
from tests.desk.pressing import SCREEN, SignIn, incoming, shown
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "ticks"), [("ada", True), ("ben", True), ("cy", False), ("tao", False)])
def test_only_who_may_group_stories_can_tick_them(signed_in: SignIn, name: str, ticks: bool) -> None:
    incoming()
    page = shown(signed_in(name))
    assert ('name="chosen"' in page) is ticks
    assert ('value="merge"' in page) is ticks


def test_who_decides_nothing_is_told_so_in_the_place_of_the_buttons(signed_in: SignIn) -> None:
    incoming()
    assert "decided by editors" in shown(signed_in("cy"))
    assert "decided by editors" not in shown(signed_in("ben"))


def test_off_the_beat_the_section_is_why(signed_in: SignIn) -> None:
    story = incoming()
    Beat.objects.create(user=person("ben")).countries.add(make_country("JP"))
    page = str(signed_in("ben").get(f"{SCREEN}{story.pk}/").content.decode())
    assert "which is not on your beat" in page
    assert 'value="publish"' not in page


def test_a_story_that_waits_no_more_says_so(signed_in: SignIn) -> None:
    page = str(signed_in("ben").get(f"{SCREEN}{make_article().pk}/").content.decode())
    assert "does not wait any more" in page


def test_a_row_shows_until_when_an_embargo_holds_and_who_looks_at_it(signed_in: SignIn) -> None:
    story = make_article(status=Status.IN_REVIEW)
    until = timezone.now() + timedelta(hours=5)
    editing.revise(story, by=person("ada"), changes={"embargo_until": until})
    presence.arrive(story, person("ada"))
    page = shown(signed_in("ben"))
    assert f"embargo until {timezone.localtime(until):%-d %b %H:%M}" in page
    assert "ada looks at it" in page
    assert "looks at it" not in shown(signed_in("ada"))


def test_a_refused_page_leads_back_to_the_desk(signed_in: SignIn) -> None:
    answer = signed_in("cy").get("/admin/auth/user/")
    assert answer.status_code == 403
    assert "This page is not yours to open" in answer.content.decode()
    assert 'href="/admin/"' in answer.content.decode()


def test_a_name_that_was_mistyped_too_often_is_told_what_to_do(client: Client) -> None:
    for _try in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/admin/login/", {"username": "ben", "password": "wrong"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "for 15 minutes" in page
    assert "/admin/password_reset/" in page


def test_staff_without_a_role_are_told_whom_to_ask(signed_in: SignIn) -> None:
    zoe = person("zoe")
    zoe.is_staff = True
    zoe.save()
    page = str(signed_in("zoe").get("/admin/").content.decode())
    assert "You have no role yet that reads stories." in page
    assert "You have no role yet that reads stories." not in signed_in("cy").get("/admin/").content.decode()


def test_every_list_is_headed_by_what_is_in_it(signed_in: SignIn) -> None:
    make_article()
    ada = signed_in("ada")
    for address, heading in (("articles/source", "Sources"), ("articles/tag", "Tags"), ("articles/bar", "Bars")):
        page = ada.get(f"/admin/{address}/").content.decode()
        assert f"<h1>{heading}</h1>" in page
    assert "Nothing matches." in ada.get("/admin/articles/source/?q=nowhere").content.decode()
    assert "Nothing here yet." in ada.get("/admin/articles/bar/").content.decode()
