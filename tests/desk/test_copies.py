"""Autosave: what is being typed is kept beside the article, never in it, and never lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Article
from articles.status import Status
from newsroom.desk import copies, decisions
from newsroom.desk.models import WorkingCopy
from tests.world import make_article, person

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]


def save(client: Client, article: Article, version: int = 1, **data: Any) -> HttpResponse:
    sent = json.dumps({"version": version, "data": data})
    return client.post(f"/admin/desk/autosave/{article.pk}/", sent, content_type="application/json")  # type: ignore[return-value]


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.PUBLISHED])
def test_what_is_typed_is_kept_and_the_article_is_not_touched(signed_in: SignIn, status: Status) -> None:
    article, client = make_article("Forty boats", status=status), signed_in("ben")
    before = article.version
    answer = json.loads(save(client, article, before, headline="Forty-one boats").content)
    assert (answer["data"], answer["overtaken"]) == ({"headline": "Forty-one boats"}, False)
    assert json.loads(client.get(f"/admin/desk/autosave/{article.pk}/").content)["data"] == answer["data"]
    article.refresh_from_db()
    assert (article.headline, article.version) == ("Forty boats", before)


def test_each_person_has_their_own_copy_and_one_of_it(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    for name, headline in [("ben", "One"), ("ben", "Two"), ("ada", "Three")]:
        save(signed_in(name), article, headline=headline)
    assert sorted(WorkingCopy.objects.values_list("by__username", "data__headline")) == [
        ("ada", "Three"),
        ("ben", "Two"),
    ]


def test_a_copy_of_an_older_version_is_known_as_such_and_not_lost(signed_in: SignIn) -> None:
    article = make_article("Forty boats", status=Status.IN_REVIEW)
    seen = article.version
    decisions.revise(article, by=person("ada"), changes={"headline": "No boats"})
    assert json.loads(save(signed_in("ben"), article, seen, headline="Forty-one boats").content)["overtaken"]
    copy = WorkingCopy.objects.get()
    assert copies.is_overtaken(copy)
    assert Article.objects.get(pk=article.pk).headline == "No boats"
    assert WorkingCopy.objects.get().data == {"headline": "Forty-one boats"}


def test_the_typist_is_told_who_else_is_on_it(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ada"))
    assert json.loads(save(signed_in("ben"), article, headline="Mine").content)["holder"] == "ada"


def test_foreign_markup_is_made_safe_before_it_is_kept(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    save(signed_in("ben"), article, body="<p onclick=x()>Boats<script>alert(1)</script></p>")
    assert WorkingCopy.objects.get().data["body"] == "<p>Boats</p>"


def test_a_copy_is_thrown_away_when_told(signed_in: SignIn) -> None:
    article, client = make_article(status=Status.IN_REVIEW), signed_in("ben")
    save(client, article, headline="Mine")
    assert client.delete(f"/admin/desk/autosave/{article.pk}/").status_code == 204
    assert client.get(f"/admin/desk/autosave/{article.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 200), ("ada", 200), ("cy", 403), ("tao", 403), ("zoe", 401), ("", 401)]
)
def test_only_who_may_change_the_article_keeps_a_copy_of_it(signed_in: SignIn, name: str, status: int) -> None:
    article = make_article(status=Status.IN_REVIEW)
    response = save(signed_in(name) if name else Client(), article, headline="Mine")
    assert response.status_code == status
    assert WorkingCopy.objects.count() == (1 if status == 200 else 0)
    assert status == 200 or json.loads(response.content)["sentence"]


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"version": "1", "data": {}}',
        b'{"version": true, "data": {}}',
        b'{"version": 1, "data": []}',
        b'{"version": 99999999999999999999, "data": {}}',
        b'{"version": 1, "data": {"status": "published"}}',
        b'{"version": 1, "data": {"headline": 7}}',
        b'{"version": 1, "data": {"headline": "' + b"x" * 301 + b'"}}',
        b"[" * 100_000,
        b'{"version": 1, "data": {"body": "' + b"x" * 6_300_000 + b'"}}',
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_nothing_is_kept(signed_in: SignIn, sent: bytes) -> None:
    address = f"/admin/desk/autosave/{make_article(status=Status.IN_REVIEW).pk}/"
    response = signed_in("ben").post(address, sent, content_type="application/json")
    assert response.status_code == 400
    assert json.loads(response.content)["sentence"]
    assert not WorkingCopy.objects.exists()


def test_letters_that_no_database_takes_are_left_out(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    save(signed_in("ben"), article, headline="Bo\0ats\ud800", body="<p>Bo\0ats\ud800</p>")
    assert WorkingCopy.objects.get().data == {"headline": "Boats", "body": "<p>Boats</p>"}


def test_what_was_removed_is_not_kept_in_copies(signed_in: SignIn) -> None:
    response = save(signed_in("ada"), make_article(status=Status.WITHDRAWN), headline="Mine")
    assert response.status_code == 400
    assert not WorkingCopy.objects.exists()


def test_an_article_that_is_not_there_is_not_found(signed_in: SignIn) -> None:
    assert signed_in("ben").get("/admin/desk/autosave/987654/").status_code == 404
    article = Article(pk=987654)
    assert save(signed_in("ben"), article, headline="Mine").status_code == 404
