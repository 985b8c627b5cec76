"""Every screen of the desk, wide and light, narrow and dark: sound for axe, within the policy, reached by keys."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Newsroom
from tests.e2e.presses import LIST, PRESSED, TABBED, TRIAGE
from tests.e2e.screens import Rooms, live_in
from tests.e2e.signing_in import SIGNING_IN
from tests.e2e.walker import Walker

pytestmark = pytest.mark.e2e
HREFS = "(links) => links.filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href'))"
ROLES = ("ada", "ben", "bea", "cy", "tao", "zoe")


@pytest.fixture(scope="module")
def rooms(newsroom: Newsroom) -> Rooms:
    return live_in(newsroom)


@pytest.fixture(scope="module")
def window(chromium: Browser, newsroom: Newsroom, rooms: Rooms) -> Iterator[Walker]:
    walks = Walker(chromium, newsroom)
    walks.sign_in("root")
    yield walks
    walks.close()


@pytest.fixture
def walker(window: Walker) -> Iterator[Walker]:
    window.wrong.clear()
    yield window
    assert not window.wrong, "\n".join(window.wrong)


def test_every_page_with_an_address_is_sound(walker: Walker, rooms: Rooms) -> None:
    for address in rooms.addresses:
        status = walker.go(address)
        if status == HTTPStatus.FORBIDDEN or not walker.page.url.endswith(address):
            continue
        if status not in {HTTPStatus.OK, HTTPStatus.GONE}:
            walker.wrong.append(f"{address}: {status}")
        walker.look(address)
    assert walker.seen > 100


def test_screens_behind_a_press_are_sound(walker: Walker, rooms: Rooms) -> None:
    for said, press in PRESSED.items():
        press(walker, rooms)
        walker.look(said)


@pytest.mark.parametrize("said", TABBED)
def test_tab_reaches_everything(walker: Walker, rooms: Rooms, said: str) -> None:
    TABBED[said](walker, rooms)
    assert walker.tab_through(said) > 10


def test_signing_in_is_sound(walker: Walker, rooms: Rooms) -> None:
    for said, step in SIGNING_IN.items():
        step(walker, rooms)
        walker.look(said)


@pytest.mark.parametrize("name", ROLES)
def test_each_role_is_offered_what_it_may_do(walker: Walker, rooms: Rooms, name: str) -> None:
    walker.sign_in(name)
    story = f"{LIST}{rooms.named['lead']}/change/"
    for address in ("/admin/", TRIAGE, LIST, story):
        status = walker.go(address)
        assert status == (HTTPStatus.FORBIDDEN if name == "zoe" and address != "/admin/" else HTTPStatus.OK), address
        if address in {"/admin/", TRIAGE}:
            walker.look(f"{address} for {name}")
        offered = walker.page.locator("#content a[href^='/admin/'], .desk-menu a").evaluate_all(HREFS)
        walker.wrong += [f"{address} offers {name} what is refused: {one}" for one in walker.refused(offered)]
