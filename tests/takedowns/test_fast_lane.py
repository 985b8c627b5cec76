"""An outlet that has proved its domain removes its own stories at once; nobody else does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Source
from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import domains, fastlane, handling, tasks, txt
from newsroom.takedowns.models import Case
from newsroom.takedowns.proofs import ASK, CONFIRM, LANE, DomainProof, Method
from newsroom.takedowns.states import ItemState, Outcome, State
from tests.fakes import FakeWeb
from tests.takedowns.room import fields
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour() -> Source:
    return make_source("Harbour Post", home_page="https://www.harbour.example/")


@pytest.fixture
def story(harbour: Source) -> Article:
    return make_article("Ferry runs again", status=Status.PUBLISHED, source=harbour)


def asked(method: Method = Method.DNS, host: str = "harbour.example", email: str = "ed@harbour.example") -> DomainProof:
    return fastlane.ask(fastlane.Asked(host, method, "Mira Quill", email))


def proved(**values: Any) -> DomainProof:
    proof = asked(Method.MAIL, **values)
    return fastlane.confirm(proof)


def form(**values: str) -> dict[str, str]:
    given = {"domain": "harbour.example", "method": "mail", "email": "ed@harbour.example", "name": "Mira Quill"}
    hidden = {name: value for name, value in fields().items() if name in {"stamp", "website"}}
    return given | hidden | values


def test_a_letter_to_the_domain_and_a_button_prove_it(story: Article) -> None:
    client = Client()
    answer = client.post("/takedown/domain/", form())
    proof = DomainProof.objects.get()
    assert answer["Location"] == f"/takedown/domain/proof/{proof.token(ASK)}/"
    letter = Letter.objects.get(to="ed@harbour.example")
    link = f"/takedown/domain/confirm/{proof.token(CONFIRM)}/"
    assert link in letter.body
    assert client.get(link).status_code == 200
    proof.refresh_from_db()
    assert not proof.proved_at, "mail scanners follow links"
    assert client.post(link)["Location"] == f"/takedown/domain/stories/{proof.token(LANE)}/"
    assert proof.token(LANE) in Letter.objects.get(template="takedown_domain_proved").body


def test_one_button_removes_a_story_at_once_with_case_bar_and_receipt(story: Article) -> None:
    proof, client = proved(), Client()
    page = client.get(f"/takedown/domain/stories/{proof.token(LANE)}/").content.decode()
    assert "Ferry runs again" in page
    answer = client.post(f"/takedown/domain/stories/{proof.token(LANE)}/remove/", {"story": story.pk})
    assert "/takedown/receipt/" in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(story.get_absolute_url()).status_code == 410
    case = Case.objects.get()
    assert (case.state, case.outcome, case.organisation) == (State.DECIDED, Outcome.REMOVED, "Harbour Post")
    assert case.items.get().reason == "The domain harbour.example has proved itself."
    assert Letter.objects.filter(template="takedown_decided", to="ed@harbour.example").count() == 1


def test_several_stories_go_after_one_more_question(story: Article, harbour: Source) -> None:
    other, proof, client = make_article("Pier rebuilt", status=Status.PUBLISHED, source=harbour), proved(), Client()
    address = f"/takedown/domain/stories/{proof.token(LANE)}/remove/"
    page = client.post(address, {"story": [story.pk, other.pk]}).content.decode()
    assert "Remove these 2 stories?" in page
    assert Article.objects.published().count() == 2
    client.post(address, {"story": [story.pk, other.pk], "sure": "1"})
    assert not Article.objects.published().exists()
    assert Case.objects.get().items.filter(state=ItemState.REMOVED).count() == 2
    proof.refresh_from_db()
    assert proof.removals == 2


def test_an_officer_can_bring_it_back_and_the_outlet_can_remove_it_again(story: Article) -> None:
    proof = proved()
    case = fastlane.remove(proof, [story])
    handling.restore(case.items.get(), by=person("tao"), reason="It was sold to us.")
    story.refresh_from_db()
    assert story.is_public
    assert fastlane.remove(proof, [story]) != case
    story.refresh_from_db()
    assert story.status == Status.WITHDRAWN


def test_a_record_in_the_dns_proves_the_domain(story: Article, web: FakeWeb) -> None:
    proof = asked(Method.DNS)
    assert not tasks.look_for_proof.func(proof.pk)
    proof.refresh_from_db()
    assert "not there yet" in proof.problem
    web.texts[f"_newsroom.{proof.host}"] = ["v=spf1 -all", proof.value]
    assert tasks.look_for_proof.func(proof.pk)
    assert DomainProof.objects.standing().get() == proof


def test_a_file_on_the_website_proves_the_domain(story: Article, web: FakeWeb) -> None:
    proof = asked(Method.FILE)
    web.serve(proof.file, f"{proof.value}\n", {"content-type": "text/plain"})
    assert fastlane.look(proof)


@pytest.mark.parametrize("broken", ["silent", "nobody", "elsewhere", "longer"])
def test_what_is_not_quite_the_proof_proves_nothing(story: Article, web: FakeWeb, broken: str) -> None:
    proof = asked(Method.DNS if broken == "silent" else Method.FILE)
    if broken == "silent":
        web.texts[proof.record] = txt.NoAnswer("The DNS did not answer.")
    if broken == "elsewhere":
        web.redirect(proof.file, "https://other.example/.well-known/newsroom-proof.txt")
        web.serve("https://other.example/.well-known/newsroom-proof.txt", proof.value)
    if broken == "longer":
        web.serve(proof.file, f"{proof.value}x")
    assert not fastlane.look(proof)
    proof.refresh_from_db()
    assert proof.problem
    assert not proof.proved_at


def test_abuse_17_the_web_process_asks_no_network_and_private_hosts_are_never_visited(
    story: Article, web: FakeWeb, harbour: Source
) -> None:
    client = Client()
    client.post("/takedown/domain/", form(method="file"))
    assert web.requests == []
    for host in ("127.0.0.1", "localhost", "169.254.169.254", "[::1]", "harbour.example:8080/x"):
        client.post("/takedown/domain/", form(domain=host, method="file"))
    assert {proof.host for proof in DomainProof.objects.all()} <= {"harbour.example"}
    assert web.requests == []


def test_abuse_02_a_stranger_with_a_free_or_a_look_alike_address_gets_nowhere(story: Article) -> None:
    for email in ("harbour@gmail.com", "ed@harbour.example.evil.example", "ed@harb0ur.example", "ed@hаrbour.example"):
        with pytest.raises(Unfit):
            asked(Method.MAIL, email=email)
    with pytest.raises(Unfit):
        asked(Method.DNS, host="gmail.com")
    with pytest.raises(Unfit):
        asked(Method.DNS, host="nobody.example")
    assert not Letter.objects.exists()


def test_a_proof_reaches_the_stories_of_its_own_outlet_alone(story: Article) -> None:
    foreign, proof = make_article("Elsewhere", status=Status.PUBLISHED, source=make_source("Other Paper")), proved()
    Client().post(f"/takedown/domain/stories/{proof.token(LANE)}/remove/", {"story": foreign.pk})
    foreign.refresh_from_db()
    assert foreign.is_public
    with pytest.raises(Unfit):
        fastlane.remove(proof, [foreign])


def test_an_ended_or_old_proof_opens_nothing(story: Article, client: Client) -> None:
    proof = proved()
    address = f"/takedown/domain/stories/{proof.token(LANE)}/"
    assert client.post(f"{address}end/").status_code == 200
    assert client.get(address).status_code == 404
    proof.refresh_from_db()
    with pytest.raises(Unfit):
        fastlane.remove(proof, [story])
    DomainProof.objects.update(ended_at=None, ends_at=timezone.now())
    assert client.get(address).status_code == 404


def test_a_letter_older_than_a_week_proves_nothing(story: Article) -> None:
    proof = asked(Method.MAIL)
    DomainProof.objects.update(asked_at=timezone.now() - timedelta(days=8))
    proof.refresh_from_db()
    with pytest.raises(Refused):
        fastlane.confirm(proof)


@pytest.mark.parametrize("story_numbers", ["", "x", "-1", "9" * 40, "١", "1 OR 1=1"])
def test_odd_numbers_remove_nothing(story: Article, story_numbers: str) -> None:
    proof = proved()
    answer = Client().post(f"/takedown/domain/stories/{proof.token(LANE)}/remove/", {"story": story_numbers})
    assert answer.status_code == 409
    assert "None of these stories" in answer.content.decode()


def test_nothing_typed_is_lost_and_the_reason_stands_beside_the_field(story: Article) -> None:
    cache.clear()
    page = Client().post("/takedown/domain/", form(domain="nobody.example")).content.decode()
    assert "We show no story of an outlet at this domain" in page
    assert 'value="nobody.example"' in page
    assert 'value="Mira Quill"' in page


def test_officers_see_who_has_proved_what_and_can_end_it(story: Article, signed_in: Callable[[str], Client]) -> None:
    proof = proved()
    page = signed_in("tao").get("/admin/takedowns/domainproof/").content.decode()
    assert "harbour.example" in page
    chosen = {"action": "give_up", "_selected_action": proof.pk}
    signed_in("tao").post("/admin/takedowns/domainproof/", chosen)
    proof.refresh_from_db()
    assert not proof.is_standing


@pytest.mark.parametrize(
    ("host", "home", "speaks"),
    [
        ("paper.example", "https://www.paper.example/", True),
        ("mail.paper.example", "https://paper.example/", True),
        ("paper.example", "https://news.paper.example/", True),
        ("mail.paper.example", "https://news.paper.example/", False),
        ("me.github.io", "https://me.github.io/", True),
        ("other.github.io", "https://me.github.io/", False),
        ("paper.co.uk", "https://news.paper.co.uk/", True),
        ("other.co.uk", "https://paper.co.uk/", False),
        ("facebook.com", "https://facebook.com/paper", False),
    ],
)
def test_who_speaks_for_whom(host: str, home: str, speaks: bool) -> None:
    assert domains.speaks_for(host, home) is speaks


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_host_of_the_dns_or_nothing(typed: str) -> None:
    host = domains.tidy(typed)
    assert host == domains.tidy(host)
    assert host.isascii()
    assert not set(host) & set(" /\\:@?#[]\"'<>")
