"""The days that a page shows to people near its headline, and how much place and words make each count. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise, takewhile

from newsroom.ingest.date_claims import Claim, Custom, claim_of, days_by
from newsroom.ingest.dates import stated
from newsroom.ingest.page_data import letters
from newsroom.ingest.page_lines import Line
from newsroom.ingest.written_dates import LONGEST, Written

# What a line says before a day, in the languages in which newspapers say it.
_UPDATED = re.compile(
    r"\bupdated?\b|modifi|revised|aktuali[sz](?:ie|o|ac)|zuletzt|bearbeitet|geändert|\bstand\b|mise? à jour|\bm[àa]j\b"
    r"|actualiz|actualisé|atualiz|atnaujin|frissít|ενημ[εέ]ρω|ažurira|uuendat"
    r"|aggiorn|bijgewerkt|gewijzigd|uppdater|oppdater|opdater|päivitet|zaktual|upraven|güncel|обновл|оновл|измен"
    r"|diperbarui|dikemas ?kini|cập nhật|更新|수정|업데이트|تحديث|last (?:edit|chang)|अपडेट",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    r"publi|posted|post on|veröffentlicht|erschienen|erstellt|geplaatst|gepubliceerd|opublik|dodano|vydáno"
    r"|yayın|опублик|дата|ditayang|terbit|ngày đăng|發佈|发布|发表|公開|掲載|등록|입력|نشر|प्रकाशित|\bdatum\b|\bdate\b"
    r"|fecha|\bdata\b",
    re.IGNORECASE,
)
_NOT_RELEASED = re.compile(
    r"(?:©|copyright|\b(?:bis|until|till|ab|from|since|seit|deadline|expires?|born|geboren|died|event|termin|valid"
    r"|gültig|hasta|desde|jusqu'au|archived|abgerufen|retrieved|accessed|when|wann|joined|registered|begins?|starts?))\W*$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?<!up)(?<!candi)(?<!vali)date(?!picker)|datum|fecha|time(?!line)|publish|posted|byline|meta|created"
)
_MARKED_UPDATED = re.compile(r"(?:entry|date|last|post|article|time)[-_]?updated|modified|aktualisiert")
_RELEASED_AFTER = re.compile(
    r"[^.;|]{0,40}\b(?:veröffentlicht|erschienen|publiziert|gepostet|verfasst|geschrieben|erstellt|gepubliceerd|geplaatst)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"(?:^|\W)(?:on|of|in|am|vom|im|le|du|il|del|dal|el|em|до|от)\W*$", re.IGNORECASE)
_END = re.compile(
    r"\W*(?:\d{1,5}\s)?(?:comments?|kommentare?|comentarios?|comentários?|commentaires?|commenti|reacties|responses?"
    r"|réponses?|antworten|replies|leave a (?:reply|comment)|thoughts? on|related|recommended"
    r"|more (?:news|stories|from)|read (?:more|also|next)|see also|you may|latest|mehr (?:zum|aus|von)|weitere"
    r"|lesen sie auch|auch interessant|ähnliche|das könnte|neueste|lire aussi|à lire|sur le même|te puede|le puede"
    r"|más noticias|noticias relacionadas|notas relacionadas|leia (?:também|mais)|veja (?:também|mais)|leggi anche"
    r"|potrebbe)\b",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_PART = re.compile(r"(?=.{1,10}$)\D*\d*\D*")
# What says which day it is now; the little clock of an icon beside a date is something else.
_CLOCK = re.compile(
    r"(?:^|\s)(?:today|heute|clock|weather|wetter|hoy|oggi)(?:$|\s)|(?:today-?s?|current)-?(?:date|time)|date-?today"
)
_RANGE = re.compile(r"^\W*(?:[-–—]|bis|to|until|till|au|al|hasta|a)\W*$", re.IGNORECASE)
_OF_OTHERS = re.compile(r"caption|tweet|comment|related|teaser|latest|recent|popular|ticker|slide|carousel|widget")
_SEEN = frozenset({"shown", "stamp"})
_PLACED = 3
_SHORT = 160
_MOST_LINES = 500
_NEAR = 1500
_TEASER = 300
_ABOVE = -300


def shown(lines: list[Line], custom: Custom) -> Iterator[Claim]:
    """What the page shows to people: the best placed day counts, the others little, and none much in a list of days."""
    own = list(takewhile(lambda one: not _is_end(one), (one for one in lines if not one.elsewhere)))
    near = (one for one in (*own, *_leaves(own)) if one.stamp or (one.text and _is_hopeful(one)))
    found = [claim for one in islice(near, _MOST_LINES) for claim in _of_line(one, custom) if claim.weight > 0]
    if not any(claim.weight >= _PLACED and claim.kind in _SEEN for claim in found):
        yield from _beside(lines, custom)
    yield from _weighed([claim for claim in found if claim.kind in _SEEN])
    yield from _weighed([claim for claim in found if claim.kind == "meta"])
    yield from (claim._replace(weight=min(claim.weight, 3)) for claim in found if claim.kind == "changed")


def _beside(lines: list[Line], custom: Custom) -> list[Claim]:
    """The one day that is marked as such beside the headline, in a box that is otherwise for other things."""
    near = [
        one
        for one in lines
        if one.elsewhere and -_TEASER < one.place <= _TEASER and 0 <= one.apart <= (3 if one.place >= 0 else 2)
    ]
    told = [
        claim._replace(weight=_PLACED)
        for one in near[:_MOST_LINES]
        if (one.stamp or _MARKED.search(one.marks)) and one.tag != "figcaption" and not _OF_OTHERS.search(one.marks)
        for claim in _of_line(one, custom)
        if claim.kind in _SEEN
    ]
    return told if len({claim.day for claim in told}) == 1 else []


def _weighed(found: list[Claim]) -> Iterator[Claim]:
    """The claims, with less weight where more than three days stand alike, and for all days but the best."""
    alike: dict[int, set[date]] = {}
    for claim in found:
        alike.setdefault(claim.weight, set()).add(claim.day)
    found = [claim._replace(weight=claim.weight - 2 * (len(alike[claim.weight]) > 3)) for claim in found]
    best = min(found, key=lambda claim: (-claim.weight, claim.rank), default=None)
    for claim in found:
        yield claim._replace(weight=claim.weight - 2 * (best is not None and claim.day != best.day))


def _is_end(one: Line) -> bool:
    """Whether a heading under the story says that what follows is by readers, or about other stories."""
    return one.place > _TEASER and one.tag in _HEADINGS and _END.match(one.text) is not None


def _leaves(lines: list[Line]) -> Iterator[Line]:
    """Days whose parts stand under one another, as on the leaf of a calendar, each as one line."""
    for count in (2, 3):
        for some in zip(*(lines[start:] for start in range(count)), strict=False):
            if all(_PART.fullmatch(one.text) and one.apart == some[0].apart for one in some):
                yield some[0]._replace(text=" ".join(one.text for one in some))


def _is_hopeful(one: Line) -> bool:
    """Whether a day in the line could count: it has a figure, and it is near, short or marked up as a date."""
    if one.place < _ABOVE or not re.search(r"\d", one.text[:LONGEST]) or _CLOCK.search(one.marks):
        return False
    return one.place <= _NEAR or len(one.text) <= _SHORT or _MARKED.search(one.marks) is not None


def _of_line(one: Line, custom: Custom) -> Iterator[Claim]:
    exact = stated(one.stamp) if one.stamp else None
    days = _days(one, custom)
    for place, (before, day) in enumerate(days, 1):
        kind = "changed" if _is_change(one, before, place, of=len(days)) else "shown"
        known = exact if len(days) == 1 else None
        raw, rank = one.text[day.start : day.end], 2 * bool(_IN_WORDS.search(before)) + (one.place < 0)
        rank = -1 if _RELEASED.search(before) else rank
        yield Claim(day.day, _worth(one, before, day), kind, raw, known, day.other, rank)
    if one.stamp and not days:
        kind = "changed" if _is_change(one, one.text, 1, of=1) else "stamp" if one.text else "meta"
        for claim in claim_of(one.stamp, min(_worth(one, one.text, None), 5), kind, custom):
            yield claim._replace(rank=int(one.place < 0))


def _days(one: Line, custom: Custom) -> list[tuple[str, Written]]:
    """The days in a line, each with what stands before it; none when they are the ends of a span of time."""
    days = days_by(one.text, custom)
    if len(days) > 3 or any(_RANGE.match(one.text[a.end : b.start]) for a, b in pairwise(days)):
        return []
    starts = [0, *(day.end for day in days)]
    told = [(one.text[start : day.start], day) for start, day in zip(starts, days, strict=False)]
    return [(before, day) for before, day in told if not _NOT_RELEASED.search(before)]


def _worth(one: Line, before: str, day: Written | None) -> int:
    """How much the place of a shown day, and the words and marks about it, make it count."""
    marked, after = bool(_MARKED.search(one.marks)), one.text[day.end :] if day else ""
    released = bool(_RELEASED.search(before) or _RELEASED_AFTER.match(after))
    if one.apart == 0 and day:
        return _worth_in_headline(one, before, after)
    weight = _placed(one, sure=marked or released) + marked + released - (one.linked and not marked)
    weight += bool(one.stamp) and "datepublished" in one.marks
    if day and not marked and not released and not one.stamp and _is_sentence(one.text, day):
        weight -= 2
    if len(one.text) > _SHORT and day and not _is_dateline(one.text, day):
        weight -= 1 if day.start < 40 and (marked or released) else 3
    return weight


def _is_change(one: Line, before: str, place: int, *, of: int) -> bool:
    """Whether the line says that its day is that of a change; where marks say it, they mean the last of several."""
    # Themes call their only day "updated", since the hAtom format asks for that word.
    marked = _MARKED_UPDATED.search(one.marks) if of == 1 else place == of and "updated" in one.marks
    return bool(marked or _UPDATED.search(before))


def _worth_in_headline(one: Line, before: str, after: str) -> int:
    """How much a day in the headline itself counts; most of them are those of what the story is about."""
    at_the_edge = not letters(before) or not letters(after)
    return 3 if one.stamp or (at_the_edge and not _IN_WORDS.search(before)) else 0


def _is_sentence(text: str, day: Written) -> bool:
    """Whether a day is told in a sentence, rather than put down beside it."""
    others = re.findall(r"[^\W\d_]{2,}", text[: day.start] + text[day.end :])
    return len(others) > 3 and text.rstrip()[-1:] in {".", "!", "?", "…"} and not _is_dateline(text, day)


def _is_dateline(text: str, day: Written) -> bool:
    """Whether a paragraph starts with a place and a day, and then its first sentence."""
    after = text[day.end : day.end + 5]
    closed = re.match(r"\)\s|\.\s[^\W\d_a-zäöü]", after) is not None and not _IN_WORDS.search(text[: day.start])
    return day.start <= 30 and (closed or re.match(r"\)?\s?(?:[–—:|/(]|--? )", after) is not None)


def _placed(one: Line, *, sure: bool) -> int:
    """How much the place alone counts: most at the headline, less in it, little where no headline was found."""
    if one.apart < 0:
        return 1
    if 0 <= one.place <= _NEAR or (one.place >= _ABOVE and one.apart <= 3):
        # What stands above in another box may be the day of the visit.
        return 3 if one.apart <= (4 if one.place >= 0 else 2) else 2
    return 1 if sure and one.place > 0 else 0
