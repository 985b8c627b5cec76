"""`{% ad "header" %}`: the advertisement of a place, or nothing at all.

Only pages that show stories ask for one: no legal page, form or error page does.
"""

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles import ads

register = template.Library()


@register.simple_tag(takes_context=True)
def ad(context: Context, place: str) -> SafeString:
    """The advertisement of this place today; none in a preview."""
    request = context.get("request")
    found = ads.at(request, place) if request and not context.get("preview") else None
    return render_to_string("articles/parts/ad.html", {"ad": found}) if found else SafeString()
