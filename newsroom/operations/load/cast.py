"""The invented outlets, authors, tags and editors of a load, and the check that no real newsroom is among them."""

import random
from dataclasses import dataclass

from django.contrib.auth.models import Group, User

from articles.accounts import system_account
from articles.models import Article, Author, Country, Source, Tag
from articles.models.source import Rights
from newsroom.desk.roles import Role
from newsroom.operations.load.words import words

SOURCES, AUTHORS, TAGS, EDITORS = 400, 200, 3_000, 5
MARK = "load-"
KINDS = ("Courier", "Gazette", "Lantern", "Herald", "Post", "Mirror", "Dispatch", "Beacon")
RIGHTS = (Rights.EXCERPT, Rights.EXCERPT, Rights.EXCERPT, Rights.LICENSED, Rights.LINK_ONLY)


class NotAlone(Exception):
    """There are stories that no load has made."""


@dataclass(frozen=True)
class Cast:
    """Keys to choose from: sources with their language, authors, tags, countries, editors, and the machine."""

    sources: list[int]
    authors: list[int]
    tags: list[int]
    countries: list[int]
    editors: list[int]
    machine: int


def must_be_alone() -> None:
    """Raise NotAlone where the newsroom holds a story of an outlet that is not ours, or of none."""
    if Article.objects.exclude(source__slug__startswith=MARK).exists():
        raise NotAlone


def gather(seed: int) -> Cast:
    """Make everybody who is not there yet; the same seed gives the same."""
    chance = random.Random(f"cast {seed}")  # noqa: S311 - invention, no secret
    countries = list(Country.objects.order_by("pk").values_list("pk", flat=True))
    _make_sources(chance, countries)
    _make_authors()
    _make_tags(seed, chance)
    return Cast(
        sources=list(Source.objects.filter(slug__startswith=MARK).order_by("pk").values_list("pk", flat=True)),
        authors=list(Author.objects.filter(slug__startswith=MARK).order_by("pk").values_list("pk", flat=True)),
        tags=list(Tag.objects.order_by("pk").values_list("pk", flat=True)),
        countries=countries,
        editors=[_editor(number).pk for number in range(EDITORS)],
        machine=system_account().pk,
    )


def _make_sources(chance: random.Random, countries: list[int]) -> None:
    rows = []
    for number in range(SOURCES):
        slug = f"{MARK}{number}"
        row = Source(name=f"{_place(number)} {chance.choice(KINDS)} {number}", slug=slug, host=f"{slug}.example")
        row.home_page, row.rights, row.country_id = f"https://{slug}.example/", chance.choice(RIGHTS), None
        row.country_id = chance.choice(countries)
        rows.append(row)
    Source.objects.bulk_create(rows, ignore_conflicts=True)


def _make_authors() -> None:
    rows = [Author(name=f"{_place(n)} {_place(n * 7 + 3)}", slug=f"{MARK}{n}") for n in range(AUTHORS)]
    Author.objects.bulk_create(rows, ignore_conflicts=True)


def _make_tags(seed: int, chance: random.Random) -> None:
    known = words(seed).known
    rows = [Tag(name=f"{chance.choice(known)} {number}", slug=f"{MARK}{number}") for number in range(TAGS)]
    Tag.objects.bulk_create(rows, ignore_conflicts=True)


def _place(number: int) -> str:
    first = ("Bal", "Kel", "Mor", "Ran", "Tul", "Shal", "Len", "Dor", "Gris", "Fal")
    second = ("rava", "nito", "seva", "luna", "mora", "tenby", "drill", "bella", "vane", "gard")
    return f"{first[number % 10]}{second[number // 10 % 10]}"


def _editor(number: int) -> User:
    account, made = User.objects.get_or_create(username=f"{MARK}editor-{number}", defaults={"is_staff": True})
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
        account.groups.add(Group.objects.get(name=Role.EDITOR))
    return account
