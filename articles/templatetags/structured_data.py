"""Tags that print structured data into a page's head: `{% json_ld data %}` and one for each kind of page.

JSON inside <script> ends only at "</script", so "<", ">" and "&" are written as JSON's own escapes (and U+2028 and
U+2029 too, which old readers take for line ends): whatever a headline holds, the block stays one block of data.
"""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from articles import structured
from articles.models import Article, Author

register = template.Library()
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(data: dict[str, Any] | list[Any]) -> SafeString:
    """Any data as a block that machines read and browsers do not run."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - every sign of markup is escaped


@register.simple_tag
def article_data(article: Article) -> SafeString:
    """A NewsArticle with its way from the front page."""
    steps = [(settings.SITE_NAME, "/")]
    if article.country:
        steps.append((article.country.name, article.country.get_absolute_url()))
    steps.append((article.headline, article.get_absolute_url()))
    return json_ld([structured.article(article), structured.breadcrumbs(steps)])


@register.simple_tag
def site_data() -> SafeString:
    """The WebSite with its search; for the front page."""
    return json_ld(structured.website())


@register.simple_tag
def collection_data(name: str, path: str, stories: Iterable[Article], about: str = "") -> SafeString:
    """A list's page with its way from the front page."""
    steps = [(settings.SITE_NAME, "/"), (name, path)]
    return json_ld([structured.collection(name, path, stories, about=about), structured.breadcrumbs(steps)])


@register.simple_tag
def profile_data(author: Author) -> SafeString:
    """An author's page."""
    return json_ld(structured.profile(author))
