"""The public figures are those of the case files, and name nobody."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import lxml.html
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.accounts import system_account
from articles.refusals import Refused
from newsroom.takedowns import claimants, delays, handling, moves, proof
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.states import State
from tests.takedowns.room import address, confirmed, notice, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
FILES = ("/transparency.csv", "/transparency.json", "/transparency/items.csv", "/transparency/items.json")
# What is promised of each address; who adds or drops a field changes a promise.
FIELDS = {
    "case_ref",
    "item_no",
    "received_date",
    "confirmed_date",
    "decided_date",
    "claim_type",
    "claimant_kind",
    "claimant_name",
    "country",
    "channel",
    "content_origin",
    "content_type",
    "outcome",
    "ground",
    "automated_hold",
    "hours_to_hidden",
    "hours_to_verified",
    "within_24h",
    "copies_blocked",
    "http_status",
    "counter_notice",
    "appeal",
    "appeal_outcome",
    "reversed",
    "lumen_id",
    "dsa_uuid",
}
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


def shown(row: dict[str, Any], *names: str) -> list[Any]:
    return [row[name] for name in names]


@pytest.mark.usefixtures("three_months")
def test_each_month_counts_its_own_requests(client: Client) -> None:
    with time_machine.travel(START + timedelta(days=2)):
        march, february, january = client.get("/transparency.json").json()["months"]
    asked = ("month", "notices", "unconfirmed", "withdrawn", "items", "open")
    assert shown(march, *asked) == ["2026-03", 3, 1, 1, 4, 1]
    assert shown(march, "removed", "median_hours", "p90_hours", "share_within_24_hours") == [2, 4.0, 4.0, 1.0]
    assert march["missed_promises"] == 1
    assert shown(january, "month", "rejected", "missed_promises", "share_within_24_hours") == ["2026-01", 1, 1, 0.0]
    assert shown(february, *asked) == ["2026-02", 0, 0, 0, 0, 0]


@pytest.mark.usefixtures("three_months")
def test_the_csv_says_the_same_as_the_json(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/transparency.csv").content.decode())))
    months = client.get("/transparency.json").json()["months"]
    assert rows == [{name: "" if value is None else str(value) for name, value in row.items()} for row in months]


@pytest.mark.usefixtures("three_months")
def test_the_figures_name_nobody(client: Client) -> None:
    for path in ("/transparency/", *FILES):
        page = client.get(path).content.decode()
        assert "owner.example" not in page
        assert "Mira" not in page
        assert "harbour-story" not in page


def test_a_month_without_requests_is_told_by_itself(client: Client) -> None:
    assert "Zero this month" in client.get("/transparency/").content.decode()
    [month] = client.get("/transparency.json").json()["months"]
    assert shown(month, "notices", "items", "missed_promises") == [0, 0, 0]


def test_each_address_has_its_row_with_every_published_field(client: Client) -> None:
    article = make_article()
    case = confirmed(article)
    handling.remove(only_item(case), by=person("tao"))
    proof.examine(only_item(case))
    [row] = client.get("/transparency/items.json").json()["items"]
    assert set(row) == FIELDS | {"seal"}
    assert shown(row, "case_ref", "item_no", "outcome", "http_status") == [case.reference, 1, "removed", 410]
    assert shown(row, "within_24h", "counter_notice", "appeal", "reversed") == ["y", "n", "n", "n"]
    assert row["hours_to_verified"] == 0.0
    [told] = csv.DictReader(io.StringIO(client.get("/transparency/items.csv").content.decode()))
    assert told == {name: "" if value is None else str(value) for name, value in row.items()}


def test_a_hold_by_the_machine_and_the_source_itself_are_told_apart_from_people(client: Client) -> None:
    article = make_article()
    by_source = confirmed(article, email="desk@harbour-gazette.example")
    handling.hold(only_item(by_source), by=system_account())
    handling.hold(only_item(confirmed()), by=person("tao"))
    first, second = client.get("/transparency/items.json").json()["items"]
    assert shown(first, "claimant_kind", "automated_hold", "http_status") == ["source owner", "y", 404]
    assert shown(second, "claimant_kind", "automated_hold") == ["other owner", "n"]


def test_a_missed_promise_is_published_with_the_reason_the_officers_give(
    client: Client, signed_in: Callable[[str], Client]
) -> None:
    late = confirmed(at=timezone.now() - timedelta(hours=30))
    assert "No reason has been given yet" in client.get("/transparency/").content.decode()
    act = f"/admin/takedowns/case/{late.pk}/act/"
    answer = signed_in("tao").post(act, {"verb": "explain", "reason": "Our mail was down."}, follow=True)
    assert "Our mail was down." in answer.content.decode()
    assert "Our mail was down." in client.get("/transparency/").content.decode()
    [row] = client.get("/transparency.json").json()["missed"]
    assert shown(row, "case_ref", "hours_late", "reason") == [late.reference, 6.0, "Our mail was down."]


def test_only_an_officer_explains_and_only_what_was_missed() -> None:
    late, kept = confirmed(at=timezone.now() - timedelta(hours=30)), confirmed(email="new@owner.example")
    for case, name, reason in ((late, "ben", "Mail."), (kept, "tao", "Mail."), (late, "tao", "  ")):
        with pytest.raises(Refused):
            delays.explain(case, by=person(name), reason=reason)
    assert not Event.objects.filter(act="late").exists()


def test_a_case_that_waits_for_its_claimant_is_no_missed_promise(client: Client) -> None:
    late = confirmed(at=timezone.now() - timedelta(hours=30))
    Case.objects.filter(pk=late.pk).update(state=State.NEEDS_INFO)
    assert client.get("/transparency.json").json()["missed"] == []


def test_the_minutes_that_a_leak_lasted_are_counted(client: Client) -> None:
    case = confirmed()
    item = only_item(case)
    handling.remove(item, by=person("tao"))
    now = timezone.now()
    for minutes, found in ((0, "leaking"), (5, "leaking"), (10, "clean"), (70, "clean")):
        moves.note(case, "look", item=item, by=None, new=found, at=now + timedelta(minutes=minutes))
    [month] = client.get("/transparency.json").json()["months"]
    assert shown(month, "leaks", "leak_minutes") == [1, 10]


@pytest.mark.usefixtures("three_months")
@pytest.mark.parametrize("path", ["/transparency.csv", "/transparency.json", "/transparency/items.csv"])
def test_a_kept_file_is_recognised_and_a_changed_figure_is_found_out(client: Client, path: str) -> None:
    kept = client.get(path).content.decode()
    assert "as we published" in client.post("/transparency/check/", {"rows": kept}).content.decode()
    forged = kept.replace("2026-01", "2026-02", 1)
    assert "✗ Only" in client.post("/transparency/check/", {"rows": forged}).content.decode()


@pytest.mark.parametrize(
    "rows",
    [
        "", "no rows", "{", '{"a": [1, null]}', "a,b\n1,2", "[" * 5000, "<script>", "\x00",
        "a\rb", "seal,a\nx,b\rc", f"seal,a\nx,{'y' * 131_073}", "[" * 700 + "]" * 700, '{"a":' * 700 + "1" + "}" * 700,
        '{"seal": "x", "a": "\\ud800"}', '{"seal": "\\ud800"}', '{"seal": "x", "\\ud800": 1}',
        '{"seal": "x", "a": ' + "9" * 5000 + "}",
    ],
)  # fmt: skip
def test_what_bears_no_seal_or_cannot_be_read_is_said_in_words(client: Client, rows: str) -> None:
    answer = client.post("/transparency/check/", {"rows": rows})
    assert answer.status_code == 422
    assert "No sealed row was found" in answer.content.decode()


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
