"""Twenty waiting stories worked to zero by keys alone: two presses at most for each, one page load for all of them."""

import re
import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Newsroom

pytestmark = pytest.mark.e2e
TRIAGE = "/admin/articles/article/triage/"
# One coverage of four, two copies, one that the gate stops, and thirteen that stand alone: all that waits.
MADE = """
from articles.models import Article
from articles.status import WAITING, Status
from newsroom.desk import decisions, grouping
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
from tests import world
from django.contrib.auth.models import User
ada = world.person("ada")
for article in Article.objects.filter(status__in=WAITING).select_related("claim__by"):
    decisions.claim(article, by=ada, take_over=True)
    decisions.reject(article, by=ada, reason="Cleared for triage")
outlets = [world.make_source(f"Outlet {number}") for number in range(4)]
def told(number, **values):
    text = f"<p>Story {number} of the pier tells what happened at lamp {number}, in words of its own.</p>"
    values |= {"status": Status.INCOMING, "source": outlets[number % 4], "body": text}
    return world.make_article(f"Triage story {number}", **values)
alone = [told(number) for number in range(13)]
event = [told(number) for number in range(13, 17)]
grouping.merge(event, by=ada, title="The lamps of the pier")
for number in (17, 18):
    suggestions.offer(told(number), [Suggested("duplicate", str(alone[0].pk), "the same sentences", 0.95, False)])
told(19, country=None)
print("WAITING", Article.objects.filter(status__in=WAITING).count())
"""


class Keyboard:
    """Presses keys on the page and counts them; counts page loads and what the policy complains of, too."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses, self.loads, self.complaints = page, 0, 0, list[str]()
        page.on("load", lambda _page: self.loaded())
        page.on("console", lambda told: self.complaints.append(told.text) if told.type == "error" else None)

    def loaded(self) -> None:
        self.loads += 1

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def headline(self) -> str:
        return self.page.locator("[data-headline]").inner_text()

    def settle(self) -> None:
        """Wait until the next story stands there and a press counts again."""
        self.page.wait_for_selector("#triage[data-settled]")


@pytest.fixture
def desk(chromium: Browser, newsroom: Newsroom) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{newsroom.url}/admin/")
    page.get_by_label("Username").fill("ben")
    page.get_by_label("Password").fill("ben")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("#user-tools")
    page.wait_for_load_state("load")  # which a test that counts page loads would else count too
    yield page
    context.close()


def keys_for(page: Page) -> tuple[str, ...]:
    """What an editor would press on the story that is open."""
    story = page.locator("[data-story]")
    if story.locator(".findings-blocked").count():
        return "x", "5"
    for verb in ("d", "a"):
        if story.locator(f"[data-key={verb}]").count():
            return (verb,)
    number = int(re.sub(r"\D", "", page.locator("[data-headline]").inner_text()) or 0)
    return {0: ("x", "1"), 1: ("s", "Enter"), 2: ("x", "Enter")}.get(number % 5, ("p",))


def test_twenty_stories_are_worked_to_zero_by_keys_alone(desk: Page, newsroom: Newsroom) -> None:
    assert "WAITING 20" in newsroom.manage("shell", "-v0", "-c", MADE)
    keyboard = Keyboard(desk)
    desk.goto(newsroom.url + TRIAGE)
    expect(desk.locator("[data-tally=waiting]")).to_have_text("20")
    keyboard.settle()
    axe = Axe().run(desk).response["violations"]
    assert axe == []
    started, decided = time.monotonic(), 0
    while desk.locator("[data-story]").count() and decided < 30:
        before = keyboard.headline()
        keys = keys_for(desk)
        keyboard.press(*keys)
        decided += 4 if keys == ("a",) else 1
        expect(desk.locator(".triage-said [data-said]")).to_contain_text(before)
        keyboard.settle()
    spent = time.monotonic() - started
    print(
        f"\n{decided} stories: {keyboard.presses} presses ({keyboard.presses / decided:.2f} a story), "
        f"{keyboard.loads} page load, {spent / decided:.2f} s of machine time a story"
    )
    assert decided == 20
    expect(desk.locator("[data-tally=waiting]")).to_have_text("0")
    expect(desk.get_by_text("Nothing waits.")).to_be_visible()
    assert keyboard.presses <= 2 * decided
    assert keyboard.loads == 1
    assert keyboard.complaints == []

    # And all the way back: the last act, as long as nobody built on it.
    keyboard.press("z")
    expect(desk.locator("[data-said]")).to_contain_text("Undone")
    expect(desk.locator("[data-story]")).to_be_visible()
    assert keyboard.loads == 1


def test_a_key_that_bounces_and_a_lost_network_decide_nothing_twice(desk: Page, newsroom: Newsroom) -> None:
    newsroom.manage("shell", "-v0", "-c", MADE)
    keyboard = Keyboard(desk)
    desk.goto(newsroom.url + TRIAGE)
    keyboard.settle()
    story = keyboard.headline()
    keyboard.press("j")
    expect(desk.locator("[data-headline]")).not_to_have_text(story)
    keyboard.settle()
    # Pressed twice in a row, one story goes; the one that opens next is not touched.
    keyboard.press("p", "p")
    expect(desk.locator("[data-tally=waiting]")).to_have_text("19")
    keyboard.settle()
    expect(desk.locator("[data-tally=waiting]")).to_have_text("19")
    # The network goes: that is said, the story stays, and the same press can be sent again.
    story = keyboard.headline()
    desk.context.set_offline(True)
    keyboard.press("x", "3")
    expect(desk.locator("[data-refused]")).to_contain_text("network")
    assert keyboard.headline() == story
    desk.context.set_offline(False)
    desk.get_by_role("button", name="Try again").click()
    expect(desk.locator("[data-tally=waiting]")).to_have_text("18")
    expect(desk.locator("[data-said]")).to_contain_text("Out of date")


def test_a_headline_is_mended_in_place_by_keys(desk: Page, newsroom: Newsroom) -> None:
    newsroom.manage("shell", "-v0", "-c", MADE)
    keyboard = Keyboard(desk)
    desk.goto(newsroom.url + TRIAGE)
    keyboard.settle()
    keyboard.press("e")
    desk.keyboard.type("Pier lamps lit early")
    keyboard.press("Enter")
    expect(desk.locator("[data-headline]")).to_have_text("Pier lamps lit early")
    keyboard.settle()
    keyboard.press("z")
    expect(desk.locator("[data-headline]")).not_to_have_text("Pier lamps lit early")
    keyboard.settle()
    # A reason of one's own is typed after the key, and Enter gives that one, not the first of the list.
    keyboard.press("x")
    desk.keyboard.type("our own words")
    keyboard.press("Enter")
    expect(desk.locator("[data-said]")).to_contain_text("rejected: our own words")
    assert keyboard.loads == 1
    assert keyboard.complaints == []


def test_a_press_while_signed_out_is_made_good_after_signing_in_again_elsewhere(desk: Page, newsroom: Newsroom) -> None:
    newsroom.manage(
        "shell", "-v0", "-c", "from tests import world; world.make_article('Lamps again', status='incoming')"
    )
    desk.goto(f"{newsroom.url}{TRIAGE}?q=Lamps")
    keyboard = Keyboard(desk)
    keyboard.settle()
    desk.context.clear_cookies(name="sessionid")
    keyboard.press("p")
    expect(desk.locator("[data-refused]")).to_contain_text("You are signed out.")
    window = desk.context.new_page()
    window.goto(f"{newsroom.url}/admin/")
    window.get_by_label("Username").fill("ben")
    window.get_by_label("Password").fill("ben")
    window.get_by_role("button", name="Sign in").click()
    expect(window.locator("#user-tools")).to_be_visible()
    window.close()
    desk.locator("[data-again]").click()
    expect(desk.locator("[data-said]")).to_contain_text("“Lamps again” is published.")
