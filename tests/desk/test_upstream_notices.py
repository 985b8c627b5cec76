"""Changes at sources on the desk: listed, compared word by word, and settled once, whatever is done about them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Correction
from articles.models.source import Rights
from articles.refusals import NotPermitted
from articles.status import Status
from newsroom.desk import decisions, upstream
from newsroom.ingest import captures, notices
from newsroom.ingest.models import Capture
from tests.desk.upstream_story import LIST, changed, gone, now, page, press, text
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS
from tests.world import person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
HEADLINE = "Mongolia's lake harbour opens a new pier at last"


def test_the_page_shows_what_changed_word_by_word_and_what_we_show(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web, title=HEADLINE)
    shown = text(signed_in("ben"), page(notice))
    assert "has changed its headline and 1 sentence." in shown
    assert '<del><span class="visually-hidden">was: </span>Monday </del>' in shown
    assert '<ins><span class="visually-hidden">now: </span>Tuesday </ins>' in shown
    assert "What we show" in shown
    assert "Harbour Gazette has changed its story since we published this" in shown


def test_what_an_excerpt_shows_is_our_excerpt(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web, rights=Rights.EXCERPT, paragraphs=(*PARAGRAPHS[:-1], "Kites are banned on the quay now."))
    shown = text(signed_in("ben"), page(notice))
    assert "not in the part that we show" in shown
    assert 'name="take"' not in shown


def test_correcting_takes_the_new_text_with_a_note_and_settles(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web, title=HEADLINE)
    before = notice.article.history.count()
    assert "The correction stands under" in press(signed_in("ben"), notice, "correct")
    article = now(notice).article
    assert article.headline == HEADLINE
    assert "Tuesday" in article.body_text
    assert Correction.objects.get().note.startswith("Harbour Gazette has changed its story")
    assert (now(notice).settled_how, now(notice).settled_by) == ("corrected", person("ben"))
    assert article.history.count() == before + 1
    assert "upstream-changed" not in str(article.findings)


def test_an_editor_may_word_it_and_leave_the_text(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web, title=HEADLINE)
    press(signed_in("ben"), notice, "correct", headline="Pier  open", note="The day was wrong.", take=None)
    article = now(notice).article
    assert article.headline == "Pier open"
    assert "Monday" in article.body_text
    assert Correction.objects.get().note == "The day was wrong."


def test_an_editors_own_text_is_never_offered_to_be_replaced(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web, body="<p>We were at the pier ourselves. It was windy on Monday.</p>")
    assert "editor's own" in text(signed_in("ben"), page(notice)).replace("&#x27;", "'")
    press(signed_in("ben"), notice, "correct", take="on")
    assert "windy" in now(notice).article.body_text


def test_where_we_show_no_text_there_is_none_to_follow(web: FakeWeb, signed_in: SignIn) -> None:
    shown = text(signed_in("ben"), page(changed(web, rights=Rights.LINK_ONLY)))
    assert "We show no text of it" in shown
    assert "own; change it on the review screen" not in shown


def test_a_correction_without_a_note_or_a_headline_is_refused_and_nothing_settled(
    web: FakeWeb, signed_in: SignIn
) -> None:
    notice = changed(web)
    assert "Not corrected" in press(signed_in("ben"), notice, "correct", note="")
    assert "Not corrected" in press(signed_in("ben"), notice, "correct", headline=" ")
    assert now(notice).settled_at is None
    assert not Correction.objects.exists()


def test_unpublishing_is_one_press(signed_in: SignIn) -> None:
    notice = gone()
    assert "is off the site" in press(signed_in("ben"), notice, "unpublish")
    assert now(notice).article.status == Status.UNPUBLISHED
    assert now(notice).settled_how == "unpublished"
    assert now(notice).article.changes.get(act="unpublish").reason == "The source has changed the story."


def test_the_reason_to_unpublish_is_prefilled(signed_in: SignIn) -> None:
    assert "The source has taken the story down." in text(signed_in("ben"), page(gone()))


def test_leaving_it_changes_nothing_but_the_notice(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web)
    version = notice.article.version
    assert "stays as it is" in press(signed_in("ben"), notice, "leave")
    assert now(notice).settled_how == "left"
    assert now(notice).article.version == version


@pytest.mark.parametrize("verb", ["correct", "unpublish", "leave"])
def test_the_second_editor_is_told_and_nothing_of_theirs_is_applied(web: FakeWeb, signed_in: SignIn, verb: str) -> None:
    notice = changed(web)
    ada = signed_in("ada")
    shown = ada.get(page(notice)).context["form"]
    sent = {name: shown[name].value() for name in shown.fields}
    upstream.leave(now(notice), by=person("ben"))
    answer = ada.post(page(notice), sent | {"_do": verb, "reason-unpublish": "Gone."})
    assert "was dealt with already: ben, left as it is" in answer.content.decode()
    assert now(notice).settled_by == person("ben")
    assert now(notice).article.status == Status.PUBLISHED
    assert not Correction.objects.exists()


def test_two_who_pass_the_first_look_are_told_apart_in_the_transaction(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = changed(web)
    mine = now(notice)
    upstream.leave(now(notice), by=person("ada"))
    monkeypatch.setattr("newsroom.desk.upstream.must_be_open", lambda _notice: None)
    with pytest.raises(notices.Settled):
        upstream.correct(mine, by=person("ben"), note="Wrong day.", take=True)
    assert not Correction.objects.exists()
    assert "Monday" in Article.objects.get().body_text


def test_whoever_is_on_the_story_is_not_run_over(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web)
    decisions.unpublish(now(notice).article, by=person("ada"), reason="to look at it")
    decisions.reopen(now(notice).article, by=person("ada"))
    decisions.claim(now(notice).article, by=person("ada"))
    shown = text(signed_in("ben"), page(notice))
    assert "ada is on this story" in shown
    assert 'value="unpublish"' not in shown


def test_writers_see_none_of_it(signed_in: SignIn) -> None:
    notice = gone()
    assert signed_in("cy").get(LIST).status_code == 403
    assert signed_in("cy").get(page(notice)).status_code == 403
    assert signed_in("cy").post(page(notice), {"_do": "unpublish", "reason-unpublish": "x"}).status_code == 403
    with pytest.raises(NotPermitted):
        upstream.leave(notice, by=person("cy"))
    assert now(notice).settled_at is None


def test_officers_look_and_decide_nothing(signed_in: SignIn) -> None:
    assert 'name="_do"' not in text(signed_in("tao"), page(notice := gone()))
    assert "role lacks" in press(signed_in("tao"), notice, "unpublish")
    assert now(notice).article.status == Status.PUBLISHED


@pytest.mark.parametrize("verb", ["", "publish", "x" * 500])
def test_a_verb_that_there_is_not_changes_nothing(signed_in: SignIn, verb: str) -> None:
    press(signed_in("ben"), notice := gone(), verb)
    assert now(notice).settled_at is None


@pytest.mark.parametrize("number", ["0", "999999", "x", "9" * 30, "²"])
def test_a_notice_that_there_is_not_is_not_found(signed_in: SignIn, number: str) -> None:
    assert signed_in("ben").get(f"{LIST}{number}/change/").status_code == 404


def test_what_came_in_can_do_nothing_on_the_page(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web)
    Capture.objects.update(title="<script>alert(1)</script>", full_text="<img src=x onerror=alert(2)>")
    Capture.objects.filter(version=2).update(full_html="<p onclick=alert(3)>Boats</p>", full_text="<b onload=alert(4)>")
    shown = text(signed_in("ben"), page(notice))
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "<b onload" not in shown


def test_a_takedown_takes_it_off_the_desk(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web)
    article = now(notice).article
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    ben = signed_in("ben")
    assert ben.get(page(notice)).status_code == 404
    assert "pier" not in text(ben, f"{LIST}?settled=all").lower().replace("happier", "")
    captures.erase(article, system_account())
    assert "pier" not in now(notice).sentence


def test_a_reduced_capture_leaves_a_page_that_says_so(web: FakeWeb, signed_in: SignIn) -> None:
    notice = changed(web)
    Capture.objects.update(full_text="", full_html="", entry=b"", page=b"", reduced_at=timezone.now())
    assert "no longer kept" in text(signed_in("ben"), page(notice))
    assert 'name="take"' not in text(signed_in("ben"), page(notice))
