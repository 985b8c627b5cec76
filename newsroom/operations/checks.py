"""System checks: combinations of settings that make no sense together, each with what to do."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone

from newsroom.outbox import purgers
from newsroom.takedowns import agent, heartbeat

LONGEST_ALONE = 3600


@register()
def settings_agree(**_: Any) -> list[CheckMessage]:
    """All the rules below."""
    return [message for rule in RULES for message in rule()]


@register(checks.Tags.database)
def clock_runs(*, databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The clock looks after the deadlines; asked with `manage.py check --database default`."""
    if not databases or "default" not in databases:
        return []
    try:
        problem = heartbeat.read().problem
    except DatabaseError:  # not migrated yet: another check says so
        return []
    hint = "Start `manage.py clock`; where it runs, its log says what fails."
    return [checks.Warning(problem, hint=hint, id="newsroom.W002")] if problem else []


def open_seams() -> list[CheckMessage]:
    """The network's seam may be open only where DEBUG is on."""
    if settings.DEBUG:
        return []
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(Error("DEMO is on while DEBUG is off.", hint="Set DEMO=0 in production.", id="newsroom.E001"))
    if settings.INGEST_ALLOW_HOSTS:
        hint = "Empty INGEST_ALLOW_HOSTS in production: it lets feeds reach private addresses."
        found.append(Error("INGEST_ALLOW_HOSTS is set while DEBUG is off.", hint=hint, id="newsroom.E002"))
    return found


def queue_without_redis() -> list[CheckMessage]:
    """The rq engine lives in Redis."""
    if settings.TASKS_ENGINE == "rq" and not settings.CACHE_URL:
        hint = "Set CACHE_URL=redis://host:6379/1, or TASKS_ENGINE=db."
        return [Error("TASKS_ENGINE is rq, but there is no Redis.", hint=hint, id="newsroom.E003")]
    return []


def plain_address() -> list[CheckMessage]:
    """A site that demands TLS must not print addresses without."""
    if settings.HTTPS_ONLY and settings.SITE_URL.startswith("http://"):
        hint = "Set SITE_URL to the https:// address: feeds, letters and sitemaps print it."
        return [checks.Warning("SITE_URL begins with http:// while HTTPS_ONLY is on.", hint=hint, id="newsroom.W001")]
    return []


def cache_in_front() -> list[CheckMessage]:
    """A cache that cannot be told what was taken down must not be allowed to answer by itself."""
    if not settings.CDN_PURGE:
        return []
    try:
        purgers.chosen()
    except ImproperlyConfigured as error:
        hint = "Set CDN_PURGE, CDN_URL and CDN_TOKEN as docs/serving.md says, or leave CDN_PURGE empty."
        return [Error(str(error), hint=hint, id="newsroom.E004")]
    if not 0 <= settings.CDN_SECONDS <= LONGEST_ALONE:
        hint = "Choose between 0 and 3600 seconds: so long a page may stand in the cache if a purge is lost there."
        return [Error("CDN_SECONDS is out of bounds.", hint=hint, id="newsroom.E005")]
    return []


def agent_is_registered() -> list[CheckMessage]:
    """The agent's registration is renewed before it ends; silent where no day of it is set."""
    problem = agent.problem(timezone.localdate())
    hint = "Renew it at the Copyright Office, and set DMCA_AGENT_SINCE to the new day."
    return [checks.Warning(problem, hint=hint, id="newsroom.W003")] if problem else []


RULES = (open_seams, queue_without_redis, plain_address, cache_in_front, agent_is_registered)
