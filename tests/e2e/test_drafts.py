"""What is typed survives a lost connection, a session that ends, a second window and a browser without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Newsroom
from tests.e2e.test_journey import sign_in

pytestmark = pytest.mark.e2e

MADE = """
from articles import editing
from articles.accounts import system_account
text = {"headline": "Lanterns over the weir", "body": "<p>Up they went.</p>"}
print("STORY", editing.create(by=system_account(), status="in_review", **text).pk)
"""
CHANGED = """
from articles import editing
from articles.accounts import system_account
from articles.models import Article
story = Article.objects.get(pk=%s)
editing.revise(story, by=system_account(), changes={"headline": "Lanterns, as another saw them"})
"""


@pytest.fixture
def story(newsroom: Newsroom, page: Page) -> str:
    """The address of a story in review, for Ben, who is signed in."""
    number = re.search(r"STORY (\d+)", newsroom.manage("shell", "-v0", "-c", MADE))
    assert number is not None
    sign_in(page, newsroom, "ben")
    return f"{newsroom.url}/admin/articles/article/{number[1]}/change/"


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A window without script."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def open_story(page: Page, story: str) -> None:
    """Open it, and wait until the editor stands and what is typed is watched."""
    page.goto(story)
    expect(page.get_by_role("toolbar", name="Formatting")).to_be_visible()
    page.wait_for_timeout(500)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()


def test_text_typed_while_the_session_ends_is_kept_and_saved_after_signing_in_again(
    page: Page, newsroom: Newsroom, story: str
) -> None:
    open_story(page, story)
    page.locator("#id_headline").fill("Lanterns, counted")
    expect(page.locator("[data-saved]")).to_contain_text("Draft kept")

    page.context.clear_cookies(name="sessionid")
    page.locator("#id_standfirst").fill("Forty of them")
    expect(page.locator("[data-saved]")).to_contain_text("You are signed out. Your text is kept in this window.")
    save(page)
    page.wait_for_timeout(600)
    assert page.url == story
    expect(page.locator("#id_standfirst")).to_have_value("Forty of them")

    with page.expect_popup() as opened:
        page.locator("[data-saved] a").click()
    window = opened.value
    window.get_by_label("Username").fill("ben")
    window.get_by_label("Password").fill("ben")
    window.get_by_role("button", name="Sign in").click()
    expect(window.locator("#user-tools")).to_be_visible()
    window.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-saved]")).to_contain_text("Draft kept")
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("“Lanterns, counted” was saved.")
    expect(page.locator("#id_standfirst")).to_have_value("Forty of them")
    # The message may be there to read before the page's own script has run.
    page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")


def test_without_a_connection_the_text_stays_in_the_browser_and_is_offered_again(page: Page, story: str) -> None:
    open_story(page, story)
    page.context.set_offline(True)
    page.locator("#id_headline").fill("Lanterns in the dark")
    expect(page.locator("[data-saved]")).to_contain_text("No connection; kept in this window and tried again.")
    save(page)
    page.wait_for_timeout(600)
    expect(page.locator("#id_headline")).to_have_value("Lanterns in the dark")
    # The window is lost before the connection is back; another one brings the text to the desk and shows what differs.
    page.on("dialog", lambda dialog: dialog.accept())
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)
    other.goto(story)
    expect(other.get_by_role("heading", name="You have text here that was never saved.")).to_be_visible()
    other.locator("[data-working-copy] summary").click()
    expect(other.locator("[data-working-copy] ins, [data-working-copy] mark").first).to_be_visible()
    other.get_by_role("link", name="Put it into the form").click()
    expect(other.locator("#id_headline")).to_have_value("Lanterns in the dark")
    save(other)
    expect(other.locator(".messagelist")).to_contain_text("“Lanterns in the dark” was saved.")
    expect(other.locator("[data-working-copy]")).to_have_count(0)


def test_what_another_changed_meanwhile_is_told_and_one_chooses_field_by_field(
    page: Page, newsroom: Newsroom, story: str
) -> None:
    open_story(page, story)
    page.locator("#id_headline").fill("Lanterns, as I saw them")
    page.locator("#id_standfirst").fill("I was there")
    newsroom.manage("shell", "-v0", "-c", CHANGED % story.rsplit("/", 3)[1])
    page.evaluate("deskLine.ping()")
    expect(page.locator("[data-moved]")).to_contain_text("changed this story meanwhile")
    save(page)
    clash = page.locator(".clash")
    expect(clash).to_contain_text("as another saw them")
    expect(clash).to_contain_text("as I saw them")
    expect(page.locator("#id_headline")).to_have_value("Lanterns, as I saw them")
    clash.get_by_label("Take theirs").check()
    expect(page.locator("#id_headline")).to_have_value("Lanterns, as another saw them")
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("“Lanterns, as another saw them” was saved.")
    expect(page.locator("#id_standfirst")).to_have_value("I was there")


def test_a_window_from_before_signing_in_again_saves_all_the_same(page: Page, newsroom: Newsroom, story: str) -> None:
    open_story(page, story)
    other = page.context.new_page()
    sign_in(other, newsroom, "ben")
    other.close()
    page.locator("#id_headline").fill("Lanterns, later")
    expect(page.locator("[data-saved]")).to_contain_text("Draft kept")
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("“Lanterns, later” was saved.")


def test_without_script_a_form_pressed_too_late_comes_back_after_signing_in(
    plain: Page, newsroom: Newsroom, story: str
) -> None:
    sign_in(plain, newsroom, "ben")
    plain.goto(story)
    plain.locator("#id_headline").fill("Lanterns without script")
    plain.locator("#id_body").fill("<p>Up they went, and down.</p>")
    plain.context.clear_cookies(name="sessionid")
    plain.locator(".bar button[value=save]").click()
    expect(plain.locator("#login-form")).to_be_visible()
    plain.get_by_label("Username").fill("ben")
    plain.get_by_label("Password").fill("ben")
    plain.get_by_role("button", name="Sign in").click()
    expect(plain.locator("#id_headline")).to_have_value("Lanterns without script")
    expect(plain.locator("#id_body")).to_have_value("<p>Up they went, and down.</p>")
    plain.locator(".bar button[value=save]").click()
    expect(plain.locator(".messagelist")).to_contain_text("“Lanterns without script” was saved.")
