"""Putting one author in the place of another: every byline moves, each with a row of history."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import edition, history
from articles.models import Article, Author, Byline, OldAuthor
from articles.refusals import NotPermitted, Unfit

PERMISSION = "articles.delete_author"


def must_be_replaceable(author: Author, other: Author, *, by: User) -> None:
    """Raise Unfit where it makes no sense, and NotPermitted without the right to delete authors."""
    if not by.has_perm(PERMISSION):
        raise NotPermitted(Article(headline=str(author)), PERMISSION)
    if author.pk == other.pk:
        raise Unfit(_("Choose another author than this one."))


def sign_instead(article: Article, author: Author, other: Author, *, by: User) -> None:
    """Let another author sign a story in the place of one; the order stays, and nobody signs twice."""
    must_be_replaceable(author, other, by=by)
    with transaction.atomic():
        held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        mine = Byline.objects.filter(article=held, author=author)
        if not mine.exists():
            raise Unfit(_("“%(article)s” is not signed by them.") % {"article": held})
        before = list(held.bylines.values_list("author", flat=True))
        if Byline.objects.filter(article=held, author=other).exists():
            mine.delete()
        else:
            mine.update(author=other)
        after = list(held.bylines.values_list("author", flat=True))
        _log(held, before, after, by, _("%(old)s became %(new)s") % {"old": author, "new": other})
        if held.is_public:
            edition.bump()


def finish(author: Author, other: Author, *, by: User) -> bool:
    """Delete an author whose stories all went to another, to whom the old address leads; False while some are left."""
    must_be_replaceable(author, other, by=by)
    with transaction.atomic():
        if author.bylines.exists():
            return False
        OldAuthor.objects.filter(author=author).update(author=other)
        OldAuthor.objects.update_or_create(slug=author.slug, defaults={"author": other})
        author.delete()
        edition.bump()
    return True


def replace(author: Author, other: Author, *, by: User) -> int:
    """Give all stories of an author to another and delete the author, in one transaction; how many stories moved."""
    must_be_replaceable(author, other, by=by)
    with transaction.atomic():
        stories = Article.objects.filter(bylines__author=author).order_by("pk")
        moved = 0
        for article in list(stories):
            sign_instead(article, author, other, by=by)
            moved += 1
        finish(author, other, by=by)
    return moved


def _log(held: Article, before: list[int], after: list[int], by: User, reason: str) -> None:
    details = {"fields": ["authors"], "lists": {"authors": [before, after]}, "version": held.version}
    history.log(held, "revise", by=by, old=held.status, new=held.status, reason=reason, details=details)
