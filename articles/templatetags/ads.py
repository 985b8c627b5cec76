"""`{% ad "header" %}`: the advertisement of a place, or nothing at all.

Only pages that show stories ask for one: no legal page, form or error page does.
"""

from typing import Any

from django import template
from django.template import Context

from articles import ads

register = template.Library()


@register.inclusion_tag("articles/parts/ad.html", takes_context=True)
def ad(context: Context, place: str) -> dict[str, Any]:
    """The advertisement of this place today; none in a preview."""
    request = context.get("request")
    return {"ad": ads.at(request, place) if request and not context.get("preview") else None}
