"""An editor answers suggestions in place, by keys, while a headline that is not saved yet stands in the form."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Newsroom
from tests.e2e.test_journey import sign_in

pytestmark = pytest.mark.e2e

TYPED = "A headline that is typed and not saved"
MADE = """
from articles import editing
from articles.accounts import system_account
from articles.models import Tag
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
for name in ("Lanterns", "Kites"):
    Tag.objects.get_or_create(name=name)
text = {"headline": "Lanterns over the weir", "body": "<p>Up they went.</p>"}
story = editing.create(by=system_account(), status="incoming", **text)
found = [Suggested("tag", "Lanterns", "stands in the headline", 0.9, False), Suggested("tag", "Kites", "", 0.3, False)]
suggestions.offer(story, found)
print("STORY", story.pk)
"""


def test_answers_in_place_lose_nothing_that_is_typed(page: Page, newsroom: Newsroom) -> None:
    number = re.search(r"STORY (\d+)", newsroom.manage("shell", "-v0", "-c", MADE))
    assert number is not None
    sign_in(page, newsroom, "ben")
    page.goto(f"{newsroom.url}/admin/articles/article/{number[1]}/change/")
    headline = page.get_by_role("textbox", name=re.compile("^Headline"))
    headline.fill(TYPED)
    headline.blur()

    before = page.locator(".past .acts li").count()
    # The first is reached and taken by keys; the form knows the tag, and the headline is as it was typed.
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator("#suggestions [data-said]")).to_have_text("Taken: Lanterns.")
    expect(page.locator("#suggestions")).to_contain_text("taken by ben")
    expect(page.locator(".past .acts li")).not_to_have_count(before)
    expect(page.locator(".chips", has_text="Lanterns")).to_be_visible()
    expect(headline).to_have_value(TYPED)

    # The keys are on the next one, which is refused.
    page.keyboard.press("n")
    expect(page.locator("#suggestions [data-said]")).to_have_text("Refused: Kites.")

    # Nothing stands between the typed headline and its saving, and the tag stays.
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".messagelist")).to_contain_text(f"“{TYPED}” was saved.")
    expect(page.locator(".chips", has_text="Lanterns")).to_be_visible()


def test_enter_in_a_field_saves_and_answers_nothing(page: Page, newsroom: Newsroom) -> None:
    number = re.search(r"STORY (\d+)", newsroom.manage("shell", "-v0", "-c", MADE))
    assert number is not None
    sign_in(page, newsroom, "ben")
    page.goto(f"{newsroom.url}/admin/articles/article/{number[1]}/change/")
    byline = page.locator("#id_source_author")
    if not byline.is_visible():
        page.locator("summary", has_text=re.compile("^Source$")).click()
    byline.fill("A. Kitemaker")
    byline.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("was saved")
    expect(page.locator("#suggestions")).to_contain_text("2 not answered")
