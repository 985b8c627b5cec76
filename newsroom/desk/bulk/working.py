"""Working off a bulk act: step by step, each in a transaction of its own, under a lease that a killed worker loses.

A step is stored together with what it did, so two workers, a doubled task or a killed one do nothing twice.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from articles import history
from articles.models import Article
from articles.refusals import Refused, Unfit
from newsroom.desk import grouping
from newsroom.desk.bulk import telling
from newsroom.desk.bulk.acts import ACTS, MOST, Act, given_of
from newsroom.desk.models import BulkAct, BulkState, BulkStep

log = logging.getLogger(__name__)
AT_ONCE = 20
AT_A_TIME = 20
A_TASK = 200
LEASE = timedelta(minutes=2)
OPEN = (BulkState.WAITING, BulkState.RUNNING)


class MayNotBegin(Refused):
    """The person's role has no such act upon many."""


def begin(verb: str, keys: Sequence[int], *, by: User, given: dict[str, Any] | None = None) -> BulkAct:
    """Begin an act upon articles: up to twenty are done at once, more are handed to the queue.

    Raises MayNotBegin where the person's role has no such act; whether they may do it to a story is asked of each.
    Raises Unfit where nothing was chosen, or what must be given is missing.
    """
    act = ACTS[verb]
    if not has_it(act, by):
        raise MayNotBegin(_("Your role does not let you do this to many stories at once. Ask an editor."))
    given = given or {}
    wanted = list(dict.fromkeys(keys))[:MOST]
    if not wanted:
        raise Unfit(_("Choose at least one story."))
    _must_be_given(act, given)
    begun = BulkAct.objects.create(by=by, verb=verb, given=given, articles=wanted)
    if verb == "group":
        _group(begun)
    elif len(wanted) <= AT_ONCE:
        work(begun.pk)
    else:
        transaction.on_commit(lambda: work_off.enqueue(begun.pk))
    begun.refresh_from_db()
    return begun


def has_it(act: Act, by: User) -> bool:
    """Whether the person's role has such an act upon many."""
    return bool(by.has_perms(["desk.add_bulkact", act.permission]))


def _must_be_given(act: Act, given: dict[str, Any]) -> None:
    missing = [name for name in act.asks if name not in act.optional and given.get(name) in (None, "", [])]
    if "reason" in missing:
        raise Unfit(_("Say why in one sentence; it is kept in the history."))
    if missing:
        raise Unfit(_("Choose something first."))


@task()
def work_off(pk: int) -> int:
    """Do a part of a bulk act and hand on the rest; how many steps were taken."""
    taken = work(pk, most=A_TASK)
    if taken and BulkAct.objects.filter(pk=pk, state=BulkState.RUNNING, lease_until=None).exists():
        work_off.enqueue(pk)
    return taken


def enqueue_due(now: datetime | None = None) -> int:
    """Hand the bulk acts that nobody works on to the queue again; called by the clock. How many."""
    now = now or timezone.now()
    left = BulkAct.objects.filter(state__in=OPEN, created_at__lt=now - LEASE)
    due = list(left.filter(_free(now)).values_list("pk", flat=True))
    for pk in due:
        work_off.enqueue(pk)
    return len(due)


def work(pk: int, *, most: int = MOST) -> int:
    """Take up to `most` steps of an act that nobody else works on; how many were taken."""
    lease = _lease(pk, None)
    if lease is None:
        return 0
    act = BulkAct.objects.select_related("by").get(pk=pk)
    left = _left(act)
    taken = 0
    for start in range(0, min(len(left), most), AT_A_TIME):
        for key in left[start : min(start + AT_A_TIME, most)]:
            _step(act, key)
            taken += 1
        lease = _lease(pk, lease)
        if lease is None:
            return taken  # stopped, or another worker has it
    _let_go(act, lease, finished=len(left) <= most)
    return taken


def stop(act: BulkAct) -> bool:
    """Stop an act where it stands: what is done stays done. False where it was over already."""
    now = timezone.now()
    stopped = BulkAct.objects.filter(pk=act.pk, state__in=OPEN)
    with transaction.atomic():
        rows = stopped.update(state=BulkState.STOPPED, finished_at=now, lease_until=None)
        if rows:
            telling.write(act)
    return bool(rows)


def undo_of(act: BulkAct, *, by: User) -> BulkAct:
    """Take back a whole bulk act, as far as nobody has built on it; itself a bulk act, with refusals by name."""
    if act.state in OPEN or act.verb in {"undo", "group", "replace_author"}:
        raise Unfit(_("This cannot be undone as a whole."))
    return begin("undo", done_keys(act), by=by, given={"bulk": act.pk})


def done_keys(act: BulkAct) -> list[int]:
    """The keys of the articles that it was done to."""
    return list(act.steps.filter(refused="").values_list("article", flat=True))


def refused_steps(act: BulkAct) -> Any:
    """The steps that were refused, each with its article and why."""
    return act.steps.exclude(refused="").select_related("article")


def progress(act: BulkAct) -> dict[str, Any]:
    """How far it is, in numbers."""
    done, refused = act.steps.filter(refused="").count(), act.steps.exclude(refused="").count()
    total = len(act.articles)
    taken = done + refused if act.state != BulkState.DONE else total
    left = total - taken
    return {"state": act.state, "done": done, "refused": refused, "taken": taken, "total": total, "left": left}


def _free(now: datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lt=now)


def _lease(pk: int, mine: datetime | None) -> datetime | None:
    """Take the lease, or prolong one's own; None where it was stopped or is another's."""
    now = timezone.now()
    held = Q(lease_until=mine) if mine else _free(now)
    until = now + LEASE
    rows = BulkAct.objects.filter(held, pk=pk, state__in=OPEN)
    return until if rows.update(state=BulkState.RUNNING, lease_until=until) else None


def _let_go(act: BulkAct, lease: datetime, *, finished: bool) -> None:
    mine = BulkAct.objects.filter(pk=act.pk, lease_until=lease)
    if not finished:
        mine.update(lease_until=None)
        return
    with transaction.atomic():
        if mine.update(state=BulkState.DONE, finished_at=timezone.now(), lease_until=None):
            telling.write(act)


def _left(act: BulkAct) -> list[int]:
    """The keys of the articles whose turn is to come."""
    over = set(act.steps.values_list("article", flat=True))
    known = set(Article.objects.filter(pk__in=act.articles).values_list("pk", flat=True))
    return [key for key in act.articles if key in known and key not in over]


def _step(act: BulkAct, key: int) -> None:
    """Do it to one article, or store why not."""
    article = Article.objects.select_related("claim__by", "source", "country", "picture").filter(pk=key).first()
    if article is None:
        return
    name, found = str(article), ACTS[act.verb]
    try:
        with transaction.atomic(), history.part_of(bulk=act.pk):
            BulkStep.objects.create(act=act, article=article)
            found.run(article, by=act.by, **given_of(found, act.given))
    except Refused as refusal:
        _refuse(act, key, str(refusal))
    except DatabaseError:
        log.exception("The database refused to %s article %s", act.verb, key)
        _refuse(
            act, key, _("“%(article)s” could not be stored. Nothing of it was changed; try again.") % {"article": name}
        )


def _refuse(act: BulkAct, key: int, sentence: str) -> None:
    """Store a refusal; where another worker was first with the step, its word stands."""
    BulkStep.objects.get_or_create(act=act, article_id=key, defaults={"refused": sentence})


def _group(act: BulkAct) -> None:
    """All at once or nothing: half a coverage helps nobody."""
    chosen = list(Article.objects.filter(pk__in=act.articles))
    refused = ""
    try:
        with transaction.atomic(), history.part_of(bulk=act.pk):
            grouping.merge(chosen, by=act.by, title=act.given.get("title", ""))
    except Refused as refusal:
        refused = str(refusal)
    BulkStep.objects.bulk_create(BulkStep(act=act, article=article, refused=refused) for article in chosen)
    act.state, act.finished_at = BulkState.DONE, timezone.now()
    act.save(update_fields=["state", "finished_at"])
