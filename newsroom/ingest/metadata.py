"""What a page says about itself: headline, byline, date, language, picture. Pure; it makes up no author."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from lxml import html as lxml_html

from newsroom.ingest.date_claims import host_of
from newsroom.ingest.page_authors import read_author
from newsroom.ingest.page_data import PageData, canonical, line, read_data
from newsroom.ingest.page_dates import read_date
from newsroom.ingest.page_lines import read_lines
from newsroom.ingest.page_titles import read_title


class Facts(NamedTuple):
    """A page's own statements; "" and None where it makes none."""

    title: str = ""
    author: str = ""
    date: datetime | None = None
    date_raw: str = ""
    language: str = ""
    canonical: str = ""
    site_name: str = ""
    image: str = ""
    base: str = ""


def read(tree: lxml_html.HtmlElement, html: str, url: str) -> Facts:
    """Collect what the page states, most explicit statement first."""
    data = read_data(tree, url)
    language, host = _language(tree, data), host_of(url)
    site = data.meta.get("og:site_name", "") or _name(data.article.get("publisher"))
    title = read_title(tree, data, site, host)
    lines = read_lines(tree, title.element)
    date = read_date(tree, data, lines, html, url, language)
    return Facts(
        title=title.text,
        author=read_author(data, lines, _names(data, site, host)),
        date=date.at,
        date_raw=date.raw,
        language=language,
        canonical=canonical(tree) or data.meta.get("og:url", ""),
        site_name=site,
        image=data.meta.get("og:image", "") or data.meta.get("twitter:image", "") or _image(data.article.get("image")),
        base=_base(tree),
    )


def _name(thing: Any) -> str:
    thing = thing[0] if isinstance(thing, list) and thing else thing
    return line(thing.get("name")) if isinstance(thing, dict) else line(thing)


def _names(data: PageData, site: str, host: str) -> list[str]:
    """What the site may call itself where a person is asked for."""
    label = host.removeprefix("www.").rpartition(".")[0]
    return [site, _name(data.article.get("publisher")), label, data.meta.get("application-name", "")]


def _image(thing: Any) -> str:
    thing = thing[0] if isinstance(thing, list) and thing else thing
    return line(thing.get("url")) if isinstance(thing, dict) else line(thing)


def _base(tree: lxml_html.HtmlElement) -> str:
    found = tree.xpath("//base/@href")
    return line(str(found[0])) if found and str(found[0]).strip().startswith("http") else ""


def _language(tree: lxml_html.HtmlElement, data: PageData) -> str:
    found = (
        tree.get("lang")
        or data.meta.get("content-language")
        or line(data.article.get("inLanguage"))
        or data.meta.get("og:locale", "")
    )
    found = found.split(",")[0].strip().replace("_", "-")
    return found if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", found) else ""
