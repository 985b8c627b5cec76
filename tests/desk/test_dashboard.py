"""The first page of the admin: what needs a person now, as far as their role goes, in few queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.status import Status
from newsroom.desk import dashboard, decisions
from newsroom.ingest.models import Feed
from newsroom.outbox.models import Letter, Purge, State
from newsroom.takedowns.models import Case
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def text(client: Client) -> str:
    return str(client.get("/admin/").content.decode())


def make_case(**values: Any) -> Case:
    now = timezone.now()
    facts = {"state": "confirmed", "confirmed_at": now - timedelta(hours=20), "due_at": now + timedelta(hours=4)}
    keys = {"key": "7d9bd1a2-5c5c-4a0e-8a53-5d8f4b6d0c11", "confirm_hash": "a", "status_hash": "b"}
    return Case.objects.create(claim="copyright", settle="remove", name="An owner", **(facts | keys | values))


def test_it_says_how_much_waits_and_where(signed_in: SignIn) -> None:
    for iso2 in ("MN", "MN", "NP"):
        make_article(status=Status.INCOMING, country=make_country(iso2))
    make_article(status=Status.IN_REVIEW, country=None)
    found = dashboard.waiting_by_section()
    assert found["total"] == 4
    assert found["rows"][0] | {"value": 0} == {"name": "Mongolia", "value": 0, "n": 2, "share": 100}
    assert "no country yet" in text(signed_in("ben"))


def test_only_the_eight_fullest_sections_are_listed() -> None:
    for number in range(10):
        make_article(status=Status.INCOMING, country=make_country(f"Z{number}"))
    found = dashboard.waiting_by_section()
    assert (len(found["rows"]), found["others"]) == (8, 2)


def test_a_missed_minute_stands_apart_from_what_is_to_come(signed_in: SignIn) -> None:
    late = make_article("Should be out", status=Status.SCHEDULED)
    make_article("Soon out", status=Status.SCHEDULED)
    assert "Missed its minute" not in text(signed_in("ben"))
    Article.objects.filter(pk=late.pk).update(publish_at=timezone.now() - timedelta(minutes=3))
    found = dashboard.of(person("ben"))
    assert [article.headline for article in found["missed"]] == ["Should be out"]
    assert [article.headline for article in found["next"]] == ["Soon out"]
    assert "Missed its minute" in text(signed_in("ben"))


def test_what_i_hold_is_mine_and_what_others_hold_is_not(signed_in: SignIn) -> None:
    decisions.claim(make_article("Bens own", status=Status.INCOMING), by=person("ben"))
    assert [article.headline for article in dashboard.of(person("ben"))["mine"]] == ["Bens own"]
    assert dashboard.of(person("ada"))["mine"] == []


def test_published_days_count_in_the_sites_time_zone() -> None:
    make_article(published_at=timezone.now())
    make_article(published_at=timezone.now() - timedelta(days=30))
    plot = dashboard.published_by_day(timezone.now())
    assert (len(plot.days), len(plot.bars), plot.total) == (14, 14, 1)
    assert plot.days[-1] == (timezone.localdate(), 1)
    assert all(y >= 0 and y + height <= 64.1 for _x, y, _width, height in plot.bars)


def test_the_plot_has_its_table(signed_in: SignIn) -> None:
    make_article()
    shown = text(signed_in("ben"))
    assert 'role="img"' in shown
    assert shown.count("<tr>") >= 14


def test_sick_feeds_say_what_ails_them(signed_in: SignIn) -> None:
    source = make_source()
    Feed.objects.create(source=source, url="https://a.example/feed", failures=3, problem="It answered 503.")
    Feed.objects.create(source=source, url="https://b.example/feed")
    shown = text(signed_in("ben"))
    assert "It answered 503." in shown
    assert "b.example" not in shown


def test_open_cases_show_their_clock_to_officers_alone(signed_in: SignIn) -> None:
    case = make_case()
    assert case.reference in text(signed_in("tao"))
    assert "3 h 59 min left" in text(signed_in("tao"))
    assert case.reference not in text(signed_in("ben"))


def lost_letter(**values: Any) -> Letter:
    facts = {"key": "k", "to": "owner@x.example", "subject": "Lost", "body": "https://paper.example/secret-link/"}
    return Letter.objects.create(
        **(facts | {"template": "t", "state": State.FAILED, "problem": "No such box."} | values)
    )


@pytest.mark.parametrize("who", ["root", "ada", "tao"])
def test_lost_letters_are_shown_to_whoever_can_do_something_about_them(signed_in: SignIn, who: str) -> None:
    lost_letter()
    shown = text(signed_in(who))
    assert "Letters that never arrived" in shown
    assert "owner@x.example: No such box." in shown


@pytest.mark.parametrize(("who", "told"), [("root", True), ("ada", True), ("tao", True), ("ben", False)])
def test_a_cache_in_front_that_was_not_reached_is_shown_until_it_was(
    signed_in: SignIn, who: str, *, told: bool
) -> None:
    purge = Purge.objects.create(key="k", attempts=2, problem="CacheSaidNo: the cache in front answered 503")
    browser = signed_in(who)
    assert ("the cache in front answered 503" in text(browser)) is told
    Purge.objects.filter(pk=purge.pk).update(state=State.SENT)
    assert "the cache in front answered 503" not in text(browser)
    page = browser.get(f"/admin/outbox/purge/{purge.pk}/change/")
    assert page.status_code == (200 if told else 403)


def test_editors_and_writers_see_no_letters(signed_in: SignIn) -> None:
    letter = lost_letter()
    for who in ("ben", "cy"):
        assert "Letters that never arrived" not in text(signed_in(who))
        assert signed_in(who).get(f"/admin/outbox/letter/{letter.pk}/change/").status_code == 403


def test_chiefs_can_send_a_lost_letter_again_but_never_read_its_secret_links(signed_in: SignIn) -> None:
    letter, chief = lost_letter(), signed_in("ada")
    page = chief.get(f"/admin/outbox/letter/{letter.pk}/change/").content.decode()
    assert "No such box." in page
    assert "secret-link" not in page
    assert "secret-link" in signed_in("root").get(f"/admin/outbox/letter/{letter.pk}/change/").content.decode()
    chief.post("/admin/outbox/letter/", {"action": "send_again", "_selected_action": [letter.pk]})
    letter.refresh_from_db()
    assert letter.state == State.WAITING


def test_a_letter_that_arrived_is_nobodys_business_but_a_superusers(signed_in: SignIn) -> None:
    letter = lost_letter(state=State.SENT, subject="Arrived")
    assert "Arrived" not in signed_in("ada").get("/admin/outbox/letter/").content.decode()
    assert signed_in("ada").get(f"/admin/outbox/letter/{letter.pk}/change/").status_code == 302
    assert "Arrived" in signed_in("root").get("/admin/outbox/letter/").content.decode()


def test_an_empty_house_says_so(signed_in: SignIn) -> None:
    shown = text(signed_in("ada"))
    assert "Nothing waits." in shown
    assert "All feeds are well." in shown
    assert "Nothing is scheduled." in shown


def test_it_costs_a_bounded_number_of_queries(signed_in: SignIn, django_assert_max_num_queries: Any) -> None:
    for status in (Status.INCOMING, Status.SCHEDULED, Status.PUBLISHED):
        make_article(status=status)
    make_case()
    client = signed_in("root")
    client.get("/admin/")
    with django_assert_max_num_queries(25):
        client.get("/admin/")


def test_the_menu_leads_only_where_a_role_may_go(signed_in: SignIn) -> None:
    def places(name: str) -> list[str]:
        return [str(entry["label"]) for entry in signed_in(name).get("/admin/").context["desk_menu"]]

    assert "Takedowns" in places("tao")
    assert "Takedowns" not in places("ben")
    assert "Staff" in places("ada")
    assert "Staff" not in places("cy")
    assert "Write" not in places("tao")


def test_the_sign_in_page_leads_to_a_forgotten_password(client: Client) -> None:
    shown = client.get("/admin/login/").content.decode()
    assert "/admin/password_reset/" in shown
    assert "The Test Paper" in shown
