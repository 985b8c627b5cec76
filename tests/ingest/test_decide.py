"""The heart of ingest as a table of cases: what is known, what arrives, what is to be done."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.alike import pack, sketch
from newsroom.ingest.decide import at_a_glance, decide, is_recognised
from newsroom.ingest.verdict import Arriving, Holder, Kin, Known, Standing

OURS, OTHER = 1, 2


def signature(text: str) -> bytes:
    return pack(sketch("The pier opens", text))


ARRIVING = Arriving(source=OURS, guid_key="g", address_keys=("a",), text_key="t", words_key="w", words=300)
CHANGED = replace(ARRIVING, words_key="x")
POOR = replace(CHANGED, poor=True)
HELD = Holder(7, "incoming", OURS, "guid", "The pier opens", words_key="w", words=300)
TWIN = replace(HELD, matched="text", source=OTHER)
REJECTED = Standing(1, "guid", "rejected")
TEXT = "The new pier opened on Monday after three winters of work, and forty boats tied up there before noon. " * 5
NEARLY = TEXT.replace("forty", "fifty", 1)


@pytest.mark.parametrize(
    ("case", "known", "arriving", "kind"),
    [
        ("nothing is known", Known(), ARRIVING, "new"),
        ("same id, same words", Known((HELD,)), ARRIVING, "seen"),
        ("same id, other words", Known((HELD,)), CHANGED, "changed"),
        ("same address, other words", Known((replace(HELD, matched="address"),)), CHANGED, "changed"),
        ("another source links to it", Known((replace(HELD, matched="address", source=OTHER),)), ARRIVING, "seen"),
        ("own text at another address", Known((replace(HELD, matched="text"),)), ARRIVING, "seen"),
        ("another outlet's text", Known((TWIN,)), ARRIVING, "duplicate"),
        ("rejected before", Known((replace(HELD, status="rejected"),)), CHANGED, "seen"),
        ("withdrawn before", Known((replace(HELD, status="withdrawn"),)), ARRIVING, "barred"),
        ("withheld just now", Known((replace(HELD, status="withheld"),)), CHANGED, "seen"),
        ("the text of what is withheld", Known((replace(TWIN, status="withheld"),)), ARRIVING, "quarantined"),
        ("the text of what was withdrawn", Known((replace(TWIN, status="withdrawn"),)), ARRIVING, "barred"),
        ("a bar of a rejection", Known(bars=(REJECTED,)), ARRIVING, "seen"),
        ("a bar of a withdrawal", Known(bars=(Standing(1, "address", "withdrawn"),)), ARRIVING, "barred"),
        ("a bar by hand on an author", Known(bars=(Standing(1, "author", "manual"),)), ARRIVING, "barred"),
        ("both kinds of bar", Known(bars=(REJECTED, Standing(2, "text", "withdrawn"))), ARRIVING, "barred"),
        ("the source opted out", Known(), replace(ARRIVING, opted_out=True), "refused"),
        ("opted out, though we hold it", Known((HELD,)), replace(ARRIVING, opted_out=True), "refused"),
        ("a cookie notice in place of the text", Known((HELD,)), POOR, "seen"),
        ("a longer opening", Known((replace(HELD, poor=True),)), POOR, "changed"),
        ("a stub after an opening", Known((replace(HELD, poor=True),)), replace(POOR, words=9), "seen"),
        ("the text at last, after a stub", Known((replace(HELD, poor=True, words=9),)), CHANGED, "changed"),
    ],
)  # fmt: skip
def test_the_verdict(case: str, known: Known, arriving: Arriving, kind: str) -> None:
    verdict = decide(known, arriving)
    assert verdict.kind == kind, f"{case}: {verdict.reason}"
    assert verdict.reason.endswith(".")


def test_the_id_counts_before_the_address() -> None:
    known = Known((replace(HELD, article=8, matched="address"), HELD))
    assert decide(known, ARRIVING).article == 7


def test_what_resembles_something_withdrawn_comes_in_only_to_be_judged() -> None:
    near = Standing(3, "text", "withdrawn", 9, signature(TEXT))
    verdict = decide(Known(near=(near,)), replace(ARRIVING, signature=signature(NEARLY)))
    assert (verdict.kind, verdict.article, verdict.bar) == ("quarantined", 9, 3)
    assert verdict.comes_in


def test_what_merely_shares_some_words_with_it_is_new() -> None:
    near = Standing(3, "text", "withdrawn", 9, signature(TEXT))
    other = signature("Forty boats raced for the silver paddle. " * 9 + TEXT[:40])
    assert decide(Known(near=(near,)), replace(ARRIVING, signature=other)).kind == "new"


def test_what_resembles_something_rejected_is_new() -> None:
    near = Standing(3, "text", "rejected", 9, signature(TEXT))
    assert decide(Known(near=(near,)), replace(ARRIVING, signature=signature(NEARLY))).kind == "new"


BOTH = frozenset({"guid", "address"})
USED_AGAIN = replace(HELD, key="g", kinds=BOTH, told="Felt makers meet", signatures=(signature("felt " * 90),))
GONE = replace(USED_AGAIN, status="rejected")
NEW = replace(CHANGED, headline="The pier opens", signature=signature(TEXT))
KIN = Kin(9, "incoming", "The pier opens", "x2", signature(TEXT), frozenset({"40"}))
TOUCHED_UP = replace(NEW, signature=signature(NEARLY), figures=frozenset({"40"}))


@pytest.mark.parametrize(
    ("case", "known", "arriving", "kind"),
    [
        ("an id that is used again", Known((USED_AGAIN,)), NEW, "new"),
        ("by a story without an address", Known((USED_AGAIN,)), replace(NEW, address_keys=()), "changed"),
        ("after a story without an address", Known((replace(USED_AGAIN, kinds=frozenset({"guid"})),)), NEW, "changed"),
        ("with the same headline", Known((USED_AGAIN,)), replace(NEW, headline="Felt makers meet"), "changed"),
        ("with the same text", Known((replace(USED_AGAIN, signatures=(signature(NEARLY),)),)), NEW, "changed"),
        ("with the very words", Known((replace(USED_AGAIN, words_key="x"),)), NEW, "seen"),
        ("and the address is the same", Known((USED_AGAIN, replace(USED_AGAIN, matched="address"))), NEW, "changed"),
        ("of what is withheld", Known((replace(USED_AGAIN, status="withheld"),)), NEW, "seen"),
        ("of what was rejected", Known((GONE,)), NEW, "new"),
        ("of what was rejected, with its bar", Known((GONE,), (replace(REJECTED, article=7),)), NEW, "new"),
        ("touched up", Known(kin=(KIN,)), TOUCHED_UP, "changed"),
        ("touched up, then rejected", Known(kin=(replace(KIN, status="rejected"),)), TOUCHED_UP, "seen"),
        ("the same words", Known(kin=(KIN,)), replace(TOUCHED_UP, words_key="x2"), "seen"),
        ("other numbers", Known(kin=(KIN,)), replace(TOUCHED_UP, figures=frozenset({"50"})), "new"),
        ("badly read", Known(kin=(KIN,)), replace(TOUCHED_UP, poor=True), "new"),
        ("another text", Known(kin=(KIN,)), replace(TOUCHED_UP, signature=signature("felt " * 90)), "new"),
    ],
)  # fmt: skip
def test_the_verdict_on_what_is_used_again_or_touched_up(
    case: str, known: Known, arriving: Arriving, kind: str
) -> None:
    verdict = decide(known, arriving)
    assert verdict.kind == kind, f"{case}: {verdict.reason}"
    assert verdict.reused == ((("guid", "g"),) if known.holders and kind == "new" else ())
    assert is_recognised(known, arriving) is bool(known.holders and kind != "new")


def test_of_two_that_share_a_key_with_it_the_one_of_its_headline_is_the_same() -> None:
    other = replace(USED_AGAIN, article=8, matched="address", told="The pier opens", key="a")
    assert decide(Known((replace(USED_AGAIN, signatures=()), other)), NEW).article == 8


def test_a_glance_does_not_settle_what_has_to_be_read() -> None:
    unread = replace(ARRIVING, text_key="", words_key="", read=False)
    assert at_a_glance(Known(), unread) is None
    assert at_a_glance(Known((HELD,)), unread) is None


statuses = st.sampled_from(["incoming", "in_review", "scheduled", "published", "unpublished", "rejected", "withdrawn"])
holders = st.builds(
    Holder,
    article=st.integers(1, 9),
    status=statuses,
    source=st.sampled_from([OURS, OTHER, None]),
    matched=st.sampled_from(["guid", "address", "text"]),
    words_key=st.sampled_from(["w", "x", ""]),
    words=st.integers(0, 500),
    poor=st.booleans(),
    kinds=st.frozensets(st.sampled_from(["guid", "address", "text"])),
    told=st.sampled_from(["", "The pier opens", "Felt makers meet"]),
)
standing = st.builds(
    Standing,
    bar=st.integers(1, 9),
    matched=st.sampled_from(["guid", "address", "text"]),
    reason=st.sampled_from(["withdrawn", "rejected", "manual"]),
)


@given(st.lists(holders, max_size=4), st.lists(standing, max_size=3), st.booleans())
def test_nothing_withdrawn_ever_comes_in(found: list[Holder], bars: list[Standing], poor: bool) -> None:
    verdict = decide(Known(tuple(found), tuple(bars)), replace(ARRIVING, poor=poor, headline="The pier opens"))
    if any(bar.reason != "rejected" for bar in bars):
        assert verdict.kind == "barred"
    if any(holder.status == "withdrawn" and holder.matched != "text" for holder in found):
        assert verdict.kind != "new" or any(holder.status != "withdrawn" for holder in found)
    if [holder.status for holder in found if holder.matched != "text"] == ["withdrawn"]:
        assert not verdict.comes_in
    if verdict.kind == "changed":
        assert verdict.article in {holder.article for holder in found}
