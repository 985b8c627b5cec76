"""The rules of the score: data that an officer edits, tried before they are saved."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from newsroom.takedowns import scoring
from newsroom.takedowns.scores import Condition, ScoreRule
from newsroom.takedowns.tasks import weigh
from tests.takedowns.room import confirmed
from tests.world import make_article

pytestmark = pytest.mark.django_db
RULES = "/admin/takedowns/scorerule/"
SignIn = Callable[[str], Client]
MANY = {"name": "Two addresses", "condition": "many", "value": "2", "points": "60", "active": "on"}


def test_a_new_site_begins_with_rules_each_of_which_can_be_asked() -> None:
    case = confirmed()
    assert ScoreRule.objects.count() == 12
    assert set(scoring.HOLDS) == set(Condition.values)
    assert 0 <= scoring.of(case).points <= 100


def test_a_trial_shows_what_would_change_and_saves_nothing(signed_in: SignIn) -> None:
    case = confirmed(make_article(), make_article())
    page = signed_in("tao").post(f"{RULES}add/", MANY | {"_try": "1"}).content.decode()
    assert case.reference in page
    assert "1 of the newest cases would score differently" in page
    assert not ScoreRule.objects.filter(name="Two addresses").exists()
    signed_in("tao").post(f"{RULES}add/", MANY | {"_save": "1"})
    assert scoring.of(case).is_high


def test_a_trial_of_what_is_typed_wrongly_says_so(signed_in: SignIn) -> None:
    page = signed_in("tao").post(f"{RULES}add/", MANY | {"value": "many", "_try": "1"}).content.decode()
    assert "needs a whole number" in page
    assert not ScoreRule.objects.filter(name="Two addresses").exists()


@pytest.mark.parametrize("value", ["", "-1", "1.5", "٣", "two"])
def test_a_number_is_a_whole_number(value: str) -> None:
    with pytest.raises(ValidationError):
        ScoreRule(name="x", condition=Condition.MANY, value=value, points=5).full_clean()


def test_an_inactive_rule_counts_for_nothing_and_the_sum_stays_within_bounds() -> None:
    case = confirmed()
    for number in range(3):
        ScoreRule.objects.create(name=f"r{number}", condition=Condition.MANY, value="1", points=90)
    assert scoring.of(case).points == 100
    ScoreRule.objects.filter(name__startswith="r").update(active=False)
    assert scoring.of(case).points < 90


def test_the_clock_scores_new_cases_for_the_queue(signed_in: SignIn) -> None:
    ScoreRule.objects.create(name="all", condition=Condition.MANY, value="1", points=99)
    case = confirmed(originals="a book")
    weigh()
    case.refresh_from_db()
    assert case.score is not None
    page = signed_in("tao").get("/admin/takedowns/case/?second=high").content.decode()
    assert case.reference in page


def test_an_empty_queue_says_what_will_appear_there(signed_in: SignIn) -> None:
    assert "No request has come yet" in signed_in("tao").get("/admin/takedowns/case/").content.decode()
    confirmed()
    assert "No case matches" in signed_in("tao").get("/admin/takedowns/case/?q=nothing").content.decode()
