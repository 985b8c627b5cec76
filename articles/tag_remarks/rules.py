"""What is wrong with a vocabulary: twins, countries and outlets used as tags, junk, case, tags that nobody uses. Pure.

Names in, remarks out; a person decides on each. Every rule looks tags up by keys, so that time grows with their
number and not with its square.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from articles.tag_remarks import keys
from articles.tag_remarks.names import Style, agencies, house_style, junk, restyled

LONG = 8
FAMILY = 12
MET = 5
NEARLY_ALWAYS = 0.9
CODES = ("country", "outlet", "junk", "twins", "case", "unused", "single")


@dataclass(frozen=True)
class TagFacts:
    """A tag as the rules see it: its number, its names, how many stories bear it."""

    id: int
    name: str
    synonyms: tuple[str, ...] = ()
    stories: int = 0


@dataclass(frozen=True)
class Remark:
    """One remark: what kind, on which tags (most used first), by which rules, and what is proposed.

    `value` is the section, the outlet or the better name, or else empty.
    """

    code: str
    tags: tuple[int, ...]
    reasons: tuple[str, ...] = ()
    value: str = ""

    @property
    def key(self) -> str:
        """The same for the same remark, as long as the tags stay."""
        return f"{self.code}:{'-'.join(map(str, sorted(self.tags)))}"


@dataclass(frozen=True)
class Around:
    """What else there is on the site: names of sections and outlets (by any of their names), and the site's own.

    `together` counts the stories that two tags share, by their numbers, lower first; `met` those of each tag.
    """

    countries: Mapping[str, str]
    outlets: Mapping[str, str]
    site: Collection[str] = ()
    together: Mapping[tuple[int, int], int] | None = None
    met: Mapping[int, int] | None = None


def remarks(
    tags: Iterable[TagFacts], around: Around, left: Collection[tuple[str, frozenset[int]]] = ()
) -> list[Remark]:
    """All remarks on a vocabulary, in the order of CODES, the most used tags first; what was left alone stays out."""
    known = sorted(tags, key=lambda tag: (-tag.stories, tag.name, tag.id))
    left_pairs = {pair for code, ids in left if code == "twins" for pair in combinations(sorted(ids), 2)}
    misplaced = [*_misplaced(known, around)]
    gone = {number for remark in misplaced for number in remark.tags}
    rest = [tag for tag in known if tag.id not in gone]
    twins = [*_twins(rest, around, left_pairs)]
    found = [*misplaced, *twins, *_cases(rest, house_style(tag.name for tag in known)), *_idle(rest)]
    left_alone = {(code, ids) for code, ids in left if code != "twins"}
    kept = [one for one in found if (one.code, frozenset(one.tags)) not in left_alone]
    return sorted(kept, key=lambda remark: CODES.index(remark.code))


def _misplaced(tags: Iterable[TagFacts], around: Around) -> Iterator[Remark]:
    """Tags that are no topics: sections, outlets, junk."""
    countries = {keys.spelling(name): place for name, place in around.countries.items()}
    outlets = agencies() | {_outlet_key(name): outlet for name, outlet in around.outlets.items()}
    site = {keys.spelling(name) for name in around.site} - {""}
    for tag in tags:
        key = keys.spelling(tag.name)
        if place := countries.get(key) if key else None:
            yield Remark("country", (tag.id,), value=place)
        elif key in site:
            yield Remark("junk", (tag.id,), ("site",))
        elif outlet := outlets.get(_outlet_key(tag.name)):
            yield Remark("outlet", (tag.id,), value=outlet)
        elif reason := junk(tag.name):
            yield Remark("junk", (tag.id,), (reason,))


def _outlet_key(name: str) -> str:
    return keys.spelling(" ".join(word for word in keys.words(name) if word != "the"))


def _twins(tags: list[TagFacts], around: Around, left: Collection[tuple[int, int]]) -> Iterator[Remark]:
    """Groups of tags that mean the same, each with the rules that say so."""
    pairs: dict[tuple[int, int], str] = {}
    for one, other, reason in (*_alike(tags), *_one_letter_apart(tags), *_synonyms(tags), *_always_together(around)):
        pair = (min(one, other), max(one, other))
        if one != other and pair not in left:
            pairs.setdefault(pair, reason)
    uses = {tag.id: place for place, tag in enumerate(tags)}
    for group in _joined(pair for pair in pairs if uses.keys() >= set(pair)):
        reasons = {reason for pair, reason in pairs.items() if pair[0] in group}
        yield Remark("twins", tuple(sorted(group, key=uses.__getitem__)), _first_said(reasons))


KEYS = {
    "case": keys.folded,
    "spelling": keys.spelling,
    "plural": keys.plural_key,
    "order": keys.order_key,
    "filler": keys.filler_key,
    "stem": keys.stem_key,
    "meaning": keys.meaning_key,
}
REASONS = (*KEYS, "initials", "synonym", "letter", "together")


def _alike(tags: list[TagFacts]) -> Iterator[tuple[int, int, str]]:
    """Neighbours under one key, told by the narrowest rule that joins them."""
    said: set[tuple[int, int]] = set()
    for reason, key_of in KEYS.items():
        for one, other in _under_one_key((tag.id, key_of(tag.name)) for tag in tags):
            if (one, other) not in said:
                said.add((one, other))
                yield one, other, reason
    yield from _initials(tags)


def _initials(tags: list[TagFacts]) -> Iterator[tuple[int, int, str]]:
    """A name written as initials, and the one name of several words that it stands for."""
    spelt: dict[str, list[int]] = defaultdict(list)
    for tag in tags:
        if " " in tag.name.strip():
            spelt[keys.initials(tag.name)].append(tag.id)
    for tag in tags:
        full = spelt.get(keys.initials(tag.name), []) if " " not in tag.name.strip() else []
        if len(full) == 1:
            yield tag.id, full[0], "initials"


def _under_one_key(keyed: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Each tag with the next one under the same key, which is enough to join them all."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, key in keyed:
        if key:
            groups[key].append(number)
    for group in groups.values():
        yield from pairwise(group)


def _one_letter_apart(tags: list[TagFacts]) -> Iterator[tuple[int, int, str]]:
    """Long names one edit apart whose figures are the same; a year more is another topic."""
    long_keys = [(tag.id, key) for tag in tags if len(key := keys.spelling(tag.name)) >= LONG]
    near: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, key in long_keys:
        for form in set(keys.shortened(key)):
            near[form].append((number, key))
    for group in near.values():
        for (one, left), (other, right) in combinations(group[:FAMILY], 2):
            if _figures(left) == _figures(right) and keys.one_edit_apart(left, right):
                yield one, other, "letter"


def _figures(key: str) -> str:
    return "".join(filter(str.isnumeric, key))


def _synonyms(tags: list[TagFacts]) -> Iterator[tuple[int, int, str]]:
    """A tag whose name another one has as a synonym, and tags that share a synonym."""
    named = ((tag.id, keys.spelling(word)) for tag in tags for word in (tag.name, *tag.synonyms))
    for one, other in _under_one_key(dict.fromkeys(named)):
        yield one, other, "synonym"


def _always_together(around: Around) -> Iterator[tuple[int, int, str]]:
    """Tags that hardly ever stand apart."""
    met = around.met or {}
    for (one, other), shared in (around.together or {}).items():
        apart = met.get(one, 0) + met.get(other, 0) - shared
        if shared >= MET and shared >= NEARLY_ALWAYS * apart:
            yield one, other, "together"


def _joined(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """The groups that pairs join."""
    group_of: dict[int, set[int]] = {}
    for one, other in pairs:
        smaller, larger = sorted((group_of.get(one, {one}), group_of.get(other, {other})), key=len)
        if smaller is not larger:
            larger |= smaller
        group_of |= dict.fromkeys(larger, larger)
    return list({id(group): group for group in group_of.values()}.values())


def _first_said(reasons: Collection[str]) -> tuple[str, ...]:
    """The rules in their order; that two names differ in case says enough without the wider rules."""
    return tuple(reason for reason in REASONS if reason in reasons)


def _cases(tags: list[TagFacts], style: Style) -> Iterator[Remark]:
    """Names that are not written as most are."""
    for tag in tags:
        better = restyled(tag.name, style)
        if better != tag.name:
            yield Remark("case", (tag.id,), (style.form,), better)


def _idle(tags: Iterable[TagFacts]) -> Iterator[Remark]:
    """Tags on no story, and on one alone."""
    for tag in tags:
        if tag.stories < 2:
            yield Remark("single" if tag.stories else "unused", (tag.id,))
