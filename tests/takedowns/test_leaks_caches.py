"""Leak checklist, caches: nothing waits for an expiry, and the cache in front is told."""

from typing import Any

from django.test import Client

from newsroom.outbox import purging
from newsroom.outbox.models import Purge
from tests.takedowns.scene import MARK, Scene, text_of


def test_leak_33_kept_pages_lose_it_right_after(scene: Scene, settings: Any) -> None:
    settings.PAGE_CACHE = True
    paths = (scene.path, "/", "/latest/", scene.tag.get_absolute_url(), "/feed/")
    assert all(scene.shows(path) and scene.shows(path) for path in paths)
    scene.remove()
    assert not any(scene.shows(path) for path in paths)


def test_leak_34_the_cache_in_front_is_told_at_once_and_again(scene: Scene, settings: Any) -> None:
    settings.CDN_PURGE = "http"
    purging.read_editions()
    Purge.objects.all().delete()
    scene.remove()
    assert purging.read_editions() == 1
    told = Purge.objects.get(key__startswith=purging.TAKEN).addresses.split("\n")
    old = scene.path.replace(scene.article.slug, "zuqqara-before")
    assert {f"http://testserver{path}" for path in (scene.path, old, "/", "/feed/")} <= set(told)
    assert Purge.objects.filter(key__startswith=purging.AGAIN).exists()


def test_leak_34_readers_with_and_without_cookies_and_on_any_device_see_the_same(scene: Scene) -> None:
    scene.remove()
    plain = Client().get(scene.path).content
    scene.reader.cookies["sessionid"] = "x"
    for agent in ("Mozilla/5.0 (iPhone)", "curl/8"):
        for language in ("tr", "ar", "en"):
            answer = scene.reader.get(scene.path, headers={"user-agent": agent, "accept-language": language})
            assert answer.status_code == 410
            assert MARK.lower() not in text_of(answer).lower()
    assert Client().get(scene.path).content == plain, "no reader's visit changes what the next one sees"


def test_leak_35_there_is_no_service_worker(scene: Scene) -> None:
    for path in ("/sw.js", "/service-worker.js", "/offline/", "/manifest.webmanifest"):
        assert scene.reader.get(path, follow=True).status_code == 404
    assert "serviceWorker" not in text_of(scene.reader.get("/"))


def test_leak_36_nobody_may_keep_the_tombstone_or_serve_the_story_stale(scene: Scene) -> None:
    for path in (scene.path, "/", "/feed/", "/sitemap.xml"):
        before = scene.reader.get(path).headers.get("Cache-Control", "")
        assert "stale-if-error" not in before, path
        assert "stale-while-revalidate" not in before, path
    scene.remove()
    assert scene.reader.get(scene.path).headers["Cache-Control"] == "no-store"
