"""The public figures are those of the case files, and name nobody."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import lxml.html
import pytest
import time_machine
from django.test import Client

from newsroom.takedowns import claimants, handling
from tests.takedowns.room import address, confirmed, notice, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def three_months() -> None:
    """January: one rejected late. March: one removed in time, one taken back, one overdue, one never confirmed."""
    with time_machine.travel(START - timedelta(days=50)) as time:
        late = confirmed()
        time.shift(timedelta(hours=30))
        handling.reject(only_item(late), by=person("tao"), reason="Licensed to us.")
    with time_machine.travel(START) as time:
        first, second = make_article(), make_article()
        both = confirmed(first, second)
        confirmed(email="late@owner.example")
        taken_back = confirmed(email="back@owner.example")
        claimants.withdraw(taken_back)
        claimants.receive(notice(address(make_article()), email="never@owner.example"))
        time.shift(timedelta(hours=4))
        for item in both.items.select_related("case"):
            handling.remove(item, by=person("tao"))


@pytest.mark.usefixtures("three_months")
def test_each_month_counts_its_own_requests(client: Client) -> None:
    with time_machine.travel(START + timedelta(days=2)):
        months = client.get("/transparency.json").json()["months"]
    assert months == [
        {
            "month": "2026-03",
            "notices": 3,
            "unconfirmed": 1,
            "withdrawn": 1,
            "items": 4,
            "removed": 2,
            "rejected": 0,
            "restored": 0,
            "open": 1,
            "median_hours": 4.0,
            "share_within_24_hours": 1.0,
            "missed_promises": 1,
        },
        {
            "month": "2026-01",
            "notices": 1,
            "unconfirmed": 0,
            "withdrawn": 0,
            "items": 1,
            "removed": 0,
            "rejected": 1,
            "restored": 0,
            "open": 0,
            "median_hours": 30.0,
            "share_within_24_hours": 0.0,
            "missed_promises": 1,
        },
    ]


@pytest.mark.usefixtures("three_months")
def test_the_csv_says_the_same_as_the_json(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/transparency.csv").content.decode())))
    months = client.get("/transparency.json").json()["months"]
    assert rows == [{name: "" if value is None else str(value) for name, value in row.items()} for row in months]


@pytest.mark.usefixtures("three_months")
def test_the_figures_name_nobody(client: Client) -> None:
    for path in ("/transparency/", "/transparency.csv", "/transparency.json"):
        page = client.get(path).content.decode()
        assert "owner.example" not in page
        assert "Mira" not in page
        assert "TD-" not in page


def test_before_the_first_request_the_page_says_so(client: Client) -> None:
    assert "No requests yet" in client.get("/transparency/").content.decode()
    assert client.get("/transparency.json").json()["months"] == []


@pytest.mark.usefixtures("three_months")
def test_the_figures_are_offered_to_machines_as_they_are_to_people(client: Client) -> None:
    page = lxml.html.fromstring(client.get("/transparency/").content.decode())
    told = [json.loads(block.text) for block in page.cssselect('script[type="application/ld+json"]')]
    data = next(one for one in told if one["@type"] == "Dataset")
    assert page.cssselect("h1")[0].text == data["name"]
    assert page.cssselect("p.standfirst")[0].text == data["description"]
    files = [file["contentUrl"].removeprefix("http://testserver") for file in data["distribution"]]
    assert files == [link.get("href") for link in page.cssselect("main p > a")][:2]
    types = [file["encodingFormat"] for file in data["distribution"]]
    assert [client.get(file).headers["Content-Type"].split(";")[0] for file in files] == types
