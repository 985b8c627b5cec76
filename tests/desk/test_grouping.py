"""One event, several articles: merged into a coverage, led by the fullest, and taken apart again."""

import pytest
from django.test import Client
from django.utils import timezone

from articles import edition
from articles.models import Article, Coverage
from articles.refusals import NotPermitted, Refused, Unfit
from articles.status import Status
from newsroom.desk import decisions, grouping
from newsroom.ingest import coverage as events
from tests.desk.screen import SignIn, now, press, typed
from tests.ingest.typhoon import ELECTION, HARBOUR, came_in
from tests.world import BODY, make_article, person

pytestmark = pytest.mark.django_db


def test_the_fullest_of_those_grouped_leads() -> None:
    short, full = make_article(), make_article("Fog closes the harbour", body=BODY * 3)
    coverage = grouping.merge([short, full], by=person("ben"))
    assert coverage.lead == full
    assert (coverage.title, coverage.slug) == ("Fog closes the harbour", "fog-closes-the-harbour")
    assert set(coverage.articles.all()) == {short, full}
    assert short.coverage == coverage


def test_what_readers_see_leads_before_what_waits() -> None:
    public, waiting = make_article(), make_article(status=Status.INCOMING, body=BODY * 3)
    assert grouping.merge([public, waiting], by=person("ben")).lead == public


def test_two_events_of_one_name_get_addresses_of_their_own() -> None:
    for _number in range(2):
        grouping.merge([make_article(), make_article()], by=person("ben"), title="Fog")
    assert sorted(Coverage.objects.values_list("slug", flat=True)) == ["fog", "fog-2"]


def test_a_story_that_joins_a_coverage_keeps_the_coverages_address() -> None:
    one, two, three = make_article(), make_article(), make_article(body=BODY * 5)
    coverage = grouping.merge([one, two], by=person("ben"), title="Fog")
    assert grouping.merge([two, three], by=person("ben")) == coverage
    coverage.refresh_from_db()
    assert (coverage.title, coverage.lead, coverage.articles.count()) == ("Fog", three, 3)


def test_two_coverages_become_one_with_everybody_in_it() -> None:
    articles = [make_article() for _number in range(5)]
    large = grouping.merge(articles[:3], by=person("ben"), title="Fog")
    grouping.merge(articles[3:], by=person("ben"), title="Harbour closed")
    assert grouping.merge([articles[4], articles[0]], by=person("ben")) == large
    assert list(Coverage.objects.all()) == [large]
    assert large.articles.count() == 5


def test_one_article_is_no_coverage() -> None:
    article = make_article()
    with pytest.raises(Unfit, match="two articles"):
        grouping.merge([article, article], by=person("ben"))


def test_what_one_of_them_forbids_is_done_to_none() -> None:
    good, withdrawn = make_article(), make_article(status=Status.WITHDRAWN)
    with pytest.raises(Refused):
        grouping.merge([good, withdrawn], by=person("ben"))
    assert not Coverage.objects.exists()
    assert Article.objects.get(pk=good.pk).coverage is None


def test_a_writer_groups_nothing() -> None:
    with pytest.raises(NotPermitted):
        grouping.merge([make_article(), make_article()], by=person("cy"))
    assert not Coverage.objects.exists()


def test_an_article_is_taken_out_and_the_next_fullest_leads() -> None:
    one, two, three = make_article(body=BODY * 3), make_article(body=BODY * 2), make_article()
    coverage = grouping.merge([one, two, three], by=person("ben"))
    before = edition.current().number
    grouping.split(one, by=person("ben"))
    coverage.refresh_from_db()
    assert (one.coverage, coverage.lead, coverage.articles.count()) == (None, two, 2)
    assert edition.current().number > before


def test_a_coverage_of_one_is_none() -> None:
    one, two = make_article(), make_article()
    grouping.merge([one, two], by=person("ben"))
    grouping.split(two, by=person("ben"))
    assert not Coverage.objects.exists()
    assert Article.objects.get(pk=one.pk).coverage is None


def test_what_is_in_no_coverage_is_not_taken_out_of_one() -> None:
    with pytest.raises(Unfit):
        grouping.split(make_article(), by=person("ben"))


def test_grouping_waits_for_whoever_is_on_one_of_them() -> None:
    held, free = make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    decisions.claim(held, by=person("ben"))
    with pytest.raises(Refused, match="ben is on"):
        grouping.merge([held, free], by=person("ada"))


def test_what_an_editor_took_out_the_machine_never_groups_again() -> None:
    stories = [came_in(number, told) for number, told in enumerate(HARBOUR[:3])]
    for article, told in zip(stories, HARBOUR, strict=False):
        events.group(article.pk, *told)
    out = Article.objects.get(pk=stories[0].pk)
    grouping.split(out, by=person("ben"))
    late = came_in(3, HARBOUR[3])
    events.group(late.pk, *HARBOUR[3])
    events.sweep(timezone.now())
    assert Article.objects.get(pk=out.pk).coverage is None
    assert Article.objects.get(pk=late.pk).coverage == Article.objects.get(pk=stories[1].pk).coverage


def test_newcomers_join_what_an_editor_grouped() -> None:
    one, two = came_in(0, HARBOUR[0]), came_in(1, ELECTION[0])
    for article, told in ((one, HARBOUR[0]), (two, ELECTION[0])):
        events.group(article.pk, *told)
    coverage = grouping.merge([one, two], by=person("ben"), title="A day in Calvane and Perrin")
    late = came_in(2, HARBOUR[1])
    assert events.group(late.pk, *HARBOUR[1]) == coverage.pk
    coverage.refresh_from_db()
    assert (coverage.title, coverage.articles.count()) == ("A day in Calvane and Perrin", 3)


def test_the_address_of_a_coverage_that_went_into_another_leads_there(client: Client) -> None:
    first = grouping.merge([make_article(), make_article(), make_article()], by=person("ben"), title="Storm")
    second = grouping.merge([make_article(), make_article()], by=person("ben"), title="Gale")
    assert grouping.merge_whole(second, first, by=person("ben")) == first
    answer = client.get("/coverage/gale/")
    assert (answer.status_code, answer["Location"]) == (301, "/coverage/storm/")
    assert client.get("/coverage/gale/feed/")["Location"] == "/coverage/storm/feed/"


def test_no_new_coverage_takes_an_address_that_leads_elsewhere() -> None:
    first = grouping.merge([make_article(), make_article(), make_article()], by=person("ben"), title="Storm")
    grouping.merge_whole(
        first, grouping.merge([make_article(), make_article()], by=person("ben"), title="Gale"), by=person("ben")
    )
    assert grouping.merge([make_article(), make_article()], by=person("ben"), title="Gale").slug == "gale-2"


def test_a_lead_that_an_editor_named_stays() -> None:
    short, full = make_article(), make_article(body=BODY * 3)
    coverage = grouping.merge([short, full], by=person("ben"))
    grouping.lead(coverage, short, by=person("ada"))
    grouping.merge([full, make_article(body=BODY * 9)], by=person("ben"))
    coverage.refresh_from_db()
    assert (coverage.lead, coverage.lead_by_editor) == (short, True)


def test_a_lead_is_one_of_the_coverages_own() -> None:
    coverage = grouping.merge([make_article(), make_article()], by=person("ben"))
    with pytest.raises(Unfit):
        grouping.lead(coverage, make_article(), by=person("ada"))
    with pytest.raises(NotPermitted):
        grouping.lead(coverage, coverage.articles.all()[0], by=person("cy"))


def test_the_field_of_a_form_takes_a_story_out_as_the_button_does(signed_in: SignIn) -> None:
    one, two = make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    grouping.merge([one, two], by=person("ada"))
    assert "was saved" in press(signed_in("ben"), one, coverage="", standfirst="At dawn.")
    assert (now(one).coverage, now(two).coverage, now(one).standfirst) == (None, None, "At dawn.")
    assert not Coverage.objects.exists()


def test_the_field_of_a_form_moves_a_story_from_one_coverage_into_another(signed_in: SignIn) -> None:
    one, *others = (make_article(status=Status.IN_REVIEW) for _number in range(5))
    old = grouping.merge([one, *others[:2]], by=person("ada"))
    new = grouping.merge(others[2:], by=person("ada"))
    press(signed_in("ben"), one, coverage=new.pk)
    assert set(old.articles.all()) == set(others[:2])
    assert set(new.articles.all()) == {one, *others[2:]}


def test_the_field_of_a_form_puts_a_first_story_into_a_coverage_that_was_made_by_hand(signed_in: SignIn) -> None:
    one, made = make_article(status=Status.IN_REVIEW), Coverage.objects.create(title="Fog", slug="fog")
    press(signed_in("ben"), one, coverage=made.pk)
    assert list(Coverage.objects.get(by_editor=True).articles.all()) == [one]


def test_the_field_of_a_form_groups_nothing_upon_a_version_that_was_not_seen(signed_in: SignIn) -> None:
    one, two = make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    coverage, ben = grouping.merge([one, two], by=person("ada")), signed_in("ben")
    seen = typed(ben, one, coverage="", _do="save")
    decisions.revise(now(one), by=person("ada"), changes={"standfirst": "By Ada."})
    ben.post(f"/admin/articles/article/{one.pk}/change/", seen)
    assert now(one).coverage == coverage


def test_what_is_refused_of_a_form_with_another_coverage_is_refused_whole(signed_in: SignIn) -> None:
    one, two = make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    coverage = grouping.merge([one, two], by=person("ada"))
    decisions.claim(two, by=person("ada"))
    page = press(signed_in("ben"), one, coverage="", standfirst="At dawn.")
    assert "Nothing was changed" in page
    assert "At dawn." in page
    assert (now(one).coverage, now(one).standfirst) == (coverage, "")
