"""The second factor: demanded or chosen, set up, asked for, renewed, removed, lost; the desk is closed until then."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.models import Article
from articles.refusals import Unfit
from articles.status import Status
from newsroom.desk import second_factor
from newsroom.desk.models import RoleRule, WorkingCopy
from newsroom.desk.roles import RolesBackend
from tests.world import make_article, person, root

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Client]
PAGE, SET_UP, ACT = "/admin/second-factor/", "/admin/second-factor/set-up/", "/admin/second-factor/act/"
DESK = "/admin/"


def demand(role: str = "Editor") -> None:
    RoleRule.objects.update_or_create(group=Group.objects.get(name=role), defaults={"second_factor": True})


def code_of(device: TOTPDevice) -> str:
    """The code that the telephone shows now."""
    return f"{totp(device.bin_key):06d}"


def wrong_for(device: TOTPDevice) -> str:
    return f"{(totp(device.bin_key) + 500_000) % 1_000_000:06d}"


def equip(name: str) -> tuple[User, TOTPDevice, list[str]]:
    """A person with a telephone and ten backup codes, whose codes of this half minute are not used up."""
    user = root() if name == "root" else person(name)
    device, codes = second_factor.confirm(user, code_of(second_factor.begin(user)))
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    return user, device, codes


def patience(user: User) -> None:
    """As if the wait after a wrong code were over."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).update(throttling_failure_count=0, throttling_failure_timestamp=None)


def test_whoever_s_role_demands_it_is_led_through_setting_it_up(signed_in: SignedIn) -> None:
    demand()
    editor = signed_in("ben")
    answer = editor.get(reverse("admin:articles_article_changelist") + "?q=fog", follow=True)
    assert [url for url, _status in answer.redirect_chain][-1].startswith(SET_UP)
    page = answer.content.decode()
    device = TOTPDevice.objects.get(user=person("ben"), confirmed=False)
    assert '<svg class="qr"' in page
    assert "desk-menu" not in page
    assert "style=" not in page.split("qr")[1].split("</svg>")[0]
    wrong = editor.post(SET_UP, {"code": wrong_for(device)})
    assert "does not fit" in wrong.content.decode()
    patience(person("ben"))
    back = reverse("admin:articles_article_changelist") + "?q=fog"
    done = editor.post(SET_UP, {"code": f"{code_of(device)[:3]} {code_of(device)[3:]}", "next": back})
    assert len(done.context["codes"]) == second_factor.CODES
    assert f'href="{back}"' in done.content.decode()
    assert editor.get(DESK).status_code == 200


def test_the_others_sign_in_as_before(signed_in: SignedIn) -> None:
    demand("Takedown officer")
    for name in ("ben", "cy", "ada"):
        assert signed_in(name).get(DESK).status_code == 200
    for name in ("tao", "root"):
        assert signed_in(name).get(DESK)["Location"].startswith(PAGE)


def test_whoever_has_one_enters_a_code_at_sign_in_and_never_the_same_twice(signed_in: SignedIn) -> None:
    _user, device, _codes = equip("ben")
    editor = signed_in("ben")
    assert editor.get(DESK)["Location"].startswith(PAGE)
    assert editor.get(SET_UP)["Location"].startswith(PAGE)
    code = code_of(device)
    before = editor.cookies["sessionid"].value
    assert editor.post(PAGE, {"code": code, "next": "/admin/password_change/"})["Location"] == "/admin/password_change/"
    assert editor.cookies["sessionid"].value != before
    assert editor.get(DESK).status_code == 200
    again = signed_in("ben").post(PAGE, {"code": code})
    assert "does not fit" in again.content.decode()


def test_a_backup_code_opens_the_desk_once(signed_in: SignedIn) -> None:
    user, _device, codes = equip("ben")
    assert signed_in("ben").post(PAGE, {"code": codes[0].upper()}).status_code == 302
    second = signed_in("ben").post(PAGE, {"code": codes[0]})
    assert second.status_code == 200
    assert second_factor.codes_left(user) == second_factor.CODES - 1


def test_after_a_wrong_code_even_the_right_one_must_wait(signed_in: SignedIn) -> None:
    user, device, _codes = equip("ben")
    editor = signed_in("ben")
    editor.post(PAGE, {"code": wrong_for(device)})
    answer = editor.post(PAGE, {"code": code_of(device)})
    assert "Wait 1 second" in answer.content.decode() or "Wait 2 seconds" in answer.content.decode()
    patience(user)
    assert editor.post(PAGE, {"code": code_of(device)}).status_code == 302


@pytest.mark.parametrize("code", ["", " ", "x" * 5000, "１２３４５６", "\x00", "'; drop table", "-----", "0", "٠١٢٣٤٥"])
def test_what_is_no_code_is_refused_in_a_sentence(signed_in: SignedIn, code: str) -> None:
    equip("ben")
    answer = signed_in("ben").post(PAGE, {"code": code})
    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_nobody_is_led_away_from_the_desk(signed_in: SignedIn, wanted: str) -> None:
    _user, device, _codes = equip("ben")
    assert signed_in("ben").post(PAGE, {"code": code_of(device), "next": wanted})["Location"] == DESK


def test_until_then_everything_else_is_closed_and_scripts_are_told_so(signed_in: SignedIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    demand()
    editor = signed_in("ben")
    presence = reverse("presence", args=[article.pk])
    for answer in (editor.get(presence, headers={"Accept": "application/json"}), editor.delete(presence)):
        assert answer.status_code == 401
        assert "second factor" in json.loads(answer.content)["sentence"]
    for name in (
        "articles_article_triage",
        "articles_article_changelist",
        "articles_article_add",
        "auth_user_changelist",
    ):
        assert editor.get(reverse(f"admin:{name}"))["Location"].startswith(PAGE)
    editor.post(reverse("admin:articles_article_change", args=[article.pk]), {"verb": "publish", "version": 1})
    assert Article.objects.get(pk=article.pk).status == Status.IN_REVIEW
    assert editor.get(reverse("admin:jsi18n")).status_code == 200
    assert editor.get(reverse("admin:password_change")).status_code == 200
    assert editor.post(reverse("admin:logout")).status_code == 200


def test_what_was_typed_when_it_became_necessary_is_kept(signed_in: SignedIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    editor = signed_in("ben")
    _user, device, _codes = equip("ben")
    url = reverse("admin:articles_article_change", args=[article.pk])
    typed = {"version": article.version, "headline": "Fog lifts at last", "initial-headline": article.headline}
    assert editor.post(url, typed, headers={"Origin": "http://testserver"})["Location"].startswith(PAGE)
    assert not WorkingCopy.objects.exists()
    answer = editor.post(PAGE, {"code": code_of(device)})
    assert answer["Location"].startswith(url)
    assert WorkingCopy.objects.get(article=article).data["headline"] == "Fog lifts at last"


def test_new_backup_codes_and_removing_ask_for_a_code(signed_in: SignedIn) -> None:
    user, device, codes = equip("ben")
    editor = signed_in("ben")
    editor.post(PAGE, {"code": codes[0]})
    refused = editor.post(ACT, {"code": "000000", "remove": "1"}, follow=True)
    assert second_factor.has_one(user)
    assert "does not fit" in refused.content.decode()
    patience(user)
    renewed = editor.post(ACT, {"code": code_of(device)}).context["codes"]
    assert set(renewed).isdisjoint(codes)
    assert "10 backup codes are left" in editor.get(PAGE).content.decode()
    editor.post(ACT, {"code": renewed[0], "remove": "1"})
    assert not second_factor.has_one(user)
    assert signed_in("ben").get(DESK).status_code == 200


def test_what_a_role_demands_is_not_removed() -> None:
    user, device, _codes = equip("ben")
    demand()
    with pytest.raises(Unfit, match="role demands"):
        second_factor.remove(user, code_of(device))
    with pytest.raises(Unfit, match="set up already"):
        second_factor.begin(user)


def test_a_secret_that_was_shown_long_ago_is_replaced() -> None:
    first = second_factor.begin(person("ben"))
    assert second_factor.begin(person("ben")) == first
    TOTPDevice.objects.update(created_at=timezone.now() - second_factor.UNCONFIRMED_LASTS * 2)
    assert second_factor.begin(person("ben")).key != first.key


def test_a_chief_editor_resets_a_lost_telephone_and_what_it_opened_closes(signed_in: SignedIn) -> None:
    demand()
    user, device, _codes = equip("ben")
    editor = signed_in("ben")
    editor.post(PAGE, {"code": code_of(device)})
    assert editor.get(DESK).status_code == 200
    url = reverse("admin:auth_user_signing_in", args=[user.pk])
    assert "Reset the second factor" in signed_in("ada").get(url).content.decode()
    signed_in("ada").post(url, {"act": "reset"})
    assert not second_factor.has_one(user)
    assert "Second factor reset" in LogEntry.objects.get(object_id=str(user.pk)).get_change_message()
    assert editor.get(DESK)["Location"].startswith(PAGE)


@pytest.mark.parametrize(
    ("by", "whose"), [("ben", "ada"), ("ada", "ada"), ("ada", "root"), ("tao", "ben"), ("root", "root")]
)
def test_nobody_else_resets_it(by: str, whose: str) -> None:
    user, _device, _codes = equip(whose)
    with pytest.raises(Unfit):
        second_factor.reset(user, root() if by == "root" else person(by))
    assert second_factor.has_one(user)


def test_the_rule_is_ticked_on_the_role_s_page_and_shown_in_the_list(signed_in: SignedIn) -> None:
    group = Group.objects.get(name="Takedown officer")
    held = list(group.permissions.values_list("pk", flat=True))
    url, chief = reverse("admin:auth_group_change", args=[group.pk]), signed_in("root")
    assert chief.post(url, {"second_factor": "on", "permissions": held}).status_code == 302
    assert group.permissions.count() == len(held)
    assert RoleRule.objects.get(group=group).second_factor
    editor = signed_in("ada").get(reverse("admin:auth_group_changelist"))
    assert "password and second factor" in editor.content.decode()


def test_the_command_resets_and_teaches() -> None:
    user, _device, _codes = equip("ada")
    out = StringIO()
    call_command("reset_second_factor", "ada", stdout=out)
    assert not second_factor.has_one(user)
    assert "ada" in out.getvalue()
    call_command("reset_second_factor", "ada", stdout=out)
    assert "had none" in out.getvalue()
    with pytest.raises(CommandError, match="nobody called"):
        call_command("reset_second_factor", "ghost")


def test_knowing_who_needs_one_costs_no_query(django_assert_num_queries: Callable[[int], Any]) -> None:
    account = RolesBackend().get_user(person("ben").pk)
    assert account
    with django_assert_num_queries(0):
        assert second_factor.stands_open(account)


def test_the_library_s_own_pages_show_no_secret(signed_in: SignedIn) -> None:
    equip("ben")
    for address in ("otp_totp/totpdevice/", "otp_static/staticdevice/"):
        assert signed_in("root").get(f"/admin/{address}").status_code == 404


def test_the_page_of_the_password_leads_to_it(signed_in: SignedIn) -> None:
    assert f'href="{PAGE}"' in signed_in("cy").get(reverse("admin:password_change")).content.decode()
