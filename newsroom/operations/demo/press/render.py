"""The outlets' pages: a home page and an article page with the furniture of a real newspaper site.

The furniture is there on purpose: whoever reads such a page has to find the article among menus, boxes and lists.
"""

import json
from datetime import datetime
from html import escape
from pathlib import Path

from newsroom.operations.demo.press import markup
from newsroom.operations.demo.press.content import Outlet, Story
from newsroom.operations.demo.press.feeds import CONTENT_TYPES, of

# No outlet sets its pages from right to left but for these languages' stories.
RIGHT_TO_LEFT = frozenset({"ar"})
STYLE = (Path(__file__).resolve().parent / "outlet.css").read_text(encoding="utf-8")
NOTICE = "We use cookies to remember how you like your news. You can change your choice at any time in the settings."
NEWSLETTER = "The morning letter: five stories before breakfast, in your inbox at six."


def home(outlet: Outlet, now: datetime) -> str:
    """The home page: headlines of all stories, and the address of the feed for machines."""
    cards = "\n".join(
        f'<li><a href="{story.url}">{_text(story.title)}</a><p>{_text(story.summary)}</p>{_time(story, now)}</li>'
        for story in of(outlet)
    )
    head = f"<title>{_text(outlet.name)} | {_text(outlet.tagline)}</title>\n{_feed_link(outlet)}"
    body = f'<main><h1>{_text(outlet.name)}</h1><ul class="front">{cards}</ul></main>'
    return _page(outlet, outlet.language, head, body)


def article(story: Story, now: datetime) -> str:
    """One story's page, in the layout of its outlet."""
    outlet = story.outlet
    main = {"column": _column, "grid": _grid, "plain": _plain}[outlet.layout](story, now)
    return _page(outlet, story.language, _article_head(story, now), main)


def _page(outlet: Outlet, language: str, head: str, body: str) -> str:
    direction = ' dir="rtl"' if language in RIGHT_TO_LEFT else ""
    return f"""<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}
<link rel="icon" href="data:,">
<style>:root {{ --house: {outlet.colour} }}
{STYLE}</style>
</head>
<body class="{outlet.layout}">
{_header(outlet)}
{body}
{_footer(outlet)}
</body>
</html>
"""


def _header(outlet: Outlet) -> str:
    menu = "".join(f'<li><a href="/section/{name.lower()}/">{_text(name)}</a></li>' for name in outlet.sections)
    return f"""<div dir="ltr" class="cookie-notice" role="dialog" aria-label="Cookies"><p>{NOTICE}</p>
<button type="button">Accept all</button> <button type="button">Only what is needed</button></div>
<header dir="ltr" class="site-header"><a class="logo" href="/">{_text(outlet.name)}</a>
<p class="tagline">{_text(outlet.tagline)}</p>
<nav aria-label="Sections"><ul><li><a href="/">Home</a></li>{menu}
<li><a href="/subscribe/">Subscribe</a></li></ul></nav>
<form class="search" action="/search/"><input type="search" name="q" aria-label="Search"><button>Search</button></form>
</header>"""


def _footer(outlet: Outlet) -> str:
    return f"""<footer dir="ltr" class="site-footer"><ul><li><a href="/about/">About us</a></li>
<li><a href="/terms/">Terms</a></li>
<li><a href="/privacy/">Privacy</a></li><li><a href="/advertise/">Advertise</a></li>
<li><a href="mailto:{outlet.contact}">{outlet.contact}</a></li></ul>
<p>Copyright {_text(outlet.name)}. All rights reserved. A fictional newspaper.</p></footer>"""


def _article_head(story: Story, now: datetime) -> str:
    outlet, published = story.outlet, story.published(now).isoformat()
    properties = {
        "og:type": "article",
        "og:site_name": outlet.name,
        "og:title": story.title,
        "og:description": story.summary,
        "og:url": story.url,
        "og:image": story.picture_url,
        "og:image:alt": story.caption,
        "article:published_time": published,
    }
    names = {"description": story.summary, "author": story.byline, "twitter:card": "summary_large_image"}
    lines = [
        f"<title>{_text(story.title)} | {_text(outlet.name)}</title>",
        f'<link rel="canonical" href="{story.url}">',
    ]
    lines += [f'<meta property="{key}" content="{escape(value)}">' for key, value in properties.items()]
    lines += [f'<meta property="article:tag" content="{escape(tag)}">' for tag in story.tags]
    lines += [f'<meta name="{key}" content="{escape(value)}">' for key, value in names.items() if value]
    return "\n".join([*lines, _feed_link(outlet), _linked_data(story, published)])


def _linked_data(story: Story, published: str) -> str:
    """The schema.org NewsArticle, safe inside a script element."""
    outlet = story.outlet
    author = {"@type": "Person", "name": story.byline} if story.byline else None
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "inLanguage": story.language,
        "datePublished": published,
        "dateModified": published,
        "mainEntityOfPage": story.url,
        "image": [story.picture_url],
        "keywords": list(story.tags),
        "author": author or {"@type": "Organization", "name": outlet.name},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.home_page},
    }
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _column(story: Story, now: datetime) -> str:
    """A narrow column with everything below it."""
    return f"""<main id="main"><p class="crumbs"><a href="/">Home</a> › <a href="/section/">{story.tags[0]}</a></p>
<article class="post">
<h1 class="entry-title">{_text(story.title)}</h1>{_standfirst(story)}{_byline(story, now)}
{_share("top")}{_figure(story)}
<div class="entry-content">
{_with_interruptions(story)}
</div>{_tags(story)}</article>
{_share("bottom")}{_related(story)}{_comments()}</main>"""


def _grid(story: Story, now: datetime) -> str:
    """A column and, beside it, a list of the latest headlines."""
    return f"""<div class="wrap"><main class="content-area"><section class="story" itemscope>
<header class="story-header"><h1>{_text(story.title)}</h1>{_standfirst(story)}{_byline(story, now)}</header>
{_figure(story)}{_share("side")}
<div class="story-body" itemprop="articleBody">
{_with_interruptions(story)}
</div>{_tags(story)}</section>{_related(story)}{_comments()}</main>
{_sidebar(story, now)}</div>"""


def _plain(story: Story, now: datetime) -> str:
    """Little more than boxes with ids, and the list of headlines before the story."""
    return f"""<div id="page">{_sidebar(story, now)}
<div id="content"><h1>{_text(story.title)}</h1>{_standfirst(story)}{_byline(story, now)}{_figure(story)}
<div id="text">
{_with_interruptions(story)}
</div>{_share("foot")}{_tags(story)}</div>{_related(story)}{_comments()}</div>"""


def _with_interruptions(story: Story) -> str:
    """The body, with a newsletter box and an advertisement between its paragraphs, as real pages have them."""
    parts = markup.blocks(story)
    if story.form == "sound" and len(parts) >= 5:
        letter = f'<p>{NEWSLETTER}</p><button type="button">Sign up</button>'
        parts.insert(4, f'<aside dir="ltr" class="newsletter-box">{letter}</aside>')
        parts.insert(2, '<div class="ad-slot" aria-hidden="true"><span>Advertisement</span></div>')
    return "\n".join(parts)


def _standfirst(story: Story) -> str:
    return f'<p class="standfirst">{_text(story.standfirst)}</p>' if story.standfirst else ""


def _byline(story: Story, now: datetime) -> str:
    author = f'By <a rel="author" href="/people/">{_text(story.byline)}</a> · ' if story.byline else ""
    return f'<p class="byline">{author}{_time(story, now)}</p>'


def _time(story: Story, now: datetime) -> str:
    moment = story.published(now)
    return f'<time dir="ltr" datetime="{moment.isoformat()}">{moment.day} {moment:%B %Y, %H:%M}</time>'


def _figure(story: Story) -> str:
    picture = f'<img src="{story.picture_url}" width="1200" height="675" alt="{escape(story.caption)}">'
    return f"""<figure class="lead">{picture}
<figcaption>{_text(story.caption)}. <span class="credit">{_text(story.credit)}</span></figcaption></figure>"""


def _share(place: str) -> str:
    links = "".join(f'<li><a href="/share/{way.lower()}/">{way}</a></li>' for way in ("Mail", "Copy link", "Print"))
    return f'<div dir="ltr" class="share share-{place}"><span>Share</span><ul>{links}</ul></div>'


def _tags(story: Story) -> str:
    links = "".join(f'<li><a rel="tag" href="/topic/{tag.lower()}/">{_text(tag)}</a></li>' for tag in story.tags)
    return f'<ul class="tags">{links}</ul>'


def _others(story: Story) -> list[Story]:
    return [other for other in of(story.outlet) if other.slug != story.slug]


def _related(story: Story) -> str:
    items = "".join(f'<li><a href="{other.url}">{_text(other.title)}</a></li>' for other in _others(story)[-4:])
    return f'<div dir="ltr" class="related-posts"><h2>You may also like</h2><ul>{items}</ul></div>'


def _sidebar(story: Story, now: datetime) -> str:
    items = "".join(
        f'<li><a href="{other.url}">{_text(other.title)}</a> {_time(other, now)}</li>' for other in _others(story)[:5]
    )
    return f'<aside class="sidebar"><h2>Latest</h2><ul>{items}</ul><p>{NEWSLETTER}</p></aside>'


def _comments() -> str:
    return (
        '<div dir="ltr" id="comments" class="comments"><h2>Comments</h2><p>Be the first to comment. '
        '<a href="/login/">Log in</a> or <a href="/register/">register</a> to join the conversation.</p></div>'
    )


def _feed_link(outlet: Outlet) -> str:
    kind = CONTENT_TYPES[outlet.feed_kind].split(";")[0]
    return f'<link rel="alternate" type="{kind}" title="{escape(outlet.name)}" href="{outlet.feed_url}">'


def _text(value: str) -> str:
    return escape(value, quote=False)
