"""What is hidden before an officer has looked: little, by few, and never a paper."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import autohold, claimants, fastlane, handling
from newsroom.takedowns.models import Case
from newsroom.takedowns.proofs import Method
from newsroom.takedowns.states import State
from tests.takedowns.room import address, confirm_token, notice, only_item
from tests.world import make_article, make_author, make_source, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper large enough that its hundredth part is no limit."""
    monkeypatch.setattr(autohold, "SHARE_OF_THE_PAPER", 50)


def story(hours_old: int = 48, **values: Any) -> Article:
    return make_article(published_at=timezone.now() - timedelta(hours=hours_old), **values)


def pressed(*stories: Article, **values: Any) -> Case:
    """A request whose link was opened and whose button was pressed."""
    case = claimants.receive(notice(*(address(one) for one in stories), **values))
    assert Client().post(f"/takedown/confirm/{confirm_token(case)}/").status_code == 302
    case.refresh_from_db()
    return case


def hidden(*stories: Article) -> list[bool]:
    return [Article.objects.get(pk=one.pk).status == Status.WITHHELD for one in stories]


@pytest.fixture
def _any_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's claim stands for that of safety, whose form asks other things."""
    monkeypatch.setattr(autohold, "AT_ONCE", frozenset({"owner"}))


def test_an_ordinary_request_hides_nothing() -> None:
    one = story()
    assert pressed(one).state == State.CONFIRMED
    assert hidden(one) == [False]


@pytest.mark.usefixtures("_any_claim")
def test_what_endangers_a_person_is_hidden_with_the_press_of_the_button() -> None:
    one = story()
    case = pressed(one)
    assert case.state == State.HELD
    assert hidden(one) == [True]
    assert Client().get(one.get_absolute_url()).status_code == 404
    assert "safety of a person" in case.events.get(act="hold", item__isnull=False).text


@pytest.mark.usefixtures("_any_claim")
def test_who_wrote_the_story_reads_that_a_rule_hid_it_and_a_person_decides() -> None:
    author = make_author("Cy Writer", account=person("cy"))
    case = pressed(story(authors=[author]))
    told = Letter.objects.get(template="takedown_reasons", to=person("cy").email)
    assert "A rule of the software did this at once" in told.body
    assert "no machine" not in told.body
    handling.remove(only_item(case), by=person("tao"), reason="It endangers somebody.")
    assert "A person decided it, no machine." in Letter.objects.filter(template="takedown_reasons").latest("pk").body


def test_the_proven_outlet_hides_its_own_story_however_young() -> None:
    source = make_source("Harbour Post", home_page="https://harbour.example/")
    own, other = story(0, source=source), story(0)
    fastlane.confirm(fastlane.ask(fastlane.Asked("harbour.example", Method.MAIL, "Ed Quill", "ed@harbour.example")))
    pressed(own, other, email="ed@harbour.example")
    assert hidden(own, other) == [True, False]


@pytest.mark.usefixtures("_any_claim")
def test_abuse_08_a_story_of_the_last_six_hours_is_hidden_by_no_stranger() -> None:
    breaking = story(1)
    assert pressed(breaking).state == State.CONFIRMED
    assert hidden(breaking) == [False]


@pytest.mark.usefixtures("_any_claim", "_wide")
def test_abuse_07_nobody_hides_more_than_ten_stories_a_day_and_officers_are_called() -> None:
    stories = [story() for _number in range(12)]
    case = pressed(*stories)
    assert hidden(*stories).count(True) == autohold.PER_CLAIMANT
    assert Letter.objects.filter(template="takedown_officers_budget").exists()
    assert case.events.filter(act="note", text__startswith="Not held at once").count() == 1


@pytest.mark.usefixtures("_any_claim")
def test_abuse_07_all_together_hide_no_more_than_a_hundredth_of_the_paper() -> None:
    one, other = story(), story()
    pressed(one, email="first@owner.example")
    pressed(other, email="second@owner.example")
    assert hidden(one, other) == [True, False]
