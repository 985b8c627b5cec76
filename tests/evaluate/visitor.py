"""A reader in headless Chromium who pokes at everything on a page and tells what ran that should not have run."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import BrowserContext, Page, Request, sync_playwright
from playwright.sync_api import Error as BrowserError

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
HOOKS = (Path(__file__).parent / "browser_hooks.js").read_text()
POKE = (Path(__file__).parent / "browser_poke.js").read_text()
PUT = "async (path) => { document.querySelector('main').innerHTML = await (await fetch(path)).text(); }"
READ = "() => [...document.querySelectorAll('main img, main a')].map(e => e.getAttribute('src') || e.href)"
SETTLE_MS = 25
VISITS_PER_PAGE = 25
PASSIVE = {"image", "font", "media", "texttrack"}


class RawPages:
    """Serves one text, as it is, in a plain page at an address of its own."""

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        outer = self
        self.html = ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = outer.html.encode("utf-8", "replace") if self.path == "/" else b""
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


class Visitor:
    """Opens pages of one site. No other host can be reached; what asks for active content there is told."""

    def __init__(self, site: str) -> None:
        """Visit `site`, scheme and host without a path."""
        self.site = site
        self.raw = RawPages()
        self.heard: list[str] = []
        self.opened = 0
        self.context: BrowserContext | None = None

    def __enter__(self) -> Self:
        self.playwright = sync_playwright().start()
        path = CHROMIUM if Path(CHROMIUM).exists() else None
        self.browser = self.playwright.chromium.launch(executable_path=path, args=FLAGS)
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()
        self.playwright.stop()
        self.raw.server.shutdown()

    def open(self, path: str, *, put: str = "") -> list[str]:
        """What fired on a page of the site, and then after its fragment `put` was put into the page."""
        return self._visit(f"{self.site}{path}", put)

    def open_raw(self, html: str) -> list[str]:
        """What fires when a text stands unsanitised in a plain page."""
        self.raw.html = f"<!doctype html><title>raw</title><main>{html}</main>"
        return self._visit(self.raw.url)

    def addresses(self, path: str) -> set[str]:
        """Every picture and link in the main part of a page."""
        page = self._fresh()
        page.goto(f"{self.site}{path}")
        found: list[str] = page.evaluate(READ)
        return set(found)

    def _visit(self, url: str, put: str = "") -> list[str]:
        if self.opened % VISITS_PER_PAGE == 0 or self.page.is_closed():
            self._fresh()
        self.opened += 1
        self.heard = []
        try:
            self._open_and_poke(url, put)
        except BrowserError as error:
            self.heard.append(f"the page broke: {str(error)[:120]}")
        if self.heard:
            self._fresh()
        return self.heard

    def _open_and_poke(self, url: str, put: str) -> None:
        answer = self.page.goto(url, wait_until="load", timeout=30_000)
        if answer is None or answer.status != 200:
            self.heard.append(f"harness: {url} answered {answer and answer.status}")
        self.page.wait_for_timeout(SETTLE_MS)
        self.heard += self.page.evaluate(POKE)
        if put:
            self.page.evaluate(PUT, put)
            self.page.wait_for_timeout(SETTLE_MS)
            self.heard += self.page.evaluate(POKE)
        self.page.wait_for_timeout(SETTLE_MS)
        if self.page.url.partition("#")[0] != url.partition("#")[0]:
            self.heard.append(f"the page went to {self.page.url}")

    def _fresh(self) -> Page:
        """A new page in a new profile, so that nothing is handed on."""
        kept = self.heard
        if self.context:
            self.context.close()
        self.context = self.browser.new_context(bypass_csp=True)
        self.context.set_default_timeout(15_000)
        self.context.expose_function("__fire", lambda what: self.heard.append(str(what)[:200]))
        self.context.add_init_script(HOOKS)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("popup", lambda popup: popup.close())
        self.page.on("request", self._asked)
        self.heard = kept
        return self.page

    def _dialog(self, dialog: Any) -> None:
        self.heard.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Request) -> None:
        """A script or a frame from elsewhere counts as run, though nothing answers."""
        ours = request.url.startswith((f"{self.site}/", self.raw.url, "data:image/"))
        if not ours and request.resource_type not in PASSIVE:
            self.heard.append(f"asked for {request.resource_type} {request.url[:120]}")
