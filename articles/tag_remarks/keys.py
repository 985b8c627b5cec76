"""Keys by which the names of tags are found to mean the same, so that no name need be compared with all. Pure.

Words are English where a word counts (plurals, stop words, near-equal words); folding, spelling and single letters
work in every script.
"""

import re
import unicodedata
from collections.abc import Iterator

_SMALL = "a an and for from in of on the to with & und der die das de la le les des et el los las y"
_FILLING = "news story stories update updates coverage headlines latest today report reports topics"
STOP_WORDS, FILLERS = frozenset(_SMALL.split()), frozenset(_FILLING.split())
# Words that stand for each other in the name of a topic; the first of each line is the key of all.
_SAME = """
bilateral diplomatic international foreign
relations relation ties affairs
film movie cinema
car automobile auto motor
job employment
football soccer
technology tech
health healthcare
covid coronavirus covid-19
travel tourism
climate-change global-warming
stock-market stock-exchange share-market
school education
university higher-education
internet web
weather forecast
"""
SAME = {word: row.split()[0] for row in _SAME.strip().splitlines() for word in row.split()}
# "Foreign" means "diplomatic" beside relations alone: foreign films are no bilateral films.
BESIDE_RELATIONS = frozenset(_SAME.strip().splitlines()[0].split())
_ENDINGS = ("ically", "ical", "isation", "ization", "ism", "ists", "ist", "ics", "ies", "ic", "al", "y", "e", "s")
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None})
LONGEST = 200


def folded(name: str) -> str:
    """A name without regard to case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name[:LONGEST]).casefold().split())


def spelling(name: str) -> str:
    """The letters, marks and digits of a name alone, without accents where they do not make another letter."""
    parts = unicodedata.normalize("NFKD", folded(name))[:LONGEST]
    return "".join(_plain(letter) for letter in parts if _counts(letter))


def words(name: str) -> list[str]:
    """The words of a name, folded; a hyphen parts two words, an apostrophe none."""
    bare = folded(name).replace("'", "").replace("’", "")
    return [word for word in re.split(r"[\s\-_/.,;:|·–—]+", bare) if word]


def singular(word: str) -> str:
    """A word without its English plural; -ie and -y become one, since ferries and movies do not tell which it was."""
    if word.endswith("ie") and len(word) > 4:
        return f"{word[:-2]}y"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses", "zes")) else word[:-1]


def stem(word: str) -> str:
    """The beginning that a word shares with its kin: economic, economics and economy all begin with econom."""
    ending = next((one for one in _ENDINGS if word.endswith(one)), "")
    rest = word.removesuffix(ending)
    return rest if len(rest) >= (6 if len(ending) == 1 else 5) else word


def plural_key(name: str) -> str:
    """Equal for names that differ in number, hyphens and spaces."""
    return "".join(spelling(singular(word)) for word in words(name))


def order_key(name: str) -> str:
    """Equal for names of the same words in another order, with or without small words."""
    kept = [spelling(singular(word)) for word in words(name) if word not in STOP_WORDS]
    return " ".join(sorted(filter(None, kept)))


def filler_key(name: str) -> str:
    """Equal for names that differ in a word such as "news"; empty where nothing else is said."""
    return order_key(" ".join(word for word in words(name) if word not in FILLERS))


def stem_key(name: str) -> str:
    """Equal for names whose words are of one stem."""
    return " ".join(sorted(stem(word) for word in filler_key(name).split()))


def meaning_key(name: str) -> str:
    """Equal for names whose words stand for each other."""
    known = words(name)
    whole = "-".join(known)
    if whole in SAME:
        return SAME[whole]
    return " ".join(sorted(_meant(word, known) for word in known if word not in STOP_WORDS | FILLERS))


def initials(name: str) -> str:
    """The first letters of a name of several words, or the name itself where it is written as initials; or nothing."""
    bare = name.replace(".", "").strip()
    if 2 <= len(bare) <= 6 and bare.isupper() and bare.isalpha():
        return bare.casefold()
    known = [word for word in words(name) if word not in STOP_WORDS]
    return "".join(word[0] for word in known) if 2 <= len(known) <= 6 else ""


def shortened(key: str) -> Iterator[str]:
    """A key and every form of it that lacks one character: keys that are one edit apart share one of these."""
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one character added, removed, replaced or two neighbours swapped make one key of the other.

    Never the first: what begins otherwise is another word, as migration and emigration are.
    """
    if one == other or abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    left, right = one[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _meant(word: str, beside: list[str]) -> str:
    if word in BESIDE_RELATIONS and not any(SAME.get(other) == "relations" for other in beside):
        return singular(word)
    return next((SAME[form] for form in (word, word.removesuffix("s")) if form in SAME), singular(word))


def _counts(letter: str) -> bool:
    """Letters and digits count; marks only in scripts where a mark is a vowel or makes another letter."""
    category = unicodedata.category(letter)
    if category.startswith(("L", "N")):
        return True
    return category in {"Mc", "Mn"} and not _is_accent(letter)


def _is_accent(mark: str) -> bool:
    """Accents of European letters, and the vowel points of Arabic and Hebrew, which are written or left out at will."""
    point = ord(mark)
    return point < 0x0370 or 0x0591 <= point <= 0x05C7 or 0x064B <= point <= 0x065F or point == 0x0670


def _plain(letter: str) -> str:
    return letter.translate(_ARABIC)
