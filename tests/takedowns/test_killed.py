"""A process that is killed in the middle of a removal: all that was left is done by the next, and no letter twice."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections
from django.test import Client
from django.utils import timezone

from articles.models import Article, Picture
from articles.status import Status
from newsroom.outbox import tasks as outbox
from newsroom.outbox.models import Letter
from newsroom.takedowns import handling, ledger, letters, moves, proof, sealed, surfaces, tasks
from newsroom.takedowns.models import Item
from newsroom.takedowns.states import ItemState
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Act = Callable[[], object]


def killed(act: Act, module: Any, name: str, *, after: bool = False) -> None:
    """Do something in another process, which is killed where it calls `module.name`, or when that is done."""
    connections.close_all()
    child = os.fork()
    if not child:
        real = getattr(module, name)

        def end(*args: Any, **values: Any) -> None:
            if after:
                real(*args, **values)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(module, name, end)
        try:
            act()
        finally:
            os._exit(3)  # it was to die before
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it came through without the call"


@pytest.fixture
def story() -> Article:
    name = default_storage.save("pictures/ferry.jpg", ContentFile(b"the ferry"))
    picture = Picture.objects.create(file=name, width=8, height=8, alt="A ferry", credit="Ann Lee", cleared=True)
    return make_article("Ferry runs again", picture=picture)


def next_tick() -> None:
    """Another process looks for what is due, some minutes later, when the leases of the dead one are over."""
    later = timezone.now() + timedelta(minutes=30)
    tasks.enqueue_due(later)
    tasks.enqueue_due(later + timedelta(minutes=30))
    outbox.enqueue_due(later + timedelta(hours=1))


def all_is_done(story: Article) -> None:
    story.refresh_from_db()
    item = Item.objects.get()
    assert (story.status, item.state) == (Status.WITHDRAWN, ItemState.REMOVED)
    assert Client().get(story.get_absolute_url()).status_code == 410
    assert not sealed.in_public(story)
    assert ledger.verify() == (1, "")
    assert item.checks
    assert item.leaks == []
    keys = list(Letter.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    assert Letter.objects.filter(template="takedown_decided").count() == 1


STEPS = {
    "before the ledger": (ledger, "catch_up", False),
    "before the purge": (surfaces, "purge", False),
    "in the purge": (sealed, "_carry", False),
    "after a file was carried": (sealed, "_carry", True),
    "after the purge": (surfaces, "purge", True),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_removal_that_was_killed_is_completed(step: str, story: Article, ledger_file: Path) -> None:
    module, name, after = STEPS[step]
    item, officer = only_item(confirmed(story)), person("tao")
    if module is sealed:
        # The registry holds the function itself, which calls what is replaced.
        surfaces.register(replace(surfaces.REGISTRY.surfaces["picture"], purge=sealed.seal))
    killed(lambda: handling.remove(item, by=officer), module, name, after=after)
    next_tick()
    all_is_done(story)


@pytest.mark.parametrize(("module", "name"), [(moves, "move_item"), (letters, "decided")])
def test_a_removal_that_was_killed_before_it_was_kept_has_changed_nothing(
    module: Any, name: str, story: Article, ledger_file: Path
) -> None:
    item, officer = only_item(confirmed(story)), person("tao")
    killed(lambda: handling.remove(item, by=officer), module, name, after=True)
    next_tick()
    story.refresh_from_db()
    assert story.is_public
    assert Item.objects.get().state == ItemState.OPEN
    assert ledger.read() == []
    handling.remove(only_item(item.case), by=officer)
    next_tick()
    all_is_done(story)


LOOKS = [(surfaces, "examine", False), (surfaces, "examine", True), (moves, "note", True)]


@pytest.mark.parametrize(("module", "name", "after"), LOOKS)
def test_a_look_that_was_killed_is_made_again(
    module: Any, name: str, after: bool, story: Article, ledger_file: Path
) -> None:
    item = handling.remove(only_item(confirmed(story)), by=person("tao"))
    killed(lambda: proof.examine(item), module, name, after=after)
    assert Item.objects.get().checks == []
    next_tick()
    all_is_done(story)


@pytest.mark.parametrize("after", [False, True])
def test_a_hold_that_was_killed_leaves_no_picture_public(after: bool, story: Article, ledger_file: Path) -> None:
    item, officer = only_item(confirmed(story)), person("tao")
    killed(lambda: handling.hold(item, by=officer), surfaces, "purge", after=after)
    next_tick()
    story.refresh_from_db()
    assert story.status == Status.WITHHELD
    assert not sealed.in_public(story)


def test_a_restoration_that_was_killed_brings_the_picture_back(story: Article, ledger_file: Path) -> None:
    item, officer = only_item(confirmed(story)), person("tao")
    handling.remove(item, by=officer)
    next_tick()
    item.refresh_from_db()
    killed(lambda: handling.restore(item, by=officer, reason="Ours after all."), surfaces, "bring_back")
    next_tick()
    story.refresh_from_db()
    assert story.is_public
    assert story.picture
    with default_storage.open(str(story.picture.file.name)) as file:
        assert file.read() == b"the ferry"
