"""Which country a story is about is told from its words, with the reason."""

import pytest

from newsroom.ingest.gazetteer import WORDS
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
        ("Michael Jordan plays in Georgia", "", None, None),
        ("Georgian wine", "Growers near Tbilisi", None, "GE"),
        ("Thai and Lao villages", "Bangkok sent rice.", "LA", "TH"),
        ("Thai-Cambodian border", "", "KH", "KH"),
    ],
)
def test_the_country_a_story_is_about(title: str, text: str, home: str | None, primary: str | None) -> None:
    assert place(title, text, words=WORDS, home=home).primary == primary


def test_other_countries_are_named_when_they_weigh_enough() -> None:
    found = place("Mongolia and China agree", "Ulaanbaatar and Beijing signed. A Nepali guest watched.", words=WORDS)
    assert (found.primary, found.also) == ("MN", ("CN",))
    assert "“Mongolia” 1×" in found.reasons[0]


def test_a_long_list_of_later_mentions_does_not_outweigh_the_headline() -> None:
    text = "x " * 400 + "Japan. " * 50
    assert place("Kazakhstan builds a dam", "Kazakhstan, Astana, Kazakh. " + text, words=WORDS).primary == "KZ"


def test_every_section_has_words() -> None:
    assert len(set(WORDS.values())) == 49
