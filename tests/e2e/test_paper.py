"""Every kind of page for readers in a real browser: sound in both looks, no wider than 320 px, reached by keys."""

import json
from typing import Any

import pytest

from tests.e2e.conftest import Newsroom
from tests.e2e.walker import TOO_WIDE, Walker, walker

__all__ = ["walker"]

pytestmark = pytest.mark.e2e
NARROWEST = {"width": 320, "height": 640}
MIRRORED = ("/", "/country/mongolia/", "/search/?q=boats", "/takedown/", "/about/")
TURN = "() => { document.documentElement.dir = 'rtl'; document.documentElement.lang = 'ar'; }"


@pytest.fixture(scope="module")
def addresses(newsroom: Newsroom) -> list[str]:
    printed = newsroom.manage("shell", "-v0", "-c", "from tests.e2e import reading_room; reading_room.fill()")
    line = next(line for line in printed.splitlines() if line.startswith("READERS "))
    found: list[str] = json.loads(line.removeprefix("READERS "))
    return found


def narrow(walker: Walker, said: str) -> None:
    """Nothing stands out of the narrowest window."""
    walker.page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    if (over := walker.page.evaluate(TOO_WIDE)) > 0:
        walker.wrong.append(f"{said}: {over} px wider than {NARROWEST['width']}")


def test_every_kind_of_page_is_sound(walker: Walker, addresses: list[str]) -> None:
    statuses: dict[str, Any] = {}
    for address in addresses:
        statuses[address] = walker.go(address)
        walker.look(address)
        narrow(walker, address)
    assert {status for status in statuses.values() if status != 200} == {410}
    assert walker.seen > 35


def test_pages_from_right_to_left_are_sound(walker: Walker, addresses: list[str]) -> None:
    for address in MIRRORED:
        walker.go(address)
        walker.page.evaluate(TURN)
        walker.look(f"{address} from the right")
        narrow(walker, f"{address} from the right")


def test_tab_reaches_everything_and_shows_where_it_is(walker: Walker, addresses: list[str]) -> None:
    story = next(address for address in addresses if "boats-as-licensed" in address)
    for address in ("/", "/search/?q=boats", "/takedown/?claim=owner", "/contact/?topic=other", story):
        walker.go(address)
        assert walker.tab_through(address) > 10


def test_a_form_with_errors_is_sound(walker: Walker, addresses: list[str]) -> None:
    for address in ("/takedown/?claim=owner", "/contact/?topic=other"):
        walker.go(address)
        walker.page.evaluate("() => { document.querySelector('main form').noValidate = true; }")
        walker.page.locator("main form button[type=submit]").last.click()
        walker.page.wait_for_selector("main [aria-invalid=true]")
        walker.look(f"{address} with errors")
        narrow(walker, f"{address} with errors")
