"""manage.py clock: keep looking for what is due and hand it to the workers."""

import signal
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.operations import clock, startup


class Command(BaseCommand):
    """The loop around `clock.tick`."""

    help = (
        "Look every few seconds for what is due (feeds to poll, stories to publish, letters to send, cases to watch)\n"
        "and hand it to the workers. Several clocks may run; none does a thing twice.\n\n"
        "  manage.py clock                 run until Ctrl-C\n"
        "  manage.py clock --once          look once, say what was handed over, and stop"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The interval, or once."""
        parser.add_argument("--interval", type=float, default=2.0, help="seconds between two looks (2)")
        parser.add_argument("--once", action="store_true", help="look once and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop; not at all while the database has forgotten removals: feeds would bring them back."""
        if problem := startup.problem():
            raise CommandError(problem)
        if options["once"]:
            handed = clock.tick()
            self.stdout.write(", ".join(f"{room}: {count}" for room, count in handed.items()))
            return
        running = True

        def stop(signum: int, frame: FrameType | None) -> None:
            nonlocal running
            running = False
            raise SystemExit(0)

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        clock.run(max(0.2, options["interval"]), still_running=lambda: running)
