"""manage.py rqworker: the worker of the queue in Redis: it does not start while removals are forgotten."""

from typing import Any

from django.core.management.base import CommandError
from django_rq.management.commands.rqworker import Command as Worker

from newsroom.operations import startup


class Command(Worker):
    """The package's own, behind our question."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, unless feeds that wait in the queue would bring back what was removed."""
        if problem := startup.problem():
            raise CommandError(problem)
        super().handle(*args, **options)  # type: ignore[no-untyped-call]
