"""Hostile bytes are read in another process: whatever happens to it, there is a sentence and the next is read."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.markup import BYTES
from articles.models import Article
from newsroom.ingest import child, keeper, secluded
from newsroom.ingest.entry import Entry, Response
from newsroom.ingest.errands import ReadFeed
from newsroom.ingest.prepare import entry_hash
from newsroom.ingest.reading import NO_PAGE, Outlet, Page, Reading
from tests.fakes import FakeWeb
from tests.ingest.press import Story, codes, make_outlet, poll, rss

NOW = datetime(2026, 11, 25, tzinfo=UTC)
URL = "https://harbour-gazette.example/pier"
OUTLET = Outlet(1, "Harbour Gazette")
ENTRY = Entry(guid="pier", url=URL, title="The pier opens", summary_html="<p>The new pier opened on Monday.</p>")
ENDLESS = ("<html><body><article>" + "<p>The tide tables of Saltmarsh.</p>" * 130_000).encode()[:BYTES]
ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


def page(html: bytes | str = Story().page) -> Page:
    body = html if isinstance(html, bytes) else html.encode()
    return Page(Response(asked=URL, url=URL, status=200, headers={"content-type": "text/html"}, body=body))


def read(entry: Entry = ENTRY, found: Page = NO_PAGE, **given: object) -> Reading:
    return secluded.read(entry, found, OUTLET, vocabulary=given.pop("vocabulary", {}), now=NOW, **given)  # type: ignore[arg-type]


@pytest.fixture
def rude(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Processes that are started in this test behave as it says, and are gone afterwards."""
    keeper.end_all()
    yield monkeypatch
    keeper.end_all()


def behave(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let processes run `script` after they said that they are there; `out` is what they answer with."""
    start = "import sys, os, time; from newsroom.ingest import errands\n"
    start += "out = open(0, 'wb', closefd=False, buffering=0); inn = open(0, 'rb', closefd=False)\n"
    start += "out.write(errands.framed(errands.Answer()))\n"
    monkeypatch.setattr(keeper, "COMMAND", (sys.executable, "-c", start + script))


def test_a_feed_a_page_and_a_story_are_read_as_they_would_be_here() -> None:
    parsed = secluded.parse(rss(Story()).encode(), {"Content-Type": "application/rss+xml"}, URL)
    assert parsed == child.done(ReadFeed(rss(Story()).encode(), {}, URL), {})
    assert secluded.discover(b"<link rel=alternate type='application/rss+xml' href=/feed.xml>", URL) == (
        "https://harbour-gazette.example/feed.xml",
    )
    assert "forty boats tied up" in secluded.extract(Story().page.encode(), URL).text
    found = page()
    reading = read(parsed.entries[0], found)
    assert reading.origins["body"] == "page"
    assert (reading.page, reading.entry) == (found, parsed.entries[0])
    assert reading.prepared.entry == parsed.entries[0]


def test_one_process_reads_one_story_after_another() -> None:
    keeper.end_all()
    read()
    first = keeper._waiting[-1].child.pid
    read()
    assert keeper._waiting[-1].child.pid == first


@linux
def test_the_memory_of_whoever_asks_does_not_wear_the_process_out() -> None:
    program = (
        "import sys; from newsroom.ingest import keeper; from newsroom.ingest.errands import FindFeeds\n"
        "hoard = bytearray(keeper.MEMORY * 1024 + 2**25); hoard[::4096] = b'x' * len(hoard[::4096])\n"
        "pids = [(keeper.ask(FindFeeds(b'', ''), 60), keeper._waiting[-1].child.pid)[1] for _ in range(2)]\n"
        "sys.exit(pids[0] != pids[1])"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_the_sites_tags_are_learnt_once_and_again_when_they_change() -> None:
    words = {"pier": "Harbours", "monday": "Weekdays"}
    entry = Entry(guid="1", title="The pier and another pier", summary_html="<p>On Monday. Every Monday.</p>")
    assert set(read(entry, vocabulary=words).prepared.tags) == {"Harbours", "Weekdays"}
    knows = keeper._waiting[-1].knows
    assert set(read(entry, vocabulary=dict(words)).prepared.tags) == {"Harbours", "Weekdays"}
    assert keeper._waiting[-1].knows is knows
    assert read(entry, vocabulary={"pier": "Timber"}).prepared.tags == ("Timber",)


def test_a_page_that_takes_too_long_leaves_the_feeds_own_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secluded, "PAGE", 0.4)
    monkeypatch.setattr(secluded, "WITHOUT_PAGE", 20)
    reading = read(found=page(ENDLESS))
    assert reading.page_problem == "The page took longer than 0.4 seconds to read; it was given up"
    assert reading.prepared.body_text == "The new pier opened on Monday."
    assert [remark.code for remark in reading.remarks] == ["page-unread"]
    monkeypatch.setattr(secluded, "PAGE", 20)
    assert read(found=page()).origins["body"] == "page", "the next one is read by a fresh process"


def test_where_the_feeds_text_is_too_much_as_well_the_headline_comes_in(rude: pytest.MonkeyPatch) -> None:
    rude.setattr(secluded, "PAGE", 0.4)
    rude.setattr(secluded, "WITHOUT_PAGE", 0.4)
    rude.setattr(secluded, "HEADLINE", 20)
    script = "plain = child.prepare\ndef slow(entry, *a, **k):\n  time.sleep(9 if entry.summary_html else 0)\n"
    script += "  return plain(entry, *a, **k)\nchild.prepare = slow\nchild.main()"
    rude.setattr(keeper, "COMMAND", (sys.executable, "-c", "import time; from newsroom.ingest import child\n" + script))
    reading = read(found=page())
    assert reading.prepared.headline == "The pier opens"
    assert reading.prepared.body_text == ""
    assert [remark.code for remark in reading.remarks] == ["text-unread"]
    assert reading.remarks[0].sentence == (
        "The text took longer than 0.4 seconds to read; it was given up. Only its headline came in."
    )
    assert reading.entry == ENTRY
    assert reading.entry_hash == entry_hash(ENTRY), "so it is not read again before it changes"


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("inn.read(8); os.kill(os.getpid(), 9)", "ended the process that read it (Killed); it was given up."),
        ("inn.read(8); os.abort()", "ended the process that read it (Aborted); it was given up."),
        ("inn.read(8); sys.exit(3)", "ended the process that read it (exit code 3); it was given up."),
        ("inn.read(8); out.write(b'x' * 99); time.sleep(9)", "talk nonsense"),
        ("inn.read(8); out.write(errands.HEAD.pack(9) + b'not a word'); time.sleep(9)", "talk nonsense"),
        ("inn.read(8); out.write(errands.framed(errands.Answer('hello'))); time.sleep(9)", "by something else"),
        ("inn.read(8); out.write(errands.framed(os.system)); time.sleep(9)", "posix.system is not admitted"),
        ("inn.read(8); out.write(errands.framed(errands.Answer(fault='KeyError: 1'))); time.sleep(9)", "(KeyError: 1)"),
        ("inn.read(8); out.write(errands.framed(errands.Answer(fault='MemoryError'))); time.sleep(9)", "more memory"),
        ("inn.read(8); out.write(errands.framed(errands.Answer(fault='TooLong'))); time.sleep(9)", "than any story is"),
    ],
)
def test_whatever_a_process_does_there_is_a_sentence(script: str, sentence: str, rude: pytest.MonkeyPatch) -> None:
    behave(rude, script)
    parsed = secluded.parse(b"<rss/>", {}, URL)
    assert parsed.problem is not None
    assert parsed.problem.startswith("The feed ")
    assert sentence in parsed.problem
    rude.undo()
    keeper.end_all()
    assert secluded.parse(rss(Story()).encode(), {}, URL).entries


def test_a_process_that_cannot_start_is_a_sentence_too(rude: pytest.MonkeyPatch) -> None:
    rude.setattr(keeper, "COMMAND", ("/nowhere/python",))
    assert "no process for reading could be started" in str(secluded.parse(b"<rss/>", {}, URL).problem)
    assert "No such file" in str(secluded.extract(b"<p>x</p>", URL).problem)
    assert secluded.discover(b"<a href=/feed.xml>", URL) == ()
    with pytest.raises(keeper.GivenUp, match="could be started"):
        read()
    rude.setattr(keeper, "COMMAND", (sys.executable, "-c", "raise SystemExit(7)"))
    assert "did not start (exit code 7)" in str(secluded.parse(b"<rss/>", {}, URL).problem)
    keeper.end_all()
    rude.setattr(keeper, "START", 0.1)
    rude.setattr(keeper, "COMMAND", (sys.executable, "-c", "import time; time.sleep(9)"))
    assert "not ready within 0.1 seconds" in str(secluded.parse(b"<rss/>", {}, URL).problem)


@linux
def test_memory_is_limited(rude: pytest.MonkeyPatch) -> None:
    little = "from newsroom.ingest import child; child.MEMORY = 30_000_000; child.main()"
    rude.setattr(keeper, "COMMAND", (sys.executable, "-c", little))
    items = b"".join(
        b"<item><title>%d</title><description>%s</description></item>" % (n, b"x" * 20_000) for n in range(400)
    )
    problem = secluded.parse(b"<rss><channel>" + items + b"</channel></rss>", {}, URL).problem
    assert problem is not None
    assert "memory" in problem.lower() or "ended the process" in problem


def test_a_process_killed_while_it_waits_is_nobodys_fault() -> None:
    read()
    process = keeper._waiting[-1]
    process.child.kill()
    process.child.wait()
    assert read().prepared.headline == "The pier opens"


def test_a_worn_process_makes_room_for_a_fresh_one(rude: pytest.MonkeyPatch) -> None:
    rude.setattr(keeper, "ERRANDS", 2)
    read()
    first = keeper._waiting[-1].child
    read()
    assert first.returncode is not None
    assert keeper._waiting[-1].child.pid != first.pid


def test_threads_read_at_the_same_time_and_no_more_processes_are_kept_than_needed(rude: pytest.MonkeyPatch) -> None:
    rude.setattr(keeper, "KEPT", 2)
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(read().prepared.headline)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["The pier opens"] * 4
    assert 1 <= len(keeper._waiting) <= 2


def test_nothing_of_our_surroundings_goes_along(rude: pytest.MonkeyPatch) -> None:
    rude.setenv("SECRET_KEY", "not for strangers")
    behave(rude, "inn.read(8); out.write(errands.framed(errands.Answer(fault=' '.join(os.environ)))); time.sleep(9)")
    problem = str(secluded.parse(b"<rss/>", {}, URL).problem)
    assert "SECRET_KEY" not in problem
    assert "PATH" in problem


FORKED = """
import os, sys
from newsroom.ingest import keeper, secluded
def titles(name):
    feed = f"<rss><channel><item><title>{name}</title></item></channel></rss>"
    return [entry.title for entry in secluded.parse(feed.encode(), {}, "https://a.example/").entries]
assert titles("first") == ["first"]
if (pid := os.fork()) == 0:
    keeper.end_all()
    assert keeper._waiting == []
    ok = titles("forked") == ["forked"]
    keeper.end_all()
    os._exit(0 if ok else 1)
assert titles("ours") == ["ours"]
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


def test_a_forked_worker_has_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FORKED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@linux
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "sys.exit()"])
def test_the_process_ends_with_its_worker_however_that_ends(end: str) -> None:
    script = (
        "import os, sys; from newsroom.ingest import keeper, secluded; secluded.discover(b'x', 'https://a.example/')"
    )
    script += f"; print(keeper._waiting[0].child.pid, flush=True); {end}"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    state = Path(f"/proc/{int(done.stdout)}/stat")
    for _try in range(200):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the process outlives its worker")


@pytest.mark.django_db
def test_a_hostile_page_costs_no_story_and_the_feeds_history_says_what_happened(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet = make_outlet(web)
    endless, plain = Story(slug="endless", title="A page without end"), Story()
    outlet.tells(endless, plain)
    web.serve(endless.url, b"<div>" * 100_000, {"content-type": "text/html"})
    fetch = poll(outlet)
    assert (fetch.new, fetch.outcome) == (2, "read")
    assert "1 without the text of the page" in fetch.sentence
    assert codes(Article.objects.get(headline=endless.title)) >= {"page-unread"}
    assert "page-unread" not in codes(Article.objects.get(headline=plain.title))
