"""What time and repetition bring, on screens: a data request, the switch, a suspended source, slow senders.

Every screen is sound for axe in both looks. With SHOTS=FOLDER a picture of each is kept there.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Newsroom, opened
from tests.e2e.test_takedown_journeys import Journey, printed

pytestmark = pytest.mark.e2e
DATA = """
from tests.takedowns import room
from newsroom.takedowns import claimants
from newsroom.takedowns.claims import Claim
case = claimants.receive(room.notice(claim=Claim.DATA, data_law='ccpa', data_right='erase', email='ida@pier.example'))
claimants.confirm(room.confirm_token(case))
print('CASE', case.pk)
"""
REPEATED = """
from django.conf import settings
from django.utils import timezone
from articles.accounts import system_account
from newsroom.ingest.models import Feed
from newsroom.takedowns import handling, moves, senders, strikes
from newsroom.takedowns.sanctions import Suspension
from newsroom.takedowns.states import State
from tests.takedowns import room
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, make_source
room.SITE = settings.SITE_URL
wire = make_source('Pier Wire')
Feed.objects.create(source=wire, url='https://pier-wire.example/feed/')
for number in range(3):
    item = only_item(confirmed(make_article(source=wire), email=f'press@pier{number}.example'))
    handling.remove(item, by=system_account())
strikes.run(timezone.now())
case = confirmed(make_article(), email='again@pier.example')
moves.move_case(case, State.ABUSIVE, by=system_account())
senders.run(timezone.now())
print('SUSPENSION', Suspension.objects.get().pk)
"""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom of these walks' own: who works there and what was asked before decide what an officer may do alone."""
    with opened(tmp_path_factory.mktemp("newsroom")) as room:
        yield room


@pytest.fixture
def officer(chromium: Browser, newsroom: Newsroom) -> Iterator[Journey]:
    walks = Journey(chromium, newsroom)
    walks.sign_in("tao")
    yield walks
    walks.close()
    assert not walks.wrong, "\n".join(walks.wrong)


def test_an_officer_extends_and_answers_a_data_request_that_names_no_story(
    officer: Journey, newsroom: Newsroom
) -> None:
    page, case = officer.page, printed(newsroom, "CASE", DATA)
    officer.go("/admin/takedowns/dataclock/")
    expect(page.get_by_role("main")).to_contain_text("days")
    officer.see("31 data clocks")
    officer.go(f"/admin/takedowns/case/{case}/change/")
    panel = page.get_by_role("region", name="Data request")
    expect(panel).to_contain_text("California")
    officer.see("32 data request")
    panel.get_by_label("What was done, or why not").fill("Two archives have to be searched.")
    panel.get_by_role("button", name="Take until").click()
    expect(panel).to_contain_text("extended")
    panel.get_by_label("What was done, or why not").fill("We deleted your address from the list of readers.")
    panel.get_by_role("button", name="Done as asked").click()
    expect(page.locator(".messagelist")).to_contain_text("Answered")
    officer.see("33 data request answered")
    assert "list of readers" in officer.letter("ida@pier.example", "our answer")


def test_an_officer_asks_for_the_switch_and_an_empty_list_says_what_it_is_for(
    officer: Journey, newsroom: Newsroom
) -> None:
    page = officer.page
    officer.go("/admin/takedowns/switch/")
    officer.see("34 switch off")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("main")).to_contain_text("waits for a second person")
    assert page.get_by_role("button", name="Agree").count() == 0
    officer.see("35 switch asked")
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_role("main")).to_contain_text("Nobody has asked for it")


def test_an_officer_sees_who_repeats_and_an_editor_decides_about_the_source(
    officer: Journey, newsroom: Newsroom
) -> None:
    page, suspension = officer.page, printed(newsroom, "SUSPENSION", REPEATED)
    officer.go("/admin/takedowns/slowsender/")
    expect(page.get_by_role("main")).to_contain_text("again@pier.example")
    officer.see("36 senders")
    officer.sign_in("ben")
    officer.go("/admin/takedowns/suspension/")
    expect(page.get_by_role("main")).to_contain_text("Pier Wire")
    officer.see("37 suspended sources")
    officer.go(f"/admin/takedowns/suspension/{suspension}/change/")
    officer.see("38 suspended source")
    page.get_by_label("Why").fill("They took the stories off their wire.")
    page.get_by_role("button", name="Read its feeds again").click()
    expect(page.locator(".messagelist")).to_contain_text("read again")
    officer.see("39 source read again")
