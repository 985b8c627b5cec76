"""Old versions are cleared away, and none that somebody may need: the first, the live one, the last public one."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, Change, Country
from articles.status import Status
from newsroom.desk import approvals, decisions
from tests.takedowns.room import confirmed
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db


def aged(article: Article) -> Any:
    past: Any = article.history
    past.update(history_date=timezone.now() - timedelta(days=100))
    return past


def purge(*more: str, days: str = "30") -> str:
    out = StringIO()
    call_command("purge_revisions", "--keep-days", days, *more, stdout=out, verbosity=0)
    return out.getvalue()


def test_the_first_the_live_and_the_last_public_version_stay() -> None:
    article = make_article()
    for number in range(4):
        decisions.revise(article, by=person("ben"), changes={"headline": f"Boats back at {number}"})
    public = article.version
    decisions.unpublish(article, by=person("ben"), reason="wrong")
    decisions.reopen(article, by=person("ben"))
    decisions.revise(article, by=person("ben"), changes={"headline": "Boats back at last"})
    past, rows = aged(article), Change.objects.count()
    first = past.order_by("history_id").first().version
    before = past.count()
    assert "would go" in purge("--dry-run")
    assert past.count() == before
    purge()
    assert set(past.values_list("version", flat=True)) == {first, public, article.version}
    assert Change.objects.count() == rows


def test_what_is_young_stays_and_a_senseless_number_is_refused() -> None:
    article = make_article(status=Status.IN_REVIEW)
    for number in range(3):
        decisions.revise(article, by=person("ben"), changes={"headline": f"Boats {number}"})
    assert purge().startswith("0 ")
    with pytest.raises(CommandError, match="how many days"):
        purge(days="0")


def revised(article: Article, times: int = 3) -> None:
    for number in range(times):
        decisions.revise(article, by=person("ada"), changes={"headline": f"Boats back at {number}"})


def test_every_version_of_a_story_that_a_case_is_about_stays() -> None:
    challenged, free = make_article(), make_article()
    revised(challenged)
    revised(free)
    confirmed(challenged)
    before = aged(challenged).count()
    assert aged(free).count() == before
    purge()
    assert aged(challenged).count() == before
    assert aged(free).count() < before


def test_the_version_that_somebody_approved_stays() -> None:
    Country.objects.filter(pk=make_country().pk).update(approvals=1)
    article = make_article(status=Status.IN_REVIEW)
    revised(article)
    approved = article.version
    approvals.approve(article, by=person("ben"))
    revised(article)
    past = aged(article)
    purge()
    assert approved in set(past.values_list("version", flat=True))
    assert past.count() == 3
