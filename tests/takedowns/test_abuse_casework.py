"""Abuse cases that meet the officers' desk: each named after its number in the list of them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import escape

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.refusals import Refused
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import bulk, claimants, deciding, originals, scoring
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.proposals import Proposal
from tests.fakes import FakeWeb
from tests.takedowns.room import address, confirm_token, confirmed, notice, only_item
from tests.world import make_article, make_author, person, root

pytestmark = pytest.mark.django_db
QUEUE = "/admin/takedowns/case/"
SignIn = Callable[[str], Client]
PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
OTHER_TEXT = "".join(
    f"<p>A long report about the price of barley in the year {year}, told by farmers.</p>" for year in range(1900, 1930)
)


def press(client: Client, case: Case, verb: str, **values: str) -> tuple[int, str]:
    answer = client.post(f"{QUEUE}{case.pk}/act/", {"verb": verb} | values, follow=True)
    return answer.status_code, answer.content.decode()


def shown(client: Client, case: Case) -> str:
    return client.get(f"{QUEUE}{case.pk}/change/").content.decode()


def names(case: Case) -> set[str]:
    return {reason.name for reason in scoring.of(case).reasons}


def status_of(case: Case) -> str:
    article = only_item(case).article
    assert article
    return article.status


def test_abuse_02_a_big_name_behind_a_free_mail_address_raises_the_score_and_changes_nothing() -> None:
    forged = notice(address(make_article()), email="editor.gazette@gmail.com", organisation="Harbour Gazette")
    case = claimants.receive(forged)
    assert status_of(case) == Status.PUBLISHED
    claimants.confirm(confirm_token(case))
    assert "An organisation writes from a free mail address" in names(case)
    assert status_of(case) == Status.PUBLISHED
    honest = confirmed(email="desk@harbour-gazette.example", organisation="Harbour Gazette")
    assert scoring.of(honest).points < scoring.of(case).points


def test_abuse_05_a_back_dated_copy_is_seen_on_the_timeline(signed_in: SignIn, web: FakeWeb) -> None:
    article = make_article()
    Article.objects.filter(pk=article.pk).update(arrived_at=timezone.now() - timedelta(days=30))
    later = timezone.now() - timedelta(days=2)
    header = later.strftime("%a, %d %b %Y %H:%M:%S GMT")
    text = PAGE.format(title="Ours first", text=article.body * 6)
    web.serve("https://copycat.example/ours", text, {"content-type": "text/html", "last-modified": header})
    case = confirmed(article, originals="https://copycat.example/ours", email="me@copycat.example")
    Case.objects.update(original_published_on=(timezone.now() - timedelta(days=60)).date())
    originals.look(case)
    page = shown(signed_in("tao"), case)
    assert "it may be back-dated" in page
    assert "does not stand at the outlet that we credit" in page
    Case.objects.update(original_published_on=timezone.now().date())
    page = shown(signed_in("tao"), case)
    assert "dated after the day on which we first saw the story" in page
    case.refresh_from_db()
    assert "The claimed date is after our first sight" in names(case)


def test_abuse_06_an_original_that_is_gone_or_unrelated_is_said_in_words(signed_in: SignIn, web: FakeWeb) -> None:
    web.serve(
        "https://owner.example/other", PAGE.format(title="Barley", text=OTHER_TEXT), {"content-type": "text/html"}
    )
    case = confirmed(originals="https://owner.example/missing https://owner.example/other")
    gone, other = originals.look(case)
    assert "404" in gone.problem or "not" in gone.problem
    assert other.overlap == 0
    assert {"The claimed original cannot be read", "Little text in common with the original"} <= names(case)
    page = shown(signed_in("tao"), case)
    assert "Could not be read:" in page
    assert "0 % of our text stands there too" in page


def test_abuse_06_the_web_process_asks_nothing_of_the_network(signed_in: SignIn, web: FakeWeb) -> None:
    case = confirmed(originals="https://owner.example/report")
    assert "A worker will read it within minutes" in shown(signed_in("tao"), case)
    assert web.asked == []


@pytest.mark.parametrize(
    "original", ["http://127.0.0.1/x", "http://169.254.169.254/latest", "https://owner.example:8443/"]
)
def test_abuse_06_an_original_inside_the_house_is_never_visited(original: str, web: FakeWeb) -> None:
    case = confirmed(originals=original)
    (found,) = originals.look(case)
    assert found.problem
    assert found.text == ""


def test_abuse_07_many_addresses_raise_the_score_and_go_together_only_with_the_password() -> None:
    case = confirmed(*(make_article() for _number in range(10)))
    assert "Many addresses in one request" in names(case)
    with pytest.raises(Refused, match="not your password"):
        bulk.remove_all(case, by=person("tao"), typed={"kind": "gone", "password": "guess"})
    assert not Article.objects.filter(status=Status.WITHDRAWN).exists()


def test_abuse_08_a_high_score_takes_a_case_out_of_what_is_held_automatically() -> None:
    case = confirmed(email="someone@gmail.com", organisation="Rival", originals="https://elsewhere.example/x")
    assert not scoring.of(case).allows_hold


def test_abuse_09_how_many_complain_is_no_evidence(signed_in: SignIn) -> None:
    article = make_article()
    cases = [
        confirmed(article, email=f"person{number}@owner.example", explanation=words)
        for number, words in enumerate(
            (
                "This hurts our own report a lot.",
                "My name stands there wrongly, please.",
                "Our rival wants this gone today.",
            )
        )
    ]
    assert scoring.of(cases[0]).points == scoring.of(cases[2]).points
    assert status_of(cases[0]) == Status.PUBLISHED
    assert "How many complain is no evidence" in shown(signed_in("tao"), cases[0])


def test_abuse_10_the_same_report_again_is_the_same_case_and_the_same_words_are_grouped(signed_in: SignIn) -> None:
    article = make_article()
    assert confirmed(article).pk == claimants.receive(notice(address(article))).pk
    others = [confirmed(email=f"copy{number}@owner.example") for number in range(2)]
    case = Case.objects.order_by("pk")[0]
    assert "The same words came in other cases" in names(case)
    page = shown(signed_in("tao"), case)
    assert all(other.reference in page for other in others)


def test_abuse_11_nothing_that_a_stranger_wrote_runs_in_any_panel(signed_in: SignIn, web: FakeWeb) -> None:
    hostile = "<script>alert(1)</script>"
    web.serve(
        "https://owner.example/x", PAGE.format(title=escape(hostile), text=OTHER_TEXT), {"content-type": "text/html"}
    )
    case = confirmed(
        originals=f"https://owner.example/x javascript:alert(2) https://owner.example/{hostile}",
        explanation=hostile * 3,
        organisation=hostile,
    )
    originals.look(case)
    officer = signed_in("tao")
    person("ada")
    root()
    _status, page = press(officer, case, "reject", item="1", reason=hostile)
    assert hostile not in page
    assert 'href="javascript:' not in page
    assert "Proposed by" in page


def test_abuse_21_the_claimant_never_reads_who_decided_or_who_wrote() -> None:
    author = make_author("Nilu Hidden", account=person("cy"))
    case = confirmed(make_article(authors=[author]))
    deciding.EFFECTS["reject"](only_item(case), person("tao"), {"reason": "Licensed to us."})
    told = " ".join(Letter.objects.filter(to=case.email).values_list("body", flat=True))
    assert "Licensed to us." in told
    for secret in ("Nilu", "cy@paper.example", "tao"):
        assert secret not in told


def test_abuse_23_buttons_need_a_token_and_cannot_be_framed(signed_in: SignIn) -> None:
    case = confirmed()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(person("tao"), "newsroom.desk.roles.RolesBackend")
    answer = careful.post(f"{QUEUE}{case.pk}/act/", {"verb": "remove", "item": "1", "kind": "gone"})
    assert answer.status_code == 403
    assert status_of(case) == Status.PUBLISHED
    answer = signed_in("tao").get(f"{QUEUE}{case.pk}/change/")
    assert answer["X-Frame-Options"] == "DENY"
    assert re.search(r"frame-ancestors '(none|self)'", answer["Content-Security-Policy"])


def test_abuse_23_many_at_once_need_the_password(signed_in: SignIn) -> None:
    case, officer = confirmed(make_article(), make_article()), signed_in("tao")
    status, page = press(officer, case, "remove all", kind="gone", password="wrong")
    assert status == 409
    assert "not your password" in page
    assert "wrong" not in re.findall(r'value="([^"]*)"', page)
    status, _page = press(officer, case, "remove all", kind="gone", password="tao")
    assert status == 200
    assert set(Item.objects.values_list("state", flat=True)) == {"removed"}


def test_abuse_24_an_officer_cannot_remove_a_story_of_their_own_alone(signed_in: SignIn) -> None:
    author = make_author("Tao Writer", account=person("tao"))
    case = confirmed(make_article(authors=[author]))
    root()
    _status, page = press(signed_in("tao"), case, "remove", item="1", kind="gone", reason="They asked.")
    assert "it is your own story" in page
    assert status_of(case) == Status.PUBLISHED
    assert press(signed_in("tao"), case, "confirm", item="1")[0] == 409
    _status, page = press(signed_in("root"), case, "confirm", item="1")
    assert "The story is removed" in page
    assert status_of(case) == Status.WITHDRAWN
    acts = list(Event.objects.filter(act__in=["propose", "remove", "second"]).values_list("act", "by__username"))
    assert acts == [("propose", "tao"), ("remove", "tao"), ("second", "root")]


def test_who_lifted_a_hold_or_changed_a_story_has_not_made_it_their_own(signed_in: SignIn) -> None:
    case, officer = confirmed(), signed_in("tao")
    root()
    for act in ("hold", "release"):
        assert press(officer, case, act, item="1", reason="A second look.")[0] == 200
    assert not deciding.is_own(only_item(case), person("tao"))
    press(officer, case, "remove", item="1", kind="gone", reason="They asked.")
    assert status_of(case) == Status.WITHDRAWN


def test_abuse_24_a_rejection_on_the_merits_waits_for_a_second_officer(signed_in: SignIn) -> None:
    case = confirmed()
    root()
    press(signed_in("tao"), case, "reject", item="1", reason="We hold a licence.")
    assert only_item(case).state == "open"
    assert press(signed_in("tao"), case, "reject", item="1", reason="Again.")[0] == 409
    press(signed_in("root"), case, "decline", item="1", reason="Not so fast.")
    assert only_item(case).state == "open"
    press(signed_in("tao"), case, "reject", item="1", reason="We hold a licence.")
    press(signed_in("root"), case, "confirm", item="1")
    assert only_item(case).reason == "We hold a licence."
    assert Proposal.objects.filter(confirmed=True).count() == 1


def test_abuse_24_where_nobody_else_could_confirm_the_log_says_so() -> None:
    case = confirmed()
    deciding.decide(only_item(case), "reject", by=person("tao"), typed={"reason": "We hold a licence."})
    assert Event.objects.filter(act="alone", by=person("tao")).exists()


def test_abuse_25_the_text_of_a_removed_story_is_not_on_the_case_page(signed_in: SignIn) -> None:
    article = make_article(body="<p>A sealed sentence about lighthouses stands here and nowhere else at all.</p>")
    case = confirmed(article)
    press(signed_in("tao"), case, "remove", item="1", kind="gone")
    assert "sealed sentence" not in shown(signed_in("tao"), case)


def test_abuse_27_earlier_requests_and_how_they_ended_are_on_the_page(signed_in: SignIn) -> None:
    for _time in range(2):
        old = confirmed()
        deciding.EFFECTS["reject"](only_item(old), person("tao"), {"reason": "Licensed to us."})
    case = confirmed()
    assert "Earlier requests were rejected" in names(case)
    page = shown(signed_in("tao"), case)
    assert page.count(", rejected</li>") >= 2
