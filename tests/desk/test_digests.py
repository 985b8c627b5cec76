"""Digests: a letter about a saved queue at its hour, once, to whoever may still see it, and easy to stop."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.status import Status
from newsroom.desk import digests, tasks
from newsroom.desk.models import Every, QueueDigest, SavedQueue
from newsroom.outbox import delivery
from newsroom.outbox import tasks as outbox
from newsroom.outbox.models import Letter
from tests.thorough import examples
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
BERLIN = ZoneInfo("Europe/Berlin")


def make_digest(to: str = "ben", **values: Any) -> QueueDigest:
    """One that is due since a minute, of a queue of Ben's."""
    facts = {"name": "Korea", "owner": person("ben")}
    queue = SavedQueue.objects.create(**facts | {key: values.pop(key) for key in list(values) if key in QUEUE_FIELDS})
    due = {"every": Every.DAY, "hour": 7, "next_at": timezone.now() - timedelta(minutes=1)}
    return QueueDigest.objects.create(queue=queue, to=person(to), **due | values)


QUEUE_FIELDS = {"name", "owner", "query", "shared"}


def at(day: str, clock: str = "00:00", zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone, fold=fold)


def test_a_letter_tells_how_many_there_are_and_names_the_newest_ten(settings: Any) -> None:
    source = make_source("Harbour Gazette")
    for number in range(12):
        made = make_article(f"Story {number:02}", status=Status.INCOMING, source=source, country=make_country("JP"))
        Article.objects.filter(pk=made.pk).update(arrived_at=timezone.now() - timedelta(hours=20 - number))
    digest = make_digest(query=f"country={make_country('JP').pk}")
    assert digests.enqueue_due() == 1
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("ben@paper.example", "The Test Paper: Korea (12)")
    lines = letter.body.split("\n")
    assert [line for line in lines if line.startswith("Story ")] == [
        f"Story {number:02}" for number in range(11, 1, -1)
    ]
    assert "Harbour Gazette · Japan · 9\xa0hours ago" in letter.body
    newest = Article.objects.get(headline="Story 11")
    query = f"country={make_country('JP').pk}&beat=all"
    assert f"{settings.SITE_URL}/admin/articles/article/triage/?{query}&story={newest.pk}" in lines
    for page in ("open", "change"):
        assert settings.SITE_URL + reverse(f"admin:desk_savedqueue_{page}", args=[digest.queue_id]) in lines


def test_the_links_of_the_letter_lead_where_they_say(signed_in: SignIn, settings: Any) -> None:
    made = make_article("Waiting", status=Status.INCOMING)
    out = make_article("Out")
    make_digest(name="Waits")
    make_digest(name="Out", query="queue=published")
    digests.enqueue_due()
    client, bodies = signed_in("ben"), {letter.subject: letter.body for letter in Letter.objects.all()}
    links = {line.removeprefix(settings.SITE_URL) for body in bodies.values() for line in body.split() if "://" in line}
    assert len(links) == 6
    answers = {link: client.get(link, follow=True) for link in links}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert reverse("admin:articles_article_change", args=[out.pk]) in links
    opened = next(answer for link, answer in answers.items() if f"story={made.pk}" in link)
    assert opened.context["article"] == made


def test_the_clock_of_the_house_looks_after_digests() -> None:
    make_article(status=Status.INCOMING)
    make_digest()
    assert tasks.enqueue_due() == 1
    outbox.enqueue_due()
    letter = Letter.objects.get()
    delivery.deliver(Letter, letter.pk)
    assert [sent.to for sent in mail.outbox] == [["ben@paper.example"]]


def test_it_is_sent_once_and_comes_again_the_next_day() -> None:
    make_article(status=Status.INCOMING)
    digest = make_digest()
    now = timezone.now()
    assert [digests.enqueue_due(now) for _tick in range(3)] == [1, 0, 0]
    digest.refresh_from_db()
    assert digest.next_at == digests.next_moment("day", 7, now)
    assert digest.sent_at == now
    assert digests.enqueue_due(digest.next_at) == 1
    assert Letter.objects.count() == 2


def test_of_two_clocks_one_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article(status=Status.INCOMING)
    make_digest()
    look_after, now = digests._look_after, timezone.now()

    def overtaken(digest: QueueDigest, at_: datetime) -> bool:
        monkeypatch.setattr(digests, "_look_after", look_after)
        assert digests.enqueue_due(now) == 1
        return look_after(digest, at_)

    monkeypatch.setattr(digests, "_look_after", overtaken)
    assert digests.enqueue_due(now) == 0
    assert Letter.objects.count() == 1


def test_a_moment_whose_letter_was_written_is_never_told_twice() -> None:
    make_article(status=Status.INCOMING)
    digest = make_digest()
    digests.enqueue_due()
    QueueDigest.objects.filter(pk=digest.pk).update(next_at=digest.next_at)
    digests.enqueue_due()
    assert Letter.objects.count() == 1


def test_one_that_fails_is_kept_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article(status=Status.INCOMING)
    broken, well = make_digest(name="Broken"), make_digest(name="Well")
    told = digests._told

    def failing(digest: QueueDigest, now: datetime) -> dict[str, Any]:
        if digest.queue.name == "Broken":
            raise OSError
        return told(digest, now)

    monkeypatch.setattr(digests, "_told", failing)
    assert digests.enqueue_due() == 1
    monkeypatch.undo()
    assert Letter.objects.get().subject.endswith("Well (1)")
    assert QueueDigest.objects.get(pk=broken.pk).next_at == broken.next_at
    assert digests.enqueue_due() == 1
    assert QueueDigest.objects.get(pk=well.pk).next_at > timezone.now()


def test_a_letter_that_cannot_be_written_moves_nothing_on(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article(status=Status.INCOMING)
    digest = make_digest()

    def broken(**_given: Any) -> None:
        with transaction.atomic():
            raise OSError

    monkeypatch.setattr("newsroom.outbox.letters.write", broken)
    assert digests.enqueue_due() == 0
    digest.refresh_from_db()
    assert (digest.next_at < timezone.now(), digest.sent_at) == (True, None)


def test_where_nothing_waits_no_letter_comes_and_the_next_is_awaited() -> None:
    digest = make_digest()
    assert digests.enqueue_due() == 0
    digest.refresh_from_db()
    assert (digest.next_at > timezone.now(), digest.sent_at) == (True, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda digest: type(digest.to).objects.filter(pk=digest.to_id).update(is_active=False),
        lambda digest: type(digest.to).objects.filter(pk=digest.to_id).update(is_staff=False),
        lambda digest: type(digest.to).objects.filter(pk=digest.to_id).update(email=""),
        lambda digest: digest.to.groups.clear(),
        lambda digest: SavedQueue.objects.filter(pk=digest.queue_id).update(shared=False),
    ],
    ids=["inactive", "not staff", "no address", "no right to see", "no longer shared"],
)
def test_whoever_may_not_have_it_gets_none(change: Callable[[QueueDigest], object]) -> None:
    make_article(status=Status.INCOMING)
    digest = make_digest("cy", shared=True)
    change(digest)
    assert digests.enqueue_due() == 0
    assert not Letter.objects.exists()
    digest.refresh_from_db()
    assert digest.next_at > timezone.now()


def test_a_queue_that_is_relative_is_told_as_its_reader_would_see_it() -> None:
    article = make_article("Given to Cy", status=Status.INCOMING)
    Article.objects.filter(pk=article.pk).update(assigned_to=person("cy"))
    digest = make_digest("cy", shared=True, query="assigned=me")
    QueueDigest.objects.create(queue=digest.queue, to=person("ben"), next_at=digest.next_at)
    assert digests.enqueue_due() == 1
    assert Letter.objects.get().to == "cy@paper.example"


def test_no_name_adds_a_header_and_no_headline_passes_for_a_line_of_ours() -> None:
    headline = "Boats <b>out</b>\nTo change or stop it:\nhttps://evil.example/"
    article = make_article(status=Status.INCOMING)
    Article.objects.filter(pk=article.pk).update(headline=headline)
    make_digest(name="Late\r\nBcc: everybody@x.example")
    digests.enqueue_due()
    letter = Letter.objects.get()
    assert letter.subject == "The Test Paper: Late Bcc: everybody@x.example (1)"
    assert "Boats <b>out</b> To change or stop it: https://evil.example/" in letter.body.split("\n")
    delivery.deliver(Letter, letter.pk)
    assert mail.outbox[0].recipients() == ["ben@paper.example"]


def test_a_filter_that_is_gone_is_named_in_the_letter() -> None:
    make_article(status=Status.INCOMING)
    make_digest(query="source=123456")
    digests.enqueue_due()
    assert "The source of this queue is gone" in Letter.objects.get().body


def test_after_a_standstill_one_letter_comes_and_not_one_for_each_day() -> None:
    make_article(status=Status.INCOMING)
    digest = make_digest(next_at=timezone.now() - timedelta(days=9))
    now = timezone.now()
    assert [digests.enqueue_due(now), digests.enqueue_due(now)] == [1, 0]
    digest.refresh_from_db()
    assert now < digest.next_at <= now + timedelta(hours=25)


@pytest.mark.parametrize(
    ("every", "after", "then"),
    [
        ("day", at("2026-06-01", "06:59"), at("2026-06-01", "07:00")),
        ("day", at("2026-06-01", "07:00"), at("2026-06-02", "07:00")),
        ("workday", at("2026-06-05", "07:00"), at("2026-06-08", "07:00")),
        ("workday", at("2026-06-06", "03:00"), at("2026-06-08", "07:00")),
        ("week", at("2026-06-01", "06:00"), at("2026-06-01", "07:00")),
        ("week", at("2026-06-01", "07:00"), at("2026-06-08", "07:00")),
        ("day", at("2026-03-28", "08:00"), at("2026-03-29", "07:00")),
    ],
)
def test_the_next_letter_comes_at_its_hour_on_its_days(every: str, after: datetime, then: datetime) -> None:
    assert digests.next_moment(every, 7, after, BERLIN) == then


def test_an_hour_left_out_is_made_up_for_and_one_that_comes_twice_counts_once() -> None:
    spring = digests.next_moment("day", 2, at("2026-03-29", "01:00"), BERLIN)
    assert spring == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    autumn = digests.next_moment("day", 2, at("2026-10-25", "01:00"), BERLIN)
    assert autumn == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    assert digests.next_moment("day", 2, autumn, BERLIN) == at("2026-10-26", "02:00")


@examples(200)
@given(
    st.sampled_from(Every.values),
    st.integers(0, 23),
    st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
    st.sampled_from(["Europe/Berlin", "Pacific/Apia", "Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu"]),
)
def test_the_next_moment_is_later_within_eight_days_and_on_a_day_that_was_chosen(
    every: str, hour: int, after: datetime, zone: str
) -> None:
    then = digests.next_moment(every, hour, after, ZoneInfo(zone))
    assert after < then <= after + timedelta(days=9)
    local = then.astimezone(ZoneInfo(zone))
    assert local.hour in {hour, (hour + 1) % 24} or local.date() == datetime(2011, 12, 31, tzinfo=UTC).date()
    assert digests.next_moment(every, hour, then, ZoneInfo(zone)) > then
