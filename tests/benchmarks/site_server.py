"""The paper under its own server, with two bare views beside it to compare with: no middleware, plain queries.

`gunicorn tests.benchmarks.site_server:application`. A bare page is what Django itself can do here: `/bare/one/<id>/`
sends a stored text after one query, `/bare/four/<id>/` renders a story with its neighbours after four.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# First of all: it makes the apps ready, without which no model can be imported.
from newsroom.wsgi import application as paper

# isort: split
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test.utils import override_settings
from django.urls import path

from articles.models import Article

PAGE = Template(
    "<!doctype html><html lang=en><head><title>{{ story.headline }}</title></head><body><h1>{{ story.headline }}</h1>"
    "<p>{{ story.standfirst }}</p>{{ story.body|safe }}<p><a href='{{ story.source_url }}'>{{ story.source_headline }}"
    "</a></p><ul>{% for one in related %}<li><a href='/{{ one.slug }}/'>{{ one.headline }}</a> {{ one.published_at }}"
    "</li>{% endfor %}</ul><p><a href='/{{ older.slug }}/'>{{ older.headline }}</a> <a href='/{{ newer.slug }}/'>"
    "{{ newer.headline }}</a></p></body></html>"
)


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A stored text."""
    return HttpResponse(Article.objects.values_list("body", flat=True).get(pk=pk))


def four(request: HttpRequest, pk: int) -> HttpResponse:
    """A story, six of its section, the one before and the one after."""
    story = Article.objects.get(pk=pk)
    section = Article.objects.published().filter(country=story.country_id)
    before = section.filter(published_at__lt=story.published_at).order_by("-published_at", "-id")
    after = section.filter(published_at__gt=story.published_at).order_by("published_at", "id")
    facts = {"story": story, "related": before[:6], "older": before.first(), "newer": after.first()}
    return HttpResponse(PAGE.render(Context(facts)))


urlpatterns = [path("bare/one/<int:pk>/", one), path("bare/four/<int:pk>/", four)]


class Bare(WSGIHandler):
    """Django with these two addresses and nothing around them."""

    def get_response(self, request: HttpRequest) -> Any:
        """Look the address up among the two."""
        request.urlconf = __name__
        return super().get_response(request)


with override_settings(MIDDLEWARE=[]):
    bare = Bare()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The bare views by their beginning, all else to the paper."""
    if not environ["PATH_INFO"].startswith("/bare/"):
        return paper(environ, start)
    return bare(environ, start)
