"""Leak checklist, outside our walls: search engines, copies of the database on other machines."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.models import Article, Bar, Fingerprint
from articles.status import Status
from newsroom.operations import startup
from newsroom.outbox import delivery, indexnow
from newsroom.outbox.models import Ping, State
from tests.fakes import FakeWeb
from tests.takedowns.scene import FILES, Scene

pytestmark = pytest.mark.django_db
KEY = "a-key-of-our-own-0123456789"
SignIn = Callable[[str], Client]


def told() -> set[str]:
    return set(Ping.objects.filter(key__startswith=indexnow.PREFIX).values_list("topic", flat=True))


def test_leak_56_search_engines_are_told_of_the_address_old_slugs_and_picture_files(
    scene: Scene, settings: Any, web: FakeWeb
) -> None:
    settings.INDEXNOW_KEY = KEY
    indexnow.read_changes()
    before = told()
    scene.remove()
    indexnow.read_changes()
    day = scene.path.rstrip("/").rpartition("/")[0]
    wanted = {scene.path, f"{day}/zuqqara-before/", *(f"/media/{name}" for name in FILES)}
    assert told() >= {f"http://testserver{path}" for path in wanted}
    assert before <= told()
    count = Ping.objects.count()
    indexnow.read_changes()
    assert Ping.objects.count() == count, "nothing is told twice"


def test_leak_56_what_cannot_be_told_now_is_told_later_with_the_key(scene: Scene, settings: Any, web: FakeWeb) -> None:
    settings.INDEXNOW_KEY = KEY
    indexnow.read_changes()
    scene.remove()
    indexnow.read_changes()
    ping = Ping.objects.filter(topic=f"http://testserver{scene.path}").latest("pk")
    assert not delivery.deliver(Ping, ping.pk)
    ping.refresh_from_db()
    assert (ping.state, ping.attempts, ping.next_try_at > timezone.now() + timedelta(seconds=30)) == (
        State.WAITING,
        1,
        True,
    )
    web.serve(indexnow.ENDPOINT, b"", status=202)
    assert delivery.deliver(Ping, ping.pk)
    said = json.loads(web.requests[-1].content)
    assert (said["key"], said["urlList"]) == (KEY, [f"http://testserver{scene.path}"])
    assert Client().get(said["keyLocation"].removeprefix("http://testserver")).content.decode().strip() == KEY


def test_leak_56_without_a_key_nobody_is_told(scene: Scene, client: Client) -> None:
    scene.remove()
    assert indexnow.read_changes() == 0
    assert told() == set()
    assert client.get("/indexnow-key.txt").status_code == 404


def test_leak_56_the_link_for_the_owner_of_the_site_is_on_the_case(scene: Scene, signed_in: SignIn) -> None:
    item = scene.remove()
    page = signed_in("tao").get(f"/admin/takedowns/case/{item.case_id}/change/").content.decode()
    assert "search.google.com/search-console/removals" in page
    assert quote(f"http://testserver{scene.path}", safe="") in page


def test_leak_60_a_copy_on_another_machine_serves_nothing_until_it_has_applied_the_ledger(scene: Scene) -> None:
    key = Fingerprint.objects.create(article=scene.article, kind="address", key="d" * 64)
    scene.remove()
    # The copy was made before the removal; the ledger was carried along.
    Bar.objects.all().delete()
    Article.objects.filter(pk=scene.article.pk).update(status=Status.PUBLISHED)
    assert "Nothing is served until then" in startup.problem()
    call_command("takedown", "reapply")
    assert startup.problem() == ""
    assert scene.reader.get(scene.path).status_code == 410
    assert Bar.objects.filter(key=key.key).exists()


def test_leak_60_operators_are_told_to_carry_the_ledger_along(settings: Any) -> None:
    said = (Path(settings.BASE_DIR) / "docs" / "backup.md").read_text()
    _before, _title, staging = said.partition("## Staging and developers' copies")
    assert "carry the\nledger wherever you carry the database" in staging
    assert "takedown reapply" in staging
