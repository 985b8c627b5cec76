"""What came in for an article: shown to reviewers, erased for takedowns. The keys outlive it all."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import prints
from articles.history import log
from articles.models import Article
from articles.sanitize import clean
from newsroom.ingest.entry import Enclosure, Entry, Response
from newsroom.ingest.models import Capture, Gist, Notice, RememberedStory, Suggestion, SuggestionKind, Watch

WORDS = (
    "title",
    "author",
    "image_url",
    "image_credit",
    "full_text",
    "full_html",
    "published_raw",
    "page_problem",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A capture as the review screen shows it. `html` is sanitised; `agreement` is 0 to 1, or None."""

    version: int
    came_at: datetime
    source: str
    feed: str
    url: str
    headline: str
    byline: str
    published_at: datetime | None
    published_raw: str
    language: str
    image_url: str
    html: str
    words: int
    reader: str
    agreement: float | None
    label: str
    page_problem: str
    origins: dict[str, str]
    mends: list[dict[str, str]]
    erased_at: datetime | None


def for_article(article: Article) -> QuerySet[Capture]:
    """Everything that came in for an article, the newest version first; sightings in other feeds last."""
    return article.captures.select_related("feed", "source").order_by("-version", "-id")


def latest(article: Article) -> Capture | None:
    """The newest version that came in, None for what staff began here."""
    return for_article(article).filter(version__gt=0).first()


def as_shown(capture: Capture) -> Shown:
    """A capture ready to be put beside what we made of it."""
    return Shown(
        version=capture.version,
        came_at=capture.at,
        source=capture.source.name,
        feed=str(capture.feed or ""),
        url=capture.url,
        headline=capture.title,
        byline=capture.author,
        published_at=capture.published_at,
        published_raw=capture.published_raw,
        language=capture.language,
        image_url=capture.image_url,
        html=clean(capture.full_html),
        words=capture.words,
        reader=capture.reader,
        agreement=capture.agreement,
        label=capture.label,
        page_problem=capture.page_problem,
        origins=capture.origins,
        mends=capture.mends,
        erased_at=capture.erased_at,
    )


def entry_of(capture: Capture) -> Entry:
    """The entry as the feed told it, ready for the steps; of a reduced capture only its names."""
    told = capture.entry_fields
    if not told:
        return Entry(guid=capture.guid, url=capture.url, title=capture.title)
    known = {field.name: told[field.name] for field in fields(Entry) if field.name in told}
    known["tags"] = tuple(known.get("tags") or ())
    known["enclosures"] = tuple(Enclosure(**one) for one in known.get("enclosures") or ())
    for name in ("published", "updated"):
        known[name] = datetime.fromisoformat(known[name]) if known.get(name) else None
    return Entry(**known)


def page_of(capture: Capture) -> Response | None:
    """The page as it came, as if it had been fetched just now; None where none is kept."""
    if not capture.page:
        return None
    url = capture.page_url or capture.url
    return Response(asked=capture.url, url=url, status=200, headers=capture.page_headers, body=capture.page_bytes)


def erase(article: Article, by: User) -> int:
    """Empty all that came in for an article: words, markup, bytes, names, pictures. Returns how many captures.

    Idempotent. What it is recognised by stays as keys; that it was erased, by whom and when, is written down. Notices
    of what happened at its source lose their words too, as do reasons that quote it, and its original is not looked at
    any more.
    """
    emptied: dict[str, Any] = dict.fromkeys(WORDS, "")
    emptied |= dict.fromkeys(("entry", "page", "unmended"), b"")
    emptied |= {"page_url": "", "page_headers": {}, "mends": [], "origins": {}, "words": 0}
    found = [*article.captures.values_list("pk", flat=True), *_dropped(article)]
    rows = Capture.objects.filter(pk__in=found, erased_at=None).update(erased_at=timezone.now(), **emptied)
    _forget_upstream(article, by)
    RememberedStory.objects.filter(article=article).delete()
    _forget_reasons(article)
    prints.forget(article)
    # An empty gist with the turn 0 is what those who group stories forget at their next turn.
    Gist.objects.filter(article=article).update(terms=b"", coverage=None, turn=0)
    if rows:
        log(article, "erase captures", by=by, old=article.status, new=article.status, details={"captures": rows})
    return rows


def _dropped(article: Article) -> list[int]:
    """The same story where a rule kept it out before another feed brought it: those captures hang on no article."""
    told = list(article.captures.values_list("source", "guid", "url"))
    same = Q(guid__in={guid for _source, guid, _url in told} - {""}) | Q(url__in={url for *_rest, url in told} - {""})
    kept_out = Capture.objects.filter(same, article=None, source__in={source for source, *_rest in told})
    return list(kept_out.values_list("pk", flat=True))


def _forget_upstream(article: Article, by: User) -> None:
    """No notice names the story any more, and nobody looks at its original."""
    notices = Notice.objects.filter(article=article)
    notices.open().update(settled_at=timezone.now(), settled_by=by)
    notices.update(sentence=_("The story was erased after a complaint."), before=None, after=None)
    Watch.objects.filter(article=article).update(next_at=None, lease_until=None, etag="", last_modified="")


def _forget_reasons(article: Article) -> None:
    """Nothing that the machine said quotes the story any more, of itself or of what was taken for its copies."""
    beside = Q(kind=SuggestionKind.DUPLICATE, value=str(article.pk))
    copies = Suggestion.objects.filter(beside).values("article")
    told = _("It resembled a story that was erased after a complaint.")
    quoting = Capture.objects.filter(article__in=copies, reason__contains=article.headline[:100])
    quoting.update(reason=told)
    Suggestion.objects.filter(Q(article=article) | beside).exclude(reason="").update(reason="")
