"""A pin leads the front page until its end; there is none without one, and none on what readers cannot see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.refusals import NotPermitted, Unfit
from articles.status import Status
from newsroom.desk import decisions
from tests.desk import screen
from tests.world import BODY, make_article, person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SignIn = Callable[[str], Client]


@pytest.mark.parametrize(
    ("choice", "until"), [("4h", "2026-06-05 16:00"), ("tonight", "2026-06-06 00:00"), ("24h", "2026-06-06 12:00")]
)
def test_a_press_pins_it_and_another_takes_the_pin_away(signed_in: SignIn, choice: str, until: str) -> None:
    with time_machine.travel("2026-06-05 12:00:00+08:00", tick=False):
        pinned, ben = make_article("Pinned", published_at=timezone.now() - DAY), signed_in("ben")
        newest = make_article("Newest")
        assert "leads the front page until" in screen.press(ben, pinned, f"pin:{choice}")
        assert f"{timezone.localtime(screen.now(pinned).pinned_until):%Y-%m-%d %H:%M}" == until
        assert Client().get("/").context["lead"] == pinned
        assert "is pinned no longer" in screen.press(ben, pinned, "pin:")
        assert Client().get("/").context["lead"] == newest


@pytest.mark.parametrize("choice", ["for ever", "4h ", "365d", "-1"])
def test_another_end_is_refused(signed_in: SignIn, choice: str) -> None:
    article = make_article()
    assert "A pin ends in" in screen.press(signed_in("ben"), article, f"pin:{choice}")
    assert screen.now(article).pinned_until is None


def test_a_pin_ends_ahead_within_a_month_and_is_on_what_is_published() -> None:
    article, waiting = make_article(), make_article(status=Status.IN_REVIEW)
    for until, why in (
        (timezone.now(), "lies ahead"),
        (timezone.now() + 32 * DAY, "within 31 days"),
        (None, "not pin"),
    ):
        with pytest.raises(Unfit, match=why):
            decisions.pin(article, by=person("ben"), until=until)
    with pytest.raises(Unfit, match="only what is published"):
        decisions.pin(waiting, by=person("ben"), until=timezone.now() + DAY)
    with pytest.raises(NotPermitted):
        decisions.pin(article, by=person("cy"), until=timezone.now() + DAY)


def test_what_goes_off_the_site_is_pinned_no_longer() -> None:
    article = make_article()
    decisions.pin(article, by=person("ben"), until=timezone.now() + DAY)
    decisions.unpublish(article, by=person("ben"), reason="wrong")
    assert article.pinned_until is None


def test_nobody_pins_by_the_form_what_they_may_not_publish(signed_in: SignIn) -> None:
    cy, until = signed_in("cy"), f"{timezone.localtime() + DAY:%Y-%m-%dT%H:%M}"
    article = decisions.begin(by=person("cy"), headline="Mine", body=BODY)
    assert 'name="pinned_until"' not in cy.get(screen.address(article)).content.decode()
    screen.press(cy, article, standfirst="At dawn.", pinned_until=until, **{"initial-pinned_until": ""})
    assert (screen.now(article).standfirst, screen.now(article).pinned_until) == ("At dawn.", None)


def test_nobody_pins_by_a_verb_what_they_may_not_publish() -> None:
    cy, changes = person("cy"), {"pinned_until": timezone.now() + DAY}
    article = decisions.begin(by=cy, headline="Mine", body=BODY)
    with pytest.raises(NotPermitted):
        decisions.revise(article, by=cy, changes=changes)
    with pytest.raises(NotPermitted):
        decisions.begin(by=cy, headline="Pinned from the first", **changes)
    assert not Article.objects.filter(pinned_until__isnull=False).exists()


def test_an_editor_still_plans_a_pin_for_what_will_be_published(signed_in: SignIn) -> None:
    waiting, until = make_article(status=Status.IN_REVIEW), timezone.localtime() + DAY
    screen.press(signed_in("ben"), waiting, pinned_until=f"{until:%Y-%m-%dT%H:%M}")
    assert screen.now(waiting).pinned_until == until.replace(second=0, microsecond=0)
