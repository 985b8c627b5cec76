"""The form of the review screen as a browser reads it out of the page and sends it, wherever its controls stand."""

from collections.abc import Iterator
from typing import Any

import lxml.html
from django.test import Client

from articles.models import Article
from tests.desk.screen import address

FORM = "article_form"
SILENT = {"submit", "button", "image", "reset", "file"}
Page = Any


def page_of(answer: Any) -> Page:
    return lxml.html.fromstring(answer.content.decode())


def opened(client: Client, article: Article | None) -> Page:
    answer = client.get(address(article) if article else "/admin/articles/article/add/")
    assert answer.status_code == 200
    return page_of(answer)


def controls(page: Page, form: str = FORM) -> dict[str, list[str]]:
    """The successful controls of a form: those inside it, and those that name it; no button, nothing disabled."""
    sent: dict[str, list[str]] = {}
    for one in page.cssselect("input[name], select[name], textarea[name]"):
        if owner(one) == form and not is_disabled(one):
            for value in values(one):
                sent.setdefault(one.get("name"), []).append(value)
    return sent


def owner(control: Any) -> str | None:
    """The form that a control belongs to: the one that it names, else the one around it."""
    around = next(control.iterancestors("form"), None)
    return str(control.get("form") or (around.get("id") if around is not None else "")) or None


def is_disabled(control: Any) -> bool:
    return "disabled" in control.attrib or any("disabled" in one.attrib for one in control.iterancestors("fieldset"))


def values(control: Any) -> Iterator[str]:
    if control.tag == "textarea":
        # A browser leaves out the first line end of a text area, and sends every other one as two signs.
        yield (control.text or "").removeprefix("\n").replace("\n", "\r\n")
    elif control.tag == "select":
        options = list(control.iter("option"))
        chosen = [one for one in options if "selected" in one.attrib]
        if "multiple" not in control.attrib:
            chosen = chosen[-1:] or options[:1]
        yield from (one.get("value", one.text_content().strip()) for one in chosen)
    elif control.get("type") in {"checkbox", "radio"}:
        if "checked" in control.attrib:
            yield control.get("value", "on")
    elif control.get("type") not in SILENT:
        yield control.get("value", "")


def pressed(client: Client, article: Article, sent: dict[str, Any], verb: str = "save", **more: Any) -> Any:
    """What comes of a press, after being led on."""
    answer = client.post(address(article), sent | more | {"_do": verb}, follow=True)
    assert answer.status_code == 200
    return answer


def field(page: Page, name: str) -> str:
    """What stands in a field of the form."""
    return "".join(controls(page)[name])
