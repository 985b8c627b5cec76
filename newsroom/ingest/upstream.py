"""One look at the original of a story that we show: as it was, changed, or gone? The desk is told; no more is done.

The page of today is read beside the page that came in, by the same readers, so that what differs is the source's doing.
What hides the text (a check for robots, a login, a paywall, a fault of the site) says nothing about it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from articles.markup import visible_text
from articles.models import Article
from articles.status import Status
from newsroom.ingest import captures, fetch, notices, rewording, secluded, store, watching
from newsroom.ingest.decoding import page_text
from newsroom.ingest.entry import Entry, Response
from newsroom.ingest.fingerprint import canonical_address
from newsroom.ingest.hosts import own_hosts
from newsroom.ingest.keeper import GivenUp
from newsroom.ingest.labels import is_challenge, is_login
from newsroom.ingest.models import Capture, Notice, Watch
from newsroom.ingest.pages import HTML
from newsroom.ingest.reading import Page, Reading
from newsroom.ingest.rewording import Rewording

Kind = Literal["same", "changed", "missing", "gone", "silent"]
MISSED = 2
FEW = 40
"""A page of fewer words than this may well be a notice that there is nothing."""
LESS = 0.6
"""A page that says less than this share of what the feed told does not speak for the story."""
settle = notices.settle


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found: a sentence where the story is missing, validators where the page was understood."""

    kind: Kind
    status: int | None = None
    sentence: str = ""
    etag: str = ""
    last_modified: str = ""
    wait: int | None = None
    busy: bool = False


def look(watch: Watch, now: datetime) -> Kind:
    """Look once, tell the desk what there is to tell, and plan the next look."""
    article = watch.article
    if not article.is_public or not article.source_url or (article.source and article.source.opted_out):
        watching.end(watch)
        return "silent"
    came = captures.latest(article)
    found = _seen(watch, article, came, now)
    if found.busy:
        watching.put_off(watch, now, found.wait)
        return found.kind
    missing = _told(watch, article, found, now)
    kept: dict[str, object] = {"last_status": found.status}
    if found.kind in ("same", "changed"):
        kept |= {"etag": found.etag[:300], "last_modified": found.last_modified[:100]}
    watching.looked(watch, now, missing=missing, wait=found.wait, **kept)
    return found.kind


def _told(watch: Watch, article: Article, found: Look, now: datetime) -> int:
    """Tell the desk when it is gone or back; the number of looks in a row that found nothing, as it is now.

    One look is no proof: what is missing must be missing again some hours later, unless the site says it is for good.
    """
    if found.kind == "silent":
        return watch.missing
    if found.kind in ("same", "changed"):
        if watch.missing:
            notices.back(article)
        return 0
    if found.kind == "missing" and watch.missing == 1 and watch.last_at and now - watch.last_at < watching.CONFIRM / 2:
        return watch.missing
    missing = MISSED if found.kind == "gone" else watch.missing + 1
    if watch.missing < MISSED <= missing:
        _tell_gone(article, found.sentence)
    return min(missing, MISSED)


@transaction.atomic
def _tell_gone(article: Article, sentence: str) -> None:
    """Tell the desk, unless ours left the site while we looked: a story that was taken down is named nowhere again."""
    shown = Article.objects.select_for_update().filter(pk=article.pk, status=Status.PUBLISHED)
    if shown.values_list("pk").first():
        notices.gone(article, sentence)


def _seen(watch: Watch, article: Article, came: Capture | None, now: datetime) -> Look:
    """Ask for the page, on condition that it is another one than before."""
    url = article.source_url
    etag, last_modified = _validators(watch, came)
    try:
        answer = fetch.get(url, etag=etag, last_modified=last_modified)
    except fetch.FetchError as error:
        return _refused(error)
    if answer.not_modified:
        return Look("same", answer.status, etag=etag, last_modified=last_modified)
    if _is_front(answer.url) and not _is_front(url):
        return Look("missing", answer.status, _("its address leads to the front page now."))
    if came is None or not _may_read(article, came, url):
        return Look("same", answer.status, etag=answer.etag, last_modified=answer.last_modified)
    try:
        return _read(article, came, answer, now)
    except GivenUp:
        return Look("silent", answer.status)


def _refused(error: fetch.FetchError) -> Look:
    """What an answer without a page says: that the story is gone, or nothing."""
    if error.status in (410, 451) and not error.busy:
        return Look("gone", error.status, error.sentence)
    if error.status == 404 and not error.busy:
        return Look("missing", error.status, error.sentence)
    return Look("silent", error.status, wait=error.retry_after, busy=error.busy)


def _validators(watch: Watch, came: Capture | None) -> tuple[str, str]:
    """Of the last look, or of the page as it came in at first."""
    if watch.etag or watch.last_modified:
        return watch.etag, watch.last_modified
    headers = came.page_headers if came is not None and came.page and came.url == watch.article.source_url else {}
    return headers.get("etag", ""), headers.get("last-modified", "")


def _may_read(article: Article, came: Capture, url: str) -> bool:
    """Whether the words of the page may be looked at; where not, only that it is there.

    Not where the feed is read without its pages, where the source reserves text mining and has licensed nothing, or
    where an editor named another original than the one that came in.
    """
    reserved = came.source.tdm_opt_out and not came.source.allows_full_text
    feed_alone = came.feed is not None and not came.feed.fetch_pages
    return not reserved and not feed_alone and canonical_address(came.url) == canonical_address(url)


def _read(article: Article, came: Capture, answer: Response, now: datetime) -> Look:
    """Read the page of today beside the one that came in."""
    fine = Look("same", answer.status, etag=answer.etag, last_modified=answer.last_modified)
    old = captures.page_of(came)
    if answer.content_type not in HTML or (old is not None and old.body == answer.body):
        return fine if answer.content_type in HTML else Look("silent", answer.status)
    told = captures.entry_of(came)
    today = _page_alone(told, answer, came, now)
    html = page_text(answer.body, answer.charset)
    if lost := _lost(today, came, answer, html):
        return Look("missing", answer.status, lost)
    if today.page_problem or _hides(today, html) or _says_less(today, came):
        return Look("silent", answer.status)
    was = _page_alone(told, old, came, now) if old is not None else None
    found = _difference(was, today, came)
    if found.matters and _keep(article, told, came, answer, found, now):
        return replace(fine, kind="changed")
    return fine


def _page_alone(told: Entry, page: Response, came: Capture, now: datetime, title: str = "") -> Reading:
    """The story as its page alone tells it. Raises GivenUp."""
    entry = replace(told, title=title, summary_html="", content_html="")
    outlet = store.outlet(came.source, came.feed)
    return secluded.read(entry, Page(page), outlet, vocabulary={}, own_hosts=own_hosts(), now=now)


def _lost(today: Reading, came: Capture, answer: Response, html: str) -> str:
    """Why a page that answers is not the story any more, "" where it may still be.

    Only where what came in was read from a page: then some of its words must still stand here.
    """
    if came.origins.get("body") != "page" or came.page_problem or not came.full_text:
        return ""
    label = today.prepared.extraction.label
    if label not in ("article", "empty") or _hides(today, html):
        return ""
    if not rewording.shares_nothing(f"{came.title}\n{came.full_text}", visible_text(html)):
        return ""
    if today.words < FEW:
        return _("its page holds none of its text any more.")
    moved = canonical_address(answer.url) != canonical_address(answer.asked)
    return _("its address leads to another page now.") if moved else ""


def _hides(today: Reading, html: str) -> bool:
    """Whether something stands before the text: a check for robots, a login."""
    return today.words < FEW * 3 and (is_challenge(html) or is_login(html))


def _says_less(today: Reading, came: Capture) -> bool:
    """Whether the page is too short to speak for the story: a teaser, or less than the feed told."""
    return today.words < came.words * LESS and (today.words < FEW or came.origins.get("body") != "page")


def _difference(was: Reading | None, today: Reading, came: Capture) -> Rewording:
    """What differs between the two readings of the page; without the old page, from the words that were kept of it."""
    now = (today.prepared.headline, today.prepared.body_text)
    if was is not None and not was.page_problem:
        return rewording.compare((was.prepared.headline, was.prepared.body_text), now)
    if came.origins.get("body") == "page" and came.full_text:
        return rewording.compare(("", came.full_text), now)
    return Rewording()


def _keep(article: Article, told: Entry, came: Capture, answer: Response, found: Rewording, now: datetime) -> bool:
    """Keep the page as a new version, by the verb of every change, and tell the desk; whether it counts as changed.

    The headline stays the feed's unless the page's own has changed. The entry is known to the feed as it was.
    """
    title = "" if found.headline or not told.title else told.title
    reading = replace(_page_alone(told, answer, came, now, title), entry_hash=came.entry_hash)
    with transaction.atomic():
        verdict = store.settle(reading, came.source, came.feed)
        if verdict.kind != "changed" or verdict.article != article.pk:
            return False
        after, before = captures.latest(article), notices.base(article)
        if after is not None and before is not None and before.pk == came.pk:
            notices.changed(article, after, found)
    return True


def _is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    parts = urlsplit(url)
    return parts.path.strip("/").lower() in ("", "index.html", "index.php", "home", "en") and not parts.query


def open_of(article: Article) -> list[Notice]:
    """What the desk has yet to settle about an article, gone before changed."""
    found = Notice.objects.open().filter(article=article).select_related("article")
    return sorted(found, key=lambda notice: notice.kind != Notice.Kind.GONE)
