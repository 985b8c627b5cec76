"""A rule tried on what came in last: which stories it would touch, by which words, and what editors made of them since.

Reads only. A rule is tried in its place among the others of its feed, saved or not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from articles.markup import visible_text
from articles.models import Article
from newsroom.ingest.matching import Patience
from newsroom.ingest.models import Capture, Condition, Feed, Rule
from newsroom.ingest.place import place
from newsroom.ingest.rules import Evidence, Order, Story, evidence, judge
from newsroom.ingest.ruling import order_of, orders_of

LAST = 100


@dataclass(frozen=True, slots=True)
class Touched:
    """A story that the rule would touch. `earlier` names the rule that drops it before this one is asked."""

    capture: Capture
    will: str
    evidence: tuple[Evidence, ...]
    earlier: str = ""
    is_loss: bool = False

    @property
    def matches(self) -> list[tuple[str, Evidence]]:
        """What matched, each with the field in which it stands."""
        return [(str(Condition.Field(one.field).label), one) for one in self.evidence]

    @property
    def article(self) -> Article | None:
        """What became of it."""
        return self.capture.article


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a rule would have done with the last stories of its feed. `skipped` are kept as keys alone."""

    looked_at: int
    skipped: int
    rows: tuple[Touched, ...]
    notes: tuple[str, ...] = ()

    @property
    def touched(self) -> int:
        """How many stories it would touch."""
        return sum(not row.earlier for row in self.rows)

    @property
    def losses(self) -> int:
        """How many stories it would drop that editors have published."""
        return sum(row.is_loss for row in self.rows)


def rehearse(rule: Rule, conditions: Iterable[Condition]) -> Rehearsal:
    """Try a rule, with these conditions, on the last hundred things that came in by its feed."""
    order = order_of(rule, conditions)
    captures = list(_last(rule.feed))
    whole = [capture for capture in captures if not (capture.erased_at or capture.reduced_at)]
    if order is None:
        return Rehearsal(len(whole), len(captures) - len(whole), ())
    patience, before = Patience(), _before(rule)
    asks_country = any(clause.field == "country" for one in (*before, order) for clause in one.clauses)
    rows, notes = [], dict[str, None]()
    for capture in whole:
        story = story_of(capture, rule.feed, asks_country=asks_country)
        notes |= dict.fromkeys(judge(story, [order], patience).notes)
        if (row := _tried(capture, story, order, before, patience)) is not None:
            rows.append(row)
    return Rehearsal(len(whole), len(captures) - len(whole), tuple(rows), tuple(notes))


def story_of(capture: Capture, feed: Feed, *, asks_country: bool = False) -> Story:
    """What can be asked of a story that came in; of one that a rule dropped, only what the feed said is kept."""
    entry = capture.entry_fields
    text = capture.full_text or visible_text(str(entry.get("content_html") or entry.get("summary_html") or ""))
    return Story(
        title=capture.title,
        text=text,
        author=capture.author,
        url=capture.url,
        categories=tuple(str(tag) for tag in entry.get("tags") or ()),
        language=capture.language,
        country=_country(capture.title, text, feed) if asks_country else None,
        words=capture.words,
    )


def _last(feed: Feed) -> QuerySet[Capture]:
    """The newest of each story; sightings of what came by another way say nothing."""
    told = ("body", "body_text", "findings", "mends", "remarks")
    kept = ("page", "unmended", "page_headers", "full_html", "mends", "origins")
    heavy = (*kept, *(f"article__{name}" for name in told))
    stories = Capture.objects.filter(feed=feed).exclude(verdict="seen").select_related("article").defer(*heavy)
    return stories.order_by("-at", "-id")[:LAST]


def _before(rule: Rule) -> tuple[Order, ...]:
    """The feed's other rules that are asked before this one; a rule that was never saved is asked last."""
    others = [order for order in orders_of(rule.feed) if order.rule != rule.pk]
    if rule.pk is None:
        return tuple(others)
    earlier = set(
        rule.feed.rules.filter(Q(place__lt=rule.place) | Q(place=rule.place, pk__lt=rule.pk)).values_list(
            "pk", flat=True
        )
    )
    return tuple(order for order in others if order.rule in earlier)


def _tried(
    capture: Capture, story: Story, order: Order, before: tuple[Order, ...], patience: Patience
) -> Touched | None:
    outcome = judge(story, (*before, order), patience)
    article = capture.article
    if order in outcome.touched:
        was_published = article is not None and bool(article.published_at)
        found = evidence(story, order, patience)
        return Touched(capture, order.will, found, is_loss=order.act == Rule.Act.DROP and was_published)
    if outcome.drop and judge(story, [order], patience).touched:
        return Touched(capture, order.will, evidence(story, order, patience), earlier=outcome.drop.name)
    return None


def _country(title: str, text: str, feed: Feed) -> str:
    """The section as the words name it, as it is done when a story comes in."""
    home = feed.country or feed.source.country
    return place(title, text, home=home.iso2 if home else None).primary or ""
