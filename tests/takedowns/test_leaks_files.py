"""Leak checklist, files: the picture in every size, shared pictures, the sealed folder and the way back."""

import pytest
from django.core.files.storage import FileSystemStorage, default_storage

from articles import share_cards
from articles.models import Picture
from newsroom.takedowns import handling, remains
from tests.takedowns.room import confirmed, only_item
from tests.takedowns.scene import FILES, Scene
from tests.world import make_article, person


@pytest.mark.parametrize("name", FILES)
def test_leak_28_the_picture_and_each_size_of_it_are_gone(scene: Scene, name: str) -> None:
    assert default_storage.exists(name)
    scene.remove()
    assert not default_storage.exists(name)
    assert scene.reader.get(default_storage.url(name)).status_code in {404, 410}


def test_leak_29_a_picture_of_another_live_story_stays_and_the_case_is_told(scene: Scene) -> None:
    other = make_article("A second boat", picture=scene.article.picture)
    item = scene.remove()
    assert default_storage.exists(FILES[0])
    assert remains.of(item, scene.article).pictured == [other]
    handling.remove(only_item(confirmed(other)), by=person("tao"))
    assert not default_storage.exists(FILES[0]), "with the last story that shows it, it goes"


def test_leak_30_the_storage_keeps_no_versions_and_signs_no_addresses(scene: Scene) -> None:
    assert isinstance(default_storage._wrapped, FileSystemStorage)  # type: ignore[attr-defined]
    assert "?" not in default_storage.url(FILES[0])
    scene.remove()
    _folders, files = default_storage.listdir("pictures")
    assert files == []


def test_leak_31_the_drawn_card_is_deleted_from_the_disk(scene: Scene) -> None:
    scene.reader.get(share_cards.address_of_story(scene.article))
    assert list(share_cards.kept(str(scene.article.pk)))
    scene.remove()
    assert not list(share_cards.kept(str(scene.article.pk)))


def test_leak_32_a_hold_moves_the_files_and_a_release_puts_the_same_bytes_back(scene: Scene) -> None:
    item = only_item(confirmed(scene.article))
    handling.hold(item, by=person("tao"))
    assert not any(default_storage.exists(name) for name in FILES)
    assert not Picture.objects.get().is_public
    handling.release(item, by=person("tao"))
    for name in FILES:
        with default_storage.open(name) as file:
            assert file.read() == name.encode()
