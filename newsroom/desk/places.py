"""The surface of the desk: previews, which people without an account may hold a link to."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from newsroom.desk import previews
from newsroom.takedowns.surfaces import Surface, register


def preview_links(article: Article) -> Iterator[str]:
    """A link such as anybody on the staff may have given away."""
    giver = User.objects.filter(is_active=True, is_staff=True).order_by("pk").first()
    if giver is not None:
        yield previews.path(article, giver)


def register_all() -> None:
    """Register the places where the desk shows stories to others."""
    register(Surface("preview", _("signed previews"), frozenset({"preview"}), preview_links, own=True))
