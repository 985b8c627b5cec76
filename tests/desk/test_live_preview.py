"""The live preview: the page as it would be with what is typed, harmless, stored nowhere, for those who may look."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Tag
from articles.status import Status
from newsroom.desk.admin.page_checks import checks
from newsroom.desk.admin.preview import cut
from tests.desk.screen import SignIn, address, now, typed
from tests.desk.test_review_screen import capture
from tests.world import make_article

pytestmark = pytest.mark.django_db


def live(client: Client, article: Article, **changes: Any) -> dict[str, str]:
    answer = client.post(live_address(article), typed(client, article, **changes))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return dict(answer.json())


def live_address(article: Article) -> str:
    return address(article).replace("change", "live")


@pytest.mark.parametrize("status", [Status.INCOMING, Status.IN_REVIEW, Status.PUBLISHED])
def test_what_is_typed_is_seen_and_nothing_is_saved(signed_in: SignIn, status: Status) -> None:
    article = make_article("As it stood", status=status)
    fog = Tag.objects.create(name="Fog")
    made = live(signed_in("ben"), article, headline="As it is typed", body="<p>Typed text.</p>", tags=[fog.pk])
    for words in ("As it is typed", "Typed text.", "Fog", "noindex"):
        assert words in made["page"]
    assert "As it is typed" in made["panes"]
    assert now(article).headline == "As it stood"
    assert now(article).version == article.version
    assert list(now(article).tags.all()) == []


def test_hostile_text_is_harmless_in_the_preview(signed_in: SignIn) -> None:
    hostile = '<p onclick="x()">Text</p><script>alert(1)</script><img src=x onerror=y()>'
    made = live(signed_in("ben"), make_article(status=Status.IN_REVIEW), headline="<b>Bold</b>", body=hostile)
    for part in made.values():
        assert "alert(1)" not in part
        assert "onclick" not in part
        assert "<b>Bold" not in part


@pytest.mark.parametrize("field", ["headline", "slug", "country", "source", "pinned_until", "tags"])
def test_broken_fields_still_make_a_page(signed_in: SignIn, field: str) -> None:
    article = make_article(status=Status.IN_REVIEW)
    for value in ("", "\x00 ?/", "9" * 400):
        assert live(signed_in("ben"), article, **{field: value})["page"]


def test_nothing_typed_and_what_is_kept_are_shown(signed_in: SignIn) -> None:
    client, article = signed_in("ben"), make_article("As it stood", status=Status.IN_REVIEW)
    assert client.post(live_address(article)).status_code == 200
    assert "As it stood" in client.get(live_address(article)).content.decode()
    assert client.delete(live_address(article)).status_code == 405


def test_strangers_and_removed_stories_have_no_preview(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    assert Client().post(live_address(article)).status_code == 302
    Article.objects.filter(pk=article.pk).update(status=Status.WITHHELD)
    assert signed_in("ben").post(live_address(article)).status_code == 403


def test_the_words_are_compared_with_what_came_in(signed_in: SignIn) -> None:
    article = make_article("Boats", status=Status.IN_REVIEW)
    capture(article, full_html="<p>Forty boats left.</p>")
    client = signed_in("ben")
    changes = live(client, article, body="<p>Fifty boats left.</p>")["changes"]
    assert "removed:" in changes
    assert "Fifty" in changes
    kept = client.get(address(article).replace("change", "changes"))
    assert "Forty" in kept.content.decode()


def test_a_changed_address_of_what_was_public_is_said(signed_in: SignIn) -> None:
    article = make_article(status=Status.PUBLISHED)
    assert "will lead to this one" in live(signed_in("ben"), article, slug="another-address")["panes"]


def test_advice_names_what_troubles_a_page() -> None:
    body = '<h2>One</h2><h4>Two</h4><p><a href="/x"> </a><img src="/a.jpg"></p>'
    assert len(checks("x" * 70, "", body)) == 5
    assert checks("Short", "Said", '<h2>One</h2><h3>Two</h3><a href="/x">Text</a><img alt="A boat">') == []


def test_a_search_engine_cuts_between_words() -> None:
    assert cut("Forty boats left early", 12) == "Forty boats…"
    assert cut("Forty", 12) == "Forty"
    assert len(cut("x" * 90, 60)) == 60
