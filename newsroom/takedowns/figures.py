"""The public figures as page, CSV and JSON, and the check of their seals. Speaks HTTP only; `transparency` counts."""

import csv
import io
import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.read_only import read_only
from newsroom.takedowns import seals, transparency
from newsroom.takedowns.responses import private

FIVE_MINUTES = "public, max-age=300"
MOST = 1_000_000


@read_only
def page(request: HttpRequest) -> HttpResponse:
    """The figures, by month of receipt, and every missed promise with its reason."""
    months = [row | {"percent": _percent(row)} for row in transparency.months()]
    response = render(request, "takedowns/transparency.html", {"months": months, "missed": transparency.missed()})
    response.headers["Cache-Control"] = FIVE_MINUTES
    return response


@read_only
def as_csv(_request: HttpRequest) -> HttpResponse:
    """The figures as CSV."""
    return _csv(transparency.as_csv(transparency.months()), "transparency.csv")


@read_only
def as_json(_request: HttpRequest) -> JsonResponse:
    """The figures as JSON."""
    return _json({"promise_hours": 24, "months": transparency.months(), "missed": transparency.missed()})


@read_only
def items_csv(_request: HttpRequest) -> HttpResponse:
    """The record as CSV: one row for each address."""
    return _csv(transparency.items_as_csv(transparency.items()), "transparency-items.csv")


@read_only
def items_json(_request: HttpRequest) -> JsonResponse:
    """The record as JSON."""
    return _json({"items": transparency.items()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether rows that somebody kept carry our seal: were they published like that?"""
    text = request.POST.get("rows", "")
    context: dict[str, Any] = {"text": text[:MOST], "asked": request.method == "POST"}
    status = HTTPStatus.OK
    if request.method == "POST":
        ours = judge(text) if len(text) <= MOST else []
        context |= {"all": len(ours), "good": sum(ours), "sound": bool(ours) and all(ours)}
        status = HTTPStatus.OK if ours else HTTPStatus.UNPROCESSABLE_ENTITY
    return private(render(request, "takedowns/check.html", context, status=status), index=True)


def judge(text: str) -> list[bool]:
    """For each row of a kept file whether it is ours; none where the file cannot be read.

    What cannot be read shows at any step: half of a letter only where the seal is made, depth where it is walked.
    """
    try:
        return [seals.is_ours(row) for row in _rows(text)]
    except (ValueError, RecursionError, csv.Error):
        return []


def _rows(text: str) -> list[dict[str, Any]]:
    """The rows of a kept file, CSV or JSON, that bear a seal."""
    if text.lstrip().startswith(("{", "[")):
        return _sealed_in(json.loads(text))
    rows = csv.DictReader(io.StringIO(text.strip()))
    return [_as_written(row) for row in rows if seals.SEAL in row]


def _sealed_in(found: Any) -> list[dict[str, Any]]:
    """Everything in a JSON file that bears a seal."""
    if isinstance(found, dict) and seals.SEAL in found:
        return [found]
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else []
    return [row for part in inner if isinstance(part, dict | list) for row in _sealed_in(part)]


def _as_written(row: dict[Any, Any]) -> dict[str, Any]:
    """A row of the CSV without the apostrophe that keeps a cell from being run."""
    words = {str(name): str(value) for name, value in row.items()}
    return {name: word.removeprefix("'") if word[1:] != "" else word for name, word in words.items()}


def _percent(row: dict[str, Any]) -> int | None:
    """The share in time as whole per cent, rounded down: never better than it was."""
    share = row["share_within_24_hours"]
    return None if share is None else int(share * 100)


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = FIVE_MINUTES
    return response


def _json(found: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(found)
    response.headers["Cache-Control"] = FIVE_MINUTES
    return response
