"""From an entry and its page to a story ready to be decided upon: chosen, repaired, cleaned, recognised, placed. Pure.

The feed's headline, byline and date win over the page's; of the two bodies the longer and cleaner wins.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from articles.markup import visible_text
from articles.readiness import RECOMMENDED, Finding
from articles.sanitize import clean, plain_text
from newsroom.ingest import alike, fingerprint
from newsroom.ingest.entry import Entry, Extraction, Fingerprints, Mend, Prepared
from newsroom.ingest.labels import page_label
from newsroom.ingest.language import language_of
from newsroom.ingest.links import registrable
from newsroom.ingest.place import place
from newsroom.ingest.portion import count_words
from newsroom.ingest.reading import NO_PAGE, Outlet, Page, Reading
from newsroom.ingest.repair import repair, repair_headline
from newsroom.ingest.tag_words import suggest_tags

SAME_LENGTH = 0.9
DISTRUST = 0.7
SIGNED_WORDS = 40
"""A shorter text is recognised together with its headline, for many stories share "Read more" and no two their name."""

_LABELS = {
    "paywall": "The page stands behind a paywall",
    "cookie-wall": "The page answered with a cookie notice",
    "challenge": "The page answered with a check for robots",
    "script": "The page shows nothing without its scripts",
    "empty": "The page holds no readable text",
}
Vocabulary = Mapping[str, str]
"""The words of the site's tags, names and synonyms, as they are written, each with the name of its tag."""


def prepare(
    entry: Entry,
    page: Page,
    extraction: Extraction,
    outlet: Outlet,
    *,
    vocabulary: Vocabulary,
    own_hosts: tuple[str, ...] = (),
    now: datetime,
    mends: tuple[Mend, ...] = (),
) -> Reading:
    """Read one story. `extraction` is what was made of the page, empty where there is none; `now` is aware.

    `mends` were made before this step, where the page came as plain text.
    """
    problem = _page_problem(page, extraction)
    html, origin = choose(entry.body_html, extraction, usable=not problem, asked=page is not NO_PAGE)
    raw_title = entry.title or extraction.title
    words = f"{raw_title} {visible_text(html)}"
    language = language_of(words, entry.language, extraction.language, outlet.language)
    headline, title_mends = repair_headline(raw_title, outlet.name, language=language)
    mended, made = repair(html, own_hosts=own_hosts, outlet=outlet.name, headline=headline, language=language)
    body = clean(mended)
    text = plain_text(body)
    reading = Reading(
        entry=entry,
        prepared=Prepared(
            entry=entry,
            extraction=extraction if origin == "page" else replace(extraction, reader="feed" if text else ""),
            headline=headline,
            body_html=body,
            body_text=text,
            mends=(*title_mends, *mends, *made),
            canonical_url=extraction.canonical_url,
        ),
        page=page,
        headline_as_given=raw_title,
        author=entry.author or extraction.author,
        published_at=entry.published or extraction.date,
        language=language,
        image_url=entry.image_url or extraction.image_url,
        url=address_to_credit(entry, reached(page, problem), canonical(entry, page, extraction)),
        words=count_words(text),
        source_words=count_words(text) if origin == "page" or entry.content_html else 0,
        words_key=fingerprint.text_key(f"{headline}\n{text}"),
        page_problem=problem,
        origins=_origins(entry, extraction, origin),
        entry_hash=entry_hash(entry),
    )
    return _placed(_recognised(_remarked(reading, outlet, now), outlet), outlet, vocabulary)


def choose(feed_html: str, extraction: Extraction, *, usable: bool, asked: bool = True) -> tuple[str, str]:
    """The body to use and where it is from, "feed" or "page".

    A page that could be read wins unless the feed gives more, or about as much where two readers of the page did not
    agree on it. From a page that is no article, only a paywall's opening is taken, and only if the feed gives less.
    """
    feed, page = count_words(visible_text(feed_html)), count_words(extraction.text)
    if not asked or not page:
        return feed_html, "feed"
    if not usable:
        return (extraction.html, "page") if extraction.label == "paywall" and page > feed else (feed_html, "feed")
    doubtful = extraction.agreement < DISTRUST and extraction.reader != "selectors"
    enough = SAME_LENGTH if doubtful else 1 / SAME_LENGTH
    return (feed_html, "feed") if feed >= page * enough else (extraction.html, "page")


def entry_hash(entry: Entry) -> str:
    """The key of an entry as the feed tells it: the same while id, address, headline and words are the same."""
    address = fingerprint.canonical_address(entry.url)
    words = fingerprint.text_key(visible_text(entry.body_html))
    told = "\n".join((entry.guid.strip(), address, fingerprint.text_key(entry.title), words))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def identity(entry: Entry, outlet: Outlet, *others: str) -> Fingerprints:
    """By what an entry is known before its text is: the outlet's own id for it and its address.

    `others` are further addresses of it. An entry with none is known by its headline and words; one without those as
    well has an empty identity. The front page of a site is the address of no story.
    """
    found = [url for url in (entry.url, *others) if url and not fingerprint.is_front_page(url)]
    addresses = tuple(dict.fromkeys(key for url in found if (key := fingerprint.address_key(url))))
    guid = fingerprint.guid_key(outlet.pk, entry.guid)
    if not guid and not addresses and (words := fingerprint.text_key(f"{entry.title} {visible_text(entry.body_html)}")):
        guid = fingerprint.guid_key(outlet.pk, f"words:{words}")
    return Fingerprints(guid_key=guid, address_keys=addresses)


def reached(page: Page, problem: str) -> str:
    """The address behind all redirects, "" where it is not that of the story: a login, a notice, or no page at all."""
    return page.response.url if page.response and not problem else ""


def canonical(entry: Entry, page: Page, extraction: Extraction) -> str:
    """The address that the page itself calls its own, "" where it names another site: there it is a reprint."""
    read = page.response.url if page.response else entry.url
    own = extraction.canonical_url
    return own if not read or registrable(own) == registrable(read) else ""


def address_to_credit(entry: Entry, found: str, own: str) -> str:
    """Where readers find the story: the feed's link, or what lies behind it where that only leads to another site."""
    leads_on = found and entry.url and registrable(found) != registrable(entry.url)
    return (own or found) if leads_on else entry.url or own


def unread(entry: Entry, known: Fingerprints, *, hashed: bool = True) -> Reading:
    """An entry of which nothing has been read but what the feed says. `hashed` false saves the time of its hash."""
    prepared = Prepared(
        entry=entry, extraction=Extraction(), headline=entry.title, body_html="", body_text="", fingerprints=known
    )
    return Reading(
        entry=entry,
        prepared=prepared,
        headline_as_given=entry.title,
        author=entry.author,
        published_at=entry.published,
        url=entry.url,
        entry_hash=entry_hash(entry) if hashed else "",
    )


def _page_problem(page: Page, extraction: Extraction) -> str:
    """Why the page does not count as read, in a sentence without its end; "" when it does or was not asked for."""
    if page.problem or page is NO_PAGE:
        return page.problem.rstrip(".")
    if extraction.problem:
        return extraction.problem.rstrip(".")
    return _LABELS.get(extraction.label, "")


def _origins(entry: Entry, extraction: Extraction, body: str) -> dict[str, str]:
    """For each field that has a value, whether the feed or the page gave it."""
    pairs: dict[str, tuple[object, object]] = {
        "headline": (entry.title, extraction.title),
        "author": (entry.author, extraction.author),
        "date": (entry.published, extraction.date),
        "language": (entry.language, extraction.language),
        "picture": (entry.image_url, extraction.image_url),
        "address": (entry.url, extraction.canonical_url),
    }
    found = {name: "feed" if feed else "page" for name, (feed, page) in pairs.items() if feed or page}
    return found | {"body": body}


def _remarked(reading: Reading, outlet: Outlet, now: datetime) -> Reading:
    """With what an editor should distrust."""
    extraction = reading.prepared.extraction
    found: list[Finding] = []
    if reading.page_problem and extraction.label == "paywall" and reading.origins["body"] == "page":
        sentence = f"{reading.page_problem}: only its opening could be read."
        found.append(Finding("page-unread", RECOMMENDED, sentence, "body"))
    elif reading.page_problem:
        sentence = f"The page could not be read ({reading.page_problem}): the feed's own text is shown."
        found.append(Finding("page-unread", RECOMMENDED, sentence, "body"))
    elif reading.origins["body"] == "page" and extraction.agreement < DISTRUST and extraction.reader != "selectors":
        sentence = f"Two readers of the page agree on {extraction.agreement:.0%} of the text only: compare it."
        found.append(Finding("low-agreement", RECOMMENDED, sentence, "body"))
    if extraction.remark:
        found.append(Finding("selectors-empty", RECOMMENDED, extraction.remark, "body"))
    if (credited := reading.entry.source_name) and credited.casefold() != outlet.name.casefold():
        sentence = f"The source itself credits {credited[:100]}: link to the original if you can."
        found.append(Finding("credits-another", RECOMMENDED, sentence, "source"))
    if reading.origins.get("author") == "page" and reading.author:
        sentence = f"The page names “{reading.author[:100]}” as author; the feed does not. Check before you credit it."
        found.append(Finding("author-from-page", RECOMMENDED, sentence, "source_author"))
    if reading.published_at and reading.published_at > now:
        given = reading.entry.published_raw or reading.published_at.isoformat()
        sentence = f"The source dates it in the future ({given[:100]}); it is shown with the time at which it came in."
        found.append(Finding("future-date", RECOMMENDED, sentence, "source_published_at"))
    return replace(reading, remarks=tuple(found))


def _recognised(reading: Reading, outlet: Outlet) -> Reading:
    """With the keys by which it is known."""
    prepared, text = reading.prepared, reading.prepared.body_text
    behind = reached(reading.page, reading.page_problem)
    known = identity(reading.entry, outlet, behind, canonical(reading.entry, reading.page, prepared.extraction))
    if reading.words >= SIGNED_WORDS:
        signature = alike.pack(alike.sketch(prepared.headline, text))
        known = replace(known, text_key=fingerprint.text_key(text), signature=signature)
    elif text and len(prepared.headline) > 20:
        known = replace(known, text_key=reading.words_key)
    return replace(reading, prepared=replace(prepared, fingerprints=known))


def _placed(reading: Reading, outlet: Outlet, vocabulary: Vocabulary) -> Reading:
    """With its section, the other countries that it is about, and the tags of the vocabulary that it names."""
    title, text = reading.prepared.headline, reading.prepared.body_text
    found = place(title, text, home=outlet.default_country or outlet.country or None)
    tags = suggest_tags(title, text, vocabulary, reading.entry.tags)
    primary = outlet.section or found.primary
    prepared = replace(
        reading.prepared,
        country=primary,
        countries=tuple(code for code in (found.primary, *found.also) if code and code != primary),
        tags=tuple(one.value for one in tags if one.applied),
        reasons=found.reasons,
        suggestions=(*reading.prepared.suggestions, *found.suggested(outlet.section or None), *tags),
    )
    return replace(reading, prepared=prepared)


def of_text(text: str, html: str) -> Extraction:
    """A body that came without a page of its own, as an extraction."""
    label = page_label(html, text)
    return Extraction(html=html, text=visible_text(html), reader="text", agreement=1.0, label=label, plain=text)
