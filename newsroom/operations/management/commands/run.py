"""manage.py run: prepare the house, build the demo on the first run, start everything, print where it is."""

import os
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from rich.console import Console

from articles.models import Source
from newsroom.operations import startup
from newsroom.operations.first_account import first_account
from newsroom.operations.house import House


class Command(BaseCommand):
    """One command for a first look, and for small sites."""

    help = (
        "Migrate, build the demo newsroom on the first run, start web server, worker and clock together, and print\n"
        "the addresses. Ctrl-C stops all. HOST and PORT choose where (127.0.0.1:8000)."
    )
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and how many workers."""
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=1, help="background workers (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, tell, watch, stop."""
        host, port = options["host"], options["port"]
        refuse_taken(host, port)
        console = Console(soft_wrap=True)
        call_command("migrate", verbosity=0)
        if problem := startup.problem():
            raise CommandError(problem)
        house = House(host, port, options["workers"])
        try:
            # The web server starts while the demo is built; worker and clock wait, so that they find it whole.
            house.start("web")
            if settings.DEMO and not Source.objects.exists():
                call_command("demo")
            name, password = first_account()
            connections.close_all()
            if not house.wait_until_ready():
                raise CommandError(f"{house.died() or 'The site'} did not start; its words stand above.")
            house.start()
            announce(console, host, port, name, password)
            stopped = house.watch()
        finally:
            house.stop()
        if stopped:
            raise CommandError(f"{stopped} stopped by itself, so all was stopped; its last words stand above.")
        console.print("Stopped.")


def refuse_taken(host: str, port: int) -> None:
    """Say at once when another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(f"Port {port} on {host} is taken. Choose another: PORT=8001 make run") from None


def announce(console: Console, host: str, port: int, name: str, password: str) -> None:
    """Where everything is."""
    address = f"http://{host}:{port}"
    console.print(f"\n[bold]{settings.SITE_NAME} is open.[/bold]\n")
    console.print(f"  The paper   {address}/", highlight=False)
    console.print(f"  The desk    {address}/admin/", highlight=False)
    if password:
        file = settings.VAR_DIR / "admin-password"
        console.print(f"  Sign in as  {name}  with  {password}", highlight=False, markup=False)
        console.print(f"              (kept in {file})", highlight=False, markup=False)
    console.print("\nCtrl-C stops web server, worker and clock.\n")
