"""How people join the staff and come by a new password: by letter, once, in time, and never as the machine."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.refusals import Unfit
from newsroom.desk import invitations
from newsroom.desk.forms.joining import WelcomeForm
from newsroom.desk.models import Invitation
from newsroom.outbox.models import Letter
from tests.world import person

pytestmark = pytest.mark.django_db

PASSWORD = "a-lantern-in-the-harbour-7"


def path_in(letter: Letter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"http://testserver(/\S+)", letter.body)
    assert found is not None
    return found[1]


def join(path: str, username: str = "dana", password: str = PASSWORD, client: Client | None = None) -> HttpResponse:
    data = {"username": username, "password1": password, "password2": password}
    return (client or Client()).post(path, data)  # type: ignore[return-value]


@pytest.fixture
def path() -> str:
    """Where Dana's invitation leads."""
    invitations.invite("Dana@Paper.example", "Editor", person("ada"))
    return path_in(Letter.objects.get())


def test_an_invited_person_chooses_an_account_and_is_on_the_desk_in_their_role(path: str) -> None:
    client = Client()
    assert client.get(path).status_code == 200
    response = join(path, client=client)
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    dana = User.objects.get(username="dana")
    assert (dana.email, dana.is_staff, dana.is_superuser) == ("dana@paper.example", True, False)
    assert list(dana.groups.values_list("name", flat=True)) == ["Editor"]
    assert dana.has_perm("articles.publish_article")
    assert client.get("/admin/").status_code == 200


def test_looking_at_the_link_uses_nothing_up(path: str) -> None:
    for _time in range(2):
        assert Client().get(path).status_code == 200
    assert not User.objects.filter(is_staff=True).exclude(username="ada").exists()


def test_an_invitation_is_good_once(path: str) -> None:
    join(path)
    assert "was used already" in Client().get(path).content.decode()
    assert join(path, username="eve").status_code == 410
    assert not User.objects.filter(username="eve").exists()


def test_two_who_follow_one_link_at_once_make_one_account(path: str) -> None:
    invitation = invitations.find(path.split("/")[-2])
    invitations.accept(invitation, User(username="dana"))
    with pytest.raises(invitations.Uninvited):
        invitations.accept(invitation, User(username="eve"))
    assert not User.objects.filter(username="eve").exists()


def test_an_invitation_runs_out_after_seven_days(path: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        response = Client().get(path)
    assert response.status_code == 410
    assert "has expired" in response.content.decode()


def test_a_second_invitation_takes_the_place_of_the_first(path: str) -> None:
    invitations.invite("dana@paper.example", "Writer", person("ada"))
    assert Client().get(path).status_code == 410
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_a_revoked_invitation_leads_nowhere(path: str) -> None:
    invitations.revoke(Invitation.objects.get(), person("ada"))
    assert Client().get(path).status_code == 410


@pytest.mark.parametrize("token", ["1", "MQ:1abc:forged", "%00", "a" * 3000])
def test_a_made_up_link_leads_nowhere(path: str, token: str) -> None:
    assert Client().get(f"/admin/welcome/{token}/").status_code == 410


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("newsroom", PASSWORD),
        ("Newsroom", PASSWORD),
        ("ada", PASSWORD),
        ("dana", "12345678"),
        ("dana", "dana@paper"),
        ("", ""),
    ],
)
def test_a_bad_name_or_password_is_refused_and_the_invitation_stays_good(
    path: str, username: str, password: str
) -> None:
    response = join(path, username=username, password=password)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not User.objects.filter(username__in=["newsroom", "Newsroom", "dana"]).exists()
    assert join(path).status_code == 302


def test_a_name_that_somebody_takes_in_the_same_moment_is_asked_for_again(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WelcomeForm, "_post_clean", lambda form: None)
    monkeypatch.setattr(WelcomeForm, "clean_username", lambda form: "ada")
    monkeypatch.setattr(WelcomeForm, "save", lambda form, commit: User(username="ada"))
    response = join(path, username="ada")
    assert response.status_code == 200
    assert "took this name just now" in response.content.decode()
    assert invitations.find(path.split("/")[-2]).is_open


def test_the_form_is_not_kept_by_any_cache(path: str) -> None:
    assert "no-store" in Client().get(path).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("email", "role", "by", "sentence"),
    [
        ("new@paper.example", "Owner", "ada", "There is no role"),
        ("ben@paper.example", "Editor", "ada", "has an account already"),
        ("new@paper.example", "Editor", "ben", "may not invite"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(email: str, role: str, by: str, sentence: str) -> None:
    person("ben")
    with pytest.raises(Unfit, match=sentence):
        invitations.invite(email, role, person(by))
    assert not Letter.objects.exists()


def test_the_letter_names_who_invites_as_what_and_until_when() -> None:
    ada = person("ada")
    ada.first_name, ada.last_name = "Ada", "O’Brien & Daughters"
    ada.save()
    invitations.invite("dana@paper.example", "Takedown officer", ada)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("dana@paper.example", "You are invited to the desk of The Test Paper")
    assert "Ada O’Brien & Daughters invites you to join The Test Paper as Takedown officer." in letter.body


def test_the_sign_in_page_offers_a_new_password_which_comes_by_letter(signed_in: Callable[[str], Client]) -> None:
    ben, client = person("ben"), Client()
    assert "/admin/password_reset/" in client.get("/admin/login/").content.decode()
    assert client.get("/admin/password_reset/").status_code == 200
    response = client.post("/admin/password_reset/", {"email": ben.email}, headers={"host": "localhost"})
    assert response.status_code == 302
    letter = Letter.objects.get()
    assert letter.to == ben.email
    landed = client.get(path_in(letter), follow=True)
    client.post(landed.redirect_chain[-1][0], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert User.objects.get(pk=ben.pk).check_password(PASSWORD)


def test_the_new_password_for_nobody_answers_the_same_and_writes_nothing() -> None:
    response = Client().post("/admin/password_reset/", {"email": "nobody@paper.example"}, follow=True)
    assert response.status_code == 200
    assert not Letter.objects.exists()


def test_asking_again_and_again_writes_one_letter_in_five_minutes() -> None:
    email = person("ben").email
    with time_machine.travel("2026-03-02T10:00:01Z", tick=False) as clock:
        for _time in range(3):
            Client().post("/admin/password_reset/", {"email": email})
        assert Letter.objects.count() == 1
        clock.shift(timedelta(minutes=5))
        Client().post("/admin/password_reset/", {"email": email})
        assert Letter.objects.count() == 2
