"""The contact page, topic first. Speaks HTTP only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from newsroom.takedowns import inbox
from newsroom.takedowns.forms import MessageForm
from newsroom.takedowns.models import Message
from newsroom.takedowns.responses import private
from newsroom.takedowns.views import stop


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
