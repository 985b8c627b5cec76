"""What hostile people try with links, counter-notices and appeals: each must come to nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.outbox.models import Letter
from newsroom.takedowns import appealing, countering, parties, tokens
from newsroom.takedowns.disputes import Appeal, CounterNotice, Party
from newsroom.takedowns.states import ItemState
from tests.takedowns.disputed import again, countered, fresh, party_of, removed_case, second_officer
from tests.takedowns.test_answering import TEXT, filled, stamped

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def link(party: Party, name: str = "party") -> str:
    return reverse(f"takedown_{name}", args=[parties.token_of(party)])


def test_abuse_19_a_guessed_link_opens_nothing_and_every_wrong_one_answers_alike(client: Client) -> None:
    case = removed_case()
    good = parties.token_of(party_of(case))
    wrong = (good[:-1] + ("a" if good[-1] != "a" else "b"), "x", case.reference, good.upper(), "é" * 32)
    answers = {client.get(reverse("takedown_party", args=[token])).status_code for token in wrong}
    assert answers == {404}
    assert len(good) >= 32  # 160 bits in base 32


def test_abuse_19_the_database_holds_no_link(client: Client) -> None:
    party = party_of(removed_case())
    token = parties.token_of(party)
    row = Party.objects.filter(pk=party.pk).values().get()
    assert token not in map(str, row.values())
    assert row["token_hash"] == tokens.hash_of(token)
    assert client.get(reverse("takedown_party", args=[row["token_hash"]])).status_code == 404
    assert client.get(reverse("takedown_party", args=[row["seed"]])).status_code == 404


def test_abuse_19_after_thirty_days_a_link_shows_nothing_but_a_button_that_mails_a_new_one(client: Client) -> None:
    case = removed_case()
    party = party_of(case)
    old = link(party)
    assert party.expires_at - timezone.now() > 29 * DAY
    Party.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for name in ("party", "counter", "party_appeal"):
        answer = client.get(link(party, name))
        assert answer.status_code == 410
        assert case.reference not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert client.post(link(party, "counter"), filled()).status_code == 410
    cache.clear()
    assert client.post(link(party, "party_renew")).status_code == 200
    [letter] = Letter.objects.filter(template="takedown_party_link")
    party.refresh_from_db()
    assert letter.to == "cy@paper.example"
    assert link(party) in letter.body
    assert client.get(link(party)).status_code == 200
    assert client.get(old).status_code == 404


def test_abuse_19_an_old_link_cannot_be_used_to_bury_its_owner_in_letters(client: Client) -> None:
    party = party_of(removed_case())
    cache.clear()
    Party.objects.update(expires_at=timezone.now() - DAY)
    first = link(party, "party_renew")
    client.post(first)
    assert [client.post(first).status_code for _ in range(9)] == [404] * 9
    assert Letter.objects.filter(template="takedown_party_link").count() == 1


def test_abuse_19_a_link_that_is_good_is_not_renewed(client: Client) -> None:
    party = party_of(removed_case())
    assert client.post(link(party, "party_renew")).status_code == 302
    assert not Letter.objects.filter(template="takedown_party_link").exists()
    assert client.get(link(party, "party_renew")).status_code == 405


def test_abuse_19_one_authors_link_tells_nothing_of_another_and_dies_with_the_account(client: Client) -> None:
    case = removed_case()
    mine, theirs = party_of(case), party_of(case, "ben")
    assert parties.token_of(mine) != parties.token_of(theirs)
    countered(case)
    theirs.person.is_active = False
    theirs.person.save()
    assert client.get(link(theirs)).status_code == 404
    assert client.get(link(mine)).status_code == 200


@pytest.mark.parametrize("place", ["nowhere", "Delta City", "12345678901234567890", "the usual place, as ever"])
def test_abuse_30_an_address_that_cannot_be_one_is_asked_for_again(client: Client, place: str) -> None:
    party = party_of(removed_case())
    answer = client.post(link(party, "counter"), filled(postal_address=place))
    assert answer.status_code == 422
    assert place in answer.content.decode()
    assert not CounterNotice.objects.exists()


def test_abuse_30_an_invented_address_is_refused_by_an_officer_and_the_story_stays_away() -> None:
    case = removed_case()
    counter = countered(case, postal_address="1 Nowhere Road, Atlantis, The Sea")
    countering.refuse(counter, by=second_officer(), reason="This place does not exist.")
    countering.run(again(counter).ends_at + DAY)
    assert fresh(counter.item).state == ItemState.REMOVED


def test_abuse_30_an_address_that_could_be_one_goes_to_the_claimant_in_full() -> None:
    counter = countered(removed_case(), postal_address="1 Nowhere Road\nAtlantis")
    countering.forward(counter, by=second_officer())
    letter = Letter.objects.get(template="takedown_counter_forwarded")
    assert "> 1 Nowhere Road\n> Atlantis" in letter.body


def test_abuse_30_a_removal_counts_as_one_until_the_window_is_over() -> None:
    counter = countered(removed_case())
    countering.run(again(counter).opens_at - timedelta(minutes=1))
    assert fresh(counter.item).state == ItemState.REMOVED
    countering.run(again(counter).ends_at)
    assert fresh(counter.item).state == ItemState.RESTORED


def test_abuse_33_a_counter_notice_that_is_sent_twice_counts_once(client: Client) -> None:
    case = removed_case()
    party, sent = party_of(case), filled()
    assert client.post(link(party, "counter"), sent).status_code == 302
    again_sent = client.post(link(party, "counter"), sent)
    assert again_sent.status_code == 409
    assert CounterNotice.objects.count() == 1
    assert case.events.filter(act="counter").count() == 1
    assert Letter.objects.filter(template="takedown_counter_received").count() == 1


def test_abuse_33_a_form_kept_from_before_does_nothing_when_the_story_is_back(client: Client) -> None:
    case = removed_case()
    party, sent = party_of(case), filled()
    counter = countered(case)
    countering.run(counter.ends_at)
    assert client.post(link(party, "counter"), sent).status_code == 409
    assert CounterNotice.objects.count() == 1


def test_abuse_33_an_appeal_that_is_sent_twice_counts_once_even_after_its_answer(client: Client) -> None:
    case = removed_case()
    party, sent = party_of(case), stamped(text=TEXT)
    assert client.post(link(party, "party_appeal"), sent).status_code == 302
    assert client.post(link(party, "party_appeal"), sent).status_code == 409
    appealing.uphold(Appeal.objects.get(), by=second_officer(), answer="It stands.")
    assert client.post(link(party, "party_appeal"), sent).status_code == 409
    assert Appeal.objects.count() == 1


def test_abuse_33_a_link_to_one_address_answers_for_no_other(client: Client) -> None:
    first, second = removed_case(), removed_case(email="kim@owner.example")
    client.post(link(party_of(first), "counter"), filled())
    second.refresh_from_db()
    assert second.state == "decided"
    assert CounterNotice.objects.get().item.case_id == first.pk


def test_abuse_14_no_line_of_a_counter_notice_becomes_a_link_in_the_claimants_letter() -> None:
    bait = "https://bait.example www.bait.example"
    lines: dict[str, Any] = dict.fromkeys(("name", "signature", "phone", "explanation"), f"Cy {bait}")
    counter = countered(removed_case(), postal_address=f"1 {bait}\nBcc: all@paper.example", **lines)
    countering.forward(counter, by=second_officer())
    letter = Letter.objects.get(template="takedown_counter_forwarded")
    assert letter.body.count("hxxps://bait.example www[.]bait.example") == 5
    assert "https://bait.example" not in letter.body
    assert "www.bait.example" not in letter.body
    assert "> Bcc: all@paper.example" in letter.body
