"""Walks through the desk and remembers what is wrong: by axe, by the policy, by the width, by the keys."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage

from tests.e2e.conftest import Newsroom

ROUNDS = 6
LOOKS = {"wide and light": (1280, 900, "light"), "narrow and dark": (390, 844, "dark")}
# axe would load style sheets anew for a rule that it does not run by default; the policy refuses that, and rightly so.
OPTIONS = '{resultTypes: ["violations"], preload: false, elementRef: false}'
# A colour on its way to another is no colour of ours.
FINDINGS = f"""async () => {{
  document.getAnimations().forEach((animation) => animation.finish());
  const found = (await axe.run(document, {OPTIONS})).violations;
  return found.map((one) => `${{one.id}}: ${{one.nodes[0].html.slice(0, 160)}}`);
}}"""
TOO_WIDE = "() => document.scrollingElement.scrollWidth - window.innerWidth"
# What can be reached: everything that works by a press, but what a browser leaves out or arrow keys reach.
TO_REACH = """() => {
  const one = (element) => {
    const seen = element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled");
    return seen && !element.closest("[role=listbox], [role=toolbar], [role=tablist], [aria-hidden=true], [inert]");
  };
  const all = "a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary, [tabindex='0']";
  window.toReach = new Map([...document.querySelectorAll(all)].filter(one).map((element) => [element, ring(element)]));
  window.bare = new Set();
  function ring(element) {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor].join();
  }
  document.addEventListener("focusin", (event) => {
    const before = window.toReach.get(event.target);
    if (before !== undefined && ring(event.target) === before) window.bare.add(event.target);
    window.toReach.delete(event.target);
  }, true);
  document.activeElement.blur();
  return window.toReach.size;
}"""
LEFT = """() => ({
  missed: [...window.toReach.keys()].map((element) => element.outerHTML.slice(0, 140)),
  bare: [...window.bare].map((element) => element.outerHTML.slice(0, 140)),
})"""


class Walker:
    """One window that goes from screen to screen; `wrong` has a line for each fault."""

    def __init__(self, chromium: Browser, newsroom: Newsroom) -> None:
        """Open the window; messages of an error on its console are faults too."""
        self.newsroom, self.seen = newsroom, 0
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900})
        self.page, self.wrong, self._axe = self.context.new_page(), list[str](), Axe().axe_script
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._heard)

    def sign_in(self, name: str, password: str = "") -> None:
        """Come in as somebody else; the password is the name."""
        self.context.clear_cookies()
        self.go("/admin/login/?next=/admin/password_change/done/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(password or name)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_selector("#user-tools, .factor")

    def go(self, address: str) -> int:
        """Open a page; the status that it answered with."""
        self.page.set_viewport_size({"width": 1280, "height": 900})
        answer = self.page.goto(self.newsroom.url + address)
        return answer.status if answer else 0

    def look(self, said: str = "") -> None:
        """Judge the screen that stands there, in both looks."""
        self.seen += 1
        name = said or self.page.url.removeprefix(self.newsroom.url)
        self.page.evaluate(self._axe)
        for look, (width, height, scheme) in LOOKS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.wrong += [f"{name}, {look}: {found}" for found in self.page.evaluate(FINDINGS)]
            if (over := self.page.evaluate(TOO_WIDE)) > 0:
                self.wrong.append(f"{name}, {look}: {over} px wider than the window")

    def tab_through(self, said: str) -> int:
        """Press Tab until nothing new is reached: everything that works by a press gets the focus, and shows it."""
        count: int = self.page.evaluate(TO_REACH)
        left: dict[str, Any] = {"missed": [""]}
        # Once around is enough; a page inside the page has its own stops on the way.
        for _round in range(ROUNDS):
            if left["missed"]:
                for _press in range(count // 2 + 10):
                    self.page.keyboard.press("Tab")
                left = self.page.evaluate(LEFT)
        self.wrong += [f"{said}: not reached by Tab: {html}" for html in left["missed"]]
        self.wrong += [f"{said}: no ring around it: {html}" for html in left["bare"]]
        return count

    def _heard(self, told: ConsoleMessage) -> None:
        """An error on the console; but that a page was refused is told by its status."""
        if told.type == "error" and told.location.get("url") != self.page.url:
            self.wrong.append(f"{self.page.url}: {told.text}")

    def refused(self, addresses: list[str]) -> list[str]:
        """Those of some addresses that are not opened to whoever is signed in; one of each kind is tried."""
        alike = {re.sub(r"\d+|\?.*", "", address): address for address in addresses if "?" not in address}
        asked = {address: self.page.request.get(self.newsroom.url + address).status for address in alike.values()}
        return [address for address, status in asked.items() if status >= HTTPStatus.BAD_REQUEST]

    def close(self) -> None:
        """Close the window."""
        self.context.close()


@pytest.fixture
def walker(chromium: Browser, newsroom: Newsroom) -> Iterator[Walker]:
    """A reader's walk that must end without anything wrong."""
    walks = Walker(chromium, newsroom)
    yield walks
    walks.close()
    assert not walks.wrong, "\n".join(walks.wrong)
