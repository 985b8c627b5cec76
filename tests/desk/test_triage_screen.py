"""The screen of triage: events as rows, filters, beats, empty states, without script, and a fixed cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.status import Status
from newsroom.desk import grouping
from newsroom.desk.models import Beat
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Capture
from tests.desk.pressing import PRESS, SCREEN, SignIn, event, incoming, press, shown
from tests.world import make_country, make_source, person

pytestmark = pytest.mark.django_db


def test_an_event_is_one_row_led_by_its_lead(signed_in: SignIn) -> None:
    stories = event(4)
    alone = incoming("Stands alone")
    page = shown(signed_in("ben"))
    assert page.count("data-row ") == 2
    assert f'data-lead="{stories[0].pk}"' in page
    assert f'data-lead="{alone.pk}"' in page
    assert "3 others on this" in page
    assert "5 stories in 2 events" in page


def test_without_script_a_press_leads_to_the_next_story(signed_in: SignIn) -> None:
    last, story, client = incoming(), incoming(), signed_in("ben")
    data = {"verb": "publish", "story": story.pk, "version": story.version, "next": last.pk}
    answer = client.post(PRESS + "?queue=waiting", data, follow=True)
    assert answer.redirect_chain == [(f"{SCREEN}?queue=waiting&story={last.pk}", 302)]
    assert "is published." in answer.content.decode()
    answer = client.post(PRESS, {"verb": "reject", "story": last.pk}, follow=True)
    assert "Say why in one sentence" in answer.content.decode()
    assert f'data-story="{last.pk}"' in answer.content.decode()


def test_enter_gives_the_reason_that_was_given_last(signed_in: SignIn) -> None:
    one, two, client = incoming(), incoming(), signed_in("ben")
    press(client, one, "reject:4")
    page = str(client.get(f"{SCREEN}{two.pk}/").content.decode())
    button = page.split('value="reject:4"', 1)[1].split(">", 1)[0]
    assert "data-first" in button


def test_a_writer_reads_and_decides_nothing(signed_in: SignIn) -> None:
    story, cy = incoming(), signed_in("cy")
    page = shown(cy)
    assert str(story) in page
    assert 'value="publish"' not in page
    for verb in ("publish", "reject:1", "claim", "merge"):
        press(cy, story, verb, 409, chosen=[incoming().pk])
    assert signed_in("zoe").get(SCREEN).status_code == 302
    story.refresh_from_db()
    assert story.status == Status.INCOMING


def test_an_editor_with_a_beat_starts_with_it_and_decides_in_it_alone(signed_in: SignIn) -> None:
    mine, theirs = incoming("On the beat"), incoming("Of elsewhere", country=make_country("JP"))
    Beat.objects.create(user=person("ben")).countries.add(make_country())
    client = signed_in("ben")
    assert "Of elsewhere" not in shown(client)
    assert "Of elsewhere" in shown(client, beat="all")
    press(client, theirs, "publish", 409)
    press(client, mine, "publish")
    assert "Of elsewhere" in shown(signed_in("ada"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"quality": "sure"}, {"Sure"}),
        ({"quality": "doubtful"}, {"Doubtful"}),
        ({"quality": "none"}, {"Empty"}),
        ({"due": "over"}, {"Sure"}),
        ({"due": "ahead"}, {"Doubtful"}),
        ({"due": "none"}, {"Empty"}),
        ({"covered": "few"}, {"Sure", "Doubtful"}),
        ({"covered": "many"}, set()),
        ({"covered": "no"}, {"Empty"}),
    ],
)
def test_the_new_filters_find_what_they_say(signed_in: SignIn, query: dict[str, str], found: set[str]) -> None:
    now = timezone.now()
    facts = {"Sure": (90, 0.9, -1), "Doubtful": (90, 0.4, 1), "Empty": (0, None, None)}
    stories = {}
    for name, (words, agreement, hours) in facts.items():
        due = now + timedelta(hours=hours) if hours else None
        stories[name] = story = incoming(name, due_at=due)
        Capture.objects.create(article=story, source=make_source(), words=words, agreement=agreement, label="article")
    grouping.merge([stories["Sure"], stories["Doubtful"]], by=person("ada"))
    page = shown(signed_in("ben"), **query).split('class="triage-story"')[0]
    assert {name for name in facts if f">{name}</a>" in page} == found
    assert "Without the filter" in page


def test_empty_states_say_what_to_do(signed_in: SignIn) -> None:
    client = signed_in("ben")
    page = shown(client)
    assert "Nothing waits." in page
    assert "Write a story" in page
    incoming()
    page = shown(client, quality="none")
    assert "Nothing matches." in page
    assert "?beat=all" in page


@pytest.mark.parametrize(
    "query",
    [{"story": "1 or 1=1"}, {"story": "9" * 30}, {"p": "minus"}, {"p": "-4"}, {"queue": "withdrawn"}, {"beat": "\x00"}],
)
def test_broken_addresses_show_the_list(signed_in: SignIn, query: dict[str, str]) -> None:
    incoming("Still here")
    assert "Still here" in shown(signed_in("ben"), **query)


def test_sixty_rows_cost_no_more_queries_than_three(signed_in: SignIn, django_assert_max_num_queries: Any) -> None:
    client = signed_in("ben")
    first = incoming()
    lead = event(2)[0]
    suggestions.offer(lead, [Suggested("duplicate", str(first.pk), "", 0.9, False), Suggested("tag", "Kites", "", 0.5)])
    shown(client)
    with django_assert_max_num_queries(25) as few:
        shown(client, story=str(lead.pk))
    for number in range(60):
        incoming(source=make_source(f"Outlet {number}"))
    with django_assert_max_num_queries(len(few)):
        page = shown(client, story=str(lead.pk), p="1")
    assert page.count("data-row ") == 50
    assert "Page 1 of 2" in page
