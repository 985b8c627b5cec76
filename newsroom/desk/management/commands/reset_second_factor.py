"""manage.py reset_second_factor: let somebody in again whose telephone is lost and who has no backup codes."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from newsroom.desk import second_factor


class Command(BaseCommand):
    """A person's telephone and backup codes are forgotten; the password stays."""

    help = (
        "Forget a person's second factor: the telephone and the backup codes. The password stays as it is.\n"
        "Sessions that it opened close at once. Where the person's role demands a second factor, they are led through\n"
        "setting up a new one when they sign in; else they sign in with the password alone.\n\n"
        "Chief editors can do the same on the person's page among the staff. Use this command when the only chief\n"
        "editor or superuser lost the telephone. Make sure that it is really that person who asks;\n"
        "a letter tells them.\n\n"
        "  manage.py reset_second_factor ada"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("username", help="the name that the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget it, and say what was there."""
        name = options["username"]
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is nobody called “{name}”. The names are on the page of the staff.")
        if second_factor.forget(user, "reset"):
            self.stdout.write(f"The second factor of {name} is forgotten.")
        else:
            self.stdout.write(f"{name} had none in use; nothing was lost.")
