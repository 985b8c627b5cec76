"""Advertisements at the desk: chiefs keep them, each change is a new edition, a picture in use is kept."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from articles import edition, pictures
from articles.models import AdSlot, Picture

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
ADD = "/admin/articles/adslot/add/"


@pytest.fixture
def picture() -> Picture:
    """A public picture."""
    out = BytesIO()
    Image.new("RGB", (728, 90), "teal").save(out, "PNG")
    return pictures.take(out.getvalue(), alt="A boat", credit="Boat yard", cleared=True)


def sent(picture: Picture, **values: str) -> dict[str, Any]:
    facts = {"place": "header", "alt": "Boats for hire", "link": "https://boats.example/", "active": "on"}
    return facts | {"picture": picture.pk} | values


def test_a_chief_adds_one_and_a_new_edition_begins(signed_in: SignIn, picture: Picture) -> None:
    before = edition.current().number
    answer = signed_in("ada").post(ADD, sent(picture, first_day="2026-12-01", last_day="2026-12-24"))
    assert answer.status_code == 302
    ad = AdSlot.objects.get()
    assert (ad.place, ad.alt, str(ad.last_day)) == ("header", "Boats for hire", "2026-12-24")
    assert edition.current().number == before + 1


def test_taking_it_down_is_a_new_edition_too(signed_in: SignIn, picture: Picture) -> None:
    client = signed_in("ada")
    client.post(ADD, sent(picture))
    before = edition.current().number
    client.post(f"/admin/articles/adslot/{AdSlot.objects.get().pk}/delete/", {"post": "yes"})
    assert (AdSlot.objects.count(), edition.current().number) == (0, before + 1)


def test_an_editor_may_not(signed_in: SignIn, picture: Picture) -> None:
    assert signed_in("ben").post(ADD, sent(picture)).status_code == 403


def test_one_that_ends_before_it_begins_is_refused(signed_in: SignIn, picture: Picture) -> None:
    answer = signed_in("ada").post(ADD, sent(picture, first_day="2026-12-24", last_day="2026-12-01"))
    assert "It would end before it begins." in answer.content.decode()
    assert not AdSlot.objects.exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "no address"])
def test_only_addresses_of_the_web_are_taken(signed_in: SignIn, picture: Picture, link: str) -> None:
    assert signed_in("ada").post(ADD, sent(picture, link=link)).status_code == 200
    assert not AdSlot.objects.exists()


def test_a_picture_that_is_advertised_with_is_kept(signed_in: SignIn, picture: Picture) -> None:
    client = signed_in("ada")
    client.post(ADD, sent(picture))
    answer = client.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"})
    assert "is shown" in answer.content.decode()
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert "Boats for hire" in client.get(f"/admin/articles/picture/{picture.pk}/change/").content.decode()


def test_the_list_says_when_readers_see_none(signed_in: SignIn, settings: Any) -> None:
    client = signed_in("ada")
    assert "switched off" in client.get("/admin/articles/adslot/").content.decode()
    settings.ADS = True
    assert "switched off" not in client.get("/admin/articles/adslot/").content.decode()
