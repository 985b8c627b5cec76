"""What becomes of a decision of the machine: stories put into a coverage or only suggested, coverages begun."""

from collections.abc import Callable, Iterable, Sequence

from articles import editing, edition
from articles.models import Article, Coverage, OldCoverage
from articles.slugs import unique_slug
from newsroom.ingest import suggestions
from newsroom.ingest.coverage import members
from newsroom.ingest.coverage.members import Member
from newsroom.ingest.entry import Suggested
from newsroom.ingest.events import choose
from newsroom.ingest.models import Answer, Gist, Suggestion, SuggestionKind

LATEST = 40
"""So many of the latest stories of a coverage contend with its lead."""

Said = Callable[[int], tuple[str, float]]
"""Why a story belongs to an event, in words, and how sure the machine is."""


def assign(
    found: Iterable[Member], coverage: Coverage, said: Said, *, turn: int, fresh: bool = False
) -> frozenset[int]:
    """Put the stories that nobody has touched into a coverage; suggest it of the others. Their gists all say so.

    Of `fresh` stories nothing was suggested before. Returns the keys of those that were put there.
    """
    everyone = [member for member in found if member.stands]
    elsewhere = [member for member in everyone if member.coverage != coverage.pk]
    moved = editing.regroup([member.key for member in elsewhere if member.untouched], coverage)
    if not fresh:
        _withdraw([member.key for member in elsewhere], coverage)
    for member in elsewhere:
        reason, score = said(member.key)
        told = Suggested("coverage", str(coverage.pk), reason, score, applied=member.key in moved)
        suggestions.offer(Article(pk=member.key), [told])
    keys = [member.key for member in everyone]
    Gist.objects.filter(article__in=keys, by_editor=False).update(coverage=coverage, turn=turn)
    return moved


def _withdraw(keys: list[int], coverage: Coverage) -> None:
    """Other coverages are suggested no more of these stories, where nobody has answered yet."""
    told = Suggestion.objects.filter(article__in=keys, kind=SuggestionKind.COVERAGE, answer=Answer.OPEN)
    told.exclude(value=str(coverage.pk)).delete()


def begin(found: Iterable[Member]) -> Coverage:
    """A new coverage under the headline of the story that leads. Raises ValueError without stories that stand."""
    lead = choose([member.candidate for member in found if member.stands])
    if lead is None:
        raise ValueError("A coverage begins with stories.")
    title = _title(lead.key)
    return Coverage.objects.create(title=title, slug=free_slug(title), lead_id=lead.key, lead_reason=lead.told)


def free_slug(title: str) -> str:
    """A slug that no coverage has or had."""

    def is_taken(slug: str) -> bool:
        now, before = Coverage.objects.filter(slug=slug), OldCoverage.objects.filter(slug=slug)
        return now.exists() or before.exists()

    return unique_slug(title, is_taken, fallback="coverage")


def absorb(coverage: Coverage, others: Iterable[Coverage]) -> None:
    """Delete coverages that have become part of another, which their addresses lead to from now on."""
    gone = [other for other in others if other.pk != coverage.pk]
    keys = [other.pk for other in gone]
    if not keys:
        return
    OldCoverage.objects.filter(coverage__in=keys).update(coverage=coverage)
    Gist.objects.filter(coverage__in=keys).update(coverage=coverage, turn=0)
    Coverage.objects.filter(pk__in=keys).delete()
    OldCoverage.objects.bulk_create(OldCoverage(slug=other.slug, coverage=coverage) for other in gone)
    edition.bump()


def entitle(coverage: Coverage, fresh: Sequence[Member] = ()) -> bool:
    """Choose the lead of a coverage by the rules, unless an editor did; whether it is another one now.

    Where all that happened is that `fresh` stories joined, the lead contends with them alone.

    The title follows the lead only while no reader has seen it and no editor has set it.
    """
    found = _contenders(coverage, fresh)
    if coverage.lead_by_editor and coverage.lead_id in {member.key for member in found}:
        return False
    lead = choose([member.candidate for member in found])
    if lead is None or (lead.key, lead.told) == (coverage.lead_id, coverage.lead_reason):
        return False
    if fresh and lead.key == coverage.lead_id and coverage.lead_reason != "only":
        return False
    coverage.lead_id, coverage.lead_reason, coverage.lead_by_editor = lead.key, lead.told, False
    shown = Article.objects.published().filter(coverage=coverage).exists()
    changed = ["lead", "lead_reason", "lead_by_editor"]
    if not shown and not coverage.title_by_editor:
        coverage.title = _title(lead.key)
        changed.append("title")  # else it is not ours to write: a takedown may have renamed the event meanwhile
    coverage.save(update_fields=changed)
    if shown:
        edition.bump()
    return True


def _contenders(coverage: Coverage, fresh: Sequence[Member]) -> list[Member]:
    """The stories of a coverage that may lead it."""
    lead = coverage.lead_id or 0
    mine = Article.objects.filter(coverage=coverage).order_by("-pk").values_list("pk", flat=True)
    found = members.look_up([lead] if fresh and lead else {*mine[:LATEST], lead}).values()
    standing = [member for member in found if member.stands and member.coverage == coverage.pk]
    if fresh and not standing:
        return _contenders(coverage, ())
    return [*standing, *fresh]


def _title(key: int) -> str:
    return str(Article.objects.only("headline", "source_headline").get(pk=key))[:300]
