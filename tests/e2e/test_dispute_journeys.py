"""An author's way from the letter about a removed story to its return, and both ways of an appeal.

Every screen is sound for axe in both looks; with SHOTS=FOLDER pictures and letters are kept there, as in the walks of
`test_takedown_journeys`.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Newsroom, opened
from tests.e2e.test_takedown_journeys import Journey, journey, printed

__all__ = ["journey"]
pytestmark = pytest.mark.e2e

# A story with the byline of somebody of ours, which a formal notice asks for, removed by Tao.
REMOVED = """
from django.conf import settings
from django.contrib.auth.models import Group, User
from newsroom.takedowns import claimants, handling
from tests.takedowns import room
from tests.takedowns.disputed import written_story
from tests.world import person
for name in ("cy", "uma"):
    if not User.objects.filter(username=name).exists():
        made = User.objects.create_user(name, f"{{name}}@paper.example", name, is_staff=True)
        made.groups.add(Group.objects.get(name="Takedown officer" if name == "uma" else "Writer"))
found = written_story({!r})
case = claimants.receive(room.notice(settings.SITE_URL + found.get_absolute_url(), email={!r}, claim="copyright"))
claimants.confirm(room.confirm_token(case))
handling.remove(room.only_item(case), by=person("tao"), reason="The text is theirs.")
print("CASE", case.reference)
"""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom of these walks' own: who works there and what was asked before decide what an officer may do alone."""
    with opened(tmp_path_factory.mktemp("newsroom")) as room:
        yield room


def open_case(page: Page, newsroom: Newsroom, reference: str) -> None:
    """From the queue to the case."""
    page.goto(f"{newsroom.url}/admin/takedowns/case/")
    page.get_by_role("link", name=reference).click()


def fill_in_the_counter_notice(journey: Journey) -> None:
    """One thing is forgotten; nothing that was typed is lost."""
    page = journey.page
    page.get_by_label("Why the story should come back").select_option("fair_use")
    page.get_by_label("What happened, in your words").fill("It is a quotation of three lines, with its source.")
    page.get_by_role("textbox", name="Your full name").fill("Cy Writer")
    page.get_by_role("textbox", name="Postal address").fill("4 Canal Street\nDelta City, Norway")
    page.get_by_role("textbox", name="Telephone").fill("555-0144")
    for words in ("Under penalty of perjury", "I consent to the jurisdiction", "I will accept service"):
        page.get_by_label(words).check()
    page.get_by_role("textbox", name="Signature").fill("Cy Writer")
    journey.see("32 counter-notice")
    page.get_by_role("button", name="Send the counter-notice").click()
    expect(page.get_by_role("alert")).to_contain_text("Please tick this")
    journey.see("33 counter-notice with an error")
    expect(page.get_by_role("textbox", name="Postal address")).to_have_value("4 Canal Street\nDelta City, Norway")
    page.get_by_label("I know that this counter-notice is passed on in full").check()
    page.get_by_role("button", name="Send the counter-notice").click()


def test_an_author_walks_from_the_letter_to_a_counter_notice_that_the_claimant_reads(
    journey: Journey, newsroom: Newsroom, chromium: Browser
) -> None:
    page, owner = journey.page, "orla@tidehouse.example"
    reference = printed(newsroom, "CASE", REMOVED.format("Bilby brass band plays on the pier", owner))
    letter = journey.letter("cy@paper.example", f"A story of yours and case {reference}")
    assert "bilby" not in letter.lower()
    journey.follow(letter, "/takedown/story/")
    expect(page.get_by_role("main")).to_contain_text("taken off the site")
    assert "bilby" not in page.content().lower()
    assert owner not in page.content()
    journey.see("31 what was decided")
    page.get_by_role("link", name="Send a counter-notice").click()
    fill_in_the_counter_notice(journey)
    expect(page.get_by_role("main")).to_contain_text("comes back by itself between")
    journey.see("34 its days run")

    officer = Journey(chromium, newsroom)
    officer.sign_in("uma")
    open_case(officer.page, newsroom, reference)
    expect(officer.page.get_by_role("region", name="Counter-notices")).to_contain_text("4 Canal Street")
    officer.see("35 counter-notice on the case")
    officer.page.get_by_role("button", name="Forward to the claimant").click()
    expect(officer.page.locator(".messagelist")).to_contain_text("comes back on")
    officer.see("36 forwarded")
    officer.close()
    assert not officer.wrong, "\n".join(officer.wrong)
    assert "4 Canal Street" in journey.letter(owner, "a counter-notice")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Sent on")
    journey.see("37 sent on")


def test_an_author_appeals_and_somebody_else_answers(journey: Journey, newsroom: Newsroom, chromium: Browser) -> None:
    page = journey.page
    reference = printed(newsroom, "CASE", REMOVED.format("Potoroo pilots land at noon", "mira@nightpier.example"))
    journey.follow(journey.letter("cy@paper.example", f"A story of yours and case {reference}"), "/takedown/story/")
    page.get_by_role("link", name="Appeal", exact=True).click()
    page.get_by_label("Why the decision is wrong").fill("Too short")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("alert")).to_contain_text("at least 20")
    journey.see("41 appeal with an error")
    page.get_by_label("Why the decision is wrong").fill("The passage is a quotation, with its source beside it.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("main")).to_contain_text("answers it by")
    journey.see("42 appealed")

    officer = Journey(chromium, newsroom)
    for name, words in (("tao", "You had a part in this decision"), ("uma", "open again, with a new clock")):
        officer.sign_in(name)
        open_case(officer.page, newsroom, reference)
        panel = officer.page.get_by_role("region", name="Appeals")
        panel.get_by_label("The reasons").fill("You are right: it is quoted, and its source is named.")
        officer.see(f"43 appeal on the case, {name}")
        panel.get_by_role("button", name="Decide it anew").click()
        expect(officer.page.locator(".messagelist")).to_contain_text(words)
    officer.see("44 reversed")
    officer.close()
    assert not officer.wrong, "\n".join(officer.wrong)
    journey.letter("cy@paper.example", "appeal")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("The case is decided anew")
    journey.see("45 answered")
