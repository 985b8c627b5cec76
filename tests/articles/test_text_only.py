"""The paper in words alone: no picture, no script, little to load, and the way there and back."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from articles import pictures
from articles.models import Article, Coverage, Tag
from articles.models.article import Kind
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
MOST = 20 * 1024
LISTS = ["/", "/country/mongolia/", "/tag/fog/", "/authors/cy-writer/", "/sources/harbour-gazette/"]


@pytest.fixture
def story() -> Article:
    """The newest of 25 stories, each with a picture, a tag and an author."""
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    picture = pictures.take(out.getvalue(), alt="A boat", credit="Cy Writer", cleared=True)
    facts: dict[str, Any] = {
        "tags": [Tag.objects.create(name="Fog", slug="fog")],
        "authors": [make_author()],
        "picture": picture,
    }
    stories = [
        make_article(f"Long words about harbour number {number} " + "and more " * 8, **facts) for number in range(25)
    ]
    return stories[-1]


def archive(story: Article) -> list[str]:
    parts = story.get_absolute_url().split("/")
    return ["/".join(parts[:3]) + "/", "/".join(parts[:4]) + "/"]


def test_every_list_has_a_light_page_without_script_or_picture(client: Client, story: Article) -> None:
    for address in [*LISTS, *archive(story), story.get_absolute_url()]:
        response = client.get(f"{address}?view=text")
        html = response.content.decode()
        assert response.status_code == 200
        assert len(response.content) <= MOST, address
        assert re.findall(r"<(?:script|img|picture|iframe|button)\b", html) == []
        assert html.count("<h1") == 1
        assert "Long words about harbour number 24" in html


def test_it_leads_to_the_full_page_and_back_and_asks_not_to_be_found(client: Client, story: Article) -> None:
    for address in [*LISTS, *archive(story), story.get_absolute_url()]:
        html = client.get(f"{address}?view=text").content.decode()
        assert f'<link rel="canonical" href="http://testserver{address}">' in html
        assert '<meta name="robots" content="noindex,follow">' in html
        assert f'<a href="{address}">Full version of this page</a>' in html
        assert 'href="?view=text"' in client.get(address).content.decode()


def test_further_pages_stay_in_words(client: Client, story: Article) -> None:
    first = client.get("/country/mongolia/?view=text").content.decode()
    assert 'href="/country/mongolia/?view=text&amp;page=2"' in first
    second = client.get("/country/mongolia/?view=text&page=2")
    assert "Long words about harbour number 0 " in second.content.decode()
    assert 'href="/country/mongolia/?view=text"' in second.content.decode()
    assert '<link rel="canonical" href="http://testserver/country/mongolia/?page=2">' in second.content.decode()
    assert 'href="?view=text&amp;page=2"' in client.get("/country/mongolia/?page=2").content.decode()
    assert client.get("/country/mongolia/?view=text&page=3").status_code == 404
    assert client.get("/country/mongolia/?view=text&page=1")["Location"] == "/country/mongolia/?view=text"


def test_stories_lead_on_in_words_and_links_to_their_source(client: Client) -> None:
    told = make_article("Told here")
    link = make_article("Told there", kind=Kind.LINK, body="")
    html = client.get("/country/mongolia/?view=text").content.decode()
    assert f'href="{told.get_absolute_url()}?view=text"' in html
    assert f'<a class="out" href="{link.source_url}" rel="external noopener">Told there</a>' in html


def test_an_event_and_the_front_page_in_words_show_no_story_twice(client: Client, story: Article) -> None:
    coverage = Coverage.objects.create(title="Storm", slug="storm")
    for name in ("Gulf Lantern", "Steppe Courier"):
        make_article(f"Storm by {name}", coverage=coverage, source=make_source(name), country=make_country("NP"))
    listed = client.get("/coverage/storm/?view=text").content.decode()
    assert "<h1>Storm" in listed
    assert listed.count("?view=text") >= 2
    assert 'href="?view=text"' in client.get("/coverage/storm/").content.decode()
    html = client.get("/?view=text").content.decode()
    links = re.findall(r'<li><a href="([^"]+)"', html)
    assert len(links) == len(set(links)) > 20


def test_a_paper_without_stories_says_so(client: Client) -> None:
    assert "Nothing has been published yet." in client.get("/?view=text").content.decode()


def test_another_view_than_text_is_the_full_page(client: Client) -> None:
    make_article()
    assert 'class="stories"' in client.get("/country/mongolia/?view=TEXT").content.decode()
