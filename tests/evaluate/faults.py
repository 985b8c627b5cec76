"""The faults that are known of the five pages, each with what may catch it: rules of repair and codes of the gate."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One fault: its rank by how hard it is to see, the numbers of the pages, and what counts as seeing it.

    `must_go` are words that may not be left in the text.
    """

    rank: int
    name: str
    seeds: frozenset[str]
    caught_by: frozenset[str]
    must_go: tuple[str, ...] = ()


def _fault(rank: int, name: str, seeds: str, caught_by: str, *must_go: str) -> Fault:
    return Fault(rank, name, frozenset(f"00{seed}" for seed in seeds), frozenset(caught_by.split()), must_go)


TABLE = (
    _fault(1, "trailing blank lines", "2", "blank-lines"),
    _fault(2, "no title", "123", "no-headline"),
    _fault(3, "no author", "1234", "no-author"),
    _fault(4, "no date", "124", "no-source-date"),
    _fault(5, "no source or source link", "01234", "no-source no-source-link"),
    _fault(6, "date stuck to the first sentence", "3", "glued-date"),
    _fault(7, "trailing bars in table rows", "2", "empty-cells", "||"),
    _fault(8, "table repeated", "2", "repeated-row repeated-table"),
    _fault(9, "Markdown tables and bullets as text", "2", "markdown", "| ---", "\n- "),
    _fault(10, "spaced and doubled tags as text", "0", "tag-debris", "< strong", "< li", "</ ul", "< br", "< th"),
    _fault(11, "lines of only angle brackets", "0", "only-marks angle-brackets", "<<", ">>"),
    _fault(12, "broken image markup", "0", "broken-picture", "< img", "src=", ".jpg"),
    _fault(13, "space before punctuation", "03", "space-before punctuation", " , ", " . "),
    _fault(14, "cut off", "03", "cut-off"),
    _fault(15, "heading repeated on the next line", "0", "doubled-heading"),
    _fault(16, "own address in the text", "0", "own-address broken-picture furniture", "azia.news", "asia-news.biz"),
    _fault(17, "outlet in the headline", "4", "outlet-in-headline"),
    _fault(17, "outlet in the caption", "0", "outlet-in-caption"),
    _fault(18, "no space after punctuation", "03", "space-after punctuation", "CMREC,analyzing", "partners,Japan"),
    _fault(19, "lower case after a full stop", "0", "lower-case"),
    _fault(20, "asides in brackets", "3", "aside"),
    _fault(21, "chat text", "3", "chat"),
    _fault(22, "another outlet as narrator", "2", "narrator"),
    _fault(23, "headings and labels as plain lines", "23", "heading plain-heading labels"),
    _fault(24, "a wall of text", "1", "wall-of-text"),
    _fault(25, "telegraphic text", "0", "garbled"),
    _fault(26, "spelling slips", "03", "spelling"),
    _fault(27, "one name spelt in many ways", "0", "name-spellings"),
    _fault(28, "orphan scraps", "0", "scrap orphan-scrap"),
    _fault(29, "another script without its language", "3", "script language-unmarked"),
    _fault(30, "filler", "012", "filler"),
    _fault(31, "headlines that promise too much", "0", "hype"),
    _fault(33, "sections and outlets as tags", "0", "tag-country tag-outlet"),
    _fault(33, "twin tags", "0", "tag-twins"),
    _fault(37, "figures without a source", "2", "figures"),
    _fault(41, "opinion as report", "3", "opinion"),
    _fault(42, "full copy", "01234", "long-excerpt copied"),
)
