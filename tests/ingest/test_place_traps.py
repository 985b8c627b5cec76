"""What names a country and what only looks like it is told apart, in three hundred sentences of our own."""

from collections import Counter

import pytest

from newsroom.ingest.gazetteer import OURS
from newsroom.ingest.place import place
from tests.ingest.place_traps import Trap, traps

ALMOST_ALL = 0.95


def test_nearly_all_sentences_are_placed_where_they_belong() -> None:
    failed = [(trap, found) for trap in traps() if (found := placed(trap)) != trap.expected]
    for trap, found in failed:
        print(f"{trap.expected} and not {found}: {trap.title} | {trap.text}")
    assert len(traps()) >= 300
    assert len(failed) <= (1 - ALMOST_ALL) * len(traps())


def test_every_section_has_its_sentences() -> None:
    told = Counter(trap.expected for trap in traps())
    assert set(told) == OURS | {None}
    assert min(told.values()) >= 4


@pytest.mark.parametrize(
    ("title", "text", "primary"),
    [
        ("Georgia wins the game", "Fans from Atlanta sang all night.", None),
        ("Georgia wins the game", "Fans from Tbilisi sang all night.", "GE"),
        ("Michael Jordan retires", "He leaves the game for good.", None),
        ("Jordan to sell phosphate", "The mine near Aqaba has a new buyer.", "JO"),
        ("Turkey on the table", "Roast it for three hours, and keep the stuffing.", None),
        ("Turkey on the brink", "The lira lost a tenth of its worth.", "TR"),
        ("An old china cup", "The bone china was found in a loft.", None),
        ("Freighter lost in the Indian Ocean", "Nobody saw it sink.", None),
        ("Korean envoys meet", "Pyongyang agreed to a second day.", "KP"),
        ("Korean envoys meet", "Seoul agreed to a second day.", "KR"),
        ("Hong Kong shares fall", "The Hang Seng lost two points.", None),
        ("Lebanon, Ohio, mends its bridge", "It opens on Monday.", None),
        ("East Jerusalem school closes", "Palestinian parents protest in Ramallah.", "PS"),
        ("DPRK and ROK agree on mail", "SEOUL, May 4 - Letters will cross on Mondays.", "KR"),
        ("Old photographs of Saigon", "The book costs twenty dollars.", "VN"),
        ("TOKYO MARKET CLOSES LOWER", "Dealers waited.", "JP"),
        ("TELL US ABOUT NEPAL", "Readers may write until Friday.", "NP"),
    ],
)
def test_neighbours_tell_what_a_word_means(title: str, text: str, primary: str | None) -> None:
    assert place(title, text).primary == primary


def placed(trap: Trap) -> str | None:
    return place(trap.title, trap.text, home=trap.home).primary
