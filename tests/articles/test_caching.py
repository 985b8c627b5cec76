"""What browsers keep, and when they are told that it is stale."""

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import edition
from articles.status import Status
from tests.world import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/country/mongolia/", "/authors/", "/sources/", "/site-map/", "/corrections/"])
def test_a_page_that_has_not_changed_is_not_sent_again_and_costs_one_query(
    client: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_article()
    first = client.get(path)
    with django_assert_num_queries(1):
        again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_new_edition_makes_every_page_new(client: Client) -> None:
    make_article()
    etag = client.get("/")["ETag"]
    edition.bump()
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


def test_a_proxy_that_weakened_the_etag_is_still_understood(client: Client) -> None:
    etag = client.get("/")["ETag"]
    assert client.get("/", headers={"if-none-match": f'"other", W/{etag}'}).status_code == 304


def test_the_etag_tells_addresses_queries_and_days_apart(client: Client) -> None:
    make_article()
    with time_machine.travel("2026-06-05 10:00:00+00:00", tick=False):
        etags = {client.get(path)["ETag"] for path in ("/sources/", "/authors/", "/authors/?a=1")}
    with time_machine.travel("2026-06-06 10:00:00+00:00", tick=False):
        etags.add(client.get("/authors/")["ETag"])
    assert len(etags) == 4


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.WITHHELD, Status.IN_REVIEW])
def test_what_is_not_there_is_never_called_unchanged(client: Client, status: Status) -> None:
    path = make_article(status=status).get_absolute_url()
    assert client.get(path, headers={"if-none-match": "*"}).status_code in {404, 410}
    assert client.get("/country/atlantis/", headers={"if-none-match": "*"}).status_code == 404
    assert client.get("/country/mongolia/", headers={"if-none-match": "*"}).status_code == 304


def test_what_is_not_found_carries_no_etag(client: Client) -> None:
    assert "ETag" not in client.get("/country/atlantis/")
