"""The rules of a feed, read from the database, asked about each story, and counted. Writes nothing but their counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newsroom.ingest.entry import Prepared, Suggested
from newsroom.ingest.matching import Patience
from newsroom.ingest.models import Condition, Feed, Rule
from newsroom.ingest.reading import Reading
from newsroom.ingest.rules import PRIORITIES, UNRULED, Clause, Order, Outcome, Story, judge


@dataclass
class Ruling:
    """The rules of a feed over one run: asked in two queries when the first story needs them."""

    feed: Feed | None
    patience: Patience = field(default_factory=Patience)
    counted: Counter[int] = field(default_factory=Counter)

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """The feed's active rules in their order."""
        return orders_of(self.feed) if self.feed else ()

    def at_the_door(self, reading: Reading) -> Reading:
        """An entry that has not been read, and whether a rule drops it for what the entry alone says."""
        drops = [order for order in self.orders if order.act == Rule.Act.DROP]
        return replace(reading, ordered=judge(entry_alone(reading), drops, self.patience)) if drops else reading

    def obeyed(self, reading: Reading) -> Reading:
        """A story with what the rules make of it."""
        if not self.orders:
            return reading
        outcome = judge(story_of(reading), self.orders, self.patience)
        return replace(reading, prepared=_labelled(reading.prepared, outcome), ordered=outcome)

    def count(self, reading: Reading) -> None:
        """Note which rules touched a story that came in or was dropped."""
        self.counted.update(order.rule for order in (reading.ordered or UNRULED).touched)

    def settle(self) -> None:
        """Write down how many stories each rule has touched."""
        for rule, hits in self.counted.items():
            Rule.objects.filter(pk=rule).update(hits=F("hits") + hits, last_hit_at=timezone.now())
        self.counted.clear()


def orders_of(feed: Feed) -> tuple[Order, ...]:
    """What the active rules of a feed order, in their order; two queries, one where there is none."""
    rules = feed.rules.filter(active=True).select_related("country", "tag", "assignee").prefetch_related("conditions")
    found = (order_of(rule, rule.conditions.all()) for rule in rules.order_by("place", "id"))
    return tuple(order for order in found if order is not None)


def order_of(rule: Rule, conditions: Iterable[Condition]) -> Order | None:
    """A rule as it is carried out, saved or not; None where what it sets is gone, such as an editor who has left."""
    sets = _set_by(rule)
    if sets is None:
        return None
    clauses = tuple(Clause(one.field, one.operator, one.value) for one in conditions)
    return Order(rule.pk or 0, rule.name, rule.act, *sets, clauses)


def entry_alone(reading: Reading) -> Story:
    """What can be asked of an entry whose page nobody has read; what the page may yet tell is not known."""
    entry = reading.entry
    return Story(title=entry.title or None, author=entry.author or None, url=entry.url or None, categories=entry.tags)


def story_of(reading: Reading) -> Story:
    """What can be asked of a story that has been read."""
    return Story(
        title=reading.headline_as_given,
        text=reading.prepared.body_text,
        author=reading.author,
        url=reading.url,
        categories=reading.entry.tags,
        language=reading.language,
        country=reading.prepared.country or "",
        words=reading.words,
        partial=reading.page.transient,
    )


def shift(rule: Rule, step: int) -> bool:
    """Move a rule up (-1) or down (1) among those of its feed; False where it is the first or last already."""
    with transaction.atomic():
        rules = list(Rule.objects.select_for_update().filter(feed=rule.feed_id).order_by("place", "id"))
        place = next(number for number, one in enumerate(rules) if one.pk == rule.pk)
        if not 0 <= place + step < len(rules):
            return False
        rules[place], rules[place + step] = rules[place + step], rules[place]
        for number, one in enumerate(rules, start=1):
            one.place = number
        Rule.objects.bulk_update(rules, ["place"])
    return True


def last_place(feed: Feed) -> int:
    """The place of a rule that is added now."""
    return (feed.rules.order_by("-place").values_list("place", flat=True).first() or 0) + 1


def _labelled(prepared: Prepared, outcome: Outcome) -> Prepared:
    """With the country and tags that the rules set; the country that the words named stays among the others."""
    country = outcome.country or prepared.country
    others = dict.fromkeys((prepared.country, *prepared.countries))
    return replace(
        prepared,
        country=country,
        countries=tuple(code for code in others if code and code != country),
        tags=tuple(dict.fromkeys((*prepared.tags, *outcome.tags))),
        suggestions=tuple(_beside(country, one) for one in prepared.suggestions if not _is_said(country, one)),
    )


def _is_said(country: str | None, one: Suggested) -> bool:
    """Whether a rule has said already what is suggested as a further country."""
    return one.kind == "also_about" and one.value == country


def _beside(country: str | None, one: Suggested) -> Suggested:
    """A country that is suggested beside the one that a rule set is what the story is also about."""
    return replace(one, kind="also_about") if one.kind == "country" and one.value != country else one


def _set_by(rule: Rule) -> tuple[str, str] | None:
    """What a rule sets, as a value and as a name for people."""
    thing: Any
    match rule.act:
        case Rule.Act.COUNTRY if (thing := rule.country) is not None:
            return thing.iso2, thing.name
        case Rule.Act.TAG if (thing := rule.tag) is not None:
            return thing.name, thing.name
        case Rule.Act.ASSIGN if (thing := rule.assignee) is not None and thing.is_active:
            return str(thing.pk), thing.get_full_name() or thing.username
        case Rule.Act.PRIORITY if rule.priority in PRIORITIES:
            return str(rule.priority), PRIORITIES[rule.priority]
    return ("", "") if rule.act == Rule.Act.DROP else None
