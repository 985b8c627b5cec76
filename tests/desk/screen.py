"""A person at the review screen, as a browser sends what they type and press."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from articles.models import Article
from newsroom.desk.forms.review import LISTS

SignIn = Callable[[str], Client]


def address(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def typed(client: Client, article: Article | None, **changes: Any) -> dict[str, Any]:
    """What a browser would send: the form as it is shown, with what a person changed in it."""
    form = client.get(address(article) if article else "/admin/articles/article/add/").context["form"]
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form[name].value()
        value = value.strftime("%Y-%m-%dT%H:%M") if hasattr(value, "strftime") else value
        empty: Any = [] if name in LISTS else ""
        sent[name] = empty if value is None else value
        if field.show_hidden_initial:
            sent[f"initial-{name}"] = sent[name]
    return sent | changes


def press(client: Client, article: Article, verb: str = "save", **changes: Any) -> str:
    answer = client.post(address(article), typed(client, article, _do=verb, **changes), follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)
