"""The contact page, topic first. Speaks HTTP only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.read_only import read_only
from newsroom.takedowns import inbox
from newsroom.takedowns.forms import MessageForm
from newsroom.takedowns.models import Message
from newsroom.takedowns.references import is_message_reference
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
    kept = inbox.receive(form.message(Message.Topic(topic)))
    return redirect(f"{reverse('contact_sent')}?reference={kept.reference}")


@never_cache
@read_only
def contact_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, with the reference."""
    reference = request.GET.get("reference", "")
    context = {"reference": reference if is_message_reference(reference) else ""}
    return private(render(request, "takedowns/message_sent.html", context))
