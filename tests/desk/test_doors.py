"""Every door of the admin, tried by everybody: who is let in stands in one table, and nobody meets a broken page."""

from collections.abc import Iterator
from typing import Any

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from articles.models import Tag
from articles.models.bar import Bar, KeyKind
from articles.status import Status
from newsroom.desk import decisions, grouping, invitations
from newsroom.desk.models import Beat, SavedQueue
from newsroom.desk.roles import Role
from newsroom.ingest.models import Feed
from tests.world import make_article, make_author, make_country, make_source, person, root

ROLES = {"W": "cy", "E": "ben", "T": "tao", "C": "ada", "S": "root"}
# Sessions end here, or scripts ask.
NO_PAGES = {"logout", "autocomplete", "view_on_site"}
# They take forms alone; without one they lead back.
POSTED_BY_ALL = {"articles_article_triage_press", "desk_bulkact_begin"}


# Who sees which page: Writer, Editor, Takedown officer, Chief editor, Superuser; "-" for nobody.
# For each model its list, its form for a new one, and one record ("none" where the little newsroom has no record).
MODELS = """
articles_adslot                          CS     CS     none
articles_article                         WETCS  WECS   WETCS
articles_author                          WETCS  CS     WETCS
articles_bar                             ETCS   -      ETCS
articles_change                          WETCS  -      WETCS
articles_correction                      WETCS  -      WETCS
articles_country                         WETCS  CS     WETCS
articles_coverage                        WETCS  ECS    WETCS
articles_page                            WETCS  CS     WETCS
articles_picture                         WETCS  WECS   none
articles_source                          WETCS  CS     WETCS
articles_tag                             WETCS  ECS    WETCS
auth_group                               CS     S      CS
auth_user                                CS     S      CS
axes_accessfailurelog                    CS     -      CS
axes_accesslog                           CS     -      CS
desk_alert                               WETCS  -      none
desk_beat                                WETCS  CS     WETCS
desk_bulkact                             ECS    -      none
desk_invitation                          CS     -      CS
desk_savedqueue                          WETCS  WETCS  WETCS
django_tasks_database_dbtaskresult       S      -      none
ingest_capture                           ETCS   -      none
ingest_feed                              ETCS   CS     ETCS
ingest_fetch                             ETCS   -      none
ingest_notice                            ETCS   -      none
ingest_recipe                            ECS    CS     none
ingest_rule                              ECS    CS     none
ingest_suggestion                        ECS    -      none
outbox_letter                            TCS    -      TCS
outbox_ping                              S      -      none
outbox_purge                             TCS    -      none
takedowns_appeal                         TS     -      none
takedowns_blockedmail                    TS     -      none
takedowns_case                           TS     -      none
takedowns_counternotice                  TS     -      none
takedowns_dataclock                      TS     -      none
takedowns_domainproof                    TS     -      none
takedowns_evidence                       TS     -      none
takedowns_handbar                        TCS    TCS    none
takedowns_message                        ETCS   -      none
takedowns_scorerule                      TS     TS     TS
takedowns_slowsender                     TS     -      none
takedowns_suspension                     ETCS   -      none
takedowns_switch                         TS     -      none
"""
OTHERS = """
articles_article_coming                  WETCS
articles_article_export                  WETCS
articles_article_import                  ECS
articles_article_triage                  WETCS
articles_author_export                   WETCS
articles_author_import                   CS
articles_change_export                   WETCS
articles_source_export                   WETCS
articles_source_import                   CS
articles_tag_export                      WETCS
articles_tag_hygiene                     CS
articles_tag_import                      CS
articles_tag_past                        CS
auth_user_signing_in                     CS
desk_alert_choices                       WETCS
desk_invite                              WETCS
index                                    WETCS
ingest_feed_download                     ETCS
ingest_feed_health                       ETCS
ingest_feed_list                         CS
ingest_suggestion_precision              ECS
jsi18n                                   WETCS
password_change                          WETCS
password_change_done                     WETCS
login                                    -
articles_article_triage_press            -
articles_article_process_import          -
articles_author_process_import           -
articles_source_process_import           -
articles_tag_process_import              -
desk_bulkact_begin                       -
"""


def live_in() -> dict[str, Any]:
    """A newsroom with something in many rooms; the first row's key of each model that the admin shows."""
    ada, ben = person("ada"), person("ben")
    Tag.objects.get_or_create(name="Harbours")
    stories = [make_article(status=status, authors=[make_author()]) for status in (Status.INCOMING, Status.PUBLISHED)]
    grouping.merge([stories[0], make_article(status=Status.INCOMING)], by=ada, title="The fog over the pier")
    decisions.correct(stories[1], by=ada, note="It was forty boats.")
    decisions.note(stories[1], by=ada, text="Looked at twice.")
    Beat.objects.create(user=ben).countries.add(make_country())
    invitations.invite("di@paper.example", Role.WRITER, ada)
    SavedQueue.objects.create(name="Late", owner=ada, shared=True, query="due=over")
    for log in (AccessLog, AccessFailureLog):
        log.objects.create(username="ben", user_agent="", path_info="/")
    Bar.objects.create(kind=KeyKind.AUTHOR, key="0" * 64, reason=Bar.Reason.MANUAL)
    Feed.objects.create(source=make_source(), url="https://harbour-gazette.example/feed/")
    rows = {model._meta.label_lower: model._default_manager.order_by("pk").first() for model in admin.site._registry}
    return {label.replace(".", "_"): row.pk for label, row in rows.items() if row is not None}


def names(patterns: list[Any]) -> Iterator[str]:
    """The names of the pages that take no arguments."""
    for pattern in patterns:
        if pattern.pattern.regex.groups:
            continue
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def doors(firsts: dict[str, Any]) -> dict[str, str]:
    """Every page by its name: those without arguments, and one record of each model."""
    found = {name: reverse(f"admin:{name}") for name in names(admin.site.get_urls()) if name not in NO_PAGES}
    found |= {f"{kind}_change": reverse(f"admin:{kind}_change", args=[key]) for kind, key in firsts.items()}
    return found | {"auth_user_signing_in": reverse("admin:auth_user_signing_in", args=[firsts["auth_user"]])}


def asked(letter: str) -> dict[str, str]:
    """What the person in a role gets at each door: the letter where it opens, a dot where not."""
    pages, client = doors(live_in()), Client()
    user = root() if letter == "S" else person(ROLES[letter])
    client.force_login(user, "newsroom.desk.roles.RolesBackend")
    statuses = {name: client.get(url).status_code for name, url in pages.items()}
    return {name: {200: letter, 302: ">", 403: "."}.get(status, str(status)) for name, status in statuses.items()}


def tried(letter: str) -> dict[str, int]:
    """The status of an empty form sent to each door that is closed to the role, and that of each broken answer."""
    pages, client, table = doors(live_in()), Client(raise_request_exception=False), told()
    user = root() if letter == "S" else person(ROLES[letter])
    client.force_login(user, "newsroom.desk.roles.RolesBackend")
    del pages["login"]
    # Whoever may import is shown what is wrong with an empty file.
    processes = {name for name in pages if name.endswith("_process_import")}
    imports = {name for name in processes if letter in table[name.replace("_process", "")]}
    asked_of = {name: url for name, url in pages.items() if name not in POSTED_BY_ALL | imports}
    statuses = {name: client.post(url).status_code for name, url in asked_of.items()}
    return {name: status for name, status in statuses.items() if status >= 500 or letter not in table[name]}


def told() -> dict[str, str]:
    """The letters for each door, as the two tables tell them."""
    found: dict[str, str] = {}
    for line in f"{MODELS}{OTHERS}".split("\n"):
        name, *letters = line.split() or [""]
        pages = [name] if len(letters) == 1 else [f"{name}_changelist", f"{name}_add", f"{name}_change"]
        found |= {page: who for page, who in zip(pages, letters, strict=False) if who != "none"}
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ROLES)
def test_each_role_is_let_in_through_its_doors_and_no_others(letter: str) -> None:
    wanted = {name: (letter if letter in who else ".") for name, who in told().items()}
    wanted |= dict.fromkeys(("login", "articles_article_triage_press"), ">")
    wanted |= {name: "405" for name in wanted if name.endswith("_process_import")} | {"desk_bulkact_begin": "405"}
    got = asked(letter)
    wrong = {name: (wanted.get(name, "not in the table"), got.get(name, "gone")) for name in wanted.keys() | got.keys()}
    assert {name: both for name, both in wrong.items() if both[0] != both[1]} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ROLES)
def test_an_empty_form_breaks_no_page_and_opens_no_closed_one(letter: str) -> None:
    assert {name: status for name, status in tried(letter).items() if status not in {403, 405}} == {}


@pytest.mark.django_db
def test_nobody_comes_in_without_signing_in() -> None:
    pages, stranger, signed = doors(live_in()), Client(), Client()
    signed.force_login(person("zoe"), "newsroom.desk.roles.RolesBackend")
    del pages["login"]
    for client in (stranger, signed):
        answers = {name: client.get(url) for name, url in pages.items()}
        open_ones = {name for name, answer in answers.items() if "/admin/login/" not in answer.get("Location", "")}
        assert open_ones == set()
