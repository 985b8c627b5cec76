"""The bell, the list of one's own alerts, and what one is told of."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.status import Status
from newsroom.desk import alerts
from newsroom.desk.models import Alert, AlertChoice, AlertKind
from newsroom.operations import housekeeping
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LIST, CHOICES = "/admin/desk/alert/", "/admin/desk/alert/choices/"


def tell(name: str, article: Article, text: str = "ben has given you this story.") -> Alert:
    alerts.tell([person(name)], AlertKind.ASSIGNED, text=text, article=article)
    return Alert.objects.latest("id")


def test_the_bell_of_every_page_counts_what_one_has_not_seen(signed_in: SignIn) -> None:
    article = make_article()
    for _time in range(3):
        tell("ben", article)
    tell("ada", article)
    for page in ("/admin/", "/admin/articles/article/", "/admin/articles/tag/", LIST):
        assert 'aria-label="3 alerts"' in signed_in("ben").get(page).content.decode()
    assert 'aria-label="1 alert"' in signed_in("ada").get("/admin/").content.decode()
    assert 'aria-label="0 alerts"' in signed_in("cy").get("/admin/").content.decode()


def test_a_hundred_are_told_as_more_than_ninety_nine(signed_in: SignIn) -> None:
    article, ben = make_article(), person("ben")
    Alert.objects.bulk_create(Alert(to=ben, kind="mention", article=article, text="@ben") for _time in range(100))
    shown = signed_in("ben").get("/admin/").content.decode()
    assert 'aria-label="99+ alerts"' in shown
    assert '<span class="bell-count">99+</span>' in shown


def asked(client: Client, page: str) -> list[str]:
    """The queries of a page that look at alerts."""
    with CaptureQueriesContext(connection) as seen:
        client.get(page)
    return [query["sql"] for query in seen if '"desk_alert"' in query["sql"]]


def test_the_bell_costs_no_query_of_its_own(signed_in: SignIn) -> None:
    client = signed_in("ben")
    for _time in range(2):
        (query,) = asked(client, "/admin/articles/tag/")
        assert 'FROM "auth_user"' in query
        tell("ben", make_article())


def test_the_list_is_ones_own_newest_first_and_costs_the_same_for_any_number(signed_in: SignIn) -> None:
    client = signed_in("ben")
    tell("ben", make_article("Fog over the pier"), "cy mentions you: “the first”")
    tell("ada", make_article("Not his"), "not for ben")
    assert len(asked(client, LIST)) == 3, "whose it is with the bell, how many, and one page"
    for number in range(20):
        tell("ben", make_article(), f"number {number}")
    assert len(asked(client, LIST)) == 3
    shown = client.get(LIST).content.decode()
    assert shown.index("number 19") < shown.index("number 0") < shown.index("the first")
    assert "Fog over the pier" in shown
    assert "not for ben" not in shown


def test_one_press_marks_all_of_ones_own_as_seen(signed_in: SignIn) -> None:
    article = make_article()
    tell("ben", article)
    tell("ada", article)
    client = signed_in("ben")
    assert "alert-new" in client.get(LIST).content.decode()
    answer = client.post(LIST, follow=True).content.decode()
    assert "1 alert is marked as seen." in answer
    assert "alert-new" not in answer
    assert [alert.to.username for alert in Alert.objects.filter(seen_at=None)] == ["ada"]


def test_opening_a_story_marks_its_alerts_as_seen_and_the_bell_knows(signed_in: SignIn) -> None:
    article, other = make_article(status=Status.IN_REVIEW), make_article()
    for each in (article, article, other):
        tell("ben", each)
    shown = signed_in("ben").get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert 'aria-label="1 alert"' in shown
    assert [alert.article_id for alert in Alert.objects.filter(seen_at=None)] == [other.pk]


def test_a_story_is_opened_at_no_cost_where_there_are_no_alerts(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    ben = User.objects.get(pk=person("ben").pk)
    ben.unseen_alerts = 0  # type: ignore[attr-defined]
    article = make_article()
    with django_assert_num_queries(0):
        assert alerts.see(ben, article) == 0


def test_another_persons_alert_is_not_there(signed_in: SignIn) -> None:
    alert = tell("ada", make_article())
    for name, key in (("ben", alert.pk), ("root", alert.pk), ("ben", "x")):
        answer = signed_in(name).get(f"{LIST}{key}/change/", follow=True)
        assert answer.redirect_chain == [(LIST, 302)]
        assert "You have no such alert" in answer.content.decode()
    answer = signed_in("ada").get(f"{LIST}{alert.pk}/change/")
    assert answer["Location"] == f"/admin/articles/article/{alert.article_id}/change/"


def test_of_a_story_that_was_set_aside_nothing_is_shown(signed_in: SignIn) -> None:
    article = make_article("Fog over the pier", status=Status.WITHHELD)
    tell("ben", article, "ben mentions you: “the fog”")
    shown = signed_in("ben").get(LIST).content.decode()
    assert "This story was set aside for a takedown." in shown
    assert ("Fog over the pier" in shown, "the fog" in shown) == (False, False)


def test_words_in_the_list_are_words(signed_in: SignIn) -> None:
    tell("ben", make_article("<script>alert(1)</script>", status=Status.INCOMING), "<img src=x onerror=alert(2)>")
    shown = signed_in("ben").get(LIST).content.decode()
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown
    assert "&lt;img src=x onerror=alert(2)&gt;" in shown


def test_without_any_the_list_says_so(signed_in: SignIn) -> None:
    assert "Nothing concerns you." in signed_in("cy").get(LIST).content.decode()


def test_what_one_is_told_of_is_chosen_by_ticks(signed_in: SignIn) -> None:
    client = signed_in("cy")
    shown = client.get(CHOICES).context["form"]
    before = {name: shown[name].initial for name in shown.fields}
    assert {name for name, ticked in before.items() if ticked} == {f"{kind}-desk" for kind in AlertKind}
    assert "missed-mail" not in before
    client.post(CHOICES, {"mention-desk": "on", "decided-mail": "on", "missed-mail": "on"})
    kept = {c.kind: (c.at_the_desk, c.by_mail) for c in AlertChoice.objects.filter(user=person("cy"))}
    assert kept == dict.fromkeys(AlertKind.values, (False, False)) | {
        "mention": (True, False),
        "decided": (False, True),
    }
    again = client.get(CHOICES).context["form"]
    assert {name for name in again.fields if again[name].initial} == {"mention-desk", "decided-mail"}
    assert not AlertChoice.objects.exclude(user=person("cy")).exists()


def test_what_is_old_is_forgotten() -> None:
    article, ben, now = make_article(), person("ben"), timezone.now()
    ages = {"seen long ago": (100, 91), "seen lately": (100, 89), "never seen": (179, None), "too old": (181, None)}
    for text, (at, seen) in ages.items():
        moment = now - timedelta(days=seen) if seen else None
        values = {"at": now - timedelta(days=at), "seen_at": moment}
        Alert.objects.create(to=ben, kind="mention", article=article, text=text, **values)
    housekeeping.enqueue_due(now)
    assert sorted(Alert.objects.values_list("text", flat=True)) == ["never seen", "seen lately"]
