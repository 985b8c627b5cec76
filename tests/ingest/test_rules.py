"""Rules as pure judgement: what holds, in which order, and that no pattern and no text can hold a worker."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.matching import BadPattern, Patience, compiled, fold
from newsroom.ingest.rules import Clause, Order, Story, evidence, judge
from tests.thorough import examples

STORY = Story(
    title="Night train to Kathmandu is back",
    text="The sleeper left Raxaul at nine. Nobody had booked the last berth.",
    author="Odval Bat",
    url="https://harbour-gazette.example/travel/night-train",
    categories=("Travel", "Rail transport"),
    language="en-GB",
    country="NP",
    words=12,
)
EVIL = Clause("text", "matches", "(a+)+$")


def drop(*clauses: Clause, name: str = "Out", rule: int = 1) -> Order:
    return Order(rule, name, "drop", clauses=clauses)


def holds(field: str, operator: str, value: str, story: Story = STORY) -> bool:
    return judge(story, [drop(Clause(field, operator, value))]).drop is not None


@pytest.mark.parametrize(
    ("field", "operator", "value", "expected"),
    [
        ("title", "has", "night TRAIN", True),
        ("title", "has", "night   train", True),
        ("title", "has", "rain", False),
        ("title", "has", "horoscope, kathmandu", True),
        ("title", "has", "horoscope, zodiac", False),
        ("title", "has_not", "horoscope", True),
        ("title", "has_not", "train", False),
        ("title", "has", ",", False),
        ("title", "starts", "night t", True),
        ("title", "is", "night train to kathmandu is back", True),
        ("title", "is", "night train", False),
        ("title", "matches", r"^night .* back$", True),
        ("text", "has", "last berth", True),
        ("author", "is", "odval bat", True),
        ("url", "has", "/travel/", True),
        ("url", "has", "trave", False),
        ("url", "starts", "https://harbour-gazette.example/", True),
        ("category", "is", "travel", True),
        ("category", "has", "rail", True),
        ("category", "has_not", "sport", True),
        ("category", "has_not", "travel", False),
        ("language", "is", "en", True),
        ("language", "is", "en-gb", True),
        ("language", "is", "fr", False),
        ("country", "is", "NP", True),
        ("country", "has_not", "NP", False),
        ("words", "less", "13", True),
        ("words", "less", "12", False),
        ("words", "more", "11", True),
        ("words", "is", "12", True),
        ("words", "less", "many", False),
        ("nonsense", "has", "train", False),
        ("title", "nonsense", "train", False),
    ],
)
def test_a_condition_holds_by_whole_words_whatever_their_case(
    field: str, operator: str, value: str, expected: bool
) -> None:
    assert holds(field, operator, value) is expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Die Straße nach Süden", "STRASSE", True),
        ("Cafe\u0301 society", "café", True),
        ("ﬁnal ｗｏｒｄｓ", "final words", True),
        ("ﾀﾞﾑの水位", "ダム", True),
        ("北京天气预报", "天气", True),
        ("서울에서 열린 회의", "서울", True),
        ("नेपालमा भूकम्प", "नेपाल", False),
        ("नेपाल में भूकंप", "नेपाल", True),
        ("horo\u00adscope of the day", "horoscope", True),
        ("İstanbul'da yağmur", "i̇stanbul", True),
    ],
)
def test_letters_of_every_script_are_compared_in_one_spelling(text: str, value: str, expected: bool) -> None:
    assert holds("title", "has", value, replace(STORY, title=text)) is expected


def test_nothing_holds_of_what_is_not_known_yet() -> None:
    unknown = Story()
    for field in ("title", "text", "author", "url", "category", "language", "country", "words"):
        for operator in ("has", "has_not", "is", "starts", "matches", "less", "more"):
            assert not holds(field, operator, "0", unknown)


def test_what_is_missing_from_a_part_of_a_text_proves_nothing() -> None:
    part = replace(STORY, partial=True)
    assert not holds("text", "has_not", "horoscope", part)
    assert not holds("words", "less", "300", part)
    assert holds("text", "has", "berth", part)
    assert holds("words", "more", "10", part)


def test_all_conditions_must_hold_and_none_at_all_is_every_story() -> None:
    train, plane = Clause("title", "has", "train"), Clause("title", "has", "plane")
    assert judge(STORY, [drop(train, plane)]).drop is None
    assert judge(STORY, [Order(1, "All to Ben", "assign", "7", "Ben")]).assignee == 7


def test_the_first_drop_ends_it_and_later_orders_replace_earlier_ones() -> None:
    train = (Clause("title", "has", "train"),)
    orders = [
        Order(1, "Nepal", "country", "NP", "Nepal", train),
        Order(2, "India", "country", "IN", "India", train),
        Order(3, "Rail", "tag", "Rail", "Rail", train),
        Order(4, "Trains", "tag", "Trains", "Trains", train),
        Order(5, "Soon", "priority", "2", "urgent", train),
        drop(*train, rule=6),
        Order(7, "Never", "tag", "Never", "Never", train),
    ]
    outcome = judge(STORY, orders)
    assert (outcome.country, outcome.tags, outcome.priority) == ("IN", ("Rail", "Trains"), 2)
    assert outcome.drop == orders[5]
    assert [said["did"] for said in outcome.said] == [
        "set the country to Nepal",
        "set the country to India",
        "added the tag “Rail”",
        "added the tag “Trains”",
        "set the priority to urgent",
        "dropped it",
    ]


def test_a_country_that_a_rule_sets_is_what_later_rules_see() -> None:
    orders = [Order(1, "To Japan", "country", "JP", "Japan"), drop(Clause("country", "is", "JP"))]
    assert judge(STORY, orders).drop == orders[1]
    assert judge(STORY, orders[::-1]).drop is None


def test_a_pattern_that_backtracks_for_ever_does_not_match_and_says_so() -> None:
    story, patience = replace(STORY, text="a" * 5000 + "!"), Patience(seconds=0.2)
    outcome = judge(story, [drop(EVIL, name="Endless")], patience)
    assert outcome.drop is None
    assert outcome.notes == ("The pattern of “Endless” takes too long on this text, so it does not match.",)


def test_a_run_loses_only_so_much_time_on_such_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Slow:
        def search(self, text: str, **_options: Any) -> None:
            asked.append(text)
            raise TimeoutError

    monkeypatch.setattr("newsroom.ingest.matching.compiled", lambda _value: Slow())
    patience = Patience(seconds=1.0)
    for _number in range(500):
        judge(STORY, [drop(EVIL)], patience)
    assert 9 <= len(asked) <= 11


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(night", "The pattern cannot be understood at character 7: missing )."),
        ("*", "nothing to repeat"),
        ("[z-a]", "bad character range"),
        ("(?:(?:a{1000}){1000}){1000}", "repeats its parts more than 1,000 times"),
        ("a{99999999999999999999}", "repeats its parts more than 1,000 times"),
        ("((((((a?){99}){99}){99}){99}){99})b", "repeats its parts more than 1,000 times"),
    ],
)
def test_a_pattern_that_is_none_is_explained_and_never_raises_when_it_is_asked(pattern: str, sentence: str) -> None:
    with pytest.raises(BadPattern, match=sentence.replace(")", r"\)").replace("(", r"\(")):
        compiled(pattern)
    outcome = judge(STORY, [drop(Clause("title", "matches", pattern))])
    assert outcome.drop is None
    assert sentence in outcome.notes[0]


def test_the_words_that_matched_are_shown_as_they_stand_in_the_text() -> None:
    story = replace(STORY, title="Die große STRAẞE ist frei")
    clauses = (Clause("title", "has", "strasse"), Clause("text", "matches", r"rax\w+"), Clause("words", "more", "3"))
    found = evidence(story, drop(*clauses))
    assert [(one.field, one.found) for one in found] == [("title", "STRAẞE"), ("text", "Raxaul"), ("words", "12")]
    assert (found[0].before, found[0].after) == ("Die große ", " ist frei")


@examples(150)
@given(st.text(max_size=60), st.text(max_size=60), st.text(alphabet="añż北ß İﬁ한\u0301", min_size=1, max_size=8))
def test_a_phrase_between_spaces_is_found_and_pointed_at(before: str, after: str, phrase: str) -> None:
    wanted = fold(phrase).replace(",", "")
    if not wanted.strip() or unicodedata.category(phrase.lstrip()[0]).startswith("M"):
        return
    story = replace(STORY, title=f"{before} {phrase.strip()} {after}")
    clause = Clause("title", "has", phrase)
    if holds("title", "has", phrase, story):
        (found,) = evidence(story, drop(clause))
        assert " ".join(fold(found.found).split()) == " ".join(wanted.split())
    else:
        assert "  " in phrase.strip() or "\u0301" in after[:1]


@examples(100)
@given(st.text(max_size=200), st.sampled_from(["has", "has_not", "is", "starts", "matches", "less", "more"]), st.text())
def test_no_story_and_no_condition_makes_it_raise(text: str, operator: str, value: str) -> None:
    story = Story(text, text, text, text, (text,), text, text, len(text))
    clauses = tuple(Clause(field, operator, value[:50]) for field in ("title", "category", "language", "words"))
    orders = [drop(clause) for clause in clauses]
    outcome = judge(story, orders, Patience(seconds=0.1))
    for order in outcome.touched:
        evidence(story, order, Patience(seconds=0.1))
