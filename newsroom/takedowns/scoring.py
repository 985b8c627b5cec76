"""The score of a case, 0 to 100, with its reasons: what the active rules say of it. Advice; it never rejects by itself.

A high score puts a case in front of two officers and takes it out of what is held automatically.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from urllib.parse import urlsplit

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.ingest.fingerprint import shingles
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.models import Case
from newsroom.takedowns.scores import Condition, ScoreRule
from newsroom.takedowns.states import Outcome, State

HIGH = 50
"""From here a case needs a second person."""
NO_HOLD = 30
"""From here nothing is held automatically."""
ALIKE = 0.7
LATELY = timedelta(days=90)
MOST = 200
FREE_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "aol.com"),
        *("icloud.com", "gmx.com", "gmx.net", "gmx.de", "web.de", "mail.ru", "yandex.com", "yandex.ru"),
        *("proton.me", "protonmail.com", "tutanota.com", "qq.com", "163.com", "mail.com"),
    }
)


@dataclass(frozen=True)
class Reason:
    """One rule that holds for a case."""

    name: str
    points: int


@dataclass(frozen=True)
class Score:
    """The sum, between 0 and 100, and why."""

    points: int
    reasons: tuple[Reason, ...] = ()

    @property
    def is_high(self) -> bool:
        """Whether two officers should look."""
        return self.points >= HIGH

    @property
    def allows_hold(self) -> bool:
        """Whether a hold may happen before anybody has looked."""
        return self.points < NO_HOLD


class Facts:
    """What the rules ask of a case, each looked up when the first rule asks."""

    def __init__(self, case: Case) -> None:
        """Of one case."""
        self.case = case

    @cached_property
    def mail_domain(self) -> str:
        """What stands behind the @."""
        return self.case.email.rpartition("@")[2].lower()

    @cached_property
    def original_hosts(self) -> set[str]:
        """The hosts of the claimed originals."""
        return {host for host in map(host_of, self.case.originals.split()) if host}

    @cached_property
    def source_hosts(self) -> set[str]:
        """The hosts of the outlets that we credit."""
        found = self.case.items.exclude(article__source=None).values_list("article__source__host", flat=True)
        return {host.removeprefix("www.") for host in found if host}

    @cached_property
    def overlaps(self) -> list[int]:
        """How much text each original that could be read has in common with our story, in per cent."""
        return [one for one in self.case.snapshots.values_list("overlap", flat=True) if one is not None]

    @cached_property
    def same_text(self) -> list[Case]:
        """Other cases of the last months that say nearly the same."""
        mine = shingles(self.case.explanation)
        others = Case.objects.exclude(pk=self.case.pk).filter(received_at__gte=timezone.now() - LATELY)
        recent = others.only("pk", "reference", "explanation", "state", "outcome").order_by("-received_at")[:MOST]
        return [other for other in recent if _alike(mine, shingles(other.explanation)) >= ALIKE]

    def before(self, *outcomes: str) -> int:
        """How many other cases from this mail address ended like that."""
        return Case.objects.filter(email__iexact=self.case.email, outcome__in=outcomes).exclude(pk=self.case.pk).count()


def of(case: Case, rules: Iterable[ScoreRule] | None = None) -> Score:
    """The score by the active rules, or by some that are only tried."""
    facts = Facts(case)
    active = ScoreRule.objects.filter(active=True) if rules is None else rules
    reasons = tuple(Reason(rule.name, rule.points) for rule in active if HOLDS[rule.condition](facts, rule.value))
    return Score(max(0, min(100, sum(reason.points for reason in reasons))), reasons)


def keep(case: Case) -> Score:
    """Write the score down, for the queue."""
    score = of(case)
    Case.objects.filter(pk=case.pk).update(score=score.points)
    case.score = score.points
    return score


def catch_up(most: int = 50) -> int:
    """Score the working cases that have none yet; how many."""
    waiting = list(Case.objects.working().filter(score=None)[:most])
    for case in waiting:
        keep(case)
    return len(waiting)


def rehearse(rules: list[ScoreRule], most: int = 50) -> list[tuple[Case, int, int]]:
    """How the newest cases stand now and would stand with these rules; nothing is saved."""
    cases = Case.objects.exclude(state=State.RECEIVED).order_by("-received_at")[:most]
    return [(case, of(case).points, of(case, rules).points) for case in cases]


def host_of(address: str) -> str:
    """The host of an address, "" where there is none."""
    try:
        return (urlsplit(address if "://" in address else f"https://{address}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_owner(one: str, other: str) -> bool:
    """Whether a domain is the other or a part of it."""
    return bool(one and other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))


def _missing(facts: Facts, _value: str) -> bool:
    case = facts.case
    if case.claim == Claim.COPYRIGHT:
        return not (case.originals and case.postal_address and case.signature and "authority" in case.statements)
    return case.claim == Claim.OWNER and not case.originals


def _later_than_us(facts: Facts, _value: str) -> bool:
    claimed = facts.case.original_published_on
    seen = facts.case.items.aggregate(last=Max("article__arrived_at"))["last"]
    return bool(claimed and seen and claimed > timezone.localdate(seen))


def _unlike(facts: Facts, _value: str) -> bool:
    hosts = facts.original_hosts
    return bool(hosts) and not any(same_owner(facts.mail_domain, host) for host in hosts)


def _tagged(facts: Facts, value: str) -> bool:
    return facts.case.items.filter(article__taggings__tag__slug=value).exists()


def _unreachable(facts: Facts, _value: str) -> bool:
    return facts.case.snapshots.exclude(problem="").exists()


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


HOLDS: dict[str, Callable[[Facts, str], bool]] = {
    Condition.MISSING: _missing,
    Condition.FREE_MAIL: lambda facts, _value: facts.mail_domain in FREE_MAIL and bool(facts.case.organisation),
    Condition.MAIL_UNLIKE: _unlike,
    Condition.LATER_THAN_US: _later_than_us,
    Condition.UNREACHABLE: _unreachable,
    Condition.OVERLAP_UNDER: lambda facts, value: bool(facts.overlaps) and max(facts.overlaps) < int(value),
    Condition.OVERLAP_OVER: lambda facts, value: bool(facts.overlaps) and max(facts.overlaps) > int(value),
    Condition.MANY: lambda facts, value: facts.case.items.count() >= int(value),
    Condition.SAME_TEXT: lambda facts, value: len(facts.same_text) >= int(value),
    Condition.REJECTED_BEFORE: lambda facts, value: facts.before(Outcome.REJECTED) >= int(value),
    Condition.UPHELD_BEFORE: lambda facts, value: facts.before(Outcome.REMOVED, Outcome.PARTLY) >= int(value),
    Condition.SOURCE_DOMAIN: lambda facts, _value: any(
        same_owner(facts.mail_domain, host) for host in facts.source_hosts
    ),
    Condition.TAGGED: _tagged,
}


def sentence(score: Score) -> str:
    """What follows from it, in words."""
    if score.is_high:
        return _("High: a second officer has to agree, and nothing is held automatically.")
    return _("Low.") if score.allows_hold else _("Raised: nothing is held automatically.")
