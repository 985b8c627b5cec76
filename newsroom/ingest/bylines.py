"""The people named in a byline, told from desks, agencies, roles and dates by the shape of a name. Pure."""

import re
from collections.abc import Iterator

from newsroom.ingest.page_data import letters, line
from newsroom.ingest.written_dates import days_in

_BY = re.compile(
    r"^\W{0,3}(?:(?:by|von|par|por|di|da|door|av|af|od|przez|oleh|tekst|text(?: (?:und|&) (?:fotos?|bilder):)?"
    r"|textes?|testo|texto|autor(?:es|a|in|en)?"
    r"|auteurs?|authors?|autore|автор|words|about|über|(?:written|posted|published|reported|story) by"
    r"|(?:geschrieben|verfasst|erstellt|veröffentlicht|gepostet) von|(?:ein|eine) \w{3,20} von|écrit par|escrito por"
    r"|\w{0,12}(?:beitrag|kommentar|kolumne|bericht|artikel|analyse|essay|rezension|reportage|interview) von)"
    r"\s{0,3}:?\s+|(?:authors?|autor(?:in)?|auteur|autore|texte?|interview|protokoll"
    r"|testo|texto|tekst|автор|作者|記者|记者|기자)\s?[:：]\s?)",
    re.IGNORECASE,
)
_BY_LATER = re.compile(
    r"^(?:posted|published|veröffentlicht|geschrieben|erstellt|publié|publicado)\b.{0,60}?\s(?:by|von|par|por)\s+",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"\s*[,;/&+、]\s*|\s+(?:and|und|et|y|e|en|og|och|und|i|и|та|ve|dan|with|mit|for|für)\s+(?=\S)", re.IGNORECASE
)
_END = re.compile(r"\s*(?:[|•·@(\[<>*–—…]|\s-|https?:|www\.|\S{1,64}@|\d|\n).*$", re.DOTALL)
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}$")
_WORD = re.compile(r"[^\W\d_]['’.\-\w]{0,30}$")
_PARTICLES = frozenset({
    "von", "van", "vom", "zu", "zum", "zur", "der", "den", "de", "del", "della", "dei", "di", "da", "das", "do",
    "dos", "du", "la", "le", "les", "lo", "el", "al", "bin", "ben", "binti", "ibn", "abu", "ter", "ten", "te", "af",
    "av", "und", "y", "e", "i", "st.", "mc", "mac", "d'", "ap",
})  # fmt: skip
_ARTICLES = frozenset({"the", "die", "der", "das", "los", "las", "les", "le", "el"})
_NOT_PEOPLE = frozenset({
    "abonnieren", "about", "ag", "agence", "agences", "agencia", "agencias", "agency", "agencies", "agentur",
    "agenturen", "administrator", "admin", "anonymous", "anonym", "archiv", "article", "articles", "artikel",
    "association", "author", "authors", "autor", "autoren", "autorin", "blog", "board", "büro", "bureau",
    "bundesamt", "channel", "co", "co.", "com", "comments", "committee", "community", "company", "contact",
    "contributor", "contributors", "corp", "correspondent", "correspondents", "daily", "deutschland", "desk",
    "digital", "e.v.", "editor", "editors", "editorial", "editorials", "facebook", "follow", "foto", "fotos",
    "foundation", "gast", "gastautor", "gmbh", "group", "gruppe", "guest", "herald", "home", "inc", "inc.",
    "institut", "institute", "international", "journal", "kg", "kontakt", "limited", "llc", "ltd", "ltd.",
    "magazin", "magazine", "media", "mehr", "mein", "minister", "ministerium", "ministry", "network", "news",
    "newsdesk", "newsroom", "newswire", "office", "online", "photo", "photos", "press", "presse",
    "pressemitteilung", "pressestelle", "published", "radio", "redaccion", "redacción", "redacao",
    "redação", "redaction", "rédaction", "redactie", "redakcia", "redakcja", "redakce", "redaktion",
    "redaktionsteam", "redaktor", "redazione", "report", "reporter", "reporters", "reports", "service", "services",
    "share", "sponsored", "staff", "stiftung", "studio", "support", "team", "teilen", "television", "times",
    "tribune", "tv", "twitter", "university", "universität", "unknown", "update", "updated", "user", "verein",
    "verlag", "verwaltung", "video", "web", "webmaster", "website", "wire", "writer", "writers", "zeitung",
    "редакция", "wp-admin", "test", "null", "undefined", "none", "n/a",
    # What towns, houses, clubs and offices are called.
    "asociación", "associazione", "center", "centre", "club", "college", "commission", "comune", "council",
    "department", "diario", "embassy", "federation", "fondation", "forum", "fraktion", "fundación", "gemeinde",
    "gobierno", "government", "klub", "landkreis", "library", "mairie", "ministerio", "ministère", "museum", "nations",
    "noticias", "partei", "portal", "prensa", "society", "stadt", "theater", "union", "universidad", "università",
    "université",
    # Sections, and what links to more of an author say.
    "alle", "all", "allgemein", "beiträge", "kultur", "lokales", "meinung", "opinion", "panorama", "politics",
    "politik", "posts", "profil", "profile", "sport", "sports", "stories", "view", "wirtschaft",
})  # fmt: skip
_COMPANY = re.compile(
    r"\w(?:verband|verein|agentur|ministerium|gesellschaft|stiftung|redaktion|universität|hochschule|zentrum|institut"
    r"|zentrale|behörde|gewerkschaft|fraktion|landesamt|stelle|magazin|zeitung|nachrichten|portal)$"
)
_FOLLOWING = re.compile(r"\.?\s?(?:$|[^\w\s]|\d|(?:in|for|für|on|am|with|mit|avec|con)\s)", re.IGNORECASE)
_UNTIL_FIGURE = re.compile(r"\d.*$")
_FEW = 40
LONGEST = 200
MOST_NAMES = 8


def people(text: str, sites: list[str]) -> list[str]:
    """The names in a byline, in order, without repeats; none that is a site's own name."""
    text = line(text)[:LONGEST]
    if _ADDRESS.search(text):
        return []
    text = _BY_LATER.sub("", text)
    days = days_in(text)
    text = _BY.sub("", text[: days[0].start] if days else text)
    pieces = [piece for piece in _PARTED.split(text, maxsplit=2 * MOST_NAMES) if letters(piece)]
    names: dict[str, str] = {}
    for piece in pieces:
        name = _name(piece)
        # Beside others a single word is a weekday, a town or a role, but where words are not parted.
        if name and (" " in name or len(pieces) == 1 or _UNPARTED.match(name)) and not is_site(name, sites):
            names.setdefault(letters(name), name)
    return list(names.values())[:MOST_NAMES]


def starts_byline(text: str) -> bool:
    """Whether a line begins as bylines do, such as "By" or "Von"."""
    return _BY.match(text) is not None or _BY_LATER.match(text) is not None


def says_no_more(text: str, names: list[str]) -> bool:
    """Whether a byline is its names and perhaps a few words on who they are, and no sentence that begins like one."""
    said = _BY.sub("", _BY_LATER.sub("", line(text)[:LONGEST]))
    first, last = said.find(names[0]), said.rfind(names[-1])
    rest = _UNTIL_FIGURE.sub("", said[last + len(names[-1]) :])
    return 0 <= first <= 3 and last >= 0 and len(rest) <= _FEW and _FOLLOWING.match(rest) is not None


def is_site(name: str, sites: list[str]) -> bool:
    """Whether `name` is, or contains, or is part of what a site calls itself."""
    short = letters(name)
    return any(
        own and (short == own or (min(len(own), len(short)) > 4 and (short in own or own in short)))
        for own in map(letters, sites)
    )


def _name(piece: str) -> str:
    """The name at the start of a piece of a byline: capitalised words, and small ones only between them."""
    plain = _END.sub("", _BY.sub("", piece)).strip(" .:,;'\"“”„»«")
    given = plain.split()
    words = list(_leading(given))
    while words and words[-1] in _PARTICLES:
        words.pop()
    joined = " ".join(words)
    short = len(joined) < 3 and not _UNPARTED.match(joined)
    if not 1 <= len(words) <= 6 or short or any(_is_no_persons(word.casefold().strip(".:")) for word in words):
        return ""
    if words[0].casefold() in _ARTICLES or (len(words) == 1 and (joined.isupper() or len(given) > 1)):
        return ""
    return f"{joined}." if len(words[-1]) == 1 and f" {words[-1]}." in piece else joined


def _is_no_persons(word: str) -> bool:
    return word in _NOT_PEOPLE or _COMPANY.search(word) is not None


def _leading(words: list[str]) -> Iterator[str]:
    for place, word in enumerate(words[:8]):
        small = word[:1].islower() and word[:2].casefold() not in {"d'", "d’"}
        if not _WORD.match(word) or (small and (place == 0 or word.casefold() not in _PARTICLES)):
            return
        yield word
