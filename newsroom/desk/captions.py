"""What is said of a picture: who made it and what it shows. The picture itself and its rights are not touched here."""

from itertools import chain

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import editing, edition
from articles.models import Article, Picture
from articles.refusals import Refused
from newsroom.desk.roles import everywhere, must

CHANGE = "articles.change_article"
LIMITS = {"alt": 300, "credit": 200}


class MayNotCaption(Refused):
    """The person may not change pictures."""


def describe(picture: Picture, *, by: User, **said: str) -> None:
    """Set `alt` or `credit` of a picture, wherever it is shown; its stories are looked at again by the gate."""
    if not by.has_perm("articles.change_picture"):
        raise MayNotCaption(_("You may not change pictures; your text was kept. Ask an editor."))
    closed = out_of_reach(picture, by=by)
    if closed is not None:
        must(by, CHANGE, closed)
    values = {name: " ".join(said[name].split())[:limit] for name, limit in LIMITS.items() if name in said}
    with transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**values)
        picture.refresh_from_db(fields=list(values))
        for article in picture.articles.all():
            editing.look_again(article)
        edition.bump()


def out_of_reach(picture: Picture, *, by: User) -> Article | None:
    """A story with this picture that the person may not change, for which reason the picture is not theirs to change.

    What is said of a picture is said in each of its stories, and readers of all of them see it.
    """
    if everywhere(by):
        return None
    shown_in = (picture.articles, picture.in_bodies)
    stories = chain.from_iterable(stories.order_by("pk").iterator(chunk_size=100) for stories in shown_in)
    return next((story for story in stories if not by.has_perm(CHANGE, story)), None)
