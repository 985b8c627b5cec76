"""What runs by itself only while two people want it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles.refusals import Refused
from newsroom.takedowns import switches
from tests.world import person, root

pytestmark = pytest.mark.django_db


def test_it_takes_two_people_to_switch_it_on_and_one_to_switch_it_off() -> None:
    tao = person("tao")
    switches.ask(switches.DESTROY, by=tao)
    with pytest.raises(Refused, match="two people"):
        switches.agree(switches.DESTROY, by=tao)
    assert not switches.is_on(switches.DESTROY)
    switches.agree(switches.DESTROY, by=root())
    assert switches.is_on(switches.DESTROY)
    switches.turn_off(switches.DESTROY, by=tao)
    assert not switches.is_on(switches.DESTROY)
    with pytest.raises(Refused, match="Nobody has asked"):
        switches.agree(switches.DESTROY, by=root())
    messages = LogEntry.objects.order_by("pk").values_list("user__username", "change_message")
    assert list(messages) == [("tao", "asked"), ("root", "agreed"), ("tao", "switched off")]


@pytest.mark.parametrize("name", ["cy", "ben", "ada", "zoe"])
def test_who_is_no_officer_presses_no_switch(name: str) -> None:
    for verb in (switches.ask, switches.agree, switches.turn_off):
        with pytest.raises(Refused, match="Only takedown officers"):
            verb(switches.DESTROY, by=person(name))


def test_the_page_of_the_switch_shows_who_asked_and_offers_the_other_the_second_button() -> None:
    page, act = "/admin/takedowns/switch/", "/admin/takedowns/switch/destroy/act/"
    tao, chief = Client(), Client()
    tao.force_login(person("tao"))
    chief.force_login(root())
    assert "Nobody has asked for it" in tao.get(page).content.decode()
    tao.post(act, {"verb": "ask"})
    assert "Agree" not in tao.get(page).content.decode()
    assert "Agree" in chief.get(page).content.decode()
    refused = tao.post(act, {"verb": "agree"})
    assert (refused.status_code, "two people" in refused.content.decode()) == (409, True)
    assert chief.post(act, {"verb": "agree"}).status_code == 302
    assert switches.is_on(switches.DESTROY)
