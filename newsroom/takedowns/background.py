"""What an officer should know before deciding: the score, where the story comes from and when, who asked before."""

from datetime import datetime, time
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.ingest import captures
from newsroom.takedowns import originals, scoring
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.snapshots import Snapshot

MOST = 10


class Moment(NamedTuple):
    """One point of the timeline."""

    at: datetime
    what: str
    said_by: str
    claimed: bool = False


def score(case: Case) -> dict[str, Any]:
    """The panel of the score."""
    made = scoring.of(case)
    return {"score": made, "sentence": scoring.sentence(made)}


def provenance(case: Case) -> dict[str, Any]:
    """The panel of the timeline: the known dates of each story, the earliest first, and what does not fit."""
    items = case.items.exclude(article=None).select_related("article__source").order_by("number")[:MOST]
    snapshots = list(case.snapshots.all())
    stories = [{"item": item, "moments": _moments(item, case, snapshots)} for item in items]
    return {"stories": stories, "remarks": remarks(case, list(items), snapshots), "domains": _domains(case)}


def overlap(case: Case) -> dict[str, Any]:
    """The panel of the claimed originals, as a worker read them."""
    snapshots = list(case.snapshots.all())
    waiting = not snapshots and bool(originals.addresses_of(case))
    return {"snapshots": snapshots, "waiting": waiting} if snapshots or waiting else {}


def earlier(case: Case) -> dict[str, Any]:
    """The panel of other cases: of this claimant, about the same outlets, and in nearly the same words."""
    facts = scoring.Facts(case)
    others = Case.objects.exclude(pk=case.pk).order_by("-received_at")
    # A case whose claimant's data have gone is nobody's any more.
    same_person = Q(email__iexact=case.email) if case.email else Q(pk__in=[])
    if facts.mail_domain and facts.mail_domain not in scoring.FREE_MAIL:
        same_person |= Q(email__iendswith=f"@{facts.mail_domain}")
    sources = case.items.exclude(article__source=None).values("article__source")
    found = {
        "claimants": list(others.filter(same_person)[:MOST]),
        "sources": list(others.filter(items__article__source__in=sources).exclude(same_person).distinct()[:MOST]),
        "alike": facts.same_text[:MOST],
    }
    return found if any(found.values()) else {}


def remarks(case: Case, items: list[Item], snapshots: list[Snapshot]) -> list[str]:
    """What does not fit together, in sentences. Remarks are no judgement."""
    claimed = case.original_published_on
    seen = [item.article.arrived_at for item in items if item.article]
    found = []
    if claimed and seen and claimed > timezone.localdate(max(seen)):
        found.append(_("The claimed original is dated after the day on which we first saw the story."))
    for snapshot in snapshots:
        dates = [snapshot.dated, _header_date(snapshot.last_modified)]
        later = [one for one in dates if one and seen and one > min(seen)]
        if later and claimed and claimed <= timezone.localdate(min(seen)):
            names = {"url": snapshot.url, "date": f"{timezone.localtime(max(later)):%Y-%m-%d}"}
            found.append(
                _("%(url)s is said to be older than our story, but its own date is %(date)s: it may be back-dated.")
                % names
            )
    hosts, sources = scoring.Facts(case).original_hosts, scoring.Facts(case).source_hosts
    if hosts and sources and not any(scoring.same_owner(one, other) for one in hosts for other in sources):
        found.append(_("The claimed original does not stand at the outlet that we credit."))
    return found


def _moments(item: Item, case: Case, snapshots: list[Snapshot]) -> list[Moment]:
    article = item.article
    if article is None:
        return []
    made = [Moment(article.arrived_at, _("first seen by us"), _("our log"))]
    made += _of_story(article)
    if case.original_published_on:
        day = datetime.combine(case.original_published_on, time.min, tzinfo=timezone.get_current_timezone())
        made.append(Moment(day, _("the original is said to be of this day"), _("the claimant"), claimed=True))
    for snapshot in snapshots:
        if snapshot.dated:
            made.append(Moment(snapshot.dated, _("date on the claimed original"), snapshot.url, claimed=True))
        if changed := _header_date(snapshot.last_modified):
            made.append(Moment(changed, _("claimed original last modified"), snapshot.url, claimed=True))
    made.append(Moment(case.received_at, _("this request came"), _("our log")))
    return sorted(made, key=lambda moment: moment.at)


def _of_story(article: Article) -> list[Moment]:
    made = []
    capture = captures.latest(article)
    if capture and capture.published_at:
        made.append(Moment(capture.published_at, _("date in the feed"), str(capture.feed or capture.source)))
    if article.source_published_at:
        made.append(Moment(article.source_published_at, _("published there"), str(article.source or "")))
    if article.published_at:
        made.append(Moment(article.published_at, _("published here"), _("our log")))
    return made


def _domains(case: Case) -> dict[str, str]:
    facts = scoring.Facts(case)
    return {
        "mail": facts.mail_domain,
        "sources": ", ".join(sorted(facts.source_hosts)),
        "originals": ", ".join(sorted(facts.original_hosts)),
    }


def _header_date(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None
