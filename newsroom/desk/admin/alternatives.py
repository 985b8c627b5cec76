"""The presses on headline alternatives: keep one, take one, throw one away; the rules are in `headlines`."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import Unfit
from newsroom.desk import headlines

LONGEST_KEY = 12


def pressed(verb: str, article: Article, by: Any, typed: str) -> str:
    """What became of such a press, as a sentence; empty where it was another verb. Raises Refused."""
    act, _colon, key = verb.partition(":")
    if act == "headline_add":
        headlines.add(article, by=by, text=typed)
        return _("The alternative was kept.")
    if act == "headline_take":
        headlines.choose(article, _number(key), by=by)
        return _("“%(article)s” is the headline; the old one is kept as an alternative.") % {"article": article}
    if act == "headline_drop":
        headlines.remove(article, _number(key), by=by)
        return _("The alternative was thrown away.")
    return ""


def _number(key: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        raise Unfit(_("This headline is not there any more. Nothing was changed."))
    return int(key)
