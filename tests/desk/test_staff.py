"""Accounts of the staff, made and changed by hand."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from newsroom.desk.roles import Role

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
NEW = {"username": "nora", "password1": "ferry-at-noon-7", "password2": "ferry-at-noon-7", "usable_password": "true"}


def change(client: Client, person: User, *roles: Role) -> str:
    """The account's form as the page sends it, with these roles ticked."""
    typed = {"username": person.username, "is_active": "on", "is_staff": "on" if person.is_staff else ""}
    chosen = list(Group.objects.filter(name__in=roles).values_list("pk", flat=True))
    fields = {name: value for name, value in typed.items() if value} | {"groups": chosen}
    answer = client.post(f"/admin/auth/user/{person.pk}/change/", fields, follow=True)
    person.refresh_from_db()
    return answer.content.decode()


def test_whoever_is_given_a_role_can_sign_in_at_the_desk(signed_in: SignIn) -> None:
    chief = signed_in("root")
    assert chief.post("/admin/auth/user/add/", NEW).status_code == 302
    nora = User.objects.get(username="nora")
    assert not nora.is_staff
    assert "“nora” may sign in at the desk now" in change(chief, nora, Role.WRITER)
    assert nora.is_staff
    typed = {"username": "nora", "password": NEW["password1"], "next": "/admin/"}
    assert Client().post("/admin/login/", typed)["Location"] == "/admin/"
    assert "may sign in at the desk now" not in change(chief, nora, Role.EDITOR)


def test_an_account_without_a_role_stays_outside(signed_in: SignIn) -> None:
    chief = signed_in("root")
    chief.post("/admin/auth/user/add/", NEW)
    change(chief, User.objects.get(username="nora"))
    assert not User.objects.get(username="nora").is_staff
