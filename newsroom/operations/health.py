"""Signs of health for load balancers and for `make run`: alive, and ready to answer."""

import time

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from articles.read_only import read_only
from newsroom.operations import startup
from newsroom.takedowns import heartbeat

_migrated = False
_LOOKED: dict[str, int | str] = {}


@never_cache
@read_only
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@read_only
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated; 503 with a sentence where it is not."""
    problem = why_not_ready()
    return HttpResponse((problem or "ready") + "\n", status=503 if problem else 200, content_type="text/plain")


@never_cache
@read_only
def clock(request: HttpRequest) -> HttpResponse:
    """The clock runs and looks after every deadline; 503 with a sentence where it does not. For whoever watches us."""
    problem = heartbeat.read().problem
    return HttpResponse((problem or "running") + "\n", status=503 if problem else 200, content_type="text/plain")


def what_is_forgotten() -> str:
    """What the ledger knows and the database does not; asked once a minute, since balancers ask each second."""
    minute = int(time.monotonic() // 60)
    if _LOOKED.get("minute") != minute:
        _LOOKED.update(minute=minute, problem=startup.problem())
    return str(_LOOKED["problem"])


def why_not_ready() -> str:
    """What keeps the site from answering, or nothing. That it is migrated is asked only until it is true once."""
    global _migrated  # noqa: PLW0603 - a process learns it once and need not ask again
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _migrated:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database does not answer."
    return what_is_forgotten() if _migrated else "The database is not migrated: run manage.py migrate."
