"""What is done short of removing: real edits of the story, looked at first, each with its revision."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from articles.models import Article, Picture
from articles.models.article import Kind
from articles.refusals import GateClosed, NotPermitted, Refused, Unfit
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import deciding, handling, remedies
from newsroom.takedowns.models import Case
from newsroom.takedowns.refusals import NotAnOfficer
from newsroom.takedowns.states import Outcome, State
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, make_author, person

pytestmark = pytest.mark.django_db
QUEUE = "/admin/takedowns/case/"
SignIn = Callable[[str], Client]


def press(client: Client, case: Case, verb: str, **values: str) -> tuple[int, str]:
    answer = client.post(f"{QUEUE}{case.pk}/act/", {"verb": verb, "item": "1"} | values, follow=True)
    return answer.status_code, answer.content.decode()


def amended(article: Article, remedy: str, **typed: str) -> Case:
    case = confirmed(article)
    remedies.amend(only_item(case), by=person("tao"), remedy=remedy, typed=typed, reason="As asked.")
    article.refresh_from_db()
    case.refresh_from_db()
    return case


def test_a_name_is_taken_out_of_headline_text_and_address(client: Client) -> None:
    article = make_article(
        "Boat of Mira Quill sinks",
        body='<p>The boat of <a href="https://x.example/mira quill">Mira Quill</a> sank.</p>'
        "<p>mira quill is safe &amp; well.</p>",
    )
    old = article.get_absolute_url()
    case = amended(article, "anonymise", who="Mira Quill", instead="a fisher")
    assert article.headline == "Boat of a fisher sinks"
    assert "mira quill" not in article.body_text.lower()
    assert "quill" not in article.slug
    assert (case.state, case.outcome) == (State.DECIDED, Outcome.AMENDED)
    assert client.get(old).status_code == 301
    page = client.get(article.get_absolute_url()).content.decode()
    assert "a fisher is safe &amp; well" in page
    assert article.changes.filter(act="revise", by=person("tao"), reason__contains=case.reference).exists()
    assert article.history.count() >= 2


@pytest.mark.parametrize(("who", "instead"), [("Mira", "Mira Q."), ("", "x"), ("Nobody Here", "x"), ("Mira", "")])
def test_a_name_that_would_stay_or_is_not_there_is_refused(who: str, instead: str) -> None:
    article = make_article("Boat of Mira sinks")
    with pytest.raises(Unfit):
        amended(article, "anonymise", who=who, instead=instead)
    assert only_item(Case.objects.get()).state == "open"


def test_markup_in_place_of_a_name_is_refused_by_the_gate_and_nothing_is_changed() -> None:
    article = make_article(body="<p>The boat of Mira Quill sank in the bay.</p>")
    with pytest.raises(GateClosed):
        amended(article, "anonymise", who="Mira Quill", instead="<script>alert(1)</script>")
    article.refresh_from_db()
    assert "Mira Quill" in article.body
    assert only_item(Case.objects.get()).state == "open"


def test_a_text_is_shortened_by_taking_words_out_and_never_by_writing_new_ones() -> None:
    article = make_article()
    for wrong in ("", "Forty pirates left.", article.body_text):
        with pytest.raises(Unfit):
            remedies.plan(only_item(confirmed(article)), "shorten", {"text": wrong})
    case = amended(article, "shorten", text="The harbour opened at dawn.")
    assert article.body == "<p>The harbour opened at dawn.</p>"
    assert only_item(case).remedy == "shorten"


def test_a_long_word_that_does_not_stand_in_the_story_is_not_told_whole() -> None:
    item = only_item(confirmed(make_article()))
    with pytest.raises(Unfit, match=f"story: pirates, {'y' * 40}…[.]$"):
        remedies.plan(item, "shorten", {"text": f"{'y' * 100_000} pirates"})


def test_a_credit_is_put_right_and_a_link_is_an_address_of_the_web() -> None:
    article = make_article()
    for wrong in ("javascript:alert(1)", "//x", "ftp://a.example/"):
        with pytest.raises(Unfit):
            remedies.plan(only_item(confirmed(article)), "credit", {"source_url": wrong})
    amended(article, "credit", source_author="Nilu Mast", source_url="https://owner.example/first")
    assert (article.source_author, article.source_url) == ("Nilu Mast", "https://owner.example/first")


def test_a_dropped_picture_leaves_the_public_files_too(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    name = default_storage.save("pictures/boat-remedy.jpg", ContentFile(b"jpeg"))
    picture = Picture.objects.create(file=name, alt="A boat", credit="Mira Quill", width=10, height=10)
    article = make_article(picture=picture)
    amended(article, "picture")
    assert article.picture is None
    assert not default_storage.exists(name)


def test_a_delisted_story_is_read_here_and_hidden_from_search_engines(client: Client) -> None:
    article = make_article(kind=Kind.ORIGINAL, source=None, source_url="", source_headline="", source_published_at=None)
    path = article.get_absolute_url()
    assert "index,follow" in client.get(path).content.decode()
    case = amended(article, "delist")
    page = client.get(path)
    assert page.status_code == 200
    assert "noindex" in page.content.decode()
    month = f"{article.published_at:%Y-%m}" if article.published_at else ""
    assert article.slug not in client.get(f"/sitemap-articles-{month}-1.xml").content.decode()
    with pytest.raises(Refused):
        remedies.plan(only_item(case), "delist", {})


def test_a_remedy_lifts_the_hold_in_the_same_step() -> None:
    article = make_article("Boat of Mira Quill sinks")
    case = confirmed(article)
    handling.hold(only_item(case), by=person("tao"))
    remedies.amend(
        only_item(case), by=person("tao"), remedy="anonymise", typed={"who": "Mira Quill", "instead": "a fisher"}
    )
    article.refresh_from_db()
    assert (article.status, article.headline) == (Status.PUBLISHED, "Boat of a fisher sinks")


def test_only_officers_change_stories_for_a_case() -> None:
    case = confirmed()
    for name in ("ben", "cy", "zoe"):
        with pytest.raises((NotAnOfficer, NotPermitted)):
            remedies.amend(only_item(case), by=person(name), remedy="delist", typed={})


def test_nothing_happens_before_the_change_was_looked_at(signed_in: SignIn) -> None:
    article = make_article("Boat of Mira Quill sinks")
    case, officer = confirmed(article), signed_in("tao")
    typed = {"remedy": "anonymise", "who": "Mira Quill", "instead": "a fisher", "reason": "She asked."}
    _status, page = press(officer, case, "see amend", **typed)
    assert "Nothing has happened yet" in page
    assert "<ins>Boat of a fisher sinks</ins>" in page
    assert "Not removed, but changed:" in page
    assert 'value="Mira Quill"' in page
    article.refresh_from_db()
    assert article.headline == "Boat of Mira Quill sinks"
    _status, page = press(officer, case, "amend", **typed)
    article.refresh_from_db()
    assert article.headline == "Boat of a fisher sinks"
    assert only_item(case).state == "amended"


def test_the_letter_of_a_rejection_is_seen_before_it_is_written(signed_in: SignIn) -> None:
    case = confirmed()
    _status, page = press(signed_in("tao"), case, "see reject", reason="We hold a licence from you.")
    assert "We hold a licence from you.<br>" in page
    assert not Letter.objects.filter(template="takedown_decided").exists()


@pytest.mark.parametrize(
    ("remedy", "words"), [("not_ours", "does not stand on our site"), ("gone", "gone from our site before")]
)
def test_what_is_not_ours_or_was_gone_is_rejected_with_its_own_sentence(
    remedy: str, words: str, signed_in: SignIn
) -> None:
    case = confirmed()
    person("ada")
    press(signed_in("tao"), case, "reject", remedy=remedy)
    item = only_item(case)
    assert (item.state, item.remedy) == ("rejected", remedy)
    assert words in Letter.objects.get(template="takedown_decided").body


def test_whoever_wrote_the_story_is_told_why_and_not_by_whom() -> None:
    article = make_article(authors=[make_author(account=person("cy"))])
    case = confirmed(article)
    deciding.EFFECTS["remove"](only_item(case), person("tao"), {"kind": "gone", "reason": "The owner asked."})
    letter = Letter.objects.get(template="takedown_reasons")
    assert letter.to == "cy@paper.example"
    assert "The owner asked." in letter.body
    for secret in ("mira@owner.example", "Mira Quill", article.headline):
        assert secret not in letter.body
