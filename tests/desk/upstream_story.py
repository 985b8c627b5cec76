"""A published story whose source changed or deleted it, and an editor who presses a button about it."""

from typing import Any

from django.test import Client

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.models.source import Rights
from articles.status import Status
from newsroom.ingest import notices
from newsroom.ingest.models import Notice
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Story, bring, poll
from tests.world import make_article, person

LIST = "/admin/ingest/notice/"
TUESDAY = (PARAGRAPHS[0].replace("Monday", "Tuesday"), *PARAGRAPHS[1:])


def changed(
    web: FakeWeb,
    *,
    paragraphs: tuple[str, ...] = TUESDAY,
    title: str = Story().title,
    rights: Rights = Rights.LICENSED,
    body: str = "",
) -> Notice:
    """A published story that its source has changed; `body` is what an editor made of it before."""
    outlet = bring(web, Story(), rights=rights)
    article = Article.objects.get()
    lifecycle.move(article, Status.IN_REVIEW, by=system_account())
    if body:
        editing.revise(article, by=person("ben"), changes={"body": body})
    lifecycle.move(article, Status.PUBLISHED, by=system_account())
    outlet.tells(Story(title=title, paragraphs=paragraphs, summary="It opened on Tuesday."))
    poll(outlet)
    return Notice.objects.get()


def gone(article: Article | None = None) -> Notice:
    return notices.gone(article or make_article("Boats come home"), "There is nothing at this address (404).")


def page(notice: Notice) -> str:
    return f"{LIST}{notice.pk}/change/"


def text(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def press(client: Client, notice: Notice, verb: str, **typed: Any) -> str:
    """Press a button with the form as it is shown, but for what was typed."""
    form = client.get(page(notice)).context["form"]
    shown = {name: form[name].value() for name in form.fields if form[name].value() is not False}
    sent = {name: value for name, value in (shown | typed).items() if value is not None}
    answer = client.post(
        page(notice), {"reason-unpublish": "The source has changed the story.", "_do": verb} | sent, follow=True
    )
    assert answer.status_code == 200
    return str(answer.content.decode())


def now(notice: Notice) -> Notice:
    return Notice.objects.select_related("article").get(pk=notice.pk)
