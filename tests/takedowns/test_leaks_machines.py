"""Leak checklist, machine channels: feeds, sitemaps, structured data, share cards, and channels that do not exist."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import share_cards
from articles.models import Article
from articles.models.article import Kind
from articles.syndication import permanent_id
from newsroom.outbox import pings
from newsroom.outbox.models import Ping
from newsroom.takedowns import surfaces
from tests.takedowns.scene import MARK, Scene, text_of
from tests.world import make_author


def feeds(scene: Scene) -> list[str]:
    """Every feed in which the story stands."""
    lists = [scene.article.country, scene.tag, make_author("Dee Marsh"), scene.article.source, scene.article.coverage]
    places = ["/", *(one.get_absolute_url() for one in lists if one)]
    return [f"{place}feed/{shape}" for place in places for shape in ("", "atom/", "json/")]


def test_leak_18_every_feed_loses_it_and_has_a_new_etag(scene: Scene) -> None:
    tags = {path: scene.reader.get(path).headers["ETag"] for path in feeds(scene)}
    scene.must_lose(*feeds(scene))
    for path, old in tags.items():
        answer = scene.reader.get(path, headers={"if-none-match": old})
        assert answer.status_code == 200
        assert answer.headers["ETag"] != old


def test_leak_19_atom_feeds_name_what_was_deleted_by_its_id_alone(scene: Scene) -> None:
    ident = permanent_id(scene.article)
    scene.remove()
    for path in feeds(scene):
        page = text_of(scene.reader.get(path))
        assert (f'<at:deleted-entry ref="{ident}"' in page) == path.endswith("atom/")
        assert MARK.lower() not in page.lower()


def test_leak_19_after_thirty_days_nothing_is_said_of_it_any_more(scene: Scene) -> None:
    scene.remove()
    scene.article.changes.update(at=timezone.now() - timedelta(days=31))
    assert "deleted-entry" not in text_of(scene.reader.get("/feed/atom/", headers={"host": "localhost"}))


def test_leak_20_the_hub_is_told_of_every_feed(scene: Scene, settings: object) -> None:
    settings.WEBSUB_HUB = "https://hub.example/"  # type: ignore[attr-defined]
    pings.read_changes()
    before = set(Ping.objects.values_list("pk", flat=True))
    scene.remove()
    pings.read_changes()
    told = set(Ping.objects.exclude(pk__in=before).values_list("topic", flat=True))
    assert told >= {f"http://testserver{path}" for path in feeds(scene)}
    count = Ping.objects.count()
    pings.read_changes()
    assert Ping.objects.count() == count


def test_leak_21_the_served_sitemaps_lose_it(scene: Scene) -> None:
    day = timezone.localdate(scene.article.published_at)
    Article.objects.filter(pk=scene.article.pk).update(kind=Kind.ORIGINAL)  # search engines are offered what is ours
    scene.must_lose(f"/sitemap-articles-{day:%Y-%m}-1.xml", "/sitemap-news.xml")
    assert not scene.shows("/sitemap.xml")


def test_leak_22_structured_data_of_lists_lose_it(scene: Scene) -> None:
    country = scene.article.country
    assert country
    scene.must_lose(country.get_absolute_url(), scene.tag.get_absolute_url())
    assert "ld+json" in text_of(scene.reader.get(country.get_absolute_url()))


@pytest.mark.parametrize("path", ["/api/", "/api/articles/", "/graphql/", "/wp-json/wp/v2/posts"])
def test_leak_23_there_is_no_programming_interface(scene: Scene, path: str) -> None:
    assert scene.reader.get(path).status_code == 404
    assert not {name for name in surfaces.patterns() if "api" in name.split("_") or "graphql" in name}


def test_leak_24_there_are_no_webhooks_to_subscribers(scene: Scene) -> None:
    names = {model.__name__.lower() for model in Article._meta.apps.get_models()}
    assert not [name for name in names if "webhook" in name]


@pytest.mark.parametrize("path", ["/llms.txt", "/llms-full.txt", "/dump.json", "/export.csv"])
def test_leak_25_there_is_no_dump_of_texts(scene: Scene, path: str) -> None:
    assert scene.reader.get(path).status_code == 404


def test_leak_25_what_is_written_for_machines_and_people_about_the_site_names_no_story(scene: Scene) -> None:
    paths = ("/robots.txt", "/humans.txt", "/.well-known/security.txt", "/feeds.opml", "/sources.opml", "/site-map/")
    scene.remove()
    assert not [path for path in paths if scene.shows(path)]


def test_leak_26_the_share_card_is_gone(scene: Scene) -> None:
    path = share_cards.address_of_story(scene.article)
    assert scene.reader.get(path).status_code == 200
    scene.remove()
    assert scene.reader.get(path).status_code in {404, 410}


@pytest.mark.parametrize("path", ["/.well-known/webfinger", "/users/paper/outbox"])
def test_leak_27_there_is_no_social_channel_of_ours(scene: Scene, path: str) -> None:
    assert scene.reader.get(path).status_code == 404


def test_leak_18_the_json_feed_is_still_read_as_json(scene: Scene) -> None:
    scene.remove()
    assert json.loads(text_of(scene.reader.get("/feed/json/")))["items"]
