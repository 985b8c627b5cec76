"""Try to smuggle scripts through the paper: `python tests/evaluate/xss.py DIR`, DIR holding vectors.json.

Each string comes in as the title, byline, summary, body and, where it looks like an address, link of a story in a feed,
goes through the real pipeline, is published, and is opened in Chromium from a live server: its page, its text-only
page, a search for it, and the lists that show it. The browser is told to ignore our Content-Security-Policy, so that
cleaning alone must hold. Prints one JSON line: vectors, fired, fired_ids, images_lost.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.pop("DATABASE_URL", None)
os.environ["TEST_VAR_DIR"] = tempfile.mkdtemp(prefix="newsroom-xss-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connections
from django.test.testcases import LiveServerThread
from rich.progress import track

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.feed_formats import ILLEGAL
from articles.models import Article, Country, Source
from articles.status import Status
from newsroom.ingest import pipeline
from newsroom.ingest.parse import parse
from tests.evaluate.control_pictures import LINKED, PICTURES
from tests.evaluate.reading import console, only_file
from tests.evaluate.visitor import Visitor

HOST = "https://vectors.example"
BATCH = 40
PER_PAGE = 20
LONGEST_BYLINE = 1500
ADDRESS = re.compile(r"[\s\x00-\x20]*[A-Za-z][\w+.\-\s&#;]{1,40}:")
CONTROLS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<p onmouseover=alert(1)>x</p>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
)


def main(folder: Path) -> None:
    """Bring in, publish, open, and print what fired and which harmless pictures were lost."""
    vectors = json.loads(only_file(folder, "vectors").read_text())
    call_command("migrate", verbosity=0)
    source = Source.objects.create(
        name="Vector Gazette", slug="vectors", home_page=HOST, rights="licensed", country=Country.objects.get(iso2="MN")
    )
    for start in range(0, len(vectors), BATCH):
        take_in(list(enumerate(vectors))[start : start + BATCH], source)
    pictures = take_in_pictures(source)
    paths = {vector["id"]: publish(number, vector["payload"]) for number, vector in enumerate(vectors)}
    picture_path = publish_plainly(pictures)
    connections.close_all()
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait(30)
    if server.error:
        raise SystemExit(f"The live server did not start: {server.error}")
    with Visitor(f"http://127.0.0.1:{server.port}") as visitor:
        prove_that_it_can_fire(visitor, vectors)
        fired = set(visit_pages(visitor, paths))
        fired |= set(visit_searches(visitor, vectors)) | set(visit_lists(visitor, len(vectors)))
        shown = visitor.addresses(picture_path)
    stored = set(re.findall(r'<img[^>]* src="([^"]+)"', pictures.body.replace("&amp;", "&")))
    lost = [address for address in PICTURES if address not in stored or LINKED.get(address, address) not in shown]
    for address in lost:
        console.print(f"picture lost: {address}")
    server.terminate()
    result = {"vectors": len(vectors), "fired": len(fired), "fired_ids": sorted(fired), "images_lost": len(lost)}
    print(json.dumps(result | {"images": len(PICTURES)}))


def take_in(numbered: list[tuple[int, dict[str, Any]]], source: Source) -> None:
    """A feed with these strings in it, read and taken in like any other."""
    rss = [item(number, vector["payload"]) for number, vector in numbered if not ILLEGAL.search(vector["payload"])]
    body = (
        f'<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>{"".join(rss)}</channel></rss>'
    )
    rest = [story(number, vector["payload"]) for number, vector in numbered if ILLEGAL.search(vector["payload"])]
    jsonfeed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Vectors", "items": rest})
    for feed in [body] * bool(rss) + [jsonfeed] * bool(rest):
        read = parse(feed.encode("utf-8", "replace"), {}, f"{HOST}/feed")
        for problem in (read.problem, *pipeline.take_in(read.entries, source, pages=False).problems):
            if problem:
                console.print(problem)


def item(number: int, payload: str) -> str:
    """A story of RSS with the string everywhere."""
    link = payload.strip() if ADDRESS.match(payload) else f"{HOST}/{number}"
    fields = {
        "title": f"{number} {payload}",
        "link": link,
        "guid": f"{HOST}/{number}",
        "author": payload[:LONGEST_BYLINE],
        "category": payload,
        "description": payload,
        "c:encoded": f"<p>Before {number}.</p>{payload}<p>After {number}.</p>",
    }
    return "<item>" + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields.items()) + "</item>"


def story(number: int, payload: str) -> dict[str, Any]:
    """The same for JSON Feed, which may hold characters that XML may not."""
    body = f"<p>Before {number}.</p>{payload}<p>After {number}.</p>"
    return {
        "id": f"{HOST}/{number}",
        "url": f"{HOST}/{number}",
        "title": f"{number} {payload}",
        "content_html": body,
        "summary": payload,
        "authors": [{"name": payload}],
    }


def publish(number: int, payload: str) -> str:
    """The path of the story's page. The string also becomes what an editor may have pasted: headline, standfirst."""
    before = f"Before {number}."
    article = Article.objects.filter(body_text__startswith=before).first()
    if article is None:
        raise SystemExit(f"Vector {number} did not come in: {payload!r}")
    changes: dict[str, Any] = {"headline": f"{number} {payload}"[:300], "standfirst": payload}
    changes["source_headline"] = payload[:500]
    if not article.source_url:
        changes["source_url"] = f"{HOST}/{number}"
    if not article.country:
        changes["country"] = Country.objects.get(iso2="MN")
    editing.revise(article, by=system_account(), changes=changes)
    return publish_plainly(article)


def publish_plainly(article: Article) -> str:
    """Make it public, whatever the gate remarks."""
    machine = system_account()
    lifecycle.move(article, Status.IN_REVIEW, by=machine)
    lifecycle.move(article, Status.PUBLISHED, by=machine, overruled=True)
    return article.get_absolute_url()


def take_in_pictures(source: Source) -> Article:
    """One story with the control set of harmless pictures, each in markup that outlets use."""
    body = "".join(f"<p>Words around picture {number}.</p>{html}" for number, html in enumerate(PICTURES.values()))
    text = f"<title>Pictures</title><guid>{HOST}/pictures</guid><link>{HOST}/pictures</link>"
    feed = f"<rss version='2.0'><channel><item>{text}<description>{escape(body)}</description></item></channel></rss>"
    pipeline.take_in(parse(feed.encode(), {}, f"{HOST}/feed").entries, source, pages=False)
    return Article.objects.get(source_url=f"{HOST}/pictures")


def prove_that_it_can_fire(visitor: Visitor, vectors: list[dict[str, Any]]) -> None:
    """Without cleaning the controls must fire, or the figures below would mean nothing."""
    silent = [control for control in CONTROLS if not visitor.open_raw(control)]
    if silent:
        raise SystemExit(f"The harness is deaf: these did not fire unsanitised: {silent}")
    known = [vector["payload"] for vector in vectors if vector.get("fires_unsanitised_in_chromium")][:100]
    heard = sum(bool(visitor.open_raw(payload)) for payload in track(known, "unsanitised", console=console))
    console.print(f"unsanitised: all {len(CONTROLS)} controls fired, and {heard} of {len(known)} marked as firing")


def visit_pages(visitor: Visitor, paths: dict[str, str]) -> list[str]:
    """The strings that fired on their story's page or, for every third, on its text-only page."""
    fired = []
    for number, (name, path) in enumerate(track(paths.items(), "pages", console=console)):
        heard = list(visitor.open(path)) + (visitor.open(f"{path}?view=text") if number % 3 == 0 else [])
        fired += [name] if _told(name, heard) else []
    return fired


def visit_searches(visitor: Visitor, vectors: list[dict[str, Any]]) -> list[str]:
    """The strings that fired when searched for, on the page and in the fragment that is put into a page."""
    fired = []
    for vector in track(vectors, "searches", console=console):
        words = quote(vector["payload"][:300].encode("utf-8", "replace"))
        heard = visitor.open(f"/search/?q={words}&tag={words}&since={words}", put=f"/search/live/?q={words}")
        fired += [vector["id"]] if _told(vector["id"], heard) else []
    return fired


def visit_lists(visitor: Visitor, count: int) -> list[str]:
    """The lists on which something fired: front page, section, outlet."""
    pages = range(1, -(-count // PER_PAGE) + 1)
    paths = ["/", *(f"/{of}/{f'?page={page}' if page > 1 else ''}" for of in ("country/mongolia",) for page in pages)]
    paths += [f"/sources/vectors/{f'?page={page}' if page > 1 else ''}" for page in pages]
    return [path for path in track(paths, "lists", console=console) if _told(path, visitor.open(path))]


def _told(name: str, heard: list[str]) -> bool:
    if heard:
        console.print(f"FIRED {name}: {heard[:3]}")
    return bool(heard)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
