"""The contact page, topic first, and the public figures. Speaks HTTP only."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from newsroom.takedowns import inbox, transparency
from newsroom.takedowns.forms import MessageForm
from newsroom.takedowns.models import Message
from newsroom.takedowns.views import private, stop

HOUR = "public, max-age=300"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """First the topic; a takedown leads to its own form, everything else to a message."""
    topic = request.GET.get("topic", "")
    address = request.GET.get("url", "")[:2000]
    if topic not in Message.Topic.values:
        return render(request, "takedowns/topics.html", {"topics": Message.Topic, "address": address})
    form = MessageForm(request.POST or None, initial={"about": address})
    context = {"form": form, "topic": Message.Topic(topic), "address": address}
    if request.method != "POST":
        return private(render(request, "takedowns/message.html", context), index=True)
    stopped = stop(request, form, "takedowns/message.html", context)
    if stopped:
        return stopped
    inbox.receive(form.message(Message.Topic(topic)))
    return redirect("contact_sent")


@never_cache
@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    """Thanks."""
    return private(render(request, "takedowns/message_sent.html"))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The figures, by month of receipt."""
    response = render(request, "takedowns/transparency.html", {"months": transparency.months()})
    response.headers["Cache-Control"] = HOUR
    return response


@require_safe
def as_csv(_request: HttpRequest) -> HttpResponse:
    """The figures as CSV."""
    response = HttpResponse(transparency.as_csv(transparency.months()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="transparency.csv"'
    response.headers["Cache-Control"] = HOUR
    return response


@require_safe
def as_json(_request: HttpRequest) -> JsonResponse:
    """The figures as JSON."""
    response = JsonResponse({"promise_hours": 24, "months": [month.row() for month in transparency.months()]})
    response.headers["Cache-Control"] = HOUR
    return response
