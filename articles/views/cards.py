"""The drawn pictures that links to our pages are shown with. Only public stories have one."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from articles import share_cards
from articles.caching import matches
from articles.card_drawing import Card
from articles.models import Article
from articles.read_only import read_only

# Its address changes with its words, but a story can be withdrawn: caches must ask again before long.
CACHE_CONTROL = "public, max-age=600"


@read_only
def story(request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """The card of a public story; an old version leads to the one of today."""
    known = Article.objects.published().select_related("country", "source")
    shown = get_object_or_404(known.only("headline", "kind", "status", "country__name", "source__name"), pk=pk)
    card = share_cards.of_story(shown)
    return _answer(request, str(pk), card, share_cards.address_of_story(shown), version)


@read_only
def paper(request: HttpRequest, version: str) -> HttpResponse:
    """The card of the site."""
    return _answer(request, share_cards.PAPER, share_cards.of_paper(), share_cards.address_of_paper(), version)


def _answer(request: HttpRequest, name: str, card: Card, address: str, version: str) -> HttpResponse:
    etag = f'"{card.version}"'
    response: HttpResponse
    if version != card.version:
        response = HttpResponseRedirect(address)
    elif matches(request, etag, stands=True):
        response = HttpResponseNotModified(headers={"ETag": etag})
    else:
        headers = {"ETag": etag, "Content-Security-Policy": "default-src 'none'"}
        response = HttpResponse(share_cards.drawn(name, card), content_type=share_cards.TYPE, headers=headers)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response
