"""Parts that stand on every page and are the same on most: rendered once an edition, day and section."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.loader import get_template
from django.utils.safestring import SafeString

from articles import kept
from articles.context import menu, site

register = template.Library()
# What tells one page's part from another's: whether it is the front page,
# whether it runs no script, and which link of the menu is its own.
FACTS = ("is_front", "is_plain")
COUNTRIES, LISTS = "/country/", {"/sources/", "/authors/"}


@register.simple_tag(takes_context=True)
def chrome(context: RequestContext, part: str) -> SafeString:
    """A part of the frame; it knows the site and the address, and nothing else of the page."""
    request = context.get("request")
    if request is None:
        return get_template(part).template.render(context)  # type: ignore[attr-defined, no-any-return]
    known = {name: context.get(name) for name in FACTS}
    own = request.path if _is_in_menu(request) else ""

    def compose() -> str:
        return get_template(part).render(site(request) | known, request)

    return SafeString(compose() if settings.DEBUG else kept.of_edition(request, compose, part, own, *known.values()))


def _is_in_menu(request: HttpRequest) -> bool:
    """Whether the frame marks a link as that of this page; any other address has the frame that all have."""
    if request.path.startswith(COUNTRIES):
        return any(section["url"] == request.path for section in menu(request)["sections"])
    return request.path in LISTS
