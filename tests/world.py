"""A tiny newsroom: Ada is a chief editor, Ben an editor, Cy writes, Tao handles takedowns, Zoe is a stranger."""

import itertools
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles import counts, editing, lifecycle
from articles.accounts import system_account
from articles.models import Article, Author, Country, Source
from articles.models.article import Kind
from articles.models.source import Rights
from articles.status import Status

counter = itertools.count(1)
PEOPLE = {"ada": "Chief editor", "ben": "Editor", "cy": "Writer", "tao": "Takedown officer", "zoe": ""}
BODY = "<p>The harbour opened at dawn. Forty boats left before the fog came in.</p><p>All were back by noon.</p>"


def person(name: str) -> User:
    """One of the five, made on first use; the password is the name."""
    user, made = User.objects.get_or_create(
        username=name, defaults={"email": f"{name}@paper.example", "is_staff": name != "zoe"}
    )
    if made:
        user.set_password(name)
        user.save()
        if PEOPLE[name]:
            user.groups.add(Group.objects.get(name=PEOPLE[name]))
    return user


def root() -> User:
    """A superuser."""
    return User.objects.filter(username="root").first() or User.objects.create_superuser(
        "root", "root@paper.example", "root"
    )


def make_country(iso2: str = "MN") -> Country:
    """One of the 49 sections, or one more in a database without the seed."""
    names = {"MN": ("Mongolia", "mongolia"), "JP": ("Japan", "japan"), "NP": ("Nepal", "nepal")}
    name, slug = names.get(iso2, (f"Country {iso2}", f"country-{iso2.lower()}"))
    return Country.objects.get_or_create(iso2=iso2, defaults={"name": name, "slug": slug})[0]


def make_source(name: str = "Harbour Gazette", rights: Rights = Rights.LICENSED, **values: Any) -> Source:
    """An outlet."""
    slug = name.lower().replace(" ", "-")
    defaults: dict[str, Any] = {"slug": slug, "home_page": f"https://{slug}.example/", "host": f"{slug}.example"}
    defaults |= {"rights": rights, "opt_outs_read_at": timezone.now()}  # its site was asked just now
    return Source.objects.get_or_create(name=name, defaults=defaults | values)[0]


def make_author(name: str = "Cy Writer", **values: Any) -> Author:
    """A byline."""
    return Author.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults={"name": name} | values)[0]


def make_article(headline: str = "", *, status: Status = Status.PUBLISHED, **values: Any) -> Article:
    """An article that passes the gate, brought to its state by the same verbs that everybody uses."""
    number = next(counter)
    source = values.pop("source", None) or make_source()
    facts: dict[str, Any] = {
        "headline": headline or f"Harbour story number {number}",
        "body": BODY,
        "kind": Kind.LICENSED,
        "country": make_country(),
        "source": source,
        "source_url": f"https://{source.host}/stories/{number}",
        "source_headline": f"Boats out early ({number})",
        "source_published_at": timezone.now(),
    }
    machine = system_account()
    published_at = values.pop("published_at", None)
    article = editing.create(by=machine, status=Status.INCOMING, **(facts | values))
    for step in PATHS[status]:
        at = timezone.now() + timedelta(hours=1) if step == Status.SCHEDULED else None
        lifecycle.move(article, step, by=machine, at=at)
    if published_at:
        Article.objects.filter(pk=article.pk).update(published_at=published_at)
        days = {-1: article.published_at, 1: published_at} if article.is_public else {}
        for stories, moment in days.items():
            counts.count_day(timezone.localdate(moment), stories)
        article.refresh_from_db()
        lifecycle.mirror(article)
    return article


PATHS: dict[Status, list[Status]] = {
    Status.INCOMING: [],
    Status.IN_REVIEW: [Status.IN_REVIEW],
    Status.SCHEDULED: [Status.IN_REVIEW, Status.SCHEDULED],
    Status.PUBLISHED: [Status.IN_REVIEW, Status.PUBLISHED],
    Status.REJECTED: [Status.REJECTED],
    Status.UNPUBLISHED: [Status.IN_REVIEW, Status.PUBLISHED, Status.UNPUBLISHED],
    Status.WITHHELD: [Status.IN_REVIEW, Status.PUBLISHED, Status.WITHHELD],
    Status.WITHDRAWN: [Status.IN_REVIEW, Status.PUBLISHED, Status.WITHDRAWN],
}
