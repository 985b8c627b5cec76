"""The log of sign-ins: who came in, who was refused, who is locked out and let in again; forgotten after 180 days."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.desk.admin.sign_ins import browser_in_words
from newsroom.operations import housekeeping
from newsroom.operations.models import Heartbeat
from tests.world import person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Client]
LOG, REFUSED = reverse("admin:axes_accesslog_changelist"), reverse("admin:axes_accessfailurelog_changelist")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"


def knock(name: str, password: str, times: int = 1, agent: str = FIREFOX) -> Client:
    """Somebody tries to sign in."""
    client = Client(headers={"User-Agent": agent})
    for _time in range(times):
        client.post(reverse("admin:login"), {"username": name, "password": password, "next": "/admin/"})
    return client


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (CHROME, "Chrome on Windows"),
        (CHROME + " Edg/140.0", "Edge on Windows"),
        (IPHONE, "Safari on iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("", "unknown"),
        ("<script>" * 40, ("<script>" * 40)[:60]),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words


def test_signing_in_and_being_refused_are_written_down(signed_in: SignedIn) -> None:
    person("ben")
    knock("ben", "ben")
    knock("ben", "wrong", agent="<b>evil</b>")
    knock("ghost", "boo")
    chief = signed_in("ada")
    page = chief.get(LOG + "?q=ben").content.decode()
    assert "Firefox on Linux" in page
    refused = chief.get(REFUSED).content.decode()
    assert "ghost" in refused
    assert "&lt;b&gt;evil" in refused
    assert "<b>evil" not in refused
    assert "boo" not in refused
    assert "Nobody was refused as you ask" in chief.get(REFUSED + "?q=nobody-of-this-name").content.decode()


def test_only_those_who_lead_see_the_log_and_nobody_changes_it(signed_in: SignedIn) -> None:
    knock("ghost", "boo")
    entry = AccessFailureLog.objects.get()
    ben = reverse("admin:auth_user_signing_in", args=[person("ben").pk])
    for name in ("ben", "cy", "tao"):
        for url in (LOG, REFUSED, ben):
            assert signed_in(name).get(url).status_code == 403
        assert signed_in(name).post(ben, {"act": "unlock"}).status_code == 403
    change = reverse("admin:axes_accessfailurelog_change", args=[entry.pk])
    for name in ("ada", "root"):
        assert signed_in(name).get(change).status_code == 200
        assert signed_in(name).post(change, {"username": "me"}).status_code == 403
        assert signed_in(name).get(reverse("admin:axes_accessfailurelog_delete", args=[entry.pk])).status_code == 403


def test_the_log_is_listed_with_few_queries(
    signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(60):
        AccessLog.objects.create(username=f"person{number}", user_agent=CHROME, ip_address="192.0.2.7", path_info="/")
    chief = signed_in("ada")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert chief.get(LOG).status_code == 200


def test_a_chief_lets_somebody_in_again_who_forgot_the_password_too_often(signed_in: SignedIn) -> None:
    ben = person("ben")
    knock("ben", "wrong", settings.AXES_FAILURE_LIMIT)
    assert not knock("ben", "ben").session.get("_auth_user_id")
    chief = signed_in("ada")
    page = chief.get(REFUSED).content.decode()
    assert "Locked out now" in page
    assert "Unlock ben" in page
    url = reverse("admin:auth_user_signing_in", args=[ben.pk])
    assert "Unlock ben" in chief.get(url).content.decode()
    chief.post(url, {"act": "unlock"})
    assert not AccessAttempt.objects.exists()
    assert "Unlocked" in LogEntry.objects.get(object_id=str(ben.pk)).get_change_message()
    assert knock("ben", "ben").session.get("_auth_user_id") == str(ben.pk)


def test_a_lock_that_ran_out_is_no_lock(signed_in: SignedIn) -> None:
    person("ben")
    knock("ben", "wrong", settings.AXES_FAILURE_LIMIT)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME, minutes=1))
    assert "Locked out now" not in signed_in("ada").get(REFUSED).content.decode()


def test_a_person_s_page_leads_to_their_last_sign_ins(signed_in: SignedIn) -> None:
    ben = person("ben")
    knock("ben", "ben", agent=IPHONE)
    chief = signed_in("ada")
    url = reverse("admin:auth_user_signing_in", args=[ben.pk])
    assert url in chief.get(reverse("admin:auth_user_change", args=[ben.pk])).content.decode()
    page = chief.get(url).content.decode()
    assert "Safari on iPhone" in page
    assert "they sign in with the password alone" in page
    assert chief.get(reverse("admin:auth_user_signing_in", args=[987_654])).status_code == 404


def test_entries_are_forgotten_after_180_days() -> None:
    now = timezone.now()
    for log in (AccessLog, AccessFailureLog):
        for days in (181, 179):
            one = log.objects.create(username=f"{days}", user_agent="", path_info="/")
            log.objects.filter(pk=one.pk).update(attempt_time=now - timedelta(days=days))
    Heartbeat.objects.create(name=housekeeping.KEEPING, at=now - timedelta(days=2))
    housekeeping.enqueue_due(now)
    for log in (AccessLog, AccessFailureLog):
        assert [one.username for one in log.objects.all()] == ["179"]


def test_the_lists_and_the_pages_of_entries_speak_in_our_words(signed_in: SignedIn) -> None:
    signed = AccessLog.objects.create(username="ben", user_agent=FIREFOX, path_info="/admin/login/")
    failed = AccessFailureLog.objects.create(username="", user_agent=FIREFOX, path_info="/", locked_out=True)
    AccessLog.objects.create(username="dee", user_agent="x", path_info="/", logout_time=timezone.now())
    chief = signed_in("ada")
    pages = [LOG, REFUSED]
    for kind, entry in (("accesslog", signed), ("accessfailurelog", failed)):
        pages += [reverse(f"admin:axes_{kind}_{page}", args=[entry.pk]) for page in ("change", "history")]
    shown = [chief.get(page).content.decode() for page in pages]
    theirs = (
        "access log",
        "access failure",
        "Access Log",
        "Attempt Time",
        "Logout Time",
        "Access lock out",
        "IP Address",
    )
    for page, html in zip(pages, shown, strict=True):
        assert [words for words in theirs if words in html] == [], page
    assert "Sign-in: ben" in shown[2]
    assert "Refused sign-in: no name" in shown[4]
    assert "1 refused sign-in" in shown[1]
    assert "None" not in shown[2]
    assert "+00:00" not in shown[2]


@pytest.mark.parametrize(
    ("chosen", "found"), [("yes", {"dee"}), ("no", {"ben", "ada"}), ("<b>", {"dee", "ben", "ada"})]
)
def test_the_filter_of_who_signed_out_finds_them(signed_in: SignedIn, chosen: str, found: set[str]) -> None:
    AccessLog.objects.create(username="ben", user_agent="x", path_info="/")
    AccessLog.objects.create(username="dee", user_agent="x", path_info="/", logout_time=timezone.now())
    rows = signed_in("ada").get(LOG, {"signed_out": chosen}).context["cl"].result_list
    assert {row.username for row in rows} == found
