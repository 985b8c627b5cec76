"""Pages as files for the web server in front: what readers may see now, and never what was withdrawn."""

import gzip
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import edition, front_files, lifecycle, tasks
from articles.models import Article
from articles.status import Status
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
HOST = site.SITE_URL.split("//")[1]
PLAIN_AND_PACKED = ("index.html", "index.html.gz")


@pytest.fixture
def front(settings: Any, tmp_path: Path) -> Path:
    """The folder that the web server looks into."""
    settings.FRONT_DIR = str(tmp_path / "front")
    front_files.turn(edition.current().number)
    return tmp_path / "front" / "current"


def read(front: Path, address: str) -> str:
    """What the web server finds for an address, as `docs/nginx.conf` tells it to look; empty for nothing."""
    path, _mark, query = address.partition("?")
    file = front / path.strip("/") / (f"index?{query}.html" if query else "index.html")
    return file.read_text() if file.exists() else ""


def committed() -> None:
    """What happens after each transaction; a test's own is never committed."""
    front_files.turn(edition.current().number)


def withdraw(article: Article) -> None:
    lifecycle.move(article, Status.WITHDRAWN, by=person("tao"), reason="A claim was upheld.")


def test_a_page_that_was_asked_for_stands_as_a_file_plain_and_packed(client: Client, front: Path) -> None:
    address = make_article("Boats are out").get_absolute_url()
    committed()
    html = client.get(address, HTTP_HOST=HOST).content.decode()
    assert read(front, address) == html
    assert gzip.decompress((front / address.strip("/") / "index.html.gz").read_bytes()).decode() == html


def test_the_first_page_of_all_is_found_before_the_clock_ticks(client: Client, front: Path) -> None:
    front.unlink()
    address = make_article("Boats are out").get_absolute_url()
    html = client.get(address, HTTP_HOST=HOST).content.decode()
    assert read(front, address) == html


def test_pages_of_one_length_in_one_second_are_told_apart_by_the_times_of_their_files(front: Path) -> None:
    for number, word in ((7, "Boats"), (8, "Trams")):
        front_files.write(front_files.folder_of(number), "/", "", word.encode())
    files = [front.parent / front_files.folder_of(number) / name for number in (7, 8) for name in PLAIN_AND_PACKED]
    facts = [(file.stat().st_size, int(file.stat().st_mtime)) for file in files]
    assert facts[0][0] == facts[2][0]
    assert len(set(facts)) == 4


def test_what_is_withdrawn_is_gone_from_every_file_once_it_is_committed(
    client: Client, front: Path, django_capture_on_commit_callbacks: Any
) -> None:
    article = make_article("Tell-tale harbour")
    committed()
    for address in ("/", article.get_absolute_url(), "/?view=text"):
        client.get(address, HTTP_HOST=HOST)
        assert "Tell-tale" in read(front, address)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(article)
    assert list(front.iterdir()) == []
    client.get("/", HTTP_HOST=HOST)
    assert "Tell-tale" not in read(front, "/")


def test_a_page_composed_for_an_edition_that_is_over_is_written_where_nobody_looks(front: Path) -> None:
    before = front_files.folder_of(edition.current().number)
    edition.bump()
    front_files.turn(edition.current().number)
    assert front_files.write(before, "/", "", b"of yesterday")
    assert read(front, "/") == ""


def test_the_link_never_goes_back(front: Path) -> None:
    edition.bump()
    now = edition.current().number
    assert front_files.turn(now) == front_files.turn(now - 1)
    assert front.resolve().name == front_files.folder_of(now)


def test_the_clock_turns_the_link_at_each_hour_and_after_a_process_that_died(front: Path) -> None:
    edition.bump()
    tasks.enqueue_due()
    assert front.resolve().name == front_files.folder_of(edition.current().number)
    later = timezone.now() + timedelta(hours=1)
    tasks.enqueue_due(later)
    assert front.resolve().name == front_files.folder_of(edition.current().number, later)


def test_old_folders_are_swept_up_but_for_the_last(front: Path) -> None:
    for _time in range(4):
        edition.bump()
        front_files.turn(edition.current().number)
    assert front_files.sweep() > 0
    assert len(list(front.parent.glob("[0-9]*"))) == 2
    assert front.resolve().exists()


@pytest.mark.parametrize("address", ["/search/?q=boats", "/contact/", "/nothing/", "/feed/", "/?utm_source=x"])
def test_nothing_else_becomes_a_file(client: Client, front: Path, address: str) -> None:
    client.get(address, HTTP_HOST=HOST)
    assert [path for path in front.rglob("*") if path.is_file()] == []


def test_a_foreign_host_writes_nothing(client: Client, front: Path) -> None:
    assert client.get("/", HTTP_HOST="localhost").status_code == 200
    assert read(front, "/") == ""


@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=300))
def test_no_address_leads_out_of_the_folder(parts: list[str], query: str) -> None:
    folder = Path(site.VAR_DIR) / "front-of-tests"
    folder.mkdir(exist_ok=True)
    before = set(folder.parent.iterdir())
    old, site.FRONT_DIR = site.FRONT_DIR, str(folder)
    try:
        front_files.write("000000000001-2026112612", "/" + "/".join(["..", *parts]) + "/", query, b"x")
        front_files.write("000000000001-2026112612", "/" + "/".join(parts) + "/", query, b"x")
    finally:
        site.FRONT_DIR = old
    assert set(folder.parent.iterdir()) == before
    assert {path.name for path in folder.iterdir()} <= {"000000000001-2026112612", front_files.CURRENT, ".lock"}
