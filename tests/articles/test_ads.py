"""Advertisements: none unless they are switched on; then labelled, in room that is kept, and only beside stories."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from articles import ads, edition, lifecycle, pictures
from articles.accounts import system_account
from articles.ads import SIZES
from articles.models import AdSlot, Picture
from articles.status import Status
from tests.world import make_article, make_author

pytestmark = pytest.mark.django_db
OTHER_PAGES = ["/privacy/", "/dmca/", "/about/", "/contact/", "/takedown/", "/transparency/", "/search/", "/site-map/"]


@pytest.fixture
def _on(settings: Any) -> None:
    settings.ADS = True


def make_ad(place: str = "header", colour: str = "teal", **values: Any) -> AdSlot:
    """A public picture in a place of the paper."""
    out = BytesIO()
    Image.new("RGB", (600, 200), colour).save(out, "PNG")
    picture = pictures.take(out.getvalue(), alt="A boat", credit="Boat yard", cleared=True)
    facts = {"alt": "Boats for hire", "link": "https://boats.example/hire"} | values
    ad = AdSlot.objects.create(place=place, picture=picture, **facts)
    edition.bump()
    return ad


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_without_the_setting_no_page_has_a_trace_of_them(client: Client) -> None:
    for place in SIZES:
        make_ad(place)
    for address in ("/", make_article().get_absolute_url()):
        html = seen(client, address)
        assert "boats.example" not in html
        assert 'class="ad' not in html
        assert "Advertisement" not in html


@pytest.mark.usefixtures("_on")
@pytest.mark.parametrize("place", SIZES)
def test_each_is_labelled_and_keeps_its_room(client: Client, place: str) -> None:
    make_ad(place)
    html = seen(client, make_article().get_absolute_url())
    box = html[html.index(f'class="ad ad-{place}"') : html.index("</div>", html.index('class="ad '))]
    width, height = SIZES[place]
    assert ">Advertisement<" in box
    assert f'width="{width}" height="{height}" alt="Boats for hire"' in box
    assert 'href="https://boats.example/hire" rel="sponsored nofollow noopener"' in box
    assert 'src="/media/pictures/' in box


@pytest.mark.usefixtures("_on")
def test_the_four_places_are_those_of_the_page(client: Client) -> None:
    for place in SIZES:
        make_ad(place, alt=f"In {place}")
    html = seen(client, make_article(authors=[make_author()]).get_absolute_url())
    marks = [
        'class="masthead"',
        "In header",
        "<h1",
        "In headline",
        'class="text"',
        "In after",
        "In sidebar",
        "Archive</h2>",
    ]
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.usefixtures("_on")
@pytest.mark.parametrize("address", OTHER_PAGES)
def test_pages_without_stories_of_their_own_have_none(client: Client, address: str) -> None:
    for place in SIZES:
        make_ad(place)
    response = client.get(address)
    assert response.status_code == 200
    assert "boats.example" not in response.content.decode()


@pytest.mark.usefixtures("_on")
def test_error_pages_the_withdrawn_and_the_text_only_page_have_none(client: Client) -> None:
    for place in SIZES:
        make_ad(place)
    here, gone = make_article(), make_article()
    lifecycle.move(gone, Status.WITHDRAWN, by=system_account())
    for address in ("/nowhere/", gone.get_absolute_url(), here.get_absolute_url() + "?view=text"):
        assert "boats.example" not in seen(client, address)


@pytest.mark.usefixtures("_on")
@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, True),
        ({"active": False}, False),
        ({"first_day": 1}, False),
        ({"first_day": 0, "last_day": 0}, True),
        ({"last_day": -1}, False),
    ],
)
def test_an_ad_stands_from_its_first_day_to_its_last(client: Client, values: dict[str, int], shown: bool) -> None:
    today = timezone.localdate()
    days: dict[str, Any] = {
        name: today + timedelta(days=days) if name.endswith("day") else days for name, days in values.items()
    }
    make_ad(**days)
    make_article()
    assert ("boats.example" in seen(client, "/")) == shown


@pytest.mark.usefixtures("_on")
def test_of_several_in_one_place_the_newest_is_shown_and_never_one_without_rights(client: Client) -> None:
    make_ad(alt="First")
    newest = make_ad(alt="Second", colour="navy")
    assert ['alt="Second"' in seen(client, "/"), 'alt="First"' in seen(client, "/")] == [True, False]
    Picture.objects.filter(pk=newest.picture_id).update(withheld=True)
    edition.bump()
    assert 'alt="First"' in seen(client, "/")


@pytest.mark.usefixtures("_on")
def test_they_cost_no_query_once_known(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_ad()
    request = client.get(make_article().get_absolute_url()).wsgi_request
    assert ads.at(request, "header")
    with django_assert_num_queries(0):
        assert [bool(ads.at(request, place)) for place in SIZES] == [True, False, False, False]


def test_words_and_link_cannot_break_out(client: Client, settings: Any) -> None:
    settings.ADS = True
    make_ad(alt='"><script>x</script>')
    assert "<script>x" not in seen(client, "/")
