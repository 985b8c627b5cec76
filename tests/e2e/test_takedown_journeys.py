"""A claimant's way from a story to a receipt that anybody can check, and an officer's way from the queue to it.

Every screen on the way is sound for axe in both looks. With SHOTS=FOLDER a picture of each, wide and narrow, light and
dark, and the letters as text are kept there for people to look at.
"""

import json
import os
import re
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Newsroom, opened
from tests.e2e.walker import Walker

pytestmark = pytest.mark.e2e

REFERENCE = re.compile(r"TD-[A-Z0-9]{4}-[A-Z0-9]{4}")
SHAPES = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
TELL = "from tests.world import make_article; print('STORY', make_article({!r}).get_absolute_url())"
ASK = """
from django.conf import settings
from articles.models import Article
from tests.takedowns import room
from newsroom.takedowns import claimants
found = Article.objects.get(headline={!r})
case = claimants.receive(room.notice(settings.SITE_URL + found.get_absolute_url(), email={!r}))
claimants.confirm(room.confirm_token(case))
print('CASE', case.reference)
"""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom of these walks' own: who works there and what was asked before decide what an officer may do alone."""
    with opened(tmp_path_factory.mktemp("newsroom")) as room:
        yield room


class Journey(Walker):
    """A walk that can keep pictures of what it sees."""

    folder = os.environ.get("SHOTS", "")

    def see(self, name: str) -> None:
        """Judge the screen, and keep a picture of it in every shape."""
        self.look(name)
        for width, scheme in SHAPES if self.folder else ():
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            self.page.screenshot(path=Path(self.folder) / f"{name}-{width}-{scheme}.png", full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def letter(self, to: str, subject: str) -> str:
        """The text of the newest letter with these words in its subject, once the outbox has sent it."""
        for _round in range(240):
            for text in reversed(self.newsroom.letters(to)):
                sent = message_from_string(text)
                if subject in str(sent["Subject"]).replace("\n", ""):
                    body = sent.get_payload(decode=True)
                    assert isinstance(body, bytes)
                    return self._kept(subject, body.decode())
            self.page.wait_for_timeout(500)
        raise AssertionError(f"No letter {subject!r} came to {to}.")

    def _kept(self, subject: str, body: str) -> str:
        if self.folder:
            (Path(self.folder) / f"letter {subject}.txt").write_text(body)
        return body

    def follow(self, letter: str, path: str) -> None:
        """Open the link of a letter."""
        found = re.search(rf"{re.escape(self.newsroom.url)}({re.escape(path)}\S+)", letter)
        assert found
        self.go(found[1])


@pytest.fixture
def journey(chromium: Browser, newsroom: Newsroom) -> Iterator[Journey]:
    walks = Journey(chromium, newsroom)
    yield walks
    walks.close()
    assert not walks.wrong, "\n".join(walks.wrong)


def printed(newsroom: Newsroom, word: str, code: str) -> str:
    """What a shell of the newsroom says after a word."""
    lines = newsroom.manage("shell", "-v0", "-c", code).splitlines()
    return next(line for line in lines if line.startswith(f"{word} ")).removeprefix(f"{word} ")


def remove(page: Page, newsroom: Newsroom, reference: str) -> None:
    """From the queue to the case, and press Remove."""
    page.goto(f"{newsroom.url}/admin/takedowns/case/")
    page.get_by_role("link", name=reference).click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("removed", ignore_case=True, timeout=30_000)


def fill_in_the_form(journey: Journey, address: str, owner: str) -> str:
    """An error on the way; nothing that was typed is lost. The reference of the request."""
    page = journey.page
    expect(page.get_by_label("Addresses of the stories")).to_have_value(address)
    page.get_by_label("Where the original is").fill("https://ferryhouse.example/quokka")
    page.get_by_label("What is wrong, in your words").fill("We do not want our stories to stand on other sites.")
    page.get_by_label("Your name").fill("Orla Ferrymaid")
    page.get_by_label("E-mail address").fill(owner)
    page.get_by_label("I believe in good faith").check()
    journey.see("03 form")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("alert")).to_contain_text("Please tick this")
    journey.see("04 form with errors")
    expect(page.get_by_label("Your name")).to_have_value("Orla Ferrymaid")
    expect(page.get_by_label("I believe in good faith")).to_be_checked()
    page.get_by_label("I know that whoever wrote the story").check()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("check your mail")
    journey.see("05 check your mail")
    found = REFERENCE.search(page.get_by_role("main").inner_text())
    assert found
    return found[0]


def check_the_line(journey: Journey, address: str) -> None:
    """Anybody checks the line of a receipt: as it is, for another address, and changed."""
    page = journey.page
    line = page.get_by_role("group", name="Signed line").inner_text()
    page.get_by_role("main").get_by_role("link", name="/takedown/verify/").click()
    journey.see("10 verify")
    for typed, about, said in (
        (line, address, "It is about the address that you gave"),
        (line, address.replace("quokka", "wombat"), "not about the address"),
        (line.replace('"answers":410', '"answers":404'), "", "We did not write this line"),
    ):
        page.get_by_label("The signed line").fill(typed)
        page.get_by_label("Address that it should be about").fill(about)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text(said)
        journey.see(f"11 verified, {said}")


def test_a_claimant_walks_from_a_story_to_a_receipt_that_anybody_can_check(
    journey: Journey, newsroom: Newsroom, chromium: Browser
) -> None:
    page, owner = journey.page, "orla@ferryhouse.example"
    story = printed(newsroom, "STORY", TELL.format("Quokka ferry reads the tide tables aloud"))

    # From the story to the form, by its link.
    journey.go(story)
    journey.see("01 story")
    page.get_by_role("main").get_by_role("link", name="Ask for this story to be taken down").click()
    journey.see("02 claims")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()

    reference = fill_in_the_form(journey, newsroom.url + story, owner)

    # The letter, the button, the clock.
    journey.follow(journey.letter(owner, "Please confirm"), "/takedown/confirm/")
    journey.see("06 confirm")
    page.get_by_role("button", name="Confirm the request").click()
    expect(page.get_by_role("main")).to_contain_text("left")
    journey.see("07 clock")
    journey.letter(owner, "the clock is running")

    # An officer decides; the letter leads to the receipt.
    officer = Journey(chromium, newsroom)
    officer.sign_in("tao")
    remove(officer.page, newsroom, reference)
    officer.close()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Removed")
    journey.see("08 decided")
    decided = journey.letter(owner, "what we decided")
    assert "quokka" not in decided.lower()
    journey.follow(decided, "/takedown/receipt/")
    expect(page.get_by_role("main")).to_contain_text("✓ gone")
    assert "quokka" not in page.content().lower()
    journey.see("09 receipt")
    if journey.folder:
        page.emulate_media(media="print", color_scheme="light")
        page.screenshot(path=Path(journey.folder) / "09 receipt-print.png", full_page=True)
        page.emulate_media(media="screen")

    check_the_line(journey, newsroom.url + story)

    # Who still comes to the story learns that it is gone.
    assert journey.go(story) == 410
    journey.see("12 gone")


def test_an_officer_walks_from_the_queue_to_a_green_leak_table_and_the_receipt(
    journey: Journey, newsroom: Newsroom
) -> None:
    page, headline = journey.page, "Numbat choir sings on the night bus"
    story = printed(newsroom, "STORY", TELL.format(headline))
    reference = printed(newsroom, "CASE", ASK.format(headline, "mira@nightbus.example"))
    journey.letter("tao@paper.example", "New takedown case")
    journey.sign_in("tao")
    journey.go("/admin/takedowns/case/")
    expect(page.get_by_role("link", name=reference)).to_be_visible()
    journey.see("21 queue")
    page.get_by_role("link", name=reference).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    journey.see("22 case")
    remove(page, newsroom, reference)
    expect(page.get_by_role("main")).to_contain_text("Gone from all")
    page.get_by_text("Gone from all").click()
    expect(page.get_by_role("table").get_by_text("gone").first).to_be_visible()
    assert page.get_by_role("table").locator(".clock-late").count() == 0
    journey.see("23 removed")

    # The receipt that the claimant has, and its line, which the check knows.
    receipt = page.get_by_role("region", name="Receipt of removal")
    expect(receipt).to_contain_text("At once")
    receipt.get_by_text("Signed line for address 1").click()
    journey.see("24 receipt on the case")
    line = receipt.get_by_role("code").inner_text()
    assert json.loads(line)["case"] == reference
    receipt.get_by_role("link", name="Check a receipt").click()
    page.get_by_label("The signed line").fill(line)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("This receipt is ours")
    assert journey.go(story) == 410


def test_an_officer_asks_and_the_claimant_answers_on_the_page_of_the_request(
    journey: Journey, newsroom: Newsroom, chromium: Browser
) -> None:
    page, owner, headline = journey.page, "pia@tideline.example", "Wallaby post office opens at low tide"
    story = printed(newsroom, "STORY", TELL.format(headline))
    reference = printed(newsroom, "CASE", ASK.format(headline, owner))
    officer = Journey(chromium, newsroom)
    officer.sign_in("tao")
    desk = officer.page
    officer.go("/admin/takedowns/case/")
    desk.get_by_role("link", name=reference).click()
    desk.get_by_label("What is missing (the claimant reads it)").fill("Which of the two photographs is yours?")
    officer.see("31 ask")
    desk.get_by_role("button", name="Ask the claimant").click()
    expect(desk.locator(".messagelist")).to_contain_text("the clock stands still")
    expect(desk.locator(".case-head")).to_contain_text("stands still")
    officer.see("32 asked")

    # The letter leads to the page of the request, where an empty answer is refused and a real one starts the clock.
    journey.follow(journey.letter(owner, "something is missing"), "/takedown/status/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("The clock stands still")
    page.get_by_role("link", name="Go on with a code").click()
    page.get_by_role("button", name="Mail me a code").click()
    code = re.search(r"^(\d{8})\s*$", journey.letter(owner, "your code"), re.MULTILINE)
    assert code
    page.get_by_label("The code in the letter").fill(code[1])
    page.get_by_role("button", name="Go on").click()
    expect(main).to_contain_text("Which of the two photographs is yours?")
    journey.see("33 what we ask")
    page.get_by_label("Your answer").fill("   ")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your answer")
    journey.see("34 empty answer")
    page.get_by_label("Your answer").fill("The one with the lantern.")
    page.get_by_role("button", name="Send the answer").click()
    expect(main).to_contain_text("left")
    journey.see("35 answered")

    # Officers hear of it, read the answer and decide.
    journey.letter("tao@paper.example", f"{reference}: the claimant has answered")
    desk.reload()
    expect(desk.get_by_role("region", name="Question and answer")).to_contain_text("The one with the lantern.")
    officer.see("36 the answer")
    remove(desk, newsroom, reference)
    officer.close()
    assert not officer.wrong, "\n".join(officer.wrong)
    page.reload()
    expect(main).to_contain_text("Removed")
    journey.see("37 decided")
    assert journey.go(story) == 410
