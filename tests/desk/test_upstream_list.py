"""Where an editor comes upon changes at sources: the list, the dashboard, the review screen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles import lifecycle
from articles.accounts import system_account
from articles.status import Status
from newsroom.desk import dashboard, upstream
from tests.desk.upstream_story import LIST, gone, page, text
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def test_the_list_shows_the_open_ones_and_leads_to_each(signed_in: SignIn) -> None:
    first, second = gone(), gone(make_article("Fog comes in"))
    upstream.leave(second, by=person("ben"))
    shown = text(signed_in("ben"), LIST)
    assert "Boats come home" in shown
    assert "Fog comes in" not in shown
    assert page(first) in shown
    both = text(signed_in("ben"), f"{LIST}?settled=all")
    assert both.index("Boats come home") < both.index("Fog comes in"), "open ones first"
    assert "Boats come home" not in text(signed_in("ben"), f"{LIST}?settled=left")


def test_it_can_be_narrowed_and_searched(signed_in: SignIn) -> None:
    nepal = make_country("NP")
    gone(make_article("Fog comes in", country=nepal, source=make_source("Fog Post")))
    gone()
    ben = signed_in("ben")
    for query in (f"article__country__id__exact={nepal.pk}", "q=fog"):
        shown = text(ben, f"{LIST}?{query}")
        assert "Fog comes in" in shown
        assert "Boats come home" not in shown
    assert "Nothing matches." in text(ben, f"{LIST}?kind__exact=changed")


def test_an_empty_list_says_why(signed_in: SignIn) -> None:
    assert "No source has changed or deleted a story that we show" in text(signed_in("ben"), LIST)


def test_the_list_costs_the_same_for_one_and_for_many(signed_in: SignIn, django_assert_max_num_queries: Any) -> None:
    client = signed_in("ben")
    for number in range(12):
        gone(make_article(source=make_source(f"Outlet {number}"), country=make_country(f"Z{number:X}")))
    client.get(LIST)
    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_the_dashboard_counts_them_for_those_who_may_see_them(signed_in: SignIn) -> None:
    gone()
    unseen = gone(make_article("Withdrawn since"))
    lifecycle.move(unseen.article, Status.WITHDRAWN, by=system_account())
    assert dashboard.upstream_changes()["total"] == 1
    shown = text(signed_in("ben"), "/admin/")
    assert "Upstream changes" in shown
    assert "Boats come home" in shown
    assert "Withdrawn since" not in shown
    assert "Upstream changes" not in text(signed_in("cy"), "/admin/")


def test_the_review_screen_points_to_it(signed_in: SignIn) -> None:
    notice = gone()
    address = f"/admin/articles/article/{notice.article.pk}/change/"
    assert page(notice) in text(signed_in("ben"), address)
    upstream.leave(notice, by=person("ben"))
    assert page(notice) not in text(signed_in("ben"), address)
