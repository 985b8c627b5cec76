"""The letter after a bulk act: one to each person who wants letters, about all that it changed of theirs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Article
from newsroom.desk import alerts
from newsroom.desk.bulk.acts import ACTS
from newsroom.desk.models import AlertKind, BulkAct
from newsroom.outbox import letters

KINDS: Mapping[str, AlertKind] = {
    "publish": AlertKind.DECIDED,
    "reject": AlertKind.DECIDED,
    "unpublish": AlertKind.DECIDED,
    "send_back": AlertKind.SENT_BACK,
    "assign": AlertKind.ASSIGNED,
}
NAMED = 20
AT_A_TIME = 500


def write(act: BulkAct) -> None:
    """Write the letters, in the caller's transaction. At the desk each story has told for itself."""
    kind = _kind(act)
    if kind is None:
        return
    concerned = _concerned(act, kind)
    concerned.pop(act.by_id, None)
    people = list(alerts.listeners(concerned))
    chosen = alerts.choices(people, kind)
    for person in people:
        if chosen[person.pk].by_mail and person.email:
            _write(act, kind, person, concerned[person.pk])


def _kind(act: BulkAct) -> AlertKind | None:
    """What it is to those concerned; what was taken back is told as what was done."""
    if act.verb != "undo":
        return KINDS.get(act.verb)
    undone = BulkAct.objects.filter(pk=act.given.get("bulk", 0)).values_list("verb", flat=True).first()
    return KINDS.get(undone or "")


def _concerned(act: BulkAct, kind: AlertKind) -> dict[int, list[int]]:
    """The keys of the people, each with those of their stories that were changed."""
    found: dict[int, list[int]] = defaultdict(list)
    for keys in _batches(list(act.steps.filter(refused="").order_by("pk").values_list("article", flat=True))):
        if kind == AlertKind.ASSIGNED:
            pairs = alerts.given_to(keys)
        else:
            pairs = [(story, person) for story, people in alerts.owners(keys).items() for person in people]
        for story, person in sorted(pairs):
            found[person].append(story)
    return found


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), AT_A_TIME):
        yield keys[start : start + AT_A_TIME]


def _write(act: BulkAct, kind: AlertKind, person: User, stories: Sequence[int]) -> None:
    named = list(Article.objects.only("headline", "source_headline").filter(pk__in=stories[:NAMED]).order_by("pk"))
    context: dict[str, Any] = {
        "who": alerts.name_of(act.by),
        "act": ACTS[act.verb].label,
        "reason": act.given.get("reason", ""),
        "number": len(stories),
        "more": len(stories) - len(named),
        "stories": [{"headline": each, "link": _whole("articles_article_change", each.pk)} for each in named],
        "list": _whole("desk_alert_changelist"),
        "choices": _whole("desk_alert_choices"),
    }
    key = f"alert-{person.pk}-{kind}-bulk-{act.pk}"
    letters.write(key=key, to=person.email, template="alert_bulk", context=context)


def _whole(name: str, *args: int) -> str:
    return settings.SITE_URL + reverse(f"admin:{name}", args=args)
