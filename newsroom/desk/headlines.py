"""Other headlines for a story: thought of, taken, thrown away. Readers see none of them until one is taken."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Change
from articles.refusals import Unfit
from articles.status import ASIDE
from newsroom.desk import decisions
from newsroom.desk.models import HeadlineOption
from newsroom.desk.roles import must

MOST = 10
LONGEST = 300


def add(article: Article, *, by: User, text: str) -> HeadlineOption:
    """Keep another headline (at most LONGEST characters) beside the one that stands.

    Raises NotPermitted, and Unfit for an empty, too long or doubled one, and where there are MOST already.
    """
    _must_on_what_stays(by, "desk.add_headlineoption", article)
    text = " ".join(text.split())
    with transaction.atomic():
        Article.objects.select_for_update().only("pk").get(pk=article.pk)
        _must_fit(article, text)
        return HeadlineOption.objects.create(article=article, by=by, text=text)


def choose(article: Article, pk: int, *, by: User) -> Change:
    """Make an alternative the headline; the one that stood becomes an alternative.

    Raises what `decisions.revise` raises, and Unfit where somebody took the alternative away.
    """
    with transaction.atomic():
        option, old = _find(article, pk), article.headline
        change = decisions.revise(article, by=by, changes={"headline": option.text})
        option.delete()
        if old.strip() and old != option.text:
            HeadlineOption.objects.get_or_create(article=article, text=old, defaults={"by": by})
    return change


def remove(article: Article, pk: int, *, by: User) -> None:
    """Throw an alternative away: one's own, or any where one may change the story. Raises NotPermitted and Unfit."""
    option = _find(article, pk)
    if option.by_id != by.pk:
        _must_on_what_stays(by, "articles.change_article", article)
    option.delete()


def _must_fit(article: Article, text: str) -> None:
    if not text:
        raise Unfit(_("The headline is empty."))
    if len(text) > LONGEST:
        raise Unfit(_("A headline has at most %(most)s characters.") % {"most": LONGEST})
    options = set(article.headline_options.values_list("text", flat=True))
    if text == article.headline or text in options:
        raise Unfit(_("This headline is there already."))
    if len(options) >= MOST:
        raise Unfit(_("There are %(most)s alternatives already; throw one away first.") % {"most": MOST})


def _find(article: Article, pk: int) -> HeadlineOption:
    found = article.headline_options.filter(pk=pk).first()
    if found is None:
        raise Unfit(_("This headline is not there any more. Nothing was changed."))
    return found


def _must_on_what_stays(by: User, permission: str, article: Article) -> None:
    if article.status in ASIDE:
        raise Unfit(_("“%(article)s” was removed; nothing of it is changed.") % {"article": article})
    must(by, permission, article)
