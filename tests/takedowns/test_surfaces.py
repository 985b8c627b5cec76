"""Every place where a story can be seen is known, looked at, and believed only when it is clean."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from articles.models import Article, Coverage, OldAddress, Picture
from newsroom.outbox.models import Letter
from newsroom.takedowns import handling, proof, sealed, surfaces, tasks
from newsroom.takedowns.models import Item
from newsroom.takedowns.probe import Answer, Marks, Site
from newsroom.takedowns.surfaces import Surface
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, make_author, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> surfaces.Registry:
    """A registry of this test's own."""
    own = surfaces.Registry()
    monkeypatch.setattr(surfaces, "REGISTRY", own)
    return own


@pytest.fixture
def pictured(settings: Any, tmp_path: Path) -> Article:
    """A published story with a picture file and one rendition."""
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    facts: dict[str, Any] = {"alt": "A harbour", "credit": "Ada", "cleared": True, "width": 8, "height": 4}
    picture = Picture(renditions=[{"name": "pictures/small.webp"}], **facts)
    picture.file.name = default_storage.save("pictures/harbour.jpg", ContentFile(b"the original"))
    default_storage.save("pictures/small.webp", ContentFile(b"the small one"))
    Picture.objects.bulk_create([picture])
    return make_article(picture=Picture.objects.get())


def test_every_public_address_is_a_surface_or_exempt_with_a_reason() -> None:
    assert surfaces.uncovered() == []
    assert all(str(reason) for reason in surfaces.REGISTRY.exempt.values())


def test_no_surface_names_an_address_that_the_site_does_not_have() -> None:
    assert surfaces.stale() == []


def test_a_new_page_without_a_surface_is_named(registry: surfaces.Registry) -> None:
    assert "front" in surfaces.uncovered()
    surfaces.register(Surface("front", "front", frozenset({"front"}), lambda _article: ()))
    assert "front" not in surfaces.uncovered()
    assert get_resolver().reverse_dict


def test_a_removed_story_is_gone_from_every_place() -> None:
    neighbour = make_article()
    article = make_article(authors=[make_author()])
    OldAddress.objects.create(slug="an-older-slug", article=article)
    item = only_item(confirmed(article))
    before = surfaces.examine(article, proof.marks_of(article))
    seen = {look.surface for look in before if not look.gone}
    assert {"article", "front", "country", "author", "source", "archive", "feeds", "list feeds", "search"} <= seen
    handling.remove(item, by=person("tao"))
    looks = proof.examine(item)
    assert [look for look in looks if not look.gone] == []
    assert {look.surface for look in looks} >= seen | {"old addresses", "neighbours"}
    assert neighbour.get_absolute_url() in {look.address for look in looks}
    assert (item.leaks, item.looks) == ([], 1)


def test_the_page_of_an_event_that_leads_on_to_its_last_story_is_clean() -> None:
    event = Coverage.objects.create(title="Storm", slug="storm")
    article, last = make_article(coverage=event), make_article(coverage=event)
    item = only_item(confirmed(article))
    handling.remove(item, by=person("tao"))
    answer = Client().get("/coverage/storm/")
    assert (answer.status_code, answer["Location"]) == (302, last.get_absolute_url())
    looks = proof.examine(item)
    assert "/coverage/storm/" in {look.address for look in looks}
    assert [look for look in looks if not look.gone] == []


def test_a_place_is_looked_at_where_it_leads_to_and_no_way_is_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = {
        "/a/": Answer(301, "", "http://testserver/b/?x=1"),
        "/b/?x=1": Answer(200, "our-boats"),
        "/c/": Answer(302, "", "/c/"),
        "/d/": Answer(302, "", "https://elsewhere.example/"),
    }
    monkeypatch.setattr(Site, "get", lambda _site, address: ways[address])
    assert Site().reach("/a/") == Answer(200, "our-boats", "http://testserver/b/?x=1 ")
    assert [Site().reach(address).status for address in ("/b/?x=1", "/c/", "/d/")] == [200, 302, 302]


def test_a_leak_is_shown_told_and_looked_at_again_soon(registry: surfaces.Registry) -> None:
    person("tao")
    surfaces.register(
        Surface("wall", "the wall", frozenset(), lambda _article: (), expect=lambda _article: ["It is on the wall."])
    )
    item = only_item(confirmed())
    handling.remove(item, by=person("tao"))
    now = timezone.now()
    proof.examine(item, now=now)
    proof.examine(item, now=now + timedelta(minutes=5))
    assert [leak["problem"] for leak in item.leaks] == ["It is on the wall."]
    assert item.next_check_at == now + timedelta(minutes=10)
    assert Letter.objects.filter(template="takedown_officers_leak").count() == 1


def test_a_surface_that_breaks_hides_nothing_and_counts_as_a_leak(registry: surfaces.Registry) -> None:
    def broken(_article: Article) -> Iterator[str]:
        raise RuntimeError("no such table")

    surfaces.register(Surface("broken", "broken", frozenset(), broken))
    surfaces.register(Surface("front", "front", frozenset({"front"}), lambda _article: ["/"]))
    looks = surfaces.examine(make_article(), Marks(("nowhere",)))
    assert [(look.surface, look.gone) for look in looks] == [("broken", False), ("front", True)]


def test_looks_follow_after_an_hour_a_day_a_week_and_a_month(registry: surfaces.Registry) -> None:
    item = only_item(confirmed())
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        handling.remove(item, by=person("tao"))
    looked = []
    for hours in (0, 0.5, 1.1, 5, 24.1, 100, 168.1, 500, 720.1, 900):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            tasks.enqueue_due()
        looked.append(Item.objects.get().looks)
    assert looked == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert Item.objects.get().next_check_at is None


def test_two_clocks_hand_a_look_out_once(registry: surfaces.Registry) -> None:
    handling.remove(only_item(confirmed()), by=person("tao"))
    item, now = Item.objects.get(), timezone.now()
    assert proof.claim(item, now)
    assert not proof.claim(item, now)
    assert tasks.hand_out_looks(now) == 0
    assert tasks.hand_out_looks(now + proof.LEASE) == 1


def test_a_picture_leaves_with_its_story_and_comes_back_byte_for_byte(pictured: Article) -> None:
    item = only_item(confirmed(pictured))
    handling.hold(item, by=person("tao"))
    assert not default_storage.exists("pictures/harbour.jpg")
    assert not default_storage.exists("pictures/small.webp")
    assert not Picture.objects.get().is_public
    handling.release(item, by=person("tao"))
    with default_storage.open("pictures/harbour.jpg") as file:
        assert file.read() == b"the original"
    with default_storage.open("pictures/small.webp") as file:
        assert file.read() == b"the small one"
    assert Picture.objects.get().is_public


def test_a_picture_that_another_story_shows_stays(pictured: Article) -> None:
    other = make_article(picture=pictured.picture)
    handling.remove(only_item(confirmed(pictured)), by=person("tao"))
    assert sealed.is_shared(pictured)
    assert default_storage.exists("pictures/harbour.jpg")
    assert Picture.objects.get(articles=other).is_public


def test_a_picture_that_the_storage_still_holds_is_a_leak(pictured: Article) -> None:
    item = only_item(confirmed(pictured))
    handling.remove(item, by=person("tao"))
    default_storage.save("pictures/harbour.jpg", ContentFile(b"again"))
    assert [str(problem) for problem in sealed.in_public(pictured)] == ["pictures/harbour.jpg"]


@pytest.mark.parametrize(
    ("answer", "own", "clean"),
    [
        (Answer(200, "nothing of it"), False, True),
        (Answer(200, '<a href="/2026/01/02/our-boats/">x</a>'), False, False),
        (Answer(200, '<a href="/2026/01/02/our-boats-2/">x</a>'), False, True),
        (Answer(200, '<a href="/2026/01/02/%6Fur-boats/">x</a>'), False, False),
        (Answer(200, '<img src="/media/pictures/harbour.jpg">'), False, False),
        (Answer(302, "", "/2026/01/02/our-boats/"), False, False),
        (Answer(403, ""), False, False),
        (Answer(0, "OperationalError"), False, False),
        (Answer(410, "gone"), True, True),
        (Answer(410, "Boats &amp; nets is gone"), True, False),
        (Answer(200, "removed"), True, False),
        (Answer(301, "", "/"), True, False),
    ],
)
def test_what_counts_as_clean(answer: Answer, own: bool, clean: bool) -> None:
    marks = Marks(("our-boats",), ("pictures/harbour.jpg",), "Boats & nets")
    assert (surfaces.judge(answer, marks, own=own) == "") is clean
