"""A newsroom with something in every room, so that no screen of the walk is empty; a shell of the newsroom fills it."""

import json
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from articles import editing
from articles.models import Article, Picture, Tag
from articles.models.bar import Bar, KeyKind
from articles.status import Status
from newsroom.desk import bulk, copies, decisions, grouping, headlines, invitations
from newsroom.desk.models import Beat, BulkAct
from newsroom.ingest import notices, suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Capture, Feed, Fetch, Recipe, Rule
from newsroom.outbox.models import Letter, State
from newsroom.takedowns import claimants
from newsroom.takedowns.models import Message
from tests import world
from tests.takedowns import room

LONG = timedelta(days=300)


def fill() -> None:
    """Fill the rooms; print which story is which, and the key of the first record of each model."""
    owned = claimants.receive(room.notice(settings.SITE_URL + world.make_article().get_absolute_url()))
    claimants.confirm(room.confirm_token(owned))
    joining = everybody()
    named: dict[str, Any] = stories() | incoming()
    beside_stories(Article.objects.get(pk=named["copy"]))
    named |= acts_upon_many()
    rows = {model._meta.label_lower: model._default_manager.order_by("pk").first() for model in admin.site._registry}
    firsts = {label: row.pk for label, row in rows.items() if row is not None}
    print("ROOMS", json.dumps({"places": places(named, joining), "firsts": firsts, "named": named}, default=str))


def everybody() -> str:
    """The staff of the tiny world, two more (Bea has a beat), and a stranger; the address at which one may join."""
    world.root()
    for name in world.PEOPLE:
        world.person(name)
    User.objects.filter(username="zoe").update(is_staff=True)
    for name, like in (("fay", "cy"), ("bea", "ben")):
        one = User.objects.create_user(name, f"{name}@paper.example", name, is_staff=True)
        one.groups.set(world.person(like).groups.all())
    Beat.objects.create(user=one).countries.add(world.make_country("JP"))
    asked = invitations.invite("di@paper.example", "Writer", world.person("ada"))
    return urlsplit(invitations.link(asked)).path


def stories() -> dict[str, Any]:
    """A story in each state, and those on which somebody else was meanwhile."""
    ada, root, author = world.person("ada"), world.root(), world.make_author()
    tag = Tag.objects.get_or_create(name="Harbours")[0]
    told = {status: world.make_article(status=status, authors=[author]) for status in Status}
    public, held = told[Status.PUBLISHED], world.make_article("Held by somebody else", status=Status.INCOMING)
    decisions.correct(public, by=ada, note="It was forty boats.")
    decisions.note(public, by=ada, text="Looked at twice.")
    decisions.claim(held, by=world.person("ben"))
    changed = [world.make_article(f"Twice at work {number}", status=Status.IN_REVIEW) for number in (1, 2)]
    for article in changed:
        typed = {"headline": "What was typed and never saved"}
        copies.save_working_copy(article, by=root, data=typed, version=article.version)
        editing.revise(article, by=ada, changes={"headline": "What somebody saved meanwhile"})
    embargoed = world.make_article("Under embargo", status=Status.IN_REVIEW)
    editing.revise(embargoed, by=ada, changes={"embargo_until": timezone.now() + timedelta(hours=5)})
    headlines.add(changed[0], by=ada, text="What it could be called as well")
    named = {"public": public, "held": held, "author": author, "tag": tag, "source": world.make_source()}
    named |= {
        "ben": world.person("ben"),
        "draft": changed[0],
        "conflict": changed[1],
        "removed": told[Status.WITHDRAWN],
    }
    return {name: one.pk for name, one in named.items()}


def incoming() -> dict[str, Any]:
    """What waits: a coverage, a story that the gate stops, and one that may be a copy."""
    waiting = [world.make_article(status=Status.INCOMING) for _place in range(3)]
    grouping.merge(waiting, by=world.person("ada"), title="The fog over the pier")
    blocked = world.make_article("Stopped by the gate", status=Status.INCOMING, country=None)
    copy = world.make_article("A copy, perhaps", status=Status.INCOMING)
    offered = [Suggested("duplicate", str(waiting[0].pk), "nine words of ten are the same", 0.95, applied=False)]
    suggestions.offer(copy, [*offered, Suggested("tag", "Fog", "“fog” in the headline", 0.6, applied=False)])
    return {"lead": waiting[0].pk, "blocked": blocked.pk, "copy": copy.pk}


def beside_stories(article: Article) -> None:
    """Feeds, what came in, pictures, rules, letters, acts upon many: one of each."""
    source, now = world.make_source(), timezone.now()
    Tag.objects.get_or_create(name="Harbour")
    url, after = f"https://{source.host}/feed/", now + LONG
    feed = Feed.objects.create(source=source, url=url, next_poll_at=after, failures=3, problem="It answered 503.")
    Fetch.objects.create(feed=feed, outcome=Fetch.Outcome.FAILED, status=503, sentence="It answered 503.")
    text = "Forty boats left before the fog came in."
    facts: dict[str, Any] = {"title": "Boats out early", "full_text": text, "full_html": f"<p>{text}</p>", "words": 8}
    Capture.objects.create(feed=feed, source=source, article=article, verdict="new", language="en", **facts)
    Rule.objects.create(feed=feed, name="Fog is urgent", act=Rule.Act.PRIORITY, priority=1)
    Recipe.objects.create(source=source, take="article")
    notices.gone(Article.objects.published().latest("pk"), "There is nothing at this address (404).")
    Picture.objects.create(alt="A harbour", sha256="a" * 64, width=640, height=400)
    Bar.objects.create(kind=KeyKind.AUTHOR, key="0" * 64, reason=Bar.Reason.MANUAL)
    lost = {"key": "lost", "to": "owner@x.example", "subject": "Lost", "body": "Gone.", "template": "t"}
    Letter.objects.create(state=State.FAILED, problem="No such box.", **lost)
    messages()


def messages() -> None:
    """One that waits and one that is answered, from somebody whose name has no end."""
    facts: dict[str, Any] = {"topic": "other", "name": "Donaudampfschifffahrt" * 8, "email": "mira@owner.example"}
    told = f"Look at https://owner.example/{'boats-' * 40} first."
    done = {"state": Message.State.ANSWERED, "answer": told, "answered_by": world.person("tao")}
    for values in ({}, done | {"answered_at": timezone.now()}):
        Message.objects.create(key=uuid.uuid4(), text=told, **(facts | values))


def acts_upon_many() -> dict[str, Any]:
    """One that is done, and one that is on its way and leased for long, so that no worker takes it up."""
    root = world.root()
    some = [world.make_article(status=Status.INCOMING).pk for _place in range(2)]
    bulk.begin("reject", [*some, Article.objects.published().latest("pk").pk], by=root, given={"reason": "No news"})
    begun = BulkAct.objects.create(by=root, verb="publish", articles=some, lease_until=timezone.now() + LONG)
    return {"bulk": begun.pk}


def places(named: dict[str, Any], joining: str) -> dict[str, str]:
    """Pages that have arguments, by what stands on them."""
    pages = [
        ("a published story", "articles_article_change", ["public"], ""),
        ("a story held by somebody", "articles_article_change", ["held"], ""),
        ("a story that the gate stops", "articles_article_change", ["blocked"], ""),
        ("a draft that was overtaken", "articles_article_change", ["draft"], ""),
        ("a draft put back", "articles_article_change", ["draft"], "?restore=1"),
        ("a story that was removed", "articles_article_change", ["removed"], ""),
        ("two stories side by side", "articles_article_beside", ["copy", "lead"], ""),
        ("two versions compared", "articles_article_history", ["draft"], "?from=1&to=2"),
        ("an author replaced", "articles_author_replace", ["author"], ""),
        ("an author with stories deleted", "articles_author_delete", ["author"], ""),
        ("a tag deleted", "articles_tag_delete", ["tag"], ""),
        ("how somebody signs in", "auth_user_signing_in", ["ben"], ""),
    ]
    found = {said: reverse(f"admin:{name}", args=[named[key] for key in keys]) + q for said, name, keys, q in pages}
    answered = Message.objects.get(state=Message.State.ANSWERED)
    found["an answered message"] = reverse("admin:takedowns_message_change", args=[answered.pk])
    found["one part of the admin"] = reverse("admin:app_list", args=["articles"])
    return found | {"an invitation": joining, "a dead invitation": "/admin/welcome/no-such-token/"}
