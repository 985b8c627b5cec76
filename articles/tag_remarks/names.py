"""How the name of a tag is written, and whether it can be the name of a topic at all. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from articles.tag_remarks.keys import folded, spelling, words

LOWER, SENTENCE, TITLE = "lower", "sentence", "title"
WORDS, LETTERS, UNSPACED = 6, 60, 24
_SMALL = "a an and as at but by for from in into of on or over the to up vs via with"
SMALL = frozenset(_SMALL.split())
_SAYS_NOTHING = """
news|the news|latest news|latest|breaking|breaking news|top news|top stories|top story|headlines|headline|world news
story|stories|article|articles|post|posts|blog|general|misc|miscellaneous|other|others|various|uncategorized
uncategorised|featured|feature|trending|today|update|updates|untitled|test|tag|tags|none|null|undefined|n/a|default
noticias|nouvelles|actualités|nachrichten|notizie|notícias|новости|новини|news update|news updates|local news
ニュース|新闻|新聞|뉴스|أخبار|اخبار|خبر|समाचार|খবর|செய்திகள்|berita|haber|haberler|tin tức|ข่าว|мэдээ
жаңалықтар|yangiliklar
"""
NOTHING = frozenset(spelling(name) for name in _SAYS_NOTHING.replace("\n", "|").split("|")) - {""}
_AGENCIES = (
    "Reuters|Associated Press|The Associated Press|Agence France-Presse|AFP|Bloomberg|BBC|BBC News|CNN|Al Jazeera"
    "|Xinhua|Kyodo|Kyodo News|Yonhap|Interfax|ITAR-TASS|Deutsche Welle|Anadolu Agency|Press Trust of India"
    "|Antara|Bernama"
)
_ADDRESS = re.compile(r"https?:|www\.|@\w|</?\w|&\w{2,8};")


def agencies() -> dict[str, str]:
    """The great agencies and broadcasters, whose names stand as tags where their stories were taken over."""
    return {spelling(name): name for name in _AGENCIES.split("|")}


def junk(name: str) -> str:
    """Why a name is no topic, as a code: nothing, figures, letter, address, list, sentence; or an empty text."""
    key = spelling(name)
    if key in NOTHING:
        return "nothing"
    if not key or not any(unicodedata.category(letter).startswith("L") for letter in key):
        return "figures"
    if len(key) == 1 and key.isascii():
        return "letter"
    if _ADDRESS.search(name):
        return "address"
    if re.search(r"[,;|/،、]\s*\S", name) and len(words(name)) > 2:
        return "list"
    return "sentence" if _is_sentence(name) else ""


def _is_sentence(name: str) -> bool:
    bare = name.strip()
    if len(bare) > LETTERS or len(bare.split()) > WORDS or bare.endswith(("!", "?", "。", "؟", "！", "？", "।")):
        return True
    return len(bare) > UNSPACED and " " not in bare and not bare.isascii()


@dataclass(frozen=True)
class Style:
    """How most names are written: the form, and the words that stand in lower case somewhere, so are no names."""

    form: str
    common: frozenset[str]


def house_style(names: Iterable[str]) -> Style:
    """The form that most names have which have any; capitals win a tie."""
    forms: Counter[str] = Counter()
    common: set[str] = set()
    for name in names:
        forms[_form(name)] += 1
        common.update(word for word in name.split()[1:] if word.islower() and len(word) > 3)
        common.update(name.split() if name.islower() else ())
    if forms[LOWER] > forms[SENTENCE] + forms[TITLE] + forms["one"]:
        return Style(LOWER, frozenset(common))
    return Style(TITLE if forms[TITLE] > forms[SENTENCE] else SENTENCE, frozenset(common))


def restyled(name: str, style: Style) -> str:
    """A name as the house writes it; a capital that may belong to a proper name stays."""
    parts = name.split()
    if not parts or not any(letter.isupper() or letter.islower() for letter in name):
        return name
    if _shouts(name):
        parts = [part.lower() for part in parts]
    if style.form == LOWER:
        known = all(part.lower() in style.common or part.islower() for part in parts)
        return " ".join(part.lower() for part in parts) if known or _shouts(name) else name
    if not _shouts(name) and not parts[0].islower():
        return name
    shown = [_capital(parts[0])]
    shown += [_capital(part) if style.form == TITLE and part not in SMALL else part for part in parts[1:]]
    return " ".join(shown)


def _form(name: str) -> str:
    """Lower, sentence or title; "one" for a single word with a capital, "" where letters know no case."""
    parts = [part for part in name.split() if folded(part) not in SMALL and part[:1].lower() != part[:1].upper()]
    if not parts or _shouts(name):
        return ""
    if all(part.islower() for part in parts):
        return LOWER
    if len(parts) == 1:
        return "one"
    return TITLE if all(part[:1].isupper() for part in parts) else SENTENCE


def _shouts(name: str) -> bool:
    """Capitals throughout, where they cannot be initials."""
    parts = name.split()
    return name.isupper() and any(len(part) > (5 if len(parts) > 1 else 8) for part in parts)


def _capital(word: str) -> str:
    """With a capital, unless it has one inside, as names of products do."""
    return word if any(letter.isupper() for letter in word) else word[:1].upper() + word[1:]
