"""Whoever has an account gets a letter when its second factor comes or goes, whatever they chose to be told of."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.refusals import Refused
from newsroom.desk import alerts, second_factor
from newsroom.desk.models import AlertKind
from newsroom.outbox.models import Letter
from tests.desk.test_second_factor import code_of, equip, wrong_for
from tests.world import person

pytestmark = pytest.mark.django_db


def last() -> Letter:
    return Letter.objects.latest("pk")


def test_setting_it_up_is_written_of_even_where_every_letter_was_declined() -> None:
    for kind in AlertKind:
        alerts.choose(person("ben"), kind, at_the_desk=False, by_mail=False)
    equip("ben")
    letter = Letter.objects.get()
    assert (letter.to, letter.template) == ("ben@paper.example", "second_factor")
    assert letter.subject.startswith("A second factor was set up for your account at ")
    assert "the account “ben”" in letter.body
    assert "/admin/password_change/" in letter.body


def test_no_letter_shows_a_secret_or_a_code() -> None:
    _user, device, codes = equip("ben")
    assert not [secret for secret in (device.key, *codes) if secret in last().body]


def test_removing_it_is_written_of() -> None:
    user, device, _codes = equip("ben")
    second_factor.remove(user, code_of(device))
    assert last().subject.endswith(" was removed")
    assert "the password alone opens it" in last().body


def test_a_wrong_code_removes_nothing_and_writes_nothing() -> None:
    user, device, _codes = equip("ben")
    with pytest.raises(Refused):
        second_factor.remove(user, wrong_for(device))
    assert Letter.objects.count() == 1


def test_resetting_it_is_written_to_whoever_has_the_account_with_who_did_it() -> None:
    user, _device, _codes = equip("ben")
    User.objects.filter(pk=person("ada").pk).update(first_name="Ada", last_name="Chief")
    second_factor.reset(user, by=User.objects.get(username="ada"))
    assert (last().to, last().subject.endswith(" was reset")) == ("ben@paper.example", True)
    assert "Ada Chief has reset the second factor" in last().body


def test_the_command_writes_too_and_says_who_it_was() -> None:
    equip("ben")
    call_command("reset_second_factor", "ben", stdout=StringIO())
    assert "Whoever runs the server has reset" in last().body
    call_command("reset_second_factor", "ben", stdout=StringIO())
    assert Letter.objects.count() == 2, "there was nothing left to lose"


def test_each_telephone_has_letters_of_its_own() -> None:
    for _time in range(2):
        user, device, _codes = equip("ben")
        second_factor.remove(user, code_of(device))
    assert Letter.objects.count() == 4
    assert not TOTPDevice.objects.exists()


def test_whoever_has_no_address_can_set_it_up_all_the_same() -> None:
    User.objects.filter(pk=person("ben").pk).update(email="")
    equip("ben")
    assert not Letter.objects.exists()
