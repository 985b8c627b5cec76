"""Copies are known in every dress, what has the same form with other facts is told apart, and the reason is said."""

import re
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.bands import BANDS, bands
from newsroom.ingest.alike import Likeness, Sketch, belongs, compare, is_one, pack, resemblance, sketch, unpack
from newsroom.ingest.alike.sketch import KEPT

HEADLINE = "Saltmarsh harbour opens its new pier after three winters"
STORY = (
    "The new pier at Saltmarsh opened on Monday after three winters of work, and 40 boats tied up there before noon.\n"
    "Harbour master Odval Bat said the old timbers had been kept for a small museum by the fish market of Saltmarsh.\n"
    "Two ferries a day will now reach the outer islands, where the school has asked Dorj Lines for a library boat.\n"
    "The harbour board expects the first container ship in April, once 3 dredgers from Ulaanbaatar Works have left.\n"
    "Until then the fishermen have the long quay to themselves, and the children have found it good for kites.\n"
    "Repairs to the lighthouse at Cape Tern, which lost its lamp in the storm of 2019, are to follow within 18 months."
)
ANOTHER = (
    "Felt makers of the Orkhon valley met on Friday to choose the wool for the tents of the summer fair in Bulgan.\n"
    "Their guild has 212 members, a third of whom are younger than 30, its chair Saran Tuya told the meeting.\n"
    "A workshop of the guild will teach 9 apprentices from next autumn, paid for by the dairy of the neighbouring town."
)
REPORT = (
    "Shares in Northport closed higher on Tuesday, with the Harbour Index up 1.2 percent at 4,310 points.\n"
    "Dorj Lines gained 3.4 percent to 87 crowns while Tern Bank lost 0.8 percent to 112 crowns in busy trade.\n"
    "Some 61 million shares changed hands, against 55 million on Monday, the exchange in Northport said.\n"
    "Analysts at Quill and Partners expect the index to reach 4,400 points before the end of March."
)
TOMORROW = (
    "Shares in Northport closed higher on Wednesday, with the Harbour Index up 0.4 percent at 4,327 points.\n"
    "Reed Mills gained 2.9 percent to 41 crowns while Otter Works lost 1.1 percent to 63 crowns in busy trade.\n"
    "Some 48 million shares changed hands, against 61 million on Tuesday, the exchange in Northport said.\n"
    "Analysts at Bell and Daughters expect the index to reach 4,500 points before the end of June."
)
OTHERS = {
    "Saltmarsh": "Greywater",
    "Odval Bat": "Mira Quill",
    "Monday": "Friday",
    "40": "25",
    "April": "June",
    "3 d": "5 d",
    "Dorj Lines": "Reed Ferries",
    "Ulaanbaatar Works": "Tern Yard",
    "Cape Tern": "Bell Point",
    "2019": "2008",
    "18": "6",
}
CHINESE = (
    "港口今天重新开放，船只陆续进港，渔民表示高兴，市长出席仪式并讲话，"
    "他说新码头将帮助附近的村庄发展旅游业。码头长300米，投资5亿元。"
)


def judged(text: str, headline: str = HEADLINE, *, of: str = STORY, under: str = HEADLINE) -> Likeness:
    return compare(sketch(headline, text), sketch(under, of))


def lines(text: str, *numbers: int) -> str:
    return "\n".join(text.split("\n")[number] for number in numbers)


REWRITTEN = (
    STORY.replace("opened on Monday after", "was opened on Monday following")
    .replace("had been kept", "were being kept")
    .replace("will now reach", "are now to reach")
    .replace("expects", "awaits")
    .replace("are to follow", "should follow")
)


@pytest.mark.parametrize(
    ("case", "text", "headline"),
    [
        ("as it was", STORY, HEADLINE),
        ("with a dateline and boilerplate", f"NORTHPORT (Agency) - {STORY}\nAll rights reserved.", HEADLINE),
        ("with other quotation marks and in capitals", STORY.upper(), HEADLINE.upper()),
        ("under another headline", STORY, "Boats tie up early"),
        ("cut to its first half", lines(STORY, 0, 1, 2), "Forty boats tie up at Saltmarsh"),
        ("without its beginning", lines(STORY, 1, 2, 3, 5), HEADLINE),
        ("in another order", lines(STORY, 0, 3, 1, 5, 2, 4), HEADLINE),
        ("rewritten", REWRITTEN, HEADLINE),
        ("rewritten and cut", lines(REWRITTEN, 0, 2, 3), "New pier opens at Saltmarsh harbour"),
        ("with the background of another story", f"{lines(STORY, 0, 1, 2)}\n{lines(ANOTHER, 1, 2)}", HEADLINE),
    ],
)
def test_a_copy_is_known_in_every_dress(case: str, text: str, headline: str) -> None:
    found = judged(text, headline)
    assert found.same, f"{case}: {found}"
    assert compare(sketch(HEADLINE, STORY), sketch(headline, text)).same, "and the other way round"


def test_what_has_the_same_form_and_other_facts_is_no_copy() -> None:
    text, headline = STORY, HEADLINE
    for ours, theirs in OTHERS.items():
        text, headline = text.replace(ours, theirs), headline.replace(ours, theirs)
    found = judged(text, headline)
    assert not found.same
    assert found.other_facts
    assert "the same form with other facts" in found.reason
    assert found.share > 0.4, "much of it stands there word for word all the same"


def test_the_market_report_of_the_next_day_is_no_copy() -> None:
    headline = "Northport shares close higher"
    assert not judged(TOMORROW, headline, of=REPORT, under=headline).same
    assert judged(REPORT, headline, of=REPORT, under=headline).same


def test_two_stories_that_share_a_passage_are_two_stories() -> None:
    found = judged(f"{ANOTHER}\n{lines(STORY, 4, 5)}", "Felt makers choose their wool")
    assert not found.same
    assert found.share > 0.2
    assert "share a passage" in found.reason


def test_what_has_nothing_in_common_scores_nothing() -> None:
    assert judged(ANOTHER, "Felt makers choose their wool").score == 0.0
    assert judged("").score == 0.0


def test_the_reason_says_how_much_of_it_stands_there_and_what_was_done_to_it() -> None:
    found = judged(lines(STORY, 0, 1, 2), "Ships come home").reason
    assert re.fullmatch(
        r"\d\d% of its text stands word for word there; the same names and numbers in all \d+ places that can be"
        r" compared; under another headline; cut to 5\d% of the length",
        found,
    ) or found.startswith("100% of its text"), found
    longer = judged(f"{STORY}\n{ANOTHER}").reason
    assert longer.startswith("100% of that text stands word for word in it")
    assert "longer by" in longer


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("Chinese", CHINESE),
        ("Thai", "ท่าเรือใหม่เปิดใช้งานเมื่อวันจันทร์หลังจากก่อสร้างสามปีเรือสี่สิบลำเข้าเทียบท่าก่อนเที่ยงวัน" * 2),
        ("Arabic", " ".join(f"كلمة{n} ميناء{n % 7} جديد{n % 11}" for n in range(40))),
        ("Hindi", " ".join(f"बंदरगाह{n} नया{n % 5} घाट{n % 9}" for n in range(40))),
        ("Korean", " ".join(f"항구{n} 새로운{n % 5} 부두{n % 9}" for n in range(40))),
    ],
)
def test_every_script_is_compared(case: str, text: str) -> None:
    assert judged(text, "", of=text, under="").same, case
    assert not judged(text[::-1], "", of=text, under="").same, case


def test_other_numbers_tell_apart_where_no_words_are_set_apart() -> None:
    today = "".join(
        f"北京今天最高气温{n}度，最低气温{n - 9}度，有{n % 4}级风。上海明天有雨，降水量{n * 3}毫米。"
        for n in (23, 31, 44)
    )
    other = "".join(
        f"北京今天最高气温{n}度，最低气温{n - 7}度，有{n % 5}级风。上海明天有雨，降水量{n * 2}毫米。"
        for n in (27, 36, 49)
    )
    assert not judged(other, "", of=today, under="").same


def test_a_long_text_is_known_by_a_sample_of_it() -> None:
    long = " ".join(f"word{n} stone{n % 97} river{n % 89}" for n in range(3000))
    made = sketch("", long)
    assert len(made.runs) == KEPT < made.total
    assert compare(sketch("", long[: len(long) // 2]), made).same
    assert 0.4 < compare(sketch("", long[: len(long) // 2]), made).resemblance < 0.6


def test_bands_are_shared_by_copies_and_by_nothing_else() -> None:
    packed = pack(sketch(HEADLINE, STORY))
    assert len(bands(packed)) == BANDS
    assert set(bands(packed)) & set(bands(pack(sketch("", REWRITTEN))))
    assert not set(bands(packed)) & set(bands(pack(sketch("", ANOTHER))))
    assert all(int(band, 16) < 2**31 for band in bands(packed)), "an integer column takes it"


def test_a_sketch_is_the_same_in_every_release() -> None:
    packed = pack(sketch(HEADLINE, STORY))
    assert sha256(packed).hexdigest()[:16] == "23e59845fa88241f"
    assert pack(sketch(HEADLINE, STORY)) == packed
    assert pack(sketch("", "")) == b""
    assert bands(b"") == ()


def test_no_text_can_be_made_of_a_sketch_again() -> None:
    packed = pack(sketch(HEADLINE, STORY))
    assert not any(word.encode() in packed for word in set(re.findall(r"\w{4,}", STORY.casefold())))
    made = unpack(packed)
    assert all(number < 2**16 for part in (made.names, made.numbers, made.headline, made.opening) for number in part)
    assert all(one < other for one, other in pairwise(sorted(made.runs))), "in no order of the text"


@pytest.mark.parametrize("other", [b"", b"x" * 256, b"\0" * 96, b"\0" * 119, bytes(range(256)) * 9])
def test_what_is_no_sketch_is_like_nothing(other: bytes) -> None:
    assert unpack(other).total == 0
    assert not compare(unpack(other), sketch(HEADLINE, STORY)).same
    assert resemblance(other, pack(sketch(HEADLINE, STORY))) == 0.0


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "a " * 500_000, ". " * 500_000, "\ud800 " * 99, "1" * 300_000, "ก" * 300_000]
)
def test_hostile_texts_are_sketched_and_compared(text: str) -> None:
    made = sketch(text[:1000], text)
    assert len(pack(made)) < 10_000
    assert compare(made, sketch(HEADLINE, STORY)).same is False


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_is_like_itself_and_packed_without_loss(text: str, headline: str) -> None:
    made = sketch(headline, text)
    again = unpack(pack(made))
    assert (again.runs, again.places, again.headline, again.words) == (
        made.runs,
        made.places,
        made.headline,
        made.words,
    )
    found = compare(made, again)
    assert found.share in (0.0, 1.0)
    assert 0.0 <= found.score <= 1.0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_does_not_depend_on_which_came_first(one: str, other: str) -> None:
    first, second = sketch(one[:40], one), sketch(other[:40], other)
    assert compare(first, second).score == compare(second, first).score


LIKE, HARDLY, COPY = Likeness(score=0.4), Likeness(score=0.1), Likeness(same=True, score=0.9)


def test_a_text_belongs_to_a_group_by_its_best_and_its_median_member() -> None:
    assert [one.group for one in belongs({1: {1: COPY, 2: LIKE, 3: HARDLY}})] == [1]
    assert belongs({1: {1: COPY, 2: HARDLY, 3: HARDLY}}) == [], "a chain makes no group"
    assert belongs({1: {1: LIKE, 2: LIKE}}) == []
    nearest = belongs({1: {1: COPY, 2: LIKE}, 5: {5: COPY, 6: COPY}})
    assert [(one.group, one.member) for one in nearest] == [(5, 5), (1, 1)]


def test_two_groups_are_one_only_where_their_members_are_alike() -> None:
    assert is_one([COPY, LIKE, HARDLY])
    assert not is_one([COPY, HARDLY, HARDLY])
    assert not is_one([])


def test_an_empty_sketch_is_empty() -> None:
    assert Sketch().runs == frozenset()
    assert Sketch().cased
