"""Stories as spreadsheets: a filtered list goes out, and what comes in goes through the verbs, whole or not at all."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, Change, Tag
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.admin import story_exchange
from newsroom.desk.models import Beat, Claim
from tests.desk.test_admin_records import imported
from tests.world import make_article, make_author, make_country, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
STORIES = "/admin/articles/article/"


def exported(client: Client, query: str = "?queue=all") -> list[dict[str, str]]:
    sent = client.post(f"{STORIES}export/{query}", {"format": "0", "resource": ""}).content.decode()
    return list(csv.DictReader(io.StringIO(sent)))


def as_csv(*rows: dict[str, Any]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def looked(client: Client, text: str) -> str:
    form = {"import_file": SimpleUploadedFile("x.csv", text.encode(), "text/csv"), "resource": ""}
    return str(client.post(f"{STORIES}import/", form).content.decode())


def test_a_filtered_list_goes_out_with_labels_by_their_short_names(signed_in: SignIn) -> None:
    fog = Tag.objects.create(name="Fog", slug="fog")
    shown = make_article("=Boats", tags=[fog], authors=[make_author("Dee"), make_author("Abe")])
    make_article("Elsewhere", status=Status.INCOMING)
    (row,) = exported(signed_in("ben"), "?queue=published")
    assert row["headline"] == "'=Boats"
    assert (row["id"], row["status"], row["country"]) == (str(shown.pk), "published", "MN")
    assert (row["authors"], row["tags"], row["source"]) == ("dee,abe", "fog", "harbour-gazette")
    assert row["body"].startswith("<p>The harbour")
    assert row["body_text"].startswith("The harbour")
    assert row["address"].endswith(shown.get_absolute_url())


def test_an_export_reads_a_hundred_stories_in_a_few_queries(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for _number in range(8):
        make_article(authors=[make_author()])
    client = signed_in("ben")
    with django_assert_max_num_queries(20):
        assert len(exported(client)) == 8


def test_what_went_out_comes_in_without_a_change(signed_in: SignIn) -> None:
    make_article("=Boats", authors=[make_author()], tags=[Tag.objects.create(name="Fog", slug="fog")])
    rows, before = exported(signed_in("ben")), Change.objects.count()
    said = imported(signed_in("ben"), "article", as_csv(*rows))
    assert "0 rows were changed" in said
    assert Change.objects.count() == before


def test_a_changed_row_is_revised_and_never_moved(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    (row,) = exported(signed_in("ben"))
    sent = row | {"headline": "Boats <b>late</b>", "status": "published", "authors": make_author("Dee").slug}
    imported(signed_in("ben"), "article", as_csv(sent))
    article.refresh_from_db()
    assert (article.headline, article.status) == ("Boats <b>late</b>", Status.IN_REVIEW)
    assert article.bylines.get().author.name == "Dee"
    change = article.changes.get(act="revise")
    assert (change.by.username, change.reason) == ("ben", "from a spreadsheet")


def test_a_row_without_a_number_begins_in_review_with_nobody_on_it(signed_in: SignIn) -> None:
    body = "<p onclick='x()'>Ten boats.</p><script>alert(1)</script>"
    imported(signed_in("ben"), "article", as_csv({"id": "", "headline": "Ten boats", "body": body, "country": "MN"}))
    article = Article.objects.get(headline="Ten boats")
    assert (article.status, article.body) == (Status.IN_REVIEW, "<p>Ten boats.</p>")
    assert not Claim.objects.exists()
    assert article.changes.get().by.username == "ben"


def test_the_look_before_writes_nothing(signed_in: SignIn) -> None:
    make_country()
    shown = looked(signed_in("ben"), as_csv({"headline": "Ten boats", "country": "MN"}))
    assert "Ten boats" in shown
    assert not Article.objects.exists()
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"headline": "x" * 301}, "300"),
        ({"headline": "a\x00b"}, "headline"),
        ({"country": "XX"}, "country"),
        ({"authors": "nobody, dee"}, "none with the slug nobody"),
        ({"tags": "<script>"}, "&lt;script&gt;"),
        ({"kind": "great"}, "kind"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"source_published_at": "31.31.2026"}, "source_published_at"),
        ({"slug": "taken"}, "another story has it"),
        ({"headline": "", "source_url": ""}, "cannot be published yet"),
        ({"version": "-1"}, "no number"),
        ({"id": "999999"}, "no story with the number 999999"),
        ({"id": "1; drop"}, "no story with the number 1; drop"),
        ({"id": "٣"}, "no story"),
        ({"colour": "red"}, "not known: colour"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_and_nothing_comes_in(
    signed_in: SignIn, cells: dict[str, str], told: str
) -> None:
    make_article(slug="taken")
    make_author("Dee")
    article = make_article("As it was")
    before = Change.objects.count()
    row = {"id": str(article.pk), "headline": "Another"} | cells
    shown = looked(signed_in("ben"), as_csv(row, dict.fromkeys(row, "") | {"headline": "A good one"}))
    assert told in shown
    assert "Traceback" not in shown
    assert Change.objects.count() == before


def test_two_rows_for_one_story_are_refused(signed_in: SignIn) -> None:
    key = make_article().pk
    shown = looked(signed_in("ben"), as_csv({"id": key, "headline": "One"}, {"id": key, "headline": "Two"}))
    assert "Two rows are about the story" in shown


def test_a_claimed_story_a_foreign_section_and_a_later_version_are_refused(signed_in: SignIn) -> None:
    claimed, elsewhere, later = (make_article(status=Status.IN_REVIEW) for _number in range(3))
    Beat.objects.create(user=person("ben")).countries.add(make_country("JP"))
    Article.objects.exclude(pk=elsewhere.pk).update(country=make_country("JP"))
    decisions.claim(claimed, by=person("ada"))
    rows = [{"id": one.pk, "version": one.version, "headline": "Mine"} for one in (claimed, elsewhere, later)]
    later.refresh_from_db()
    decisions.revise(later, by=person("ada"), changes={"headline": "Hers"})
    shown = looked(signed_in("ben"), as_csv(*rows))
    assert "ada is on" in shown
    assert "not on your beat" in shown
    assert "Somebody was faster" in shown


def test_a_body_that_a_spreadsheet_cut_off_is_refused(signed_in: SignIn) -> None:
    long = make_article(status=Status.IN_REVIEW, body="<p>" + "word " * 8_000 + "</p>")
    cut = long.body[:32_767]
    assert "cut it off" in looked(signed_in("ben"), as_csv({"id": long.pk, "body": cut}))


def test_too_many_rows_are_refused_at_once(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_exchange, "MOST_IN", 2)
    shown = looked(signed_in("ben"), as_csv(*({"headline": f"Story {number}"} for number in range(3))))
    assert "split it" in shown


def test_writers_import_nothing(signed_in: SignIn) -> None:
    assert signed_in("cy").get(f"{STORIES}import/").status_code == 403
    assert "Import" in signed_in("ben").get(STORIES).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9999-12-31T23:59", "between the years"),
        ("0001-01-01", "between the years"),
        ("soon", "Choose the day and the minute"),
    ],
)
def test_a_day_that_no_clock_shows_is_told_in_words(signed_in: SignIn, typed: str, told: str) -> None:
    page = looked(signed_in("ada"), as_csv({"headline": "Boats out", "source_published_at": typed}))
    assert told in page
    assert not Article.objects.exists()
