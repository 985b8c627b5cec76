"""Views that take nothing in: whoever posts to one is told that there is no posting, with a token or without."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def read_only(view: Callable[Concatenate[HttpRequest, P], Answer]) -> Callable[Concatenate[HttpRequest, P], Answer]:
    """A view for GET and HEAD; every other method gets 405 with Allow.

    The check of forms comes before a view and would answer 403; nothing is taken in, so nothing has to be guarded.
    """
    return csrf_exempt(require_safe(view))
