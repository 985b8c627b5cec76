"""What an editor does about a change at a source: correct ours, unpublish it, or leave it. Each settles the notice.

The verbs are those of `decisions`; whoever comes second is told, and nothing of theirs is applied.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Change, Correction
from articles.models.article import Kind
from articles.models.source import Rights
from articles.refusals import MoveRefused
from articles.sanitize import clean, plain_text
from articles.status import Status
from newsroom.desk import claims, decisions
from newsroom.desk.roles import must
from newsroom.ingest import drafts, upstream
from newsroom.ingest.models import Notice
from newsroom.ingest.notices import must_be_open

TAKEN = (Kind.LICENSED, Kind.EXCERPT, Kind.LINK)
LEAVE = "articles.correct_article"


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be put right with one press: a headline, and the source's new text where ours is the machine's.

    `values` is empty where the text is an editor's own work, where no new one was kept, or where what we show of it
    is the same as before; `untouched` says the last.
    """

    headline: str
    text: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    untouched: bool = False


def offer(notice: Notice) -> Offer:
    """What the machine would set now: the new version as far as the source's rights go."""
    article, before, after = notice.article, notice.before, notice.after
    if notice.kind != Notice.Kind.CHANGED or after is None or not after.title:
        return Offer(article.headline)
    undone = drafts.undone(article.mends)
    new = drafts.retold(after, undone)
    was = drafts.retold(before, undone) if before is not None else {"headline": "", "body": ""}
    headline = new["headline"] if article.headline == was["headline"] else article.headline
    if not _is_the_machines(article, was) or not after.full_html:
        return Offer(headline)
    text = plain_text(clean(new["body"]))
    if text.split() == article.body_text.split():
        return Offer(headline, text, untouched=True)
    values = {name: new[name] for name in ("body", "source_headline", "source_words", "mends")}
    if article.kind != Kind.LICENSED:
        values["kind"] = new["kind"]
    return Offer(headline, text, values)


def correct(notice: Notice, *, by: User, note: str, headline: str = "", take: bool = False) -> Correction:
    """Put ours right with a public note; `take` sets the source's new text, and a headline replaces ours."""
    must_be_open(notice)
    offered = offer(notice)
    changes = dict(offered.values) if take else {}
    if headline and headline != notice.article.headline:
        changes["headline"] = headline
    with transaction.atomic():
        correction = decisions.correct(notice.article, by=by, note=note, changes=changes or None)
        upstream.settle(notice, by, Notice.Settled.CORRECTED)
    return correction


def unpublish(notice: Notice, *, by: User, reason: str) -> Change:
    """Take ours off the site, saying why."""
    must_be_open(notice)
    with transaction.atomic():
        change = decisions.unpublish(notice.article, by=by, reason=reason)
        upstream.settle(notice, by, Notice.Settled.UNPUBLISHED)
    return change


def leave(notice: Notice, *, by: User) -> None:
    """Let ours stand; whoever may correct it may decide so."""
    must_be_open(notice)
    article = notice.article
    must(by, LEAVE, article)
    if article.status != Status.PUBLISHED:
        raise MoveRefused(article, article.status)
    with claims.deciding(article, by):
        upstream.settle(notice, by, Notice.Settled.LEFT)


def usual_note(notice: Notice, *, follows: bool) -> str:
    """What a correction mostly says to readers; `follows` where our text is made to follow."""
    source = notice.article.source
    name = source.name if source else _("The source")
    if notice.kind == Notice.Kind.GONE:
        return _("%(source)s has taken its story down since we published this.") % {"source": name}
    if not follows:
        return _("%(source)s has changed its story since we published this.") % {"source": name}
    return _("%(source)s has changed its story since we published this; the text above follows it.") % {"source": name}


def usual_reason(notice: Notice) -> str:
    """Why one mostly unpublishes."""
    if notice.kind == Notice.Kind.GONE:
        return _("The source has taken the story down.")
    return _("The source has changed the story.")


def _is_the_machines(article: Article, was: dict[str, Any]) -> bool:
    """Whether the text is what the machine made of the source's, and not an editor's work."""
    if article.kind not in TAKEN or (article.source and article.source.rights == Rights.LINK_ONLY):
        return False
    return plain_text(clean(was["body"])).split() == article.body_text.split()
