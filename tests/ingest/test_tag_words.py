"""Tags that a story names itself."""

from newsroom.ingest.tag_words import suggest_tags


def test_tags_are_suggested_from_the_vocabulary_alone() -> None:
    vocabulary = {"trade": "Trade", "rail": "Railways", "rail freight": "Freight", "sport": "Sport"}
    assert suggest_tags("Trade grows", "Rail freight and trade, more rail freight. Transport.", vocabulary) == (
        "Trade",
        "Freight",
    )
    assert suggest_tags("", "", vocabulary) == ()
    assert suggest_tags("Trade", "trade", {}) == ()
