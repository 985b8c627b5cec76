"""Doors to one thing by its number or its secret, and those of the desk: each is in a table, tried by everybody."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from articles.models import Article
from articles.status import Status
from newsroom.desk import bulk, invitations, previews, urls
from newsroom.desk.models import SavedQueue
from newsroom.desk.roles import Role
from newsroom.ingest.models import Feed, Rule
from newsroom.takedowns.evidence import Evidence
from newsroom.takedowns.filetypes import FileType
from newsroom.takedowns.sanctions import Suspension
from tests.takedowns import room
from tests.world import make_article, make_author, make_source, person, root

# What an address answers: nobody, a stranger, Writer, Editor, Takedown officer, Chief editor, Superuser.
WHO = ("", "zoe", "cy", "ben", "tao", "ada", "root")
# The number is the status; ">" leads to the sign-in page, "+" elsewhere. After "post" an
# empty form is sent: where the door opens, what it asks for is missing and nothing is done.
DESK = """
preview                          200 200 200 200 200 200 200
welcome                          200 200 200 200 200 200 200
autosave                         401 401 404 404 404 404 404
autosave                   post  401 401 400 400 400 400 400
body_pictures                    401 401 200 200 200 200 200
body_pictures              post  401 401 400 400 403 400 400
sign_in_again                    200 200 +   +   +   +   +
sign_in_again              post  200 200 200 200 200 200 200
presence                         401 401 200 200 200 200 200
presence                   post  401 401 200 200 200 200 200
second_factor                    >   >   200 200 200 200 200
second_factor_set_up             >   >   200 200 200 200 200
second_factor_act          post  >   >   +   +   +   +   +
admin_password_reset             200 200 200 200 200 200 200
password_reset_done              200 200 200 200 200 200 200
password_reset_confirm           200 200 200 200 200 200 200
password_reset_complete          200 200 200 200 200 200 200
"""
ADMIN = """
articles_article_beside          >   >   200 200 200 200 200
articles_article_beside    post  >   >   +   +   +   +   +
articles_article_changes         >   >   200 200 200 200 200
articles_article_live            >   >   200 200 200 200 200
articles_article_live      post  >   >   200 200 200 200 200
articles_article_suggested       >   >   403 405 403 405 405
articles_article_suggested post  >   >   403 400 403 400 400
articles_article_triage_story    >   >   200 200 200 200 200
articles_author_replace          >   >   403 403 403 200 200
articles_author_replace    post  >   >   403 403 403 200 200
auth_user_signing_in             >   >   403 403 403 200 200
auth_user_signing_in       post  >   >   403 403 403 +   +
desk_bulkact_progress            >   >   403 200 403 200 200
desk_bulkact_stop          post  >   >   403 +   403 +   +
desk_bulkact_undo          post  >   >   403 +   403 +   +
desk_savedqueue_letter     post  >   >   +   +   +   +   +
desk_savedqueue_move       post  >   >   403 403 403 +   +
desk_savedqueue_open             >   >   +   +   +   +   +
ingest_feed_act            post  >   >   403 403 403 +   +
ingest_recipe_for                >   >   403 +   403 +   +
ingest_rule_move           post  >   >   403 403 403 +   +
takedowns_case_act         post  >   >   403 403 404 403 404
takedowns_evidence_open          >   >   403 403 200 403 200
takedowns_evidence_open    post  >   >   403 403 409 403 409
takedowns_suspension_act   post  >   >   403 409 409 409 409
takedowns_switch_act       post  >   >   403 403 409 403 409
"""
# Django's own pages of one thing: tried by `test_doors` where they show one, else behind the same rights.
USUAL = re.compile(r"_(?:change|delete|history)\Z|\A(?:view_on_site|app_list)\Z")


def rows(place: int) -> dict[tuple[str, str], str]:
    """What one column of the tables says, by name and method."""
    found = {}
    for name, *told in map(str.split, filter(None, f"{DESK}{ADMIN}".split("\n"))):
        found[name, "post" if told[0] == "post" else "get"] = told[-len(WHO) :][place]
    return found


def named(table: str) -> set[str]:
    """The names in a table."""
    return {line.split()[0] for line in table.split("\n") if line}


def with_arguments(patterns: list[Any], *, inside: bool = False) -> set[str]:
    """The names of the pages that take arguments."""
    found: set[str] = set()
    for pattern in patterns:
        takes = inside or bool(pattern.pattern.regex.groups)
        if isinstance(pattern, URLResolver):
            found |= with_arguments(pattern.url_patterns, inside=takes)
        elif isinstance(pattern, URLPattern) and pattern.name and takes:
            found.add(pattern.name)
    return found


def addresses() -> dict[str, str]:
    """Every address in the tables, each of one thing that is there."""
    story, other = (make_article(status=Status.IN_REVIEW, authors=[make_author()]) for _number in range(2))
    ours = {"preview": previews.path(story, person("ada")), "welcome": invited()}
    ours |= {name: reverse(name, args=[story.pk]) for name in ("autosave", "presence")}
    ours["password_reset_confirm"] = reverse("password_reset_confirm", args=["MQ", "set-password"])
    plain = named(DESK) - ours.keys()
    ours |= {name: reverse(name) for name in plain}
    return ours | {name: reverse(f"admin:{name}", args=args) for name, args in numbers(story, other).items()}


def invited() -> str:
    """The address of an invitation."""
    return invitations.link(invitations.invite("di@paper.example", Role.WRITER, person("ada")))


def numbers(story: Article, other: Article) -> dict[str, list[Any]]:
    """The numbers in each address of the admin."""
    feed = Feed.objects.create(source=make_source(), url="https://harbour-gazette.example/feed/")
    act = bulk.begin("priority", [story.pk], by=person("ben"), given={"priority": 1})
    queue = SavedQueue.objects.create(name="Late", owner=person("ada"), shared=True)
    found: dict[str, list[Any]] = {name: [story.pk] for name in sorted(named(ADMIN))}
    found |= {name: [act.pk] for name in found if name.startswith("desk_bulkact_")}
    return found | {
        "articles_article_beside": [story.pk, other.pk],
        "articles_author_replace": [make_author().pk],
        "auth_user_signing_in": [person("cy").pk],
        "desk_savedqueue_letter": [queue.pk],
        "desk_savedqueue_move": [queue.pk, "up"],
        "desk_savedqueue_open": [queue.pk],
        "ingest_feed_act": [feed.pk],
        "ingest_recipe_for": [make_source().pk],
        "ingest_rule_move": [Rule.objects.create(name="Fog", feed=feed).pk],
        "takedowns_case_act": [room.confirmed(make_article()).pk],
        "takedowns_evidence_open": [evidence()],
        "takedowns_suspension_act": [Suspension.objects.create(source=make_source(), strikes=3).pk],
        "takedowns_switch_act": ["destroy"],
    }


def evidence() -> int:
    """The number of a file that a claimant has sent."""
    case = room.confirmed(make_article())
    return Evidence.objects.create(case=case, name="deed.txt", kind=FileType.TEXT, size=4, digest="0" * 64).pk


def answered(client: Client, method: str, address: str) -> str:
    """What a browser gets there, in the words of the tables."""
    answer = getattr(client, method)(address)
    if answer.status_code != 302:
        return str(answer.status_code)
    return ">" if "/admin/login/" in answer["Location"] else "+"


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_everybody_is_answered_as_the_tables_say(who: str) -> None:
    wanted, pages, client = rows(WHO.index(who)), addresses(), Client(raise_request_exception=False)
    if who:
        client.force_login(root() if who == "root" else person(who), "newsroom.desk.roles.RolesBackend")
    got = {(name, method): answered(client, method, pages[name]) for name, method in wanted}
    assert {door: (wanted[door], got[door]) for door in wanted if wanted[door] != got[door]} == {}


def test_every_address_of_the_desk_has_its_row() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == named(DESK)


def test_every_address_of_the_admin_with_a_number_has_its_row() -> None:
    found = {name for name in with_arguments(admin.site.get_urls()) if not USUAL.search(name)}
    assert found == named(ADMIN)
