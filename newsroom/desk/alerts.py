"""Telling a member of the staff what concerns them: at the desk, and by mail where they want it."""

from django.contrib.auth.models import User

from articles.accounts import is_system
from articles.models import Article
from newsroom.desk.models import Alert, AlertKind


def tell(
    to: User | None, kind: AlertKind, *, text: str, article: Article | None = None, by: User | None = None
) -> None:
    """Let a person know of something; nobody is told of what they did themselves, and the machine is told nothing.

    Written in the caller's transaction, so that nothing is told that did not happen.
    """
    if to is None or not to.is_active or is_system(to) or (by is not None and by.pk == to.pk):
        return
    Alert.objects.create(to=to, kind=kind, article=article, by=by, text=text[:500])
