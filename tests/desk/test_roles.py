"""Who may do what: every verb by every role, and the writer's own stories."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article, Country, Coverage
from articles.models.article import Kind
from articles.refusals import NotPermitted, Refused
from articles.status import Status
from newsroom.desk import claims, decisions
from newsroom.desk.models import Approval
from newsroom.desk.roles import GRANTS, Role, may
from newsroom.desk.verbs import APPROVING, VERBS, available
from tests.world import make_article, make_author, make_country, person, root

pytestmark = pytest.mark.django_db

PEOPLE = {Role.CHIEF: "ada", Role.EDITOR: "ben", Role.WRITER: "cy", Role.OFFICER: "tao", None: "zoe"}
JUDGING = {"claim", "release", "publish", "schedule", "unschedule", "send_back", "reject", "restore", "unpublish"}
# Every verb that a role may carry out on an article of somebody else.
MATRIX: dict[Role | None, set[str]] = {
    Role.CHIEF: {*JUDGING, *APPROVING, "reopen", "correct", "revise", "split", "pin", "note"},
    Role.EDITOR: {*JUDGING, *APPROVING, "reopen", "correct", "revise", "split", "pin", "note"},
    Role.WRITER: {"note"},
    Role.OFFICER: {"note"},
    None: set(),
}
GIVEN: dict[str, dict[str, Any]] = {
    "schedule": {"at": timezone.now() + timedelta(days=400)},
    "send_back": {"reason": "not ours"},
    "reject": {"reason": "not ours"},
    "unpublish": {"reason": "not ours"},
    "correct": {"note": "The boats were forty-one."},
    "revise": {"changes": {"standfirst": "Forty boats went out."}},
    "pin": {"until": timezone.now() + timedelta(days=2)},
    "note": {"text": "Who checked the number of boats?"},
}
CASES = [
    (role, verb.name, state)
    for role in MATRIX
    for verb in VERBS.values()
    for state in sorted(verb.states)
    if state not in {Status.WITHHELD, Status.WITHDRAWN}
]


@pytest.mark.parametrize(("role", "name", "state"), CASES)
def test_a_verb_is_carried_out_for_exactly_the_roles_that_have_it(role: Role | None, name: str, state: Status) -> None:
    Country.objects.filter(pk=make_country().pk).update(approvals=name in APPROVING)
    article, user = make_article(status=state), person(PEOPLE[role])
    if name == "withdraw_approval":
        Approval.objects.create(article=article, by=user, version=article.version)
    if name == "split":
        coverage = Coverage.objects.create(title="Fog", slug="fog")
        decisions.revise(article, by=root(), changes={"coverage": coverage})
    if name == "release":
        claims.take(article, user)
    shown = {verb.name for verb in available(article, user)}
    if name in MATRIX[role]:
        VERBS[name].run(article, by=user, **GIVEN.get(name, {}))
        assert name in shown
    else:
        with pytest.raises(NotPermitted):
            VERBS[name].run(article, by=user, **GIVEN.get(name, {}))
        assert name not in shown
        assert Article.objects.get(pk=article.pk).status == state


def test_after_migrating_each_group_holds_exactly_what_the_table_says() -> None:
    group = Group.objects.get(name="Editor")
    group.permissions.add(Permission.objects.get(codename="override_gate"))
    group.permissions.remove(Permission.objects.get(codename="publish_article"))
    call_command("migrate", verbosity=0)
    held = set(group.permissions.values_list("content_type__app_label", "codename"))
    granted = {tuple(name.split(".")) for name in GRANTS[Role.EDITOR]}
    assert held <= granted
    assert ("articles", "publish_article") in held
    assert ("articles", "override_gate") not in held


@pytest.mark.parametrize("role", list(Role))
def test_every_permission_in_the_table_exists(role: Role) -> None:
    there = {
        f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename").all()
    }
    assert {name for name in GRANTS[role] if not name.endswith(".*")} - there == set()


@pytest.mark.parametrize(
    ("name", "permission", "allowed"),
    [
        ("ada", "articles.override_gate", True),
        ("ben", "articles.override_gate", False),
        ("ada", "articles.change_source", True),
        ("ben", "articles.change_source", False),
        ("ada", "ingest.add_rule", True),
        ("ada", "ingest.change_condition", True),
        ("ada", "ingest.delete_recipe", True),
        ("ben", "ingest.view_rule", True),
        ("ben", "ingest.change_rule", False),
        ("ben", "ingest.change_recipe", False),
        ("cy", "ingest.view_rule", False),
        ("ada", "desk.add_invitation", True),
        ("ben", "desk.add_invitation", False),
        ("ada", "articles.withdraw_article", False),
        ("tao", "articles.withdraw_article", True),
        ("tao", "articles.restore_article", True),
        ("tao", "articles.publish_article", False),
        ("cy", "articles.add_article", True),
        ("cy", "articles.publish_article", False),
        ("zoe", "articles.view_article", False),
        ("ada", "auth.change_user", False),
        ("ada", "outbox.view_letter", True),
        ("ben", "outbox.view_letter", False),
    ],
)
def test_what_sets_the_roles_apart(name: str, permission: str, *, allowed: bool) -> None:
    assert may(person(name), permission) is allowed


def test_a_writer_changes_a_story_that_is_their_own_and_in_review() -> None:
    cy = person("cy")
    own = decisions.begin(by=cy, headline="Fog over the harbour")
    decisions.revise(own, by=cy, changes={"headline": "Fog over the old harbour"})
    assert Article.objects.get(pk=own.pk).headline == "Fog over the old harbour"


def test_a_writer_changes_a_story_that_bears_their_name_whoever_began_it() -> None:
    cy = person("cy")
    signed = make_article(status=Status.IN_REVIEW, kind=Kind.ORIGINAL, authors=[make_author(account=cy)])
    assert may(cy, "articles.change_article", signed)
    assert not may(cy, "articles.change_article", make_article(status=Status.IN_REVIEW))


@pytest.mark.parametrize("state", [state for state in Status if state != Status.IN_REVIEW])
def test_a_writer_does_not_change_their_story_once_it_has_left_review(state: Status) -> None:
    cy = person("cy")
    assert not may(cy, "articles.change_article", make_article(status=state, authors=[make_author(account=cy)]))


def test_a_dismissed_editor_may_nothing() -> None:
    ben = person("ben")
    ben.is_active = False
    ben.save()
    with pytest.raises(NotPermitted):
        decisions.publish(make_article(status=Status.IN_REVIEW), by=User.objects.get(pk=ben.pk))


def test_an_editor_with_no_reason_to_overrule_is_asked_for_one_and_then_for_the_right() -> None:
    article = make_article(status=Status.IN_REVIEW, body="<p>It ends on a colon:</p>")
    with pytest.raises(Refused, match="Say why"):
        decisions.publish(article, by=person("ada"), overruled=True)
    with pytest.raises(NotPermitted, match="override gate"):
        decisions.publish(article, by=person("ben"), overruled=True, reason="It is a quotation.")
    change = decisions.publish(article, by=person("ada"), overruled=True, reason="It is a quotation.")
    assert change.details == {"overruled": ["cut-off"]}
    assert change.reason == "It is a quotation."
