"""The receipt of removal: signed, told again when we look again, and silent about what was removed."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.models.article import Removal
from newsroom.takedowns import addresses, handling, proof, receipts, record
from newsroom.takedowns.models import Case, Item
from tests.takedowns.room import address, confirmed, only_item, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
VERIFY = "/takedown/verify/"
OURS = "This receipt is ours, and nothing in it was changed"
NOT_OURS = "We did not write this line"


def removed(article: Article | None = None, **values: Any) -> Case:
    """A case whose one story is removed and looked at."""
    case = confirmed(article or make_article())
    handling.remove(only_item(case), by=person("tao"), **values)
    proof.examine(only_item(case))
    return case


def page_of(case: Case) -> str:
    return Client().get(f"/takedown/receipt/{status_token(case)}/").content.decode()


def line_of(case: Case) -> str:
    """The signed line, as a reader copies it from the page."""
    found = re.search(r'class="signed"[^>]*>([^<]+)<', page_of(case))
    assert found
    return unescape(found[1])


def said_of(line: str, about: str = "") -> str:
    answer = Client().post(VERIFY, {"receipt": line, "about": about})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_receipt_names_every_place_with_its_result_and_carries_a_signed_line() -> None:
    case = removed()
    page = page_of(case)
    item = only_item(case)
    for place in receipts.of(item).places:
        assert unescape(str(place.label)) in unescape(page)
    facts = json.loads(line_of(case))
    assert facts["case"] == case.reference
    assert set(facts["places"]) == {look["surface"].replace(" ", "-") for look in item.checks}
    assert len(facts["signature"]) == 64


def test_anybody_learns_that_a_line_is_ours() -> None:
    said = said_of(line_of(removed()))
    assert OURS in said
    assert "has been undone" not in said


def test_line_breaks_of_mail_and_paper_do_not_matter() -> None:
    line = line_of(removed())
    assert " " not in line
    assert OURS in said_of(" \r\n".join(line[start : start + 70] for start in range(0, len(line), 70)))


@pytest.mark.parametrize("word", ["case", "address", "story", "answers", "removed", "looked", "places", "signature"])
def test_a_line_with_any_word_changed_is_not_ours(word: str) -> None:
    facts = json.loads(line_of(removed()))
    facts[word] = 2 if isinstance(facts[word], int) else "0" * 64
    assert NOT_OURS in said_of(json.dumps(facts))


@pytest.mark.parametrize(
    "line",
    [
        "{}", "[]", "1", "null", "x", '{"signature": 5}', '{"signature": "é"}', '{"signature": "\\ud800"}',
        "a\rb", "a" * 19_999, "[" * 700 + "]" * 700, '{"seal": "x", "a": "\\ud800"}', "9" * 5000,
        '{"signature": "0", "a": ' + "[" * 700 + "]" * 700 + "}", "[" * 9000, '{"a":' * 3000,
        "{" + '"a":NaN,' + '"signature":"0"}', "\x00", '{"\\ud800":1,"signature":"0"}',
    ],
)  # fmt: skip
def test_no_line_breaks_the_check(line: str) -> None:
    answer = Client().post(VERIFY, {"receipt": line})
    assert answer.status_code in {200, 422}
    assert OURS not in answer.content.decode()


def test_a_word_that_stands_in_a_line_twice_is_refused() -> None:
    line = line_of(removed())
    assert receipts.read(line)
    assert receipts.read('{"answers":200,' + line[1:]) is None


def test_something_else_that_we_signed_is_no_receipt() -> None:
    assert receipts.read(receipts.sign({"receipt": "another kind"})) is None


def test_a_receipt_of_an_older_key_stays_good_while_the_key_is_known(settings: Any) -> None:
    line = line_of(removed())
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-0123456789-another-key-0123456789-another"
    assert receipts.read(line) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert receipts.read(line)


def test_an_empty_form_is_sent_back_with_words() -> None:
    answer = Client().post(VERIFY, {"receipt": "", "about": "/a/"})
    assert answer.status_code == 422
    assert "Please fill this in." in answer.content.decode()


def test_who_knows_the_address_learns_whether_the_receipt_is_about_it() -> None:
    article, other = make_article(), make_article()
    line = line_of(removed(article))
    assert "It is about the address" in said_of(line, f"{address(article)}?utm_source=mail")
    for typed in (address(other), "https://elsewhere.example/a/", "\u202e"):
        assert (
            "It is about the address" not in Client().post(VERIFY, {"receipt": line, "about": typed}).content.decode()
        )


def test_a_receipt_of_a_story_that_came_back_says_so() -> None:
    case = removed()
    line = line_of(case)
    handling.restore(only_item(case), by=person("tao"), reason="The counter notice was right.")
    assert OURS in said_of(line)
    assert "the removal has been undone" in said_of(line)


@pytest.mark.parametrize("kind", list(filter(None, Removal)))
def test_a_receipt_says_what_the_address_answers(kind: Removal) -> None:
    article = make_article()
    facts = json.loads(line_of(removed(article, kind=kind)))
    assert facts["answers"] == Client().get(article.get_absolute_url()).status_code


def test_the_planned_looks_are_shown_as_they_come() -> None:
    case = removed()
    began = only_item(case).decided_at
    assert began
    assert [bool(planned.at) for planned in receipts.of(only_item(case)).rounds] == [True, False, False, False, False]
    for pause in proof.AGAIN[:2]:
        proof.examine(only_item(case), now=began + pause)
    rounds = receipts.of(only_item(case)).rounds
    assert [planned.at for planned in rounds[1:3]] == [began + pause for pause in proof.AGAIN[:2]]
    assert [planned.is_clean for planned in rounds] == [True, True, True, False, False]
    assert page_of(case).count("to come") == 2
    assert len(json.loads(line_of(case))["looked"]) == 3


def test_a_look_that_did_not_come_is_called_late() -> None:
    case = removed()
    item = only_item(case)
    rounds = receipts.of(item, now=timezone.now() + timedelta(hours=2)).rounds
    assert [planned.is_late for planned in rounds] == [False, True, False, False, False]


def test_a_leak_is_told_until_a_later_look_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = removed()
    Item.objects.update(checks=[only_item(case).checks[0] | {"gone": False}])
    case.events.model.objects.filter(act="look").update(new=record.LEAKING)
    leaking = receipts.of(only_item(case))
    assert (leaking.clean, leaking.rounds[0].is_clean) == (0, False)
    proof.examine(only_item(case))
    mended = receipts.of(only_item(case))
    assert (mended.clean, mended.rounds[0].is_clean) == (len(mended.places), True)


def test_neither_receipt_nor_status_names_what_was_removed() -> None:
    article = make_article("Zanzarim kept secret", slug="zanzarim-kept-secret")
    case = removed(article)
    line = line_of(case)
    pages = [page_of(case), Client().get(f"/takedown/status/{status_token(case)}/").content.decode(), said_of(line)]
    for page in pages:
        assert "zanzarim" not in page.lower()
        assert addresses.fingerprint(only_item(case).path) in page


def test_the_status_page_shows_the_address_of_a_story_that_stands_and_hides_it_with_the_story() -> None:
    article = make_article()
    case = confirmed(article)
    status = f"/takedown/status/{status_token(case)}/"
    assert article.slug in Client().get(status).content.decode()
    handling.hold(only_item(case), by=person("tao"))
    assert article.slug not in Client().get(status).content.decode()


def test_the_check_is_no_page_to_be_kept_and_the_receipt_none_to_be_found() -> None:
    case = removed()
    answer = Client().get(f"/takedown/receipt/{status_token(case)}/")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in Client().get(VERIFY)["Cache-Control"]
