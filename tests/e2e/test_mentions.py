"""A note calls a colleague: typing @ offers names, the bell of the colleague rings until the story is opened."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Newsroom
from tests.e2e.test_journey import sign_in

pytestmark = pytest.mark.e2e

MADE = """
from django.contrib.auth.models import Group, User
from articles import editing
from articles.accounts import system_account
for name, known_as in (("mira", "Mira"), ("admira", "Ada")):
    user, _ = User.objects.get_or_create(username=name, defaults={"first_name": known_as, "is_staff": True})
    user.set_password(name)
    user.save()
    user.groups.add(Group.objects.get(name="Editor"))
text = {"headline": "Fog on the pier", "body": "<p>So.</p>"}
print("STORY", editing.create(by=system_account(), status="in_review", **text).pk)
"""


@pytest.fixture
def story(newsroom: Newsroom) -> str:
    """The address of a story in review, in a newsroom where Mira and Ada work too."""
    number = re.search(r"STORY (\d+)", newsroom.manage("shell", "-v0", "-c", MADE))
    assert number is not None
    return f"{newsroom.url}/admin/articles/article/{number[1]}/change/"


@pytest.fixture
def other(chromium: Browser) -> Iterator[Page]:
    """A second window, as wide as a telephone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_name_in_a_note_rings_the_bell_of_the_colleague(
    newsroom: Newsroom, page: Page, other: Page, story: str
) -> None:
    sign_in(page, newsroom, "ben")
    page.goto(story)
    note = page.get_by_role("textbox", name="Leave a note")
    note.press_sequentially("Is it so, @MI")
    expect(page.locator("#mention-list [role=option]").first).to_have_text("Mira @mira")
    expect(page.locator("#mention-list")).to_contain_text("Ada @admira")
    note.press("Enter")
    expect(note).to_have_value("Is it so, @mira ")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".notes .called")).to_have_text("@mira")

    sign_in(other, newsroom, "mira")
    bell = other.locator("a.bell")
    expect(bell).to_have_accessible_name("1 alert")
    bell.click()
    expect(other.get_by_text("ben mentions you: “Is it so, @mira”")).to_be_visible()
    other.get_by_role("link", name="Fog on the pier").click()
    expect(bell).to_have_accessible_name("0 alerts")
