"""Slips of the fingers and names spelt in several ways, told from the text itself: no dictionary is asked. Pure.

A slip is a rare word one finger's slip away from a word that the same text uses often, or one of the commonest words
and endings of English with two letters swapped or one too many. Anything less sure is left to the reader.
"""

from collections import Counter
from collections.abc import Iterator

from articles.findings.function_words import FUNCTION_WORDS
from articles.findings.piece import Piece, Remark
from articles.findings.prose import listed

FREQUENT, LETTERS, MOST_WORDS = 3, 6, 3000
# What the fingers make of the commonest words: two letters swapped, or a neighbour's key hit as well.
_SLIPS_LISTED = """
teh hte thte tghe thge rthe ythe adn andd anbd ansd oif iof opf ogf fpr fopr forr fior tyo taht thta tath thaht
thast htat wiht wtih iwth witj wioth wityh wih fomr frmo frim fropm thsi tihs thuis htis hvae ahve haev havce
wihch whcih wich whihc hwich thier tehir theri thye tehy werre aree saod siad sadi becuase becasue beacuse baout
abotu aobut abuot aftre atfer beofre befoer ohter otehr whne hwen woudl wolud coudl cuold shoudl untill htey yuo
yoiu hsa mroe poeple peopel peolpe nto
"""
_SLIPS = frozenset(_SLIPS_LISTED.split())
_MISSPELT_LISTED = """
recieve recieved reciept seperate seperated definately occured occuring occurence goverment govermental
enviroment enviromental begining beleive beleived acheive acheived neccessary accomodate accomodation publically
tommorow tommorrow wierd calender cemetary commitee comittee concensus embarass existance foriegn guage harrass
harrassment independant judgemental liason maintenence millenium noticable paralel parliment parlimentary
persistant posession privelege recomend refered refering resistence rythm sargent similiar succesful sucessful
suprise suprised threshhold truely twelth unfortunatly withold writting intrest diplomacy's economey economoic
minsiter minster's presidnet prsident goverments agreeement developement infrastucture intiative
"""
_MISSPELT = frozenset(_MISSPELT_LISTED.split())
# Endings that no English word has, each a slip in one that thousands have.
_ENDINGS_LISTED = """
aiton atoin taion ationn aation iton toin tioin iotn isitic istci itsic isitc emnt mnet menet enss ablly icaly inng ingg
edd tionn
"""
_ENDINGS = tuple(_ENDINGS_LISTED.split())


def spelling(piece: Piece) -> Iterator[Remark]:
    """Words that look mistyped, each with what was probably meant."""
    counts: Counter[str] = Counter()
    for word, times in piece.words.items():
        counts[word.lower()] += times
    if len(counts) > MOST_WORDS:
        return
    slips = {word: "" for word in counts if _is_slip(word) and piece.words[word]} if piece.stem == "en" else {}
    slips |= dict(_near(counts, FUNCTION_WORDS.get(piece.stem, frozenset())))
    written = {word.lower(): word for word in reversed(piece.words)} if slips else {}
    for word in [word for word in counts if word in slips][:8]:
        guess = f"; “{written[slips[word]]}” is meant, perhaps" if slips[word] else ""
        sentence = f"“{written[word]}” looks mistyped{guess}. Correct it, or leave it if it is right."
        yield Remark("spelling", sentence, "body", 0, written[word])


def _is_slip(word: str) -> bool:
    """Whether a lower-case word is a known slip, or ends as no word does."""
    if word in _SLIPS or word in _MISSPELT:
        return True
    return len(word) >= 8 and word.endswith(_ENDINGS)


def _near(counts: Counter[str], small: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Rare words and the frequent word that each of them is one slip away from."""
    frequent: dict[str, list[str]] = {}
    for word, times in counts.items():
        if times >= FREQUENT and len(word) >= LETTERS and word not in small:
            frequent.setdefault(word[0], []).append(word)
    for word, times in counts.items():
        if times > 2 or len(word) < LETTERS - 1 or word[0] not in frequent or not word.isalpha():
            continue
        for other in frequent[word[0]]:
            if counts[other] >= 3 * times and abs(len(word) - len(other)) <= 1 and is_slip_of(word, other):
                yield word, other
                break


def is_slip_of(word: str, other: str) -> bool:
    """Whether one slip of the fingers makes `word` of `other`: never in the first letter nor in an ending."""
    start = _same_start(word, other)
    end = min(_same_start(word[::-1], other[::-1]), min(len(word), len(other)) - start)
    if start == 0 or end < 2:
        return False
    mine, theirs = word[start : len(word) - end], other[start : len(other) - end]
    if len(mine) == len(theirs) == 2:
        return mine == theirs[::-1]
    if sorted((len(mine), len(theirs))) == [0, 1]:
        extra = mine or theirs
        return len(other) >= LETTERS + 1 or extra in {word[start - 1], other[start - 1]}
    return len(mine) == len(theirs) == 1 and len(other) >= LETTERS + 2 and end >= 2


def _same_start(one: str, other: str) -> int:
    place = 0
    while place < min(len(one), len(other)) and one[place] == other[place]:
        place += 1
    return place


def names(piece: Piece) -> Iterator[Remark]:
    """One name in several shapes: other capitals, or once with capitals between hyphens and once without."""
    odd = [
        word for word in piece.words if not word[1:].islower() and (_is_mixed(word) or _is_compound_name(word, piece))
    ]
    shapes: dict[str, list[str]] = {_letters(word): [] for word in odd}
    firsts = {key[0] for key in shapes}
    for word in piece.words:
        if word[0].lower() in firsts and (key := _letters(word)) in shapes:
            shapes[key].append(word)
    several = [ways for ways in shapes.values() if len(ways) > 1]
    for ways in sorted(several, key=len, reverse=True)[:4]:
        ways.sort(key=lambda word: -piece.words[word])
        sentence = f"One name is spelt in {len(ways)} ways: {listed(ways[:5])}. Choose one, and keep to it."
        yield Remark("name-spellings", sentence, "body", 0, ways[0])


def _letters(word: str) -> str:
    """A word by its letters only."""
    return word.replace("-", "").lower()


def _is_mixed(word: str) -> bool:
    """Whether a word of four letters and more has capitals inside, as acronyms with an ending have."""
    return len(word) >= 4 and word.isalpha() and not (word.isupper() or word.istitle() or word.islower())


def _is_compound_name(word: str, piece: Piece) -> bool:
    """Whether a word with hyphens is made of names: parts that stand alone in the text, and mostly with a capital."""
    capital = [part for part in word.split("-") if part[:1].isupper()]
    return len(capital) > 1 and any(piece.words[part] > piece.words[part.lower()] for part in capital)


RULES = (spelling, names)
