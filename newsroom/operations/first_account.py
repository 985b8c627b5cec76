"""The first account of a new newsroom: `admin`, with a generated password kept in a file that git ignores."""

import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model

NAME = "admin"


def first_account() -> tuple[str, str]:
    """Name and password of the first account; made where nobody can sign in as a superuser yet.

    The password is empty where the account was not made here, or its password was changed since.
    """
    file = settings.VAR_DIR / "admin-password"
    people = get_user_model().objects
    if not people.filter(is_superuser=True, is_active=True).exists():
        password = secrets.token_urlsafe(12)
        people.create_superuser(NAME, settings.SITE_CONTACT, password)
        file.write_text(password + "\n")
        os.chmod(file, 0o600)  # noqa: PTH101 - the mode counts, not the form
    if not file.is_file():
        return NAME, ""
    password = file.read_text().strip()
    account = people.filter(username=NAME).first()
    return (NAME, password) if account and account.check_password(password) else (NAME, "")
