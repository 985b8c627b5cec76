"""Reading in a real browser: hard stories keep their page in order, nothing moves, sharing offers what works."""

import json

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Newsroom
from tests.e2e.walker import TOO_WIDE, Walker, walker

__all__ = ["walker"]

pytestmark = pytest.mark.e2e
NAMES = ("wide", "long", "line", "headline", "unbroken", "arabic", "mixed", "tagged", "whole", "link")
SHIFTS = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; })).observe(
    { type: "layout-shift", buffered: true });
  scrollTo(0, document.body.scrollHeight);
  Promise.all([...document.images].map((one) => one.decode().catch(() => null))).then(() =>
    requestAnimationFrame(() => setTimeout(() => tell(sum), 100)));
})"""
LETTERS_A_LINE = """() => {
  const range = document.createRange();
  const lines = {};
  for (const words of document.querySelector(".text > p").childNodes) {
    for (let place = 0; place < words.length; place += 1) {
      range.setStart(words, place);
      range.setEnd(words, place + 1);
      const foot = Math.round(range.getBoundingClientRect().bottom);
      lines[foot] = (lines[foot] || 0) + 1;
    }
  }
  const full = Object.values(lines).slice(0, -1);
  return full.reduce((sum, one) => sum + one, 0) / full.length;
}"""


@pytest.fixture(scope="module")
def stories(newsroom: Newsroom) -> dict[str, str]:
    printed = newsroom.manage("shell", "-v0", "-c", "from tests.e2e import hard_stories; hard_stories.fill()")
    line = next(line for line in printed.splitlines() if line.startswith("STORIES "))
    found: dict[str, str] = json.loads(line.removeprefix("STORIES "))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_hard_story_is_sound_and_no_wider_than_the_window(walker: Walker, stories: dict[str, str], name: str) -> None:
    walker.go(stories[name])
    walker.look()
    walker.page.set_viewport_size({"width": 320, "height": 640})
    assert walker.page.evaluate(TOO_WIDE) <= 0
    assert walker.page.locator(".sidebar .month table").count() == 1


def test_the_coverage_and_the_light_pages_are_sound_too(walker: Walker, stories: dict[str, str]) -> None:
    for address in ("/coverage/storm-over-the-strait/", "/?view=text", f"{stories['whole']}?view=text"):
        walker.go(address)
        walker.look()


def test_a_wide_table_scrolls_by_itself_and_is_reached_by_the_keyboard(
    page: Page, newsroom: Newsroom, stories: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(newsroom.url + stories["wide"])
    frame = page.get_by_role("region", name="Boats by port")
    assert frame.evaluate("(one) => one.scrollWidth > one.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.scroll').scrollLeft > 0")


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_line_is_as_long_as_eyes_follow_it(
    page: Page, newsroom: Newsroom, stories: dict[str, str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(newsroom.url + stories["long"])
    assert 40 <= page.evaluate(LETTERS_A_LINE) <= 75


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_moves_while_pictures_and_advertisements_come(
    page: Page, newsroom: Newsroom, stories: dict[str, str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(newsroom.url + stories["whole"])
    assert page.locator(".ad").count() == 4
    assert page.evaluate(SHIFTS) == 0
    ratios = page.eval_on_selector_all(".ad img", "(all) => all.map((one) => one.clientWidth / one.clientHeight)")
    assert [round(ratio, 1) for ratio in ratios] == [pytest.approx(one, abs=0.2) for one in (8.1, 7.8, 1.2, 1.2)]


def test_a_device_that_cannot_share_is_not_asked_to(page: Page, newsroom: Newsroom, stories: dict[str, str]) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'share', { value: undefined })")
    page.goto(newsroom.url + stories["line"])
    assert not page.locator(".share .native").is_visible()


def test_the_device_is_given_headline_and_address(
    chromium: Browser, newsroom: Newsroom, stories: dict[str, str]
) -> None:
    context = chromium.new_context()
    window = context.new_page()
    window.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'share', { value: async (what) => { window.shared = what; } })"
    )
    window.goto(newsroom.url + stories["line"])
    window.locator(".share .native").click()
    assert window.evaluate("window.shared") == {"title": "With one line", "url": newsroom.url + stories["line"]}
    context.close()


def test_the_address_is_copied_and_said_to_be(chromium: Browser, newsroom: Newsroom, stories: dict[str, str]) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    window = context.new_page()
    window.goto(newsroom.url + stories["line"])
    window.get_by_role("button", name="Copy link").click()
    window.wait_for_function("() => document.querySelector('.share [role=status]').textContent === 'Link copied'")
    assert window.evaluate("navigator.clipboard.readText()") == newsroom.url + stories["line"]
    context.close()


def test_without_script_only_what_works_is_offered(
    chromium: Browser, newsroom: Newsroom, stories: dict[str, str]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(newsroom.url + stories["long"])
    assert window.locator(".share button:visible").count() == 0
    assert window.locator(".share a:visible").count() == 3
    assert window.locator(".contents a:visible").count() == 10
    context.close()


def test_one_letter_of_a_script_without_spaces_is_searched_for_at_once(
    page: Page, newsroom: Newsroom, stories: dict[str, str]
) -> None:
    page.goto(f"{newsroom.url}{stories['line']}")
    with page.expect_response(lambda answer: "/search/live/" in answer.url) as answered:
        page.get_by_role("searchbox").first.fill("书")
    assert answered.value.url.endswith("?q=%E4%B9%A6")
    page.get_by_text("No result").wait_for()


def test_on_paper_stand_the_story_its_source_and_the_day_and_nothing_to_press(
    page: Page, newsroom: Newsroom, stories: dict[str, str]
) -> None:
    page.goto(newsroom.url + stories["whole"])
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.locator(".in-print:visible").all_inner_texts()
    assert shown[0].startswith("https://harbour-gazette.example/stories/")
    assert newsroom.url + stories["whole"] in shown[1]
    assert "printed on" in shown[1]
    for hidden in (".bar", ".share", ".sidebar", ".ad", ".related", ".neighbours", ".foot"):
        assert page.locator(f"{hidden}:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_nothing_fades_for_those_who_asked_for_less_motion(
    page: Page, newsroom: Newsroom, stories: dict[str, str]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(newsroom.url + stories["line"])
    moving = "(all) => all.filter((one) => getComputedStyle(one).transitionDuration !== '0s').length"
    assert page.eval_on_selector_all("*", moving) == 0
