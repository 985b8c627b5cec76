"""Who may change the vocabulary, and the lock under which it is changed."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles.models import Tag
from articles.refusals import Refused, Unfit

PERMISSIONS = ("articles.change_tag", "articles.delete_tag")


class MayNotMerge(Refused):
    """The person may not change the vocabulary."""


def must_lead(user: User, permissions: Iterable[str] = PERMISSIONS) -> None:
    """Raise MayNotMerge for anybody who may not both change and delete tags, or lacks the permissions given."""
    if not user.has_perms(permissions):
        raise MayNotMerge(_("You may not merge, rename or retire tags: it takes a chief editor."))


def locked(numbers: Iterable[int]) -> dict[int, Tag]:
    """The tags with these numbers, locked in one order, so that two chiefs cannot block each other.

    Raises Unfit where one is gone; call it inside a transaction.
    """
    wanted = set(numbers)
    found: dict[int, Tag] = {
        tag.pk: tag for tag in Tag.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    }
    if found.keys() != wanted:
        raise Unfit(_("One of these tags is gone; somebody was first. Look at the list again."))
    return found
