"""Leak checklist, pages and lists: the removed story's own address and every list on which it stood."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.models.article import Removal
from newsroom.desk import previews
from newsroom.takedowns.probe import TOMBSTONES
from tests.takedowns.scene import MARK, Scene, text_of
from tests.world import make_author, person

ANSWERS = [(Removal.GONE, 410), (Removal.LEGAL, 451), (Removal.PRIVACY, 404)]


@pytest.mark.parametrize(("kind", "status"), ANSWERS)
def test_leak_01_the_address_answers_as_decided_and_head_agrees(scene: Scene, kind: Removal, status: int) -> None:
    assert scene.shows(scene.path)
    scene.remove(kind)
    got, head = scene.reader.get(scene.path), scene.reader.head(scene.path)
    assert (got.status_code, head.status_code) == (status, status)
    assert MARK not in text_of(got)


def test_leak_02_a_legal_demand_names_who_blocks_and_never_redirects(scene: Scene) -> None:
    scene.remove(Removal.LEGAL)
    answer = scene.reader.get(scene.path)
    assert answer.status_code == 451
    assert 'rel="blocked-by"' in answer.headers["Link"]
    assert "Location" not in answer.headers


def test_leak_03_an_old_etag_gets_the_tombstone(scene: Scene) -> None:
    first = scene.reader.get(scene.path)
    scene.remove()
    asked = {"if-none-match": first.headers.get("ETag", '"x"'), "if-modified-since": first.headers.get("Date", "")}
    asked["if-modified-since"] = asked["if-modified-since"] or "Wed, 01 Jan 2098 00:00:00 GMT"
    assert scene.reader.get(scene.path, headers=asked).status_code == 410


def test_leak_04_no_spelling_of_the_address_shows_it(scene: Scene) -> None:
    path = scene.path
    day = path.rsplit("/", 2)[0]
    spelled = [path, path.upper(), path.rstrip("/"), f"{path}?utm_source=x", f"{path}?view=text", f"{path}?page=2"]
    spelled += [f"{path}{end}" for end in ("amp/", "print/", "feed/", "index.html")]
    spelled += [f"{path.rstrip('/')}{end}" for end in (".md", ".json", ".html")]
    spelled += [f"/en{path}", f"/amp{path}", f"/?p={scene.article.pk}", f"/2001/01/01/{scene.article.slug}/", f"{day}/"]
    scene.remove()
    for one in spelled:
        answer = scene.reader.get(one, follow=True)
        assert answer.status_code in {200, *TOMBSTONES}, one
        if "lanterns-float" in one.lower():
            assert answer.status_code in TOMBSTONES, one
        assert "lanterns were lit" not in text_of(answer), one


def test_leak_05_an_old_slug_ends_in_the_tombstone(scene: Scene) -> None:
    old = scene.path.replace(scene.article.slug, "zuqqara-before")
    assert scene.reader.get(old).status_code == 301
    scene.remove()
    assert scene.reader.get(old).status_code == 410


def test_leak_06_a_preview_link_is_dead(scene: Scene) -> None:
    path = previews.path(scene.article, person("ben"))
    scene.remove()
    answer = scene.reader.get(path)
    assert answer.status_code in {*TOMBSTONES, 403}
    assert MARK not in text_of(answer)


def test_leak_07_the_tombstone_describes_no_story(scene: Scene) -> None:
    scene.remove()
    page = text_of(scene.reader.get(scene.path))
    for part in ("og:title", "og:image", "twitter:", "NewsArticle", 'rel="canonical"', "hreflang", MARK):
        assert part not in page


def test_leak_08_the_front_page_loses_it_in_every_block(scene: Scene) -> None:
    scene.must_lose("/")


def test_leak_09_every_list_and_the_archive_lose_it_and_counts_drop(scene: Scene) -> None:
    day = timezone.localdate(scene.article.published_at)
    article = scene.article
    assert article.country
    assert article.source
    lists: list[Any] = [article.country, scene.tag, article.source, make_author("Dee Marsh")]
    paths = [one.get_absolute_url() for one in lists]
    paths += [f"/{day:%Y/%m/%d}/", "/latest/"]
    before = Article.objects.tagged(scene.tag).count()
    scene.must_lose(*paths)
    assert Article.objects.tagged(scene.tag).count() == before - 1
    assert all(scene.reader.get(f"{path}?page=2").status_code in {301, 302, 404} for path in paths)
    assert not any(scene.shows(path) for path in (f"/{day:%Y/%m}/", f"/{day:%Y}/", "/archive/"))


def test_leak_10_neighbours_and_related_stories_lose_it(scene: Scene) -> None:
    scene.must_lose(scene.other.get_absolute_url())


def test_leak_12_the_sidebar_loses_it_and_there_is_no_oembed(scene: Scene) -> None:
    scene.must_lose(scene.other.get_absolute_url(), "/")
    assert scene.reader.get("/oembed/?url=x").status_code == 404
    assert "oembed" not in text_of(scene.reader.get(scene.other.get_absolute_url())).lower()


def test_leak_13_the_event_goes_on_without_it_and_an_empty_event_names_nothing(scene: Scene, client: Client) -> None:
    event = scene.article.coverage
    assert event
    scene.must_lose(event.get_absolute_url())
    Article.objects.exclude(pk=scene.article.pk).update(coverage=None)
    answer = client.get(event.get_absolute_url())
    assert answer.status_code in {200, 404}
    assert MARK not in text_of(answer)


def test_leak_15_search_and_search_while_typing_find_nothing(scene: Scene) -> None:
    assert scene.shows("/search/?q=lanterns+float")
    scene.remove()
    for word in ("lanterns+float", "lanterns", "Dee+Marsh"):
        assert not scene.shows(f"/search/?q={word}")
        assert not scene.shows(f"/search/live/?q={word}")


def test_leak_17_no_snippet_and_no_count_of_a_facet_is_left(scene: Scene) -> None:
    assert scene.shows("/search/?q=dusk")
    scene.remove()
    page = text_of(scene.reader.get("/search/?q=dusk"))
    assert MARK.lower() not in page.lower()
    assert "were lit" not in page
    assert "(1)" not in page


def test_leak_17_the_desks_own_search_hides_it_from_who_may_not_open_sealed_texts(
    scene: Scene, signed_in: Callable[[str], Client]
) -> None:
    client, page = signed_in("ben"), f"/admin/articles/article/?queue=all&q={MARK}"
    assert scene.article.slug in text_of(client.get(page)) or scene.article.headline in text_of(client.get(page))
    scene.remove()
    assert scene.article.headline not in text_of(client.get(page))
