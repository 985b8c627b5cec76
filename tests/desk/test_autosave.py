"""A form that is pressed too late: signed out meanwhile, signed in again, or far too long. The text is never lost."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client

from articles import editing
from articles.models import Article
from articles.status import Status
from newsroom.desk import copies
from newsroom.desk.forms.review import LISTS
from newsroom.desk.models import WorkingCopy
from newsroom.desk.views import handover
from tests.desk.screen import SignIn, address, now, typed
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
OURS: dict[str, Any] = {"HTTP_ORIGIN": "http://testserver"}
PASSWORD = "a long word of passage"


def signed_out_form(signed_in: SignIn, article: Article | None, **changes: Any) -> dict[str, Any]:
    return typed(signed_in("ben"), article, **changes) | {"_do": "save"}


def handed(answer: Any) -> str:
    found = re.search(r'name="handed" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def sign_in(client: Client, answer: Any, to: str, name: str = "ben") -> Any:
    user: User = person(name)
    user.set_password(PASSWORD)
    user.save()
    sent = {"username": name, "password": PASSWORD, "next": to, "handed": handed(answer)}
    return client.post("/admin/desk/sign-in/", sent)


def test_what_was_pressed_signed_out_is_carried_through_the_sign_in_page(signed_in: SignIn) -> None:
    article, client = make_article("Old", status=Status.IN_REVIEW, body="<p>As it was.</p>"), Client()
    sent = signed_out_form(signed_in, article, headline="Typed <b>signed out</b>")
    page = client.post(address(article), sent, **OURS)
    assert page.status_code == 403
    assert now(article).headline == "Old"
    answer = sign_in(client, page, address(article))
    assert answer.headers["Location"] == address(article) + "?restore=1"
    assert WorkingCopy.objects.get().data == {"headline": "Typed <b>signed out</b>"}
    form = client.get(answer.headers["Location"]).context["form"]
    assert form["headline"].value() == "Typed <b>signed out</b>"


def test_a_wrong_password_carries_the_text_further(signed_in: SignIn) -> None:
    article, client = make_article(status=Status.IN_REVIEW), Client()
    page = client.post(address(article), signed_out_form(signed_in, article, headline="Typed"), **OURS)
    again = client.post("/admin/desk/sign-in/", {"username": "ben", "password": "wrong", "handed": handed(page)})
    assert handed(again) == handed(page)
    assert not WorkingCopy.objects.exists()


def test_a_new_story_pressed_signed_out_is_begun_after_signing_in(signed_in: SignIn) -> None:
    client = Client()
    sent = signed_out_form(signed_in, None, headline="Fog, explained", body="<p>A cloud.</p><script>x()</script>")
    page = client.post("/admin/articles/article/add/", sent, **OURS)
    answer = sign_in(client, page, "/admin/articles/article/add/")
    story = Article.objects.get()
    assert answer.headers["Location"] == address(story)
    assert (story.headline, story.body) == ("Fog, explained", "<p>A cloud.</p>")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_another_site_puts_no_words_into_the_sign_in_page(origin: str) -> None:
    article = make_article(status=Status.IN_REVIEW)
    answer = Client().post(address(article), {"headline": "Evil", "_do": "save"}, HTTP_ORIGIN=origin)
    assert "handed" not in answer.content.decode()
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["", "x", "a:b:c", signing.dumps({"article": "1"}, salt="another")],
    ids=["nothing", "a letter", "three parts", "signed for something else"],
)
def test_what_was_not_signed_here_is_not_kept(text: str) -> None:
    article, client, user = make_article(status=Status.IN_REVIEW), Client(), person("ben")
    user.set_password(PASSWORD)
    user.save()
    sent = {"username": "ben", "password": PASSWORD, "next": address(article), "handed": text}
    assert client.post("/admin/desk/sign-in/", sent).headers["Location"] == address(article)
    assert not WorkingCopy.objects.exists()


def test_whoever_signs_in_without_the_right_gets_the_text_to_copy(signed_in: SignIn) -> None:
    article, client = make_article(status=Status.IN_REVIEW), Client()
    page = client.post(address(article), signed_out_form(signed_in, article, headline="Typed"), **OURS)
    shown = sign_in(client, page, address(article), name="tao").content.decode()
    assert "could not be kept" in shown
    assert "Typed" in shown
    assert not WorkingCopy.objects.exists()


def test_a_form_with_a_token_from_before_signing_in_again_keeps_its_text_and_decides_nothing(signed_in: SignIn) -> None:
    article = make_article("Old", status=Status.IN_REVIEW)
    sent = typed(signed_in("ben"), article, headline="Typed", _do="publish", csrfmiddlewaretoken="x" * 64)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("ben"), "newsroom.desk.roles.RolesBackend")
    client.get(address(article))
    answer = client.post(address(article), sent, **OURS)
    assert answer.headers["Location"] == address(article) + "?restore=1"
    assert (now(article).status, now(article).headline) == (Status.IN_REVIEW, "Old")
    assert WorkingCopy.objects.get().data == {"headline": "Typed"}
    assert client.post(address(article), sent).status_code == 403


def test_the_text_of_another_is_not_taken_for_what_was_typed(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW, body="<p>As it was.</p>")
    sent = signed_out_form(signed_in, article, headline="Typed")
    editing.revise(article, by=person("ada"), changes={"body": "<p>Ada's.</p>"})
    client = Client()
    sign_in(client, client.post(address(article), sent, **OURS), address(article))
    assert WorkingCopy.objects.get().data == {"headline": "Typed"}


def test_what_is_too_long_for_the_sign_in_page_is_shown_to_be_copied(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "HANDED_BYTES", 100)
    article = make_article(status=Status.IN_REVIEW)
    sent = signed_out_form(signed_in, article, headline="A headline to be copied")
    assert "A headline to be copied</textarea>" in Client().post(address(article), sent, **OURS).content.decode()


def test_what_is_too_long_to_be_posted_is_answered_with_what_to_do(signed_in: SignIn, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    article, client = make_article(status=Status.IN_REVIEW), signed_in("ben")
    answer = client.post(address(article), {"headline": "x" * 3000, "_do": "save"}, **OURS)
    assert answer.status_code == 413
    assert "Go back in your browser: your text is still in the form." in answer.content.decode()


def test_every_field_of_the_form_can_be_kept(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    sent = typed(signed_in("ben"), article)
    data = {name: [] if name in LISTS else str(sent.get(name, "")) for name in copies.names()}
    copies.save_working_copy(article, by=person("ben"), data=data, version=1)
    assert WorkingCopy.objects.get().data.keys() == copies.names()
