"""Rules in the admin: what is asked for, what a trial shows, and who may do what."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Tag
from articles.status import Status
from newsroom.ingest.models import Capture, Condition, Feed, Rule
from tests.fakes import FakeWeb
from tests.ingest.press import Outlet, Story, make_outlet, poll
from tests.ingest.test_ruling import STARS, make_rule
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
SignIn = Callable[[str], Client]
ADD = "/admin/ingest/rule/add/"
HOROSCOPE = ("title", "has", "horoscope")


def typed(feed: Feed, act: str, *conditions: tuple[str, str, str], **values: Any) -> dict[str, Any]:
    """The form as it is filled in."""
    sent: dict[str, Any] = {"feed": feed.pk, "name": "No horoscopes", "active": "on", "act": act}
    sent |= {"conditions-TOTAL_FORMS": len(conditions), "conditions-INITIAL_FORMS": 0}
    for number, (field, operator, value) in enumerate(conditions):
        sent |= {
            f"conditions-{number}-{name}": given
            for name, given in zip(("field", "operator", "value"), (field, operator, value), strict=True)
        }
    return sent | values


def change(rule: Rule) -> str:
    return f"/admin/ingest/rule/{rule.pk}/change/"


def kept(feed: Feed, title: str, article: Article | None = None, **values: Any) -> Capture:
    """Something that came in by the feed."""
    facts = {"verdict": "new", "title": title, "full_text": "Two boats left.", "words": 3, "language": "en"}
    return Capture.objects.create(feed=feed, source=feed.source, article=article, **(facts | values))


@pytest.fixture
def feed(web: FakeWeb) -> Feed:
    return make_outlet(web).feed


def errors(answer: Any) -> str:
    """All that is said to be wrong."""
    form = answer.context["adminform"].form
    (inline,) = answer.context["inline_admin_formsets"]
    rows = [error for row in inline.formset.errors for error in row.values()]
    return str([form.errors, rows, inline.formset.non_form_errors()])


def test_a_rule_is_saved_with_its_conditions_at_the_end_of_its_feeds(feed: Feed, signed_in: SignIn) -> None:
    make_rule(feed, "drop", HOROSCOPE)
    answer = signed_in("ada").post(ADD, typed(feed, "drop", ("title", "has", "zodiac"), ("words", "less", "80")))
    assert answer.status_code == 302, errors(answer)
    rule = Rule.objects.get(name="No horoscopes")
    assert (rule.place, rule.conditions.count()) == (2, 2)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("country", "Say which country."),
        ("tag", "Say which tag."),
        ("assign", "Say to whom."),
        ("priority", "Say which priority."),
        ("drop", "A rule that drops needs a condition."),
    ],
)
def test_what_the_act_needs_is_asked_for_in_plain_words(act: str, sentence: str, feed: Feed, signed_in: SignIn) -> None:
    assert sentence in errors(signed_in("ada").post(ADD, typed(feed, act)))
    assert not Rule.objects.exists()


def test_what_the_act_does_not_need_is_forgotten(feed: Feed, signed_in: SignIn) -> None:
    nepal, tag = make_country("NP"), Tag.objects.create(name="Rail", slug="rail")
    sent = typed(feed, "country", HOROSCOPE, country=nepal.pk, tag=tag.pk, assignee=person("ben").pk, priority="2")
    signed_in("ada").post(ADD, sent)
    rule = Rule.objects.get()
    assert (rule.country, rule.tag, rule.assignee, rule.priority) == (nepal, None, None, None)


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (("title", "matches", "(night"), "cannot be understood at character 7: missing )"),
        (("title", "matches", "(a{999}){999}"), "repeats its parts more than 1,000 times"),
        (("words", "has", "80"), "A number of words is less than, more than or exactly something."),
        (("words", "less", "many"), "Write a number, such as 80."),
        (("title", "more", "80"), "Only the number of words can be less or more than something."),
        (("title", "has", " , ,"), "Write at least one word."),
        (("country", "is", "Atlantis"), "There is no section “Atlantis”"),
        (("title", "has", ""), "This field is required."),
    ],
)
def test_a_condition_that_cannot_hold_is_refused_at_its_field(
    condition: tuple[str, str, str], sentence: str, feed: Feed, signed_in: SignIn
) -> None:
    assert sentence in errors(signed_in("ada").post(ADD, typed(feed, "drop", condition)))


def test_a_country_is_typed_by_its_name_and_kept_by_its_code(feed: Feed, signed_in: SignIn) -> None:
    make_country("NP")
    signed_in("ada").post(ADD, typed(feed, "drop", ("country", "is", "nepal")))
    assert Condition.objects.get().value == "NP"


def test_a_trial_shows_what_would_be_touched_by_which_words_and_saves_nothing(feed: Feed, signed_in: SignIn) -> None:
    kept(feed, "Your HOROSCOPE for Tuesday", make_article(status=Status.INCOMING))
    kept(feed, "A ferry leaves")
    answer = signed_in("ada").post(ADD, typed(feed, "drop", HOROSCOPE, _try="1"))
    page = answer.content.decode()
    assert "It touches <strong>1 of 2</strong> stories that came in last." in page
    assert "<mark>HOROSCOPE</mark>" in page
    assert "Tried, not saved" in page
    assert 'value="horoscope"' in page
    assert not Rule.objects.exists()


def test_a_trial_of_a_saved_rule_shows_what_is_typed_and_leaves_the_rule_alone(feed: Feed, signed_in: SignIn) -> None:
    rule = make_rule(feed, "drop", HOROSCOPE)
    kept(feed, "A ferry leaves")
    (condition,) = rule.conditions.all()
    sent = typed(feed, "drop", ("title", "has", "ferry"), _try="1") | {
        "conditions-INITIAL_FORMS": 1,
        "conditions-0-id": condition.pk,
        "conditions-0-rule": rule.pk,
    }
    ada = signed_in("ada")
    assert "1 of 1" in ada.post(change(rule), sent).content.decode()
    assert "0 of 1" in ada.get(change(rule)).content.decode()
    assert Condition.objects.get().value == "horoscope"


def test_a_trial_with_a_mistake_says_what_is_wrong_and_tries_nothing(feed: Feed, signed_in: SignIn) -> None:
    answer = signed_in("ada").post(ADD, typed(feed, "drop", ("title", "matches", "("), _try="1"))
    assert "cannot be understood" in errors(answer)
    assert "rehearsal" not in answer.context


def test_a_drop_that_would_have_cost_published_stories_says_so_in_words(feed: Feed, signed_in: SignIn) -> None:
    kept(feed, "Horoscope one", make_article())
    kept(feed, "Horoscope two", make_article(status=Status.REJECTED))
    kept(feed, "Horoscope three", make_article(status=Status.UNPUBLISHED))
    answer = signed_in("ada").post(ADD, typed(feed, "drop", HOROSCOPE, _try="1"))
    page = " ".join(answer.content.decode().split())
    assert "Editors published 2 of the stories that it would have dropped." in page
    assert page.count("An editor published it.") == 2
    assert "state-rejected" in page


def test_what_is_kept_as_keys_alone_is_left_out_and_said_so(feed: Feed, signed_in: SignIn) -> None:
    kept(feed, "Horoscope", reduced_at=timezone.now())
    kept(feed, "", erased_at=timezone.now())
    kept(feed, "Horoscope seen elsewhere", verdict="seen")
    page = signed_in("ada").post(ADD, typed(feed, "drop", HOROSCOPE, _try="1")).content.decode()
    assert "2 older ones were left out" in page
    assert "Nothing has come in by this feed" in page


def test_only_the_last_hundred_are_tried(feed: Feed, signed_in: SignIn) -> None:
    for number in range(103):
        kept(feed, f"Horoscope {number}")
    page = signed_in("ada").post(ADD, typed(feed, "drop", HOROSCOPE, _try="1")).content.decode()
    assert "100 of 100" in page


def test_a_rule_is_tried_in_its_place_among_the_others(feed: Feed, signed_in: SignIn) -> None:
    make_rule(feed, "drop", HOROSCOPE, name="Stars out")
    kept(feed, "Horoscope for sailors")
    sent = typed(feed, "priority", ("title", "has", "sailors"), priority="2", _try="1")
    page = signed_in("ada").post(ADD, sent).content.decode()
    assert "0 of 1" in page
    assert "not be asked: “Stars out” drops it before" in page


def test_a_country_is_tried_as_the_words_name_it(feed: Feed, signed_in: SignIn) -> None:
    make_country("NP")
    kept(feed, "Kathmandu opens a night library")
    kept(feed, "A ferry leaves")
    answer = signed_in("ada").post(ADD, typed(feed, "drop", ("country", "is", "NP"), _try="1"))
    assert answer.context["rehearsal"].touched == 1


def test_what_a_rule_dropped_is_tried_by_what_the_feed_said(feed: Feed, web: FakeWeb, signed_in: SignIn) -> None:
    rule = make_rule(feed, "drop", HOROSCOPE)
    outlet = Outlet(web, feed)
    outlet.tells(STARS)
    poll(outlet)
    page = signed_in("ada").get(change(rule)).content.decode()
    assert "1 of 1" in page
    assert "The rule “drop” drops it." in page


def test_a_trial_costs_the_same_however_many_stories_it_looks_at(
    feed: Feed, signed_in: SignIn, django_assert_max_num_queries: CountQueries
) -> None:
    make_rule(feed, "priority", ("title", "has", "ferry"), priority=1)
    for number in range(30):
        kept(feed, f"Horoscope {number}", make_article(status=Status.INCOMING))
    ada = signed_in("ada")
    sent = typed(feed, "drop", HOROSCOPE, ("country", "has_not", "NP"), _try="1")
    make_country("NP")
    ada.post(ADD, sent)
    with django_assert_max_num_queries(22):  # session, person, permissions, the form's choices; four for the trial
        answer = ada.post(ADD, sent)
    assert answer.context["rehearsal"].touched == 30


def test_a_hostile_pattern_on_hostile_texts_matches_nothing_and_is_given_up(feed: Feed, signed_in: SignIn) -> None:
    for number in range(40):
        kept(feed, f"Story {number}", full_text="a" * 20_000 + "!")
    page = signed_in("ada").post(ADD, typed(feed, "drop", ("text", "matches", "(a+)+$"), _try="1")).content.decode()
    assert "takes too long on this text" in page
    assert "0 of 40" in page


def test_markup_in_a_headline_is_shown_as_words(feed: Feed, signed_in: SignIn) -> None:
    kept(feed, "<script>alert(1)</script> horoscope")
    page = signed_in("ada").post(ADD, typed(feed, "drop", HOROSCOPE, _try="1")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_feeds_page_lists_its_rules_in_order_and_moves_them(feed: Feed, signed_in: SignIn) -> None:
    make_rule(feed, "drop", HOROSCOPE, name="Stars out")
    second = make_rule(feed, "priority", ("title", "has", "ferry"), name="Ferries first", priority=2)
    ada = signed_in("ada")
    path = f"/admin/ingest/feed/{feed.pk}/change/"
    page = " ".join(ada.get(path).content.decode().split())
    assert "If the headline contains the words “horoscope”: drop it." in page
    assert page.index("Stars out") < page.index("Ferries first")
    assert f'{ADD}?feed={feed.pk}"' in page
    page = ada.post(f"/admin/ingest/rule/{second.pk}/move/", {"to": "up"}, follow=True).content.decode()
    assert page.index("Ferries first", page.index('id="rules"')) < page.index("Stars out", page.index('id="rules"'))
    assert ada.get(f"/admin/ingest/rule/{second.pk}/move/").status_code == 405


def test_the_list_of_rules_costs_the_same_whatever_its_length(
    feed: Feed, signed_in: SignIn, django_assert_max_num_queries: CountQueries
) -> None:
    assert "No rules yet" in signed_in("ada").get("/admin/ingest/rule/").content.decode()
    for number in range(12):
        make_rule(feed, "drop", ("title", "has", f"word {number}"))
    ada = signed_in("ada")
    ada.get("/admin/ingest/rule/")
    with django_assert_max_num_queries(10):
        assert "word 11" in ada.get("/admin/ingest/rule/").content.decode()


def test_an_editor_reads_rules_and_a_writer_does_not(feed: Feed, signed_in: SignIn) -> None:
    rule = make_rule(feed, "drop", HOROSCOPE)
    ben = signed_in("ben")
    assert "horoscope" in ben.get(change(rule)).content.decode()
    assert ben.post(change(rule), typed(feed, "drop", HOROSCOPE, _try="1")).status_code == 403
    assert ben.post(ADD, typed(feed, "drop", HOROSCOPE, _try="1")).status_code == 403
    assert ben.post(f"/admin/ingest/rule/{rule.pk}/move/", {"to": "up"}).status_code == 403
    assert signed_in("cy").get(change(rule)).status_code == 403


def test_the_review_screen_names_the_rules_that_touched_a_story(feed: Feed, web: FakeWeb, signed_in: SignIn) -> None:
    rule = make_rule(feed, "priority", ("title", "has", "pier"), name="Piers first", priority=2)
    outlet = Outlet(web, feed)
    outlet.tells(Story())
    poll(outlet)
    article = Article.objects.get()
    page = signed_in("ben").get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert f'href="/admin/ingest/rule/{rule.pk}/change/">Piers first</a>' in page
    assert "set the priority to urgent" in page
    capture = signed_in("ben").get(f"/admin/ingest/capture/{article.captures.get().pk}/change/").content.decode()
    assert "Piers first" in capture
