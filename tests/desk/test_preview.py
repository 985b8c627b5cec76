"""The signed preview: the real page, for whoever holds the link, for seven days, and never of what was removed."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.models.article import Kind
from articles.refusals import NotPermitted, Unfit
from articles.status import Status
from newsroom.desk import decisions, places, previews
from newsroom.takedowns import surfaces
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def path_to(article: Article, by: str = "ben") -> str:
    return urlsplit(previews.link(article, person(by))).path


@pytest.mark.parametrize("status", [Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED, Status.UNPUBLISHED])
def test_a_stranger_with_the_link_sees_the_page_under_a_banner(status: Status) -> None:
    article = make_article("Forty boats & a raft", status=status)
    response = Client().get(path_to(article))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Preview, not published." in page
    assert "Forty boats &amp; a raft" in page
    assert "All were back by noon." in page
    assert 'rel="canonical"' not in page
    assert "Share this story" not in page


def test_a_preview_is_kept_by_nobody_found_by_nobody_and_framed_by_us_alone() -> None:
    response = Client().get(path_to(make_article(status=Status.IN_REVIEW)))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.content.decode()
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not response.cookies


def test_an_unfinished_story_can_be_looked_at() -> None:
    article = decisions.begin(by=person("cy"), kind=Kind.ORIGINAL)
    assert Client().get(path_to(article, "cy")).status_code == 200


def test_after_seven_days_the_link_says_that_it_has_expired_and_shows_nothing() -> None:
    article = make_article("Forty boats", status=Status.IN_REVIEW)
    path = path_to(article)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        response = Client().get(path)
    assert response.status_code == 410
    assert "has expired" in response.content.decode()
    assert "Forty boats" not in response.content.decode()


@pytest.mark.parametrize("verb", ["withdraw", "withhold", "reject"])
def test_a_link_is_dead_once_the_story_is_removed_or_rejected(verb: str) -> None:
    states = {"withdraw": Status.WITHDRAWN, "withhold": Status.WITHHELD, "reject": Status.REJECTED}
    article = make_article("Forty boats", status=Status.SCHEDULED if verb != "reject" else Status.IN_REVIEW)
    path = path_to(article)
    lifecycle.move(article, states[verb], by=system_account())
    response = Client().get(path)
    assert response.status_code == 404
    assert "Forty boats" not in response.content.decode()


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.WITHHELD, Status.REJECTED])
def test_no_link_is_given_to_what_was_removed(status: Status) -> None:
    with pytest.raises(Unfit):
        previews.link(make_article(status=status), person("ada"))


def test_once_published_the_link_leads_to_the_article() -> None:
    article = make_article(status=Status.IN_REVIEW)
    path = path_to(article)
    decisions.publish(article, by=person("ben"))
    response = Client().get(path)
    assert (response.status_code, response.headers["Location"]) == (302, article.get_absolute_url())


def test_a_link_dies_with_the_account_of_who_gave_it() -> None:
    path = path_to(make_article(status=Status.IN_REVIEW))
    ben = person("ben")
    ben.is_active = False
    ben.save()
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "eyJhcnRpY2xlIjoxfQ:1abc:forged", "%00", "a" * 3000])
def test_a_made_up_link_shows_nothing(token: str) -> None:
    make_article(status=Status.IN_REVIEW)
    assert Client().get(f"/preview/{token}/").status_code == 404


def test_a_stranger_gives_no_links_away() -> None:
    with pytest.raises(NotPermitted):
        previews.link(make_article(status=Status.IN_REVIEW), person("zoe"))


def test_takedowns_look_behind_a_preview_link() -> None:
    article = make_article(status=Status.IN_REVIEW)
    person("ben")
    assert "preview" in surfaces.covered_patterns()
    (link,) = places.preview_links(article)
    assert Client().get(link).status_code == 200


def test_a_preview_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    path = path_to(make_article(status=Status.IN_REVIEW))
    with django_assert_max_num_queries(14):
        Client().get(path)


def test_only_a_preview_may_stand_in_a_frame_and_only_in_ours(signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("ada").get(path_to(make_article(status=Status.IN_REVIEW)))
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert Client().get("/about/")["X-Frame-Options"] == "DENY"
    assert signed_in("ada").get("/admin/")["X-Frame-Options"] == "DENY"
