"""Which country a story is about is told from its words, with the reason."""

import pytest

from newsroom.ingest.gazetteer import NAMES, OURS, WORDS
from newsroom.ingest.place import place


@pytest.mark.parametrize(
    ("title", "text", "home", "primary"),
    [
        ("Mongolia opens a rail line", "Officials came from Beijing.", None, "MN"),
        ("Rain expected", "It will rain in the hills.", "NP", "NP"),
        ("Rain expected", "It will rain in the hills.", None, None),
        ("Ships cross the South China Sea", "Vessels left Manila at dawn.", None, "PH"),
        ("中国和蒙古签署协议", "", None, "CN"),
        ("اجتماع في بغداد", "", None, "IQ"),
        ("Indiana votes", "Columbia too.", None, None),
        ("Georgian wine", "Growers near Tbilisi", None, "GE"),
        ("Thai and Lao villages", "Bangkok sent rice.", None, "TH"),
        ("Thai-Cambodian border", "", "KH", "KH"),
        ("Market day", "Traders from Beijing and from Hanoi, but mostly from the hills.", "LA", "LA"),
        ("", "", None, None),
    ],
)
def test_the_country_a_story_is_about(title: str, text: str, home: str | None, primary: str | None) -> None:
    assert place(title, text, home=home).primary == primary


def test_other_countries_are_named_when_they_weigh_enough() -> None:
    found = place(
        "Mongolia and China agree", "Ulaanbaatar and Beijing signed. " + "x " * 200 + "A Nepali guest watched."
    )
    assert (found.primary, found.also) == ("MN", ("CN",))
    assert found.named == ("MN", "CN", "NP")


def test_the_reason_tells_which_words_how_often_and_where() -> None:
    found = place("Tokyo votes", "Japanese voters came early. Japanese radio said so." + " x" * 200 + " Japan. Japan.")
    assert found.reasons == ("Japan: “Tokyo” in the headline; “Japanese” 2× in the opening; “Japan” 2× further on.",)


def test_the_outlets_home_is_part_of_the_reason() -> None:
    assert place("Nepal votes", "", home="NP").reasons == (
        "Nepal: “Nepal” in the headline; and the outlet is at home there.",
    )
    assert place("Rain", "", home="NP").reasons[0].startswith("Nepal: the outlet is at home there")


def test_a_long_list_of_later_mentions_does_not_outweigh_the_headline() -> None:
    text = "x " * 400 + "Japan. " * 50
    assert place("Kazakhstan builds a dam", "Kazakhstan, Astana, Kazakh. " + text).primary == "KZ"


def test_a_story_mostly_about_the_rest_of_the_world_gets_no_section_and_says_so() -> None:
    found = place("France and Germany agree", "Paris and Berlin signed; a guest from Japan watched.", home="IN")
    assert (found.primary, found.also) == (None, ("JP",))
    assert found.reasons[-1].startswith("Mostly about France: “France” in the headline")


def test_a_dateline_weighs_more_than_a_mention() -> None:
    found = place("Bank lends more", "MANILA, March 3 (Agency) - A bank will lend to farmers in Vietnam.")
    assert (found.primary, found.also) == ("PH", ("VN",))
    assert "in the dateline" in found.reasons[0]


def test_where_a_source_was_reached_says_little() -> None:
    assert place("Dam bursts", "“We saw it in Hanoi,” he told Reuters in Singapore.").primary == "VN"


def test_what_is_suggested_bears_its_reason_and_how_sure_it_is() -> None:
    first, second = place("Mongolia and China agree", "Ulaanbaatar and Beijing signed in Mongolia.").suggested()
    assert (first.kind, first.value, first.applied) == ("country", "MN", True)
    assert (second.kind, second.value) == ("also_about", "CN")
    assert "“Mongolia”" in first.reason
    assert 0 < second.score < first.score <= 1


def test_beside_a_section_that_people_set_the_rest_is_only_also_about() -> None:
    rest = place("Mongolia and China agree", "").suggested(section="CN")
    assert [(one.kind, one.value) for one in rest] == [("also_about", "MN")]


def test_a_home_outside_our_sections_is_no_answer() -> None:
    assert place("Rain", "It will rain.", home="FR").about == ()


def test_every_section_has_words_and_a_name() -> None:
    assert set(WORDS.values()) == OURS
    assert len(OURS) == 49
    assert set(NAMES) > OURS
