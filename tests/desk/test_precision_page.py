"""How good the suggestions are: counted by week in the site's time zone, by kind, outlet and section; few queries."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Tag
from articles.status import Status
from newsroom.ingest import precision
from newsroom.ingest.models import Answer, Suggestion, SuggestionKind
from tests.desk.screen import SignIn
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


def answered(answer: Answer, *, at: datetime = WEDNESDAY, article: Article | None = None, **given: Any) -> Suggestion:
    values: dict[str, Any] = {"kind": SuggestionKind.TAG, "value": f"Tag {Suggestion.objects.count()}", "at": at}
    if answer != Answer.OPEN:
        values |= {"answered_at": at, "answered_by": person("ben")}
    return Suggestion.objects.create(article=article or make_article(), answer=answer, **(values | given))


def of_tags(now: datetime = WEDNESDAY, **asked: Any) -> precision.History:
    return next(one for one in precision.by_week(now, **asked) if one.kind == SuggestionKind.TAG)


def page(client: Client, **asked: Any) -> Any:
    return client.get(reverse("admin:ingest_suggestion_precision"), asked)


def test_each_answer_counts_for_its_kind_and_precision_is_of_the_answered_alone() -> None:
    answered(Answer.ACCEPTED, asked=True)
    answered(Answer.ACCEPTED)
    answered(Answer.REFUSED)
    answered(Answer.PASSED)
    answered(Answer.OPEN)
    answered(Answer.REFUSED, kind=SuggestionKind.COUNTRY)
    total = of_tags().total
    assert (total.suggested, total.accepted, total.refused, total.passed, total.asked) == (5, 2, 1, 1, 1)
    assert total.precision == pytest.approx(2 / 3)
    assert precision.Tally(passed=3).precision is None


def test_weeks_begin_on_monday_midnight_of_the_site() -> None:
    zone = timezone.get_current_timezone()
    midnight = datetime(2026, 11, 23, tzinfo=zone)
    answered(Answer.ACCEPTED, at=midnight)
    answered(Answer.REFUSED, at=midnight - timedelta(seconds=1))
    weeks = of_tags().weeks
    assert len(weeks) == 12
    assert [(week.tally.accepted, week.tally.refused) for week in weeks[-3:]] == [(0, 0), (0, 1), (1, 0)]
    assert weeks[-1].monday.isoformat() == "2026-11-23"


def test_what_is_made_in_one_week_and_answered_in_the_next_counts_in_both() -> None:
    answered(Answer.ACCEPTED, answered_at=WEDNESDAY, at=WEDNESDAY - timedelta(weeks=1))
    assert [(week.tally.suggested, week.tally.accepted) for week in of_tags().weeks[-2:]] == [(1, 0), (0, 1)]


def test_older_weeks_are_left_out_and_what_is_dated_ahead_counts_for_this_one() -> None:
    answered(Answer.ACCEPTED, at=WEDNESDAY - timedelta(weeks=13))
    answered(Answer.REFUSED, at=WEDNESDAY + timedelta(weeks=2))
    assert (of_tags().total.accepted, of_tags().weeks[-1].tally.refused) == (0, 1)


def test_one_outlet_or_one_section_is_counted_alone() -> None:
    here = make_article(source=make_source("Quay Courier"), country=make_country("JP"))
    answered(Answer.ACCEPTED, article=here)
    answered(Answer.REFUSED)
    assert here.source is not None
    assert here.country is not None
    assert of_tags(source=here.source.pk).total.precision == 1.0
    assert of_tags(country=here.country.pk).total.precision == 1.0
    assert of_tags().total.precision == 0.5


def test_what_is_refused_most_is_told_with_how_often(signed_in: SignIn) -> None:
    fog = Tag.objects.create(name="Fog")
    now = timezone.now()
    for answer in (Answer.REFUSED, Answer.REFUSED, Answer.ACCEPTED):
        answered(answer, value="Fog", at=now)
    answered(Answer.REFUSED, value="Gone", at=now)
    answered(Answer.ACCEPTED, value="Boats", at=now)
    answered(Answer.REFUSED, kind=SuggestionKind.ALSO_ABOUT, value=make_country("JP").iso2, at=now)
    told = precision.most_refused(now, [SuggestionKind.TAG])
    assert [(one.value, one.refused, one.decided) for one in told] == [("Fog", 2, 3), ("Gone", 1, 1)]
    shown = page(signed_in("ben")).content.decode()
    assert "refused 2 of 3 times" in shown
    assert reverse("admin:articles_tag_change", args=[fog.pk]) in shown
    assert "Japan" in shown


def test_the_links_lead_to_the_refused_ones(signed_in: SignIn) -> None:
    one = answered(Answer.REFUSED, value="Fog & mist", at=timezone.now())
    answered(Answer.ACCEPTED, value="Fog & mist", at=timezone.now())
    answered(Answer.REFUSED, value="Boats", at=timezone.now())
    client = signed_in("ben")
    url = page(client).context["tags"][0].list_url
    assert one.value in [told.name for told in page(client).context["tags"]]
    answer = client.get(next(told.list_url for told in page(client).context["tags"] if told.name == "Fog & mist"))
    assert [row.pk for row in answer.context["cl"].result_list] == [one.pk]
    assert url.startswith("/admin/ingest/suggestion/?")


def test_the_page_shows_each_kind_with_its_weeks_and_a_plot_in_words(signed_in: SignIn) -> None:
    answered(Answer.ACCEPTED, at=timezone.now())
    answered(Answer.REFUSED, at=timezone.now())
    shown = page(signed_in("ben")).content.decode()
    for words in ("How good the suggestions are", "Tags", "50 %", "Share that was right in each week", "from"):
        assert words in shown
    assert "Same event" not in shown


@pytest.mark.parametrize("typed", ["x", "0", "-1", "9" * 40, "٣", "1 or 1=1"])
def test_filters_that_name_nothing_narrow_nothing(signed_in: SignIn, typed: str) -> None:
    answered(Answer.ACCEPTED, at=timezone.now())
    assert not page(signed_in("ben"), source=typed, country=typed).context["narrowed"]


def test_nothing_yet_is_said_and_nothing_there_too(signed_in: SignIn) -> None:
    source = make_source("Quay Courier")
    assert "Nothing to count yet." in page(signed_in("ben")).content.decode()
    assert "Nothing was suggested there." in page(signed_in("ben"), source=source.pk).content.decode()
    listed = signed_in("ben").get(reverse("admin:ingest_suggestion_changelist")).content.decode()
    assert "Nothing has been suggested yet." in listed


def test_editors_see_it_in_their_menu_and_others_do_not(signed_in: SignIn) -> None:
    url = reverse("admin:ingest_suggestion_precision")
    assert url in signed_in("ben").get("/admin/").content.decode()
    for name in ("cy", "tao"):
        assert url not in signed_in(name).get("/admin/").content.decode()
        assert page(signed_in(name)).status_code == 403


def test_the_list_is_read_and_not_written_and_shows_nothing_of_what_is_aside(signed_in: SignIn) -> None:
    one = answered(Answer.REFUSED, kind=SuggestionKind.COUNTRY, value=make_country("JP").iso2, reason="“Tokyo” 3×")
    copy = answered(Answer.OPEN, kind=SuggestionKind.DUPLICATE, value=str(make_article().pk))
    answered(Answer.OPEN, article=make_article(status=Status.WITHHELD), reason="a telling word")
    client = signed_in("ada")
    answer = client.get(reverse("admin:ingest_suggestion_changelist"))
    shown = answer.content.decode()
    assert {row.pk for row in answer.context["cl"].result_list} == {one.pk, copy.pk}
    for words in ("“Tokyo” 3×", "Japan", "/beside/", "with the story"):
        assert words in shown
    assert "a telling word" not in shown
    change = reverse("admin:ingest_suggestion_change", args=[one.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"answer": "accepted"}).status_code == 403
    assert client.get(reverse("admin:ingest_suggestion_add")).status_code == 403


def test_the_pages_cost_the_same_however_much_was_suggested(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client, article, now = signed_in("ben"), make_article(), timezone.now()
    rows = [
        Suggestion(article=article, kind=kind, value=str(number), answer=Answer.REFUSED, at=now, answered_at=now)
        for kind in SuggestionKind
        for number in range(60)
    ]
    Suggestion.objects.bulk_create(rows)
    page(client)
    with django_assert_max_num_queries(13):
        page(client)
    with django_assert_max_num_queries(9):
        client.get(reverse("admin:ingest_suggestion_changelist"))


def test_how_kinds_fared_lately_is_counted_once_in_ten_minutes(django_assert_max_num_queries: Any) -> None:
    answered(Answer.ACCEPTED, at=timezone.now())
    answered(Answer.ACCEPTED, at=timezone.now() - timedelta(weeks=9))
    with django_assert_max_num_queries(1):
        assert precision.recent()["tag"].accepted == precision.recent()["tag"].accepted == 1
