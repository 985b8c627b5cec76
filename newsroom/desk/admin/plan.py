"""Who works on a story, until when and how urgently: fields of the form, and a press that gives it to oneself."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.desk import decisions
from newsroom.desk.forms.review import ReviewForm

FIELDS = ("assigned_to", "due_at", "priority")


def fields(form: ReviewForm) -> list[Any]:
    """Fields that stand above the form and belong to it, with their first values: without these all look changed."""
    belongs = {"form": "article_form"}
    for name in FIELDS:
        field: Any = form.fields[name]
        field.widget.attrs |= belongs
        field.hidden_widget = partial(forms.HiddenInput, attrs=belongs)
    return [form[name] for name in FIELDS]


def pressed(verb: str, article: Article, by: Any) -> str:
    """What became of “Assign to me” as a sentence; empty where it was another verb. Raises Refused."""
    if verb != "assign_me":
        return ""
    decisions.revise(article, by=by, changes={"assigned_to": by})
    return _("“%(article)s” is given to you.") % {"article": article}
