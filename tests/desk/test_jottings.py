"""A note, another headline or a schedule's minute that is typed comes back in its own field until it is used."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.models import Article
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.models import HeadlineOption, Note, WorkingCopy
from tests.desk.browser import controls, field, opened, page_of, pressed
from tests.desk.screen import SignIn, address, now
from tests.desk.test_autosave import OURS, sign_in
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
NOTE, HEADLINE = "Call the harbour <b>first</b>.", "Boats & fog"
TYPED = {"reason-note": NOTE, "reason-headline_add": HEADLINE}


def in_review(**values: Any) -> Article:
    return make_article(status=Status.IN_REVIEW, **values)


def minute(**distance: int) -> str:
    return f"{timezone.localtime() + timedelta(**distance):%Y-%m-%dT%H:%M}"


def stands(page: Any, at: str = "") -> None:
    """What was typed is in the fields of the page."""
    assert (field(page, "reason-note"), field(page, "reason-headline_add")) == (NOTE, HEADLINE)
    assert field(page, "at") == at


@pytest.mark.parametrize("verb", ["note", "headline_add", "save"])
def test_what_was_typed_comes_back_where_the_story_changed_meanwhile(signed_in: SignIn, verb: str) -> None:
    article, client, at = in_review(), signed_in("ben"), minute(hours=5)
    sent = controls(opened(client, article)) | TYPED | {"headline": "Mine", "at": at}
    editing.revise(article, by=person("ada"), changes={"headline": "Hers"})
    answer = pressed(client, article, sent, verb)
    assert "Nothing of yours is lost" in answer.content.decode()
    stands(page_of(answer), at)


@pytest.mark.parametrize("verb", ["note", "headline_add", "save"])
def test_what_was_typed_comes_back_where_another_field_is_bad(signed_in: SignIn, verb: str) -> None:
    article, client, at = in_review(), signed_in("ben"), minute(hours=5)
    sent = controls(opened(client, article)) | TYPED | {"source_url": "no address", "at": at}
    stands(page_of(pressed(client, article, sent, verb)), at)
    assert not Note.objects.exists()


def test_a_schedule_minute_that_is_past_comes_back_in_its_open_box(signed_in: SignIn) -> None:
    article, client, past = in_review(), signed_in("ada"), minute(hours=-5)
    page = page_of(pressed(client, article, controls(opened(client, article)), "schedule", at=past, **TYPED))
    stands(page, past)
    (box,) = (one for one in page.cssselect("details") if one.cssselect("#at"))
    assert "open" in box.attrib
    assert now(article).status == Status.IN_REVIEW


def test_the_minute_of_a_colleague_is_shown_where_none_was_typed(signed_in: SignIn) -> None:
    article, client = make_article(status=Status.SCHEDULED), signed_in("ada")
    page = opened(client, article)
    shown = field(page, "at")
    assert shown
    editing.revise(article, by=person("ben"), changes={"headline": "Hers"})
    Article.objects.filter(pk=article.pk).update(publish_at=timezone.now() + timedelta(hours=9))
    answer = pressed(client, article, controls(page) | {"headline": "Mine"})
    assert field(page_of(answer), "at") != shown


def test_what_was_typed_signed_out_is_in_its_fields_after_signing_in(signed_in: SignIn) -> None:
    article, client, at = in_review(), Client(), minute(hours=5)
    sent = controls(opened(signed_in("ben"), article)) | TYPED | {"at": at, "_do": "note"}
    page = client.post(address(article), sent, **OURS)
    assert page.status_code == 403
    answer = sign_in(client, page, address(article))
    stands(opened(client, article), at)
    assert answer.headers["Location"] == address(article)
    assert not WorkingCopy.objects.exists(), "nothing of the story itself was typed"
    assert not Note.objects.exists()


def test_a_form_from_before_signing_in_again_keeps_what_was_typed_beside_the_story(signed_in: SignIn) -> None:
    article = in_review()
    sent = controls(opened(signed_in("ben"), article)) | TYPED | {"headline": "Mine", "_do": "save"}
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("ben"), "newsroom.desk.roles.RolesBackend")
    client.get(address(article))
    answer = client.post(address(article), sent | {"csrfmiddlewaretoken": "x" * 64}, **OURS)
    page = page_of(client.get(answer.headers["Location"]))
    stands(page)
    assert field(page, "headline").strip() == "Mine"
    assert WorkingCopy.objects.get().data == {"headline": "Mine"}


def test_whoever_signs_in_without_the_right_gets_the_note_to_copy(signed_in: SignIn) -> None:
    article, client = in_review(), Client()
    sent = controls(opened(signed_in("ben"), article)) | TYPED | {"headline": "Mine", "_do": "note"}
    shown = sign_in(client, client.post(address(article), sent, **OURS), address(article), name="tao")
    assert NOTE in {one.text.strip() for one in page_of(shown).cssselect("textarea[readonly]")}


def test_another_press_that_goes_well_leaves_what_it_did_not_use(signed_in: SignIn) -> None:
    article, client, at = in_review(), signed_in("ben"), minute(hours=5)
    sent = controls(opened(client, article)) | TYPED | {"at": at}
    page = page_of(pressed(client, article, sent, "claim"))
    stands(page, at)
    page = page_of(pressed(client, article, controls(page), "note"))
    assert (Note.objects.get().text, field(page, "reason-note")) == (NOTE, "")
    assert field(page, "reason-headline_add") == HEADLINE
    page = page_of(pressed(client, article, controls(page), "headline_add"))
    assert (HeadlineOption.objects.get().text, field(page, "reason-headline_add")) == (HEADLINE, "")
    pressed(client, article, controls(page), "schedule")
    assert now(article).status == Status.SCHEDULED


def test_what_was_typed_while_taking_over_waits_for_the_next_press(signed_in: SignIn) -> None:
    article, client = in_review(), signed_in("ben")
    decisions.claim(article, by=person("ada"))
    stands(page_of(pressed(client, article, controls(opened(client, article)) | TYPED, "take_over")))
    assert not WorkingCopy.objects.exists()


def test_what_was_emptied_stays_empty_and_no_other_story_shows_it(signed_in: SignIn) -> None:
    article, other, client = in_review(), in_review(), signed_in("ben")
    page = page_of(pressed(client, article, controls(opened(client, article)) | TYPED))
    assert field(opened(client, other), "reason-note") == ""
    emptied = dict.fromkeys(TYPED, "")
    pressed(client, article, controls(page), **emptied)
    assert field(opened(client, article), "reason-note") == ""


def test_a_reason_that_was_refused_comes_back_with_its_verb(signed_in: SignIn) -> None:
    article, client = in_review(), signed_in("ben")
    sent = controls(opened(client, article)) | {"reason-reject": "We had it last week.", "_do": "reject"}
    decisions.claim(article, by=person("ada"))
    assert client.post(address(article), sent).status_code == 302
    assert now(article).status == Status.IN_REVIEW
    decisions.release(article, by=person("ada"))
    assert field(opened(client, article), "reason-reject") == sent["reason-reject"]
