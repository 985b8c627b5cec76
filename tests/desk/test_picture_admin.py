"""Pictures at the desk: where each is used, whether it is here already, what is missing, where the eye rests."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from articles.models import Article, Page, Picture
from articles.status import Status
from newsroom.desk import captions
from newsroom.desk.admin.picture_facts import MissingFilter, alike
from newsroom.desk.models import Beat
from newsroom.desk.roles import OffBeat
from tests.world import BODY, make_article, make_author, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
PICTURES = "/admin/articles/picture/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def striped(width: int = 640, **how: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    image = Image.radial_gradient("L").resize((width, width)).rotate(30, fillcolor=90).convert("RGB")
    image.save(out, "JPEG", **how)
    return SimpleUploadedFile("harbour.jpg", out.getvalue(), "image/jpeg")


def page(client: Client, picture: Picture) -> str:
    return str(client.get(f"{PICTURES}{picture.pk}/change/").content.decode())


def test_the_page_leads_to_the_stories_and_authors_that_show_it(signed_in: SignIn) -> None:
    picture = Picture.objects.create(alt="A harbour", sha256="a" * 64)
    story = make_article("Boats <out>", picture=picture, status=Status.IN_REVIEW)
    make_author("Dee", photo=picture)
    shown = page(signed_in("ben"), picture)
    assert f"/admin/articles/article/{story.pk}/change/" in shown
    assert "Boats &lt;out&gt;" in shown
    assert "Dee" in shown


def test_many_uses_lead_to_the_list_of_stories(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.desk.admin.picture_facts.LISTED", 1)
    picture = Picture.objects.create(alt="A harbour")
    for _number in range(2):
        make_article(picture=picture)
    client = signed_in("ben")
    assert "All stories that show it" in page(client, picture)
    make_article()
    listed = client.get(f"/admin/articles/article/?queue=all&picture__id__exact={picture.pk}").content.decode()
    assert "2 articles" in listed


def test_the_same_picture_in_another_size_is_noticed_when_it_is_taken_in(signed_in: SignIn) -> None:
    client = signed_in("ben")
    client.post(f"{PICTURES}add/", {"upload": striped(), "alt": "A harbour"})
    first = Picture.objects.get()
    said = client.post(f"{PICTURES}add/", {"upload": striped(320, quality=70), "alt": "Again"}, follow=True)
    assert "seems to be here already" in said.content.decode()
    second = Picture.objects.exclude(pk=first.pk).get()
    assert list(alike(second)) == [first]
    assert "A harbour" in page(client, second)


def test_the_same_bytes_of_another_source_are_noticed_even_where_the_look_says_nothing(signed_in: SignIn) -> None:
    flat = {"sha256": "b" * 64, "look": ""}
    first = Picture.objects.create(**flat)
    second = Picture.objects.create(source=make_source(), **flat)
    assert list(alike(second)) == [first]
    assert not alike(Picture.objects.create()).exists()


def test_what_is_missing_is_found(signed_in: SignIn) -> None:
    whole = Picture.objects.create(alt="A harbour", credit="Mira", cleared=True)
    make_article(picture=whole)
    bare = Picture.objects.create()
    for lack in ("alt", "credit", "rights", "use"):
        listed = signed_in("ben").get(PICTURES, {"missing": lack}).content.decode()
        assert f"{PICTURES}{bare.pk}/change/" in listed, lack
        assert f"{PICTURES}{whole.pk}/change/" not in listed, lack
    assert signed_in("ben").get(PICTURES, {"missing": "<b>"}).status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans are told in each database's own words")
def test_unused_pictures_are_found_by_the_indexes_of_what_uses_them() -> None:
    unused: Any = MissingFilter.__new__(MissingFilter)
    unused.used_parameters = {"missing": "use"}
    plan = unused.queryset(None, Picture.objects.order_by("-id"))[:41].explain()
    assert "SCAN U0" not in plan
    assert plan.count("USING COVERING INDEX") + plan.count("USING INDEX") >= 2
    assert "TEMP B-TREE" not in plan


def test_the_focal_point_is_shown_on_the_whole_picture_and_may_be_written(signed_in: SignIn) -> None:
    client = signed_in("ben")
    client.post(f"{PICTURES}add/", {"upload": striped(), "alt": 'A "harbour"'})
    picture = Picture.objects.get()
    shown = page(client, picture)
    assert "data-focal" in shown
    assert picture.file.url in shown
    assert "pictures_focal.js" in shown
    sent = {"alt": "A harbour", "focal_x": "120", "focal_y": "-1"}
    assert client.post(f"{PICTURES}{picture.pk}/change/", sent).status_code == 200


def in_a_text(name: str = "pictures/harbour.jpg") -> tuple[Picture, Article]:
    """A picture that stands in the text of a story alone."""
    picture = Picture.objects.create(file=name, width=640, height=360, alt="A harbour", cleared=True)
    story = make_article("Boats out", body=f'{BODY}<p><img src="{settings.SITE_URL}/media/{name}" alt="x"></p>')
    return picture, story


def test_a_picture_in_a_text_is_used_and_its_page_leads_there(signed_in: SignIn) -> None:
    picture, story = in_a_text()
    client = signed_in("ben")
    assert f"/admin/articles/article/{story.pk}/change/" in page(client, picture)
    assert "in the text" in page(client, picture)
    unused = client.get(PICTURES, {"missing": "use"}).content.decode()
    assert f"{PICTURES}{picture.pk}/change/" not in unused


def test_what_a_story_a_text_an_author_or_a_page_shows_is_not_deleted(signed_in: SignIn) -> None:
    client, (picture, story) = signed_in("ada"), in_a_text()
    shown = [picture, *(Picture.objects.create(alt=f"Picture {number}") for number in range(2))]
    make_article(picture=shown[1])
    make_author("Dee", photo=shown[2])
    on_page = Picture.objects.create(file="pictures/pier.jpg", width=640, height=360, alt="A pier")
    Page.objects.create(title="About", slug="about-us", body='<img src="https://x.example/media/pictures/pier.jpg">')
    for one in (*shown, on_page):
        answer = client.post(f"{PICTURES}{one.pk}/delete/", {"post": "yes"})
        assert "is shown: its page says where" in answer.content.decode(), one
        assert Picture.objects.filter(pk=one.pk).exists()
    story.body_pictures.clear()
    assert client.post(f"{PICTURES}{picture.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Picture.objects.filter(pk=picture.pk).exists()


def test_the_words_of_a_picture_in_a_text_are_for_whoever_may_change_the_story() -> None:
    picture, _story = in_a_text()
    Beat.objects.create(user=person("ben")).countries.set([make_country("JP")])
    with pytest.raises(OffBeat, match="“Boats out” is in the section Mongolia"):
        captions.describe(picture, by=person("ben"), alt="A pier")
    captions.describe(picture, by=person("ada"), alt="A pier")
    assert picture.alt == "A pier"
