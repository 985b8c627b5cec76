"""The log: narrowed by indexes, found by story, saved as a spreadsheet in which nothing is a formula."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from articles.models import Change
from articles.status import Status
from newsroom.desk import decisions, log
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LOG = "/admin/articles/change/"


def test_it_is_narrowed_by_who_act_and_story_and_saved_as_it_is_shown(signed_in: SignIn) -> None:
    formula, other = make_article("=HYPERLINK(1)", status=Status.INCOMING), make_article(status=Status.INCOMING)
    decisions.reject(formula, by=person("ben"), reason="@old news")
    decisions.reject(other, by=person("ada"), reason="no")
    narrowed = {"who": str(person("ben").pk), "act": "reject", "days": "7", "q": str(formula.pk)}
    ben = signed_in("ben")
    shown = ben.get(LOG, narrowed).content.decode()
    assert "@old news" in shown
    assert f"/article/{other.pk}/" not in shown
    lines = b"".join(ben.get(f"{LOG}export/", narrowed)).decode().splitlines()
    assert len(lines) == 2
    assert "'=HYPERLINK(1)" in lines[1]
    assert "'@old news" in lines[1]
    assert signed_in("zoe").get(f"{LOG}export/").status_code == 302


@pytest.mark.parametrize("query", ["q=%00", "who=x", "days=x", "act=%27", "q=99999999999999999999999", "p=-1"])
def test_nonsense_in_the_address_breaks_nothing(signed_in: SignIn, query: str) -> None:
    assert signed_in("ben").get(f"{LOG}?{query}").status_code in {200, 302}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans are told in each database's own words")
def test_each_filter_is_answered_by_an_index() -> None:
    for narrowed in ({"act": "publish"}, {"by": 1}, {"article": 1}):
        plan = Change.objects.filter(**narrowed).order_by("-id")[:101].explain()
        assert "USING INDEX" in plan or "USING COVERING INDEX" in plan, plan


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert log.harmless(cell) == f"'{cell}"
    assert log.harmless("plain - text") == "plain - text"
