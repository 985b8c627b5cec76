"""One story from the feed to the front page, and from an owner's complaint to being gone for good."""

import re
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Newsroom
from tests.e2e.outlet import ICE, Outlet

pytestmark = pytest.mark.e2e

HEADLINE = "Ferry carries a piano across Lake Khankh in Mongolia"
FIXED = "A piano crosses Lake Khankh"
OWNER = "owner@ferryman.example"
SOON = 30_000


def status_of(url: str) -> int:
    """What an address answers to a stranger."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def text_of(url: str) -> str:
    """What a public page says, less the marks that search puts around words."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return re.sub(r"</?mark>", "", answer.read().decode())


def sitemap(newsroom: Newsroom) -> str:
    """All parts of the sitemap that list stories."""
    parts = re.findall(r"<loc>([^<]*sitemap-articles[^<]*)</loc>", text_of(f"{newsroom.url}/sitemap.xml"))
    return "".join(text_of(part) for part in parts)


def sign_in(page: Page, newsroom: Newsroom, name: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{newsroom.url}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#user-tools")).to_contain_text(name, ignore_case=True)


def wait_for_story(page: Page, newsroom: Newsroom, headline: str) -> None:
    """Reload the queue until the worker has brought the story in."""
    link = page.get_by_role("link", name=headline).first
    for _ in range(60):
        page.goto(f"{newsroom.url}/admin/articles/article/")
        if link.is_visible():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{headline!r} did not come into the queue.")


def test_a_story_is_read_published_challenged_removed_and_stays_away(
    page: Page, newsroom: Newsroom, outlet: Outlet
) -> None:
    # A feed gets a new story; clock and worker bring it into the queue.
    outlet.publish("piano", HEADLINE)
    newsroom.manage(
        "add_source", f"{outlet.url}/feed.xml", "--name", "The Khankh Ferryman", "--rights", "licensed",
        "--country", "MN", "--no-poll",
    )  # fmt: skip
    sign_in(page, newsroom, "ben")
    wait_for_story(page, newsroom, HEADLINE)

    # An editor opens it, fixes the headline, publishes.
    page.get_by_role("link", name=HEADLINE).first.click()
    page.get_by_role("textbox", name=re.compile("^Headline")).fill(FIXED)
    page.get_by_role("combobox", name=re.compile("^Kind")).select_option("compiled")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("published", ignore_case=True)

    # It is on the front page, the country page, in the feed.
    page.goto(newsroom.url)
    page.get_by_role("link", name=FIXED).first.click()
    expect(page.locator("h1")).to_have_text(FIXED)
    expect(page.locator("body")).to_contain_text("The Khankh Ferryman")
    address = page.url
    for place in ("/", "/country/mongolia/", "/feed/", "/feed/atom/", "/feed/json/", "/search/?q=piano"):
        assert FIXED in text_of(newsroom.url + place), place
    assert address in sitemap(newsroom)

    # An owner files the form and confirms.
    page.context.clear_cookies()
    page.goto(f"{newsroom.url}/takedown/?claim=owner&url={quote(address, safe='')}")
    page.get_by_label("Where the original is").fill(f"{outlet.url}/piano")
    page.get_by_label("What is wrong, in your words").fill("We do not want our stories to stand on other sites.")
    page.get_by_label("Your name").fill("Orla Ferrymaid")
    page.get_by_label("E-mail address").fill(OWNER)
    page.get_by_label("I believe in good faith").check()
    page.get_by_label("I know that whoever wrote the story").check()
    page.get_by_role("button", name="Send the request").click()
    expect(page.locator("main")).to_contain_text("TD-")
    reference = re.search(r"TD-[A-Z0-9]{4}-[A-Z0-9]{4}", page.locator("main").inner_text())
    assert reference
    link = letter_link(page, newsroom, "/takedown/confirm/")
    page.goto(link)
    page.get_by_role("button", name="Confirm the request").click()
    expect(page.locator("main")).to_contain_text(reference[0])

    # An officer removes it: gone everywhere.
    sign_in(page, newsroom, "tao")
    page.goto(f"{newsroom.url}/admin/takedowns/case/")
    page.get_by_role("link", name=reference[0]).click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible(timeout=SOON)
    assert status_of(address) == 410
    for place in ("/", "/country/mongolia/", "/feed/", "/feed/atom/", "/feed/json/", "/search/?q=piano"):
        assert FIXED not in text_of(newsroom.url + place), place
    assert address not in sitemap(newsroom)

    # The next poll does not bring it back, whatever the outlet appends to the address; other stories come in.
    outlet.publish("piano?utm_source=feed", HEADLINE)
    outlet.publish("ice", "Ice leaves Lake Khankh in Mongolia ten days early", ICE)
    newsroom.manage("poll", "--all")
    sign_in(page, newsroom, "ben")
    wait_for_story(page, newsroom, "Ice leaves Lake Khankh")
    page.goto(f"{newsroom.url}/admin/articles/article/")
    expect(page.get_by_role("link", name=HEADLINE)).to_have_count(0)
    assert status_of(address) == 410


def letter_link(page: Page, newsroom: Newsroom, path: str) -> str:
    """The link in the newest letter to the owner, once the outbox has sent it."""
    for _ in range(60):
        for letter in reversed(newsroom.letters(OWNER)):
            text = letter.replace("=\n", "").replace("=3D", "=")
            found = re.search(rf"{re.escape(newsroom.url)}{re.escape(path)}\S+", text)
            if found:
                return found[0]
        page.wait_for_timeout(500)
    raise AssertionError("No letter came.")
