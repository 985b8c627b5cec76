"""Bars by hand: what they would hit is shown first, common words cannot keep a paper out, and each can be undone."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Bar, Fingerprint
from articles.models.bar import KeyKind
from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.ingest import fingerprint
from newsroom.takedowns import barring
from newsroom.takedowns.hand_bars import HandBar
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Story, make_outlet, poll
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db
ADD = "/admin/takedowns/handbar/add/"
URL = "https://harbour-gazette.example/pier"
MORE = [f"Further down the quay boat number {number} was painted {number} times over." for number in range(12)]
LONG = " ".join([*PARAGRAPHS, *MORE])
SignIn = Callable[[str], Client]


def bar(kind: str, typed: str, *, host: str = "") -> HandBar:
    return barring.impose(barring.wanted(kind, typed, host=host), by=person("tao"), reason="Asked by the owner.")


def comes_in(web: FakeWeb, *stories: Story, name: str = "Harbour Gazette") -> list[Article]:
    outlet = make_outlet(web, name)
    outlet.tells(*stories)
    poll(outlet)
    return list(Article.objects.order_by("pk"))


def test_leak_53_an_address_barred_by_hand_stays_out_under_any_spelling(web: FakeWeb) -> None:
    row = bar("address", f"{URL}/?utm_source=x")
    other = Story(link="https://harbour-gazette.example/other", guid="b", title="Another")
    assert len(comes_in(web, Story(link=URL), other)) == 1
    assert [article.source_headline for article in Article.objects.all()] == ["Another"]
    assert barring.times(row) == 1


def test_leak_53_an_author_or_an_id_is_barred_for_one_outlet_alone() -> None:
    source = make_source()
    row = bar("author", "Dee Marsh", host=source.host)
    assert list(Bar.objects.values_list("kind", "key", "scope", "note")) == [
        ("author", fingerprint.text_key("Dee Marsh"), str(source.pk), row.mark)
    ]
    wanted = barring.wanted("guid", "4711", host=f"https://www.{source.host}/")
    assert wanted.keys == [("guid", fingerprint.guid_key(source.pk, "4711"))]


def test_leak_53_a_whole_outlet_is_barred_and_let_in_again(web: FakeWeb) -> None:
    row = bar("outlet", "harbour gazette")
    assert comes_in(web, Story()) == []
    barring.lift(row, by=person("ada"), reason="They asked us to go on.")
    assert not Bar.objects.exists()
    assert (row.lifted_by, row.lifted_why) == (person("ada"), "They asked us to go on.")
    with pytest.raises(Unfit, match="lifted already"):
        barring.lift(row, by=person("ada"), reason="Again.")


def test_abuse_31_a_bar_on_a_text_only_lets_it_wait_for_an_officer(web: FakeWeb) -> None:
    row = bar("text", LONG)
    [article] = comes_in(web, Story(paragraphs=(*PARAGRAPHS, *MORE)), name="Monsoon Post")
    assert article.status == Status.INCOMING
    assert "near-match" in {remark["code"] for remark in article.remarks}
    barring.lift(row, by=person("tao"), reason="Too wide.")
    assert not Bar.objects.exists()


def test_abuse_31_common_words_are_too_few_to_bar() -> None:
    with pytest.raises(Unfit, match="needs 120"):
        barring.wanted("text", "The minister said that talks would go on. " * 10)
    with pytest.raises(Unfit, match="for every outlet"):
        barring.wanted("text", LONG, host=make_source().host)


def test_abuse_31_what_it_would_hit_is_shown_before_it_is_set(signed_in: SignIn) -> None:
    hit, other = make_article("Ferry runs again"), make_article("Pier rebuilt", source=make_source("Monsoon Post"))
    waiting = make_article("Not yet", status=Status.IN_REVIEW)
    client, typed = signed_in("tao"), {"kind": "outlet", "typed": "Harbour Gazette", "host": "", "reason": "Asked."}
    shown = client.post(ADD, typed | {"_look": "1"})
    said = shown.content.decode()
    assert hit.headline in said
    assert other.headline not in said
    assert waiting.headline not in said
    assert "1 live story would have been kept out" in said
    assert not HandBar.objects.exists()
    assert client.post(ADD, typed | {"_set": "1"}).status_code == 302
    assert (HandBar.objects.get().live, Bar.objects.get().reason) == (1, "manual")
    hit.refresh_from_db()
    assert hit.is_public, "what is live stays"


def test_every_kind_counts_what_is_live() -> None:
    keys = [Fingerprint(kind=KeyKind.ADDRESS, key=fingerprint.address_key(URL))]
    story = make_article(fingerprints=keys, source_author="Dee Marsh")
    assert barring.hits(barring.wanted("address", URL)).stories == [story]
    assert barring.hits(barring.wanted("author", "DEE MARSH")).number == 1
    assert barring.hits(barring.wanted("author", "Cy Writer")).number == 0
    assert barring.hits(barring.wanted("picture", "a" * 64)).number == 0
    assert barring.hits(barring.wanted("text", LONG)).number == 0


@pytest.mark.parametrize(
    ("kind", "typed", "host", "why"),
    [
        ("", "x", "", "Choose what"),
        ("address", " ", "", "Type what"),
        ("address", "harbour", "", "no web address"),
        ("address", "https://harbour-gazette.example/", "", "front page"),
        ("guid", "4711", "", "name the host"),
        ("author", "Dee Marsh", "nowhere.example", "No outlet here"),
        ("author", "…", "", "in letters"),
        ("picture", "https://elsewhere.example/a.jpg", "", "SHA-256"),
    ],
)
def test_what_cannot_be_barred_is_refused_in_words(kind: str, typed: str, host: str, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        barring.wanted(kind, typed, host=host)


def test_editors_set_no_bars_and_a_reason_is_needed(signed_in: SignIn) -> None:
    with pytest.raises(Refused, match="officers and chief editors"):
        barring.impose(barring.wanted("author", "Dee"), by=person("ben"), reason="x")
    with pytest.raises(Unfit, match="Say why"):
        barring.impose(barring.wanted("author", "Dee"), by=person("ada"), reason=" ")
    assert signed_in("ben").get(ADD).status_code == 403
    assert signed_in("ada").get(ADD).status_code == 200
    refused = signed_in("ada").post(ADD, {"kind": "guid", "typed": "1", "_set": "1"})
    assert (refused.status_code, "name the host" in refused.content.decode()) == (409, True)


def test_a_bar_is_lifted_on_its_page_with_a_reason(signed_in: SignIn) -> None:
    row, client = bar("author", "Dee Marsh"), signed_in("tao")
    page = f"/admin/takedowns/handbar/{row.pk}/change/"
    assert client.post(page, {"reason": ""}).status_code == 409
    assert client.post(page, {"reason": "Enough."}).status_code == 302
    assert "Enough." in client.get(page).content.decode()
    assert "Asked by the owner." in client.get("/admin/takedowns/handbar/?stands=no").content.decode()
    assert "Asked by the owner." not in client.get("/admin/takedowns/handbar/?stands=yes").content.decode()
