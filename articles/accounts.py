"""The system account `newsroom`, which signs the acts of the machine."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User


def system_account() -> User:
    """The account; made on first use, without a password, so that nobody can sign in as the machine."""
    account, made = get_user_model().objects.get_or_create(username=settings.SYSTEM_ACCOUNT)
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


def is_system(account: User) -> bool:
    """Whether this is the machine."""
    return bool(account.username == settings.SYSTEM_ACCOUNT)
