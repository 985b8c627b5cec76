"""What hostile people try with what we export and mail on: each must come to nothing."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.takedowns import cells, delays, exports, handling
from newsroom.takedowns.models import Case
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_abuse_12_no_cell_of_an_export_is_a_formula(start: str) -> None:
    [row] = csv.DictReader(io.StringIO(cells.as_csv(["a", "b"], [{"a": f"{start}cmd|'/c calc'!A1", "b": -5}])))
    assert row["a"].startswith("'")
    assert row["b"] == "-5"


def test_abuse_12_what_a_claimant_types_reaches_no_cell_of_the_public_files(client: Client) -> None:
    confirmed(name="=1+1", organisation="@SUM(A1)", country="=cmd()", explanation="+evil")
    for path in ("/transparency.csv", "/transparency/items.csv"):
        text = client.get(path).content.decode()
        assert [word for word in ("=1+1", "@SUM", "=cmd", "+evil") if word in text] == []


def test_abuse_12_an_officers_reason_cannot_break_the_page_either(client: Client) -> None:
    late = confirmed(at=timezone.now() - timedelta(hours=30))
    delays.explain(late, by=person("tao"), reason="=cmd() <script>x</script>")
    assert "<script>x" not in client.get("/transparency/").content.decode()


def test_abuse_14_a_notice_that_is_passed_on_carries_no_link_and_no_markup() -> None:
    bait = 'Win at https://evil.example/x [click](http://evil.example) <a href="http://evil.example">me</a> ![p](http://e.example/p.png)'
    case = confirmed(explanation=bait, originals="https://owner.example/a?token=1#x")
    page = exports.markdown(case)
    notice = page.split("## Addresses")[0]
    assert "http://" not in notice
    assert "https://" not in notice
    assert "](" not in notice.replace("\\](", "")
    assert "<a" not in notice.replace("\\<a", "")
    assert "token=1" not in page


def test_abuse_14_a_text_of_many_lines_cannot_leave_its_quotation() -> None:
    case = confirmed(explanation="First.\n# A heading\n---\n- [ ] a list")
    notice = exports.markdown(case).split("## Notice")[1].split("## Addresses")[0]
    assert all(line.startswith("> ") for line in notice.strip().splitlines())


def test_abuse_32_a_removal_leaves_its_neighbours_as_they_were(client: Client) -> None:
    gone, near = make_article("Harbour opens at dawn"), make_article("Harbour opens at dawn again")
    paths = [story.get_absolute_url() for story in (gone, near)]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    handling.remove(only_item(confirmed(gone)), by=person("tao"))
    assert [client.get(path).status_code for path in paths] == [410, 200]
    assert near.headline in client.get(paths[1]).content.decode()
    assert client.get(paths[0] + "?x=1").status_code == 410
    assert client.get(paths[1] + "?x=1").status_code == 200
    assert Case.objects.get().items.count() == 1
