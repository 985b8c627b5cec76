"""Small fictional pages, as a reader of metadata gets them."""

import json
from typing import Any

from newsroom.ingest.extract import extract

TITLE = "Ferry sails again after nine weeks"
URL = "https://paper.example/islands/ferry-sails-again"
STORY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The ferry between the two islands will sail again from Monday, the harbour master told the council.",
        "Repairs took nine weeks, because a gearbox had to be cast anew in a foundry on the other coast.",
        "Fishermen had carried schoolchildren across the strait in the meantime, and asked for nothing.",
        "The council will decide before winter whether a second vessel can be paid for by the islands.",
        "Tickets bought before the accident stay valid, and the night boat keeps to its old timetable.",
    )
    * 4
)


def data(**fields: Any) -> str:
    """A script with a schema.org article in it."""
    article = {"@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def page(
    *, head: str = "", top: str = "", below: str = "", after: str = "", lang: str = "en", title: str = TITLE
) -> str:
    """A page: `head` in its head, `top` above its article, `below` under its headline, `after` behind its text."""
    return f"""<!doctype html><html lang="{lang}"><head><title>{title} | Harbour Post</title>
    <meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Post">{head}</head>
    <body><header class="site-head"><a href="/">Harbour Post</a></header>{top}
    <main><article><h1>{title}</h1>{below}<div class="text">{STORY}</div></article>{after}</main>
    <footer>© 2031 Harbour Post</footer></body></html>"""


def day_of(html: str, url: str = URL) -> str:
    """The day that we read from a page, in ISO form, "" when none: as it states it, not as it is in UTC."""
    found = extract(html, url)
    return found.date_raw[:10] if found.date else ""
