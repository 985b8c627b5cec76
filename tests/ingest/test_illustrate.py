"""A story's picture: fetched, credited, and kept out of sight where it must not be seen."""

import io
from hashlib import sha256

import pytest
from PIL import Image

from articles.models import Article, Bar, Picture
from articles.models.bar import KeyKind
from tests.articles.test_looks import landscape, saved, with_exif, withhold
from tests.fakes import FakeWeb
from tests.ingest.press import FEED, PICTURE, Outlet, Story, codes, make_outlet, poll, rss

pytestmark = pytest.mark.django_db
MEDIA = "xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc="


def told(web: FakeWeb, data: bytes, inside: str = "", *, cleared: bool = True) -> Outlet:
    """An outlet whose one story comes with this picture."""
    outlet = make_outlet(web)
    outlet.feed.source.pictures_cleared = cleared
    outlet.feed.source.save()
    outlet.tells(Story())
    media = f"<media:content url='{PICTURE}' medium='image'>{inside}</media:content></item>"
    web.serve(FEED, rss(Story()).replace("xmlns:dc=", MEDIA).replace("</item>", media))
    web.serve(PICTURE, data, {"content-type": "image/png"})
    poll(outlet)
    return outlet


def test_a_picture_is_shown_only_where_the_sources_rights_allow_it(web: FakeWeb) -> None:
    told(web, saved(landscape()), cleared=False)
    picture = Article.objects.get().picture
    assert picture is not None
    assert not picture.is_public


def test_credit_and_licence_come_from_the_feed(web: FakeWeb) -> None:
    told(web, with_exif(), "<media:credit>Sol Weaver</media:credit><media:copyright>2026 Gazette</media:copyright>")
    picture = Picture.objects.get()
    assert (picture.credit, picture.licence) == ("Sol Weaver", "2026 Gazette")


def test_where_the_feed_is_silent_the_file_speaks(web: FakeWeb) -> None:
    told(web, with_exif())
    picture = Picture.objects.get()
    assert (picture.credit, picture.licence) == ("Mira Stone", "CC BY 4.0")


def test_where_both_are_silent_the_outlet_is_credited(web: FakeWeb) -> None:
    told(web, saved(landscape()))
    assert Picture.objects.get().credit == "Harbour Gazette"


def test_a_copy_of_a_withheld_picture_comes_in_out_of_sight_with_a_remark(web: FakeWeb) -> None:
    withhold(saved(landscape(), quality=90))
    told(web, saved(landscape(), quality=35))
    article = Article.objects.get()
    assert article.picture is not None
    assert not article.picture.is_public
    assert "picture-withheld" in codes(article)


def test_a_barred_picture_does_not_come_in_at_all_and_its_story_does(web: FakeWeb) -> None:
    data = saved(landscape())
    Bar.objects.create(kind=KeyKind.PICTURE, key=sha256(data).hexdigest(), reason=Bar.Reason.MANUAL)
    told(web, data)
    assert Article.objects.get().picture is None
    assert not Picture.objects.exists()


def test_a_drawing_with_scripts_is_no_picture_and_its_story_comes_in(web: FakeWeb) -> None:
    told(web, b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    assert "picture-unread" in codes(Article.objects.get())


def test_no_place_of_a_camera_reaches_the_stored_file(web: FakeWeb) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (1.0, 17.0, 0.0), 3: "E", 4: (103.0, 51.0, 0.0)}
    told(web, saved(landscape(), exif=exif))
    with Picture.objects.get().file.open() as file:
        assert not Image.open(io.BytesIO(file.read())).getexif()
