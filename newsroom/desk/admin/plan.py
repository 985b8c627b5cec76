"""Who works on a story: the one press that gives it to oneself. Due times and priority are fields of the form."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.desk import decisions


def pressed(verb: str, article: Article, by: Any) -> str:
    """What became of “Assign to me” as a sentence; empty where it was another verb. Raises Refused."""
    if verb != "assign_me":
        return ""
    decisions.revise(article, by=by, changes={"assigned_to": by})
    return _("“%(article)s” is given to you.") % {"article": article}
