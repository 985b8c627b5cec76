"""Every screen of the desk, wide and light, narrow and dark: sound for axe, within the policy, reached by keys."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Newsroom
from tests.e2e.screens import addresses, live_in

# It walks about ninety pages twice and is still being worked to zero: SCREENS=1 asks for it.
pytestmark = [pytest.mark.e2e, pytest.mark.skipif("SCREENS" not in os.environ, reason="SCREENS=1 asks for it")]
LOOKS = {"wide and light": (1280, 900, "light"), "narrow and dark": (390, 844, "dark")}
# What a press or a click works, but Tab does not reach; parts of a composite widget are reached by its arrow keys.
UNREACHED = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.tabIndex < 0 && one.checkVisibility() && !one.hidden && !one.disabled && one.type !== 'hidden')
  .filter((one) => !one.closest('[role=listbox], [role=menu], [role=toolbar], [role=tablist], [role=grid]'))
  .filter((one) => !one.closest('[aria-hidden=true]'))
  .map((one) => one.outerHTML.slice(0, 120))"""
TOO_WIDE = "() => document.scrollingElement.scrollWidth - window.innerWidth"


@pytest.fixture(scope="module")
def pages(newsroom: Newsroom) -> list[str]:
    return addresses(live_in(newsroom))


@pytest.fixture(params=LOOKS)
def window(request: pytest.FixtureRequest, chromium: Browser, newsroom: Newsroom) -> Iterator[tuple[Page, list[str]]]:
    width, height, scheme = LOOKS[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page, said = context.new_page(), []
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("console", lambda told: said.append(f"{page.url}: {told.text}") if told.type == "error" else None)
    page.goto(f"{newsroom.url}/admin/")
    page.get_by_label("Username").fill("root")
    page.get_by_label("Password").fill("root")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("#user-tools")
    yield page, said
    context.close()


def test_every_screen_is_sound(window: tuple[Page, list[str]], pages: list[str], newsroom: Newsroom) -> None:
    page, said = window
    axe, wrong, seen = Axe(), [], 0
    for address in pages:
        head = page.request.get(newsroom.url + address, max_redirects=0)
        if "text/html" not in head.headers.get("content-type", "") or head.status in {301, 302, 403, 405}:
            continue
        if head.status != 200:
            wrong.append(f"{address}: {head.status}")
            continue
        page.goto(newsroom.url + address)
        seen += 1
        wrong += [f"{address}: {found['id']}: {found['nodes'][0]['html'][:160]}" for found in violations(axe, page)]
        wrong += [f"{address}: not reached by keys: {html}" for html in page.evaluate(UNREACHED)]
        if (over := page.evaluate(TOO_WIDE)) > 0:
            wrong.append(f"{address}: {over} px wider than the window")
    print(f"{seen} screens")
    assert seen > 60
    assert not wrong, "\n".join(wrong)
    assert not said, "\n".join(said)


def violations(axe: Axe, page: Page) -> list[dict[str, list[dict[str, str]]]]:
    found: list[dict[str, list[dict[str, str]]]] = axe.run(page).response["violations"]
    return found
