"""Cases that end beside a decision: manifestly unfounded, merged, before a court; and what becomes of what was held."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import claimants, deciding, endings, handling, tasks
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.proposals import Proposal
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.room import address, confirmed, only_item
from tests.world import make_article, person, root

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def held_case() -> Case:
    """A case whose story is hidden."""
    case = confirmed()
    handling.hold(only_item(case), by=person("tao"))
    case.refresh_from_db()
    return case


def press(client: Client, case: Case, verb: str, **values: str) -> str:
    answer = client.post(f"/admin/takedowns/case/{case.pk}/act/", {"verb": verb} | values, follow=True)
    return answer.content.decode()


def test_a_manifestly_unfounded_request_is_closed_with_its_reason_and_the_story_stands_again() -> None:
    case = held_case()
    endings.call_abusive(case, by=person("tao"), reason="It names a story that is not about you.")
    case.refresh_from_db()
    item = only_item(case)
    assert item.article
    assert (case.state, item.state, item.article.status) == (State.ABUSIVE, ItemState.OPEN, Status.PUBLISHED)
    letter = Letter.objects.get(key__contains=":unfounded:")
    assert "It names a story that is not about you." in letter.body
    assert case.closed_at


@pytest.mark.parametrize("verb", ["call_abusive", "litigate"])
@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_without_a_reason_nothing_ends(verb: str, reason: str) -> None:
    case = confirmed()
    with pytest.raises(Unfit):
        getattr(endings, verb)(case, by=person("tao"), reason=reason)
    assert Case.objects.get().state == State.CONFIRMED


def test_two_requests_of_one_claimant_become_one_and_the_story_is_public_at_no_moment() -> None:
    case = held_case()
    article = only_item(case).article
    assert article
    article.refresh_from_db()
    second = confirmed(article, settle="picture", claim="privacy")
    endings.merge(case, by=person("tao"), into=second.reference.lower())
    case.refresh_from_db()
    second.refresh_from_db()
    article.refresh_from_db()
    assert (case.state, case.merged_into, second.state) == (State.DUPLICATE, second, State.HELD)
    assert article.status == Status.WITHHELD
    assert not article.changes.filter(new="published", act="release").exists()
    assert second.reference in Letter.objects.get(key__contains=":merged:").body
    assert Event.objects.filter(case=second, act="merged with", text=case.reference).exists()


def test_requests_of_two_claimants_are_never_merged() -> None:
    article = make_article()
    case, other = confirmed(article), confirmed(article, email="somebody@else.example")
    with pytest.raises(Unfit, match="somebody else"):
        endings.merge(case, by=person("tao"), into=other.reference)
    assert Case.objects.get(pk=case.pk).state == State.CONFIRMED


def test_a_request_is_merged_only_where_all_its_addresses_stand() -> None:
    article = make_article()
    case, other = confirmed(article, make_article()), confirmed(article)
    with pytest.raises(Unfit, match="does not name these addresses: 2"):
        endings.merge(case, by=person("tao"), into=other.reference)


@pytest.mark.parametrize("into", ["", "TD-AAAA-AAAA", "itself", "'; DROP TABLE"])
def test_a_case_that_is_none_is_said_to_be_none(into: str) -> None:
    case = confirmed()
    with pytest.raises(Unfit, match="no other case"):
        endings.merge(case, by=person("tao"), into=case.reference if into == "itself" else into)


def test_a_case_that_is_over_takes_no_other_in() -> None:
    article = make_article()
    case, other = confirmed(article), confirmed(article, claim="privacy")
    claimants.withdraw(other)
    with pytest.raises(Unfit, match="choose one that goes on"):
        endings.merge(case, by=person("tao"), into=other.reference)


def test_before_a_court_nothing_moves_by_hand_or_by_itself() -> None:
    case = held_case()
    endings.litigate(case, by=person("tao"), reason="Harbour District Court, 12 C 34/30")
    item = only_item(case)
    for verb in (handling.release, handling.hold, handling.remove):
        with pytest.raises(Refused):
            verb(item, by=person("tao"))
    with pytest.raises(Refused):
        claimants.withdraw(case)
    before = Event.objects.count()
    tasks.enqueue_due(timezone.now() + timedelta(days=400))
    case.refresh_from_db()
    item.refresh_from_db()
    assert (case.state, item.state) == (State.LITIGATION, ItemState.HELD)
    assert Event.objects.filter(case=case).exclude(act="look").count() <= before
    assert Letter.objects.filter(key__contains=":court:").count() == 1


@pytest.mark.parametrize("name", ["tao", "ada", "ben"])
def test_only_an_administrator_takes_up_what_was_before_a_court(name: str) -> None:
    case = confirmed()
    endings.litigate(case, by=person("tao"), reason="Harbour District Court")
    with pytest.raises(Refused):
        endings.lift(case, by=person(name), reason="It was settled.")
    endings.lift(case, by=root(), reason="It was settled.")
    case.refresh_from_db()
    assert case.state == State.REOPENED
    assert case.due_at
    assert case.due_at > timezone.now()


@pytest.mark.parametrize("name", ["cy", "ben", "ada", "zoe"])
def test_only_officers_end_a_case(name: str) -> None:
    case, other = confirmed(), confirmed(claim="privacy")
    for verb, values in (
        (endings.call_abusive, {"reason": "No."}),
        (endings.litigate, {"reason": "No."}),
        (endings.merge, {"into": other.reference}),
    ):
        with pytest.raises(Refused):
            verb(case, by=person(name), **values)
    assert Case.objects.get(pk=case.pk).state == State.CONFIRMED


def test_the_buttons_of_a_case_do_it_and_say_so(signed_in: SignIn) -> None:
    tao = signed_in("tao")
    assert "manifestly unfounded, and the claimant is told" in press(
        tao, confirmed(), "call_abusive", reason="Not about you."
    )
    case = confirmed()
    assert "Nothing of this case moves any more" in press(tao, case, "litigate", reason="Harbour District Court")
    assert "open again, with a new clock" in press(signed_in("root"), case, "lift", reason="It was settled.")
    article = make_article()
    first, second = confirmed(article), confirmed(article, claim="privacy")
    assert "goes on in the other case" in press(tao, first, "merge", into=second.reference)


def test_what_was_typed_for_a_refused_button_stays_in_its_field(signed_in: SignIn) -> None:
    tao, case = signed_in("tao"), confirmed()
    assert 'value="TD-AAAA-AAAA"' in press(tao, case, "merge", into="TD-AAAA-AAAA")
    assert "x" * 2001 in press(tao, case, "litigate", reason="x" * 2001)
    assert Case.objects.get().state == State.CONFIRMED


def test_what_was_held_when_the_claimant_withdrew_waits_for_an_officer_who_lets_it_go(signed_in: SignIn) -> None:
    case = held_case()
    claimants.withdraw(case)
    article = only_item(case).article
    assert article
    article.refresh_from_db()
    assert article.status == Status.WITHHELD
    press(signed_in("tao"), case, "release", item="1")
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED
    assert address(article)


def test_what_one_officer_proposed_waits_for_nobody_after_the_end() -> None:
    person("ada"), root()
    for end in (
        lambda case: endings.call_abusive(case, by=person("tao"), reason="Not about you."),
        lambda case: endings.litigate(case, by=person("tao"), reason="Harbour District Court"),
        claimants.withdraw,
    ):
        case = confirmed()
        deciding.propose(only_item(case), "remove", by=person("tao"), typed={"kind": "gone"}, why="Two are needed.")
        end(case)
        assert not Proposal.objects.filter(settled_at=None).exists()
        assert not Proposal.objects.filter(confirmed=True).exists()


def test_nobody_calls_a_request_about_their_own_story_unfounded_while_another_officer_could_judge() -> None:
    case, tao = confirmed(), person("tao")
    article = only_item(case).article
    assert article
    article.reviewed_by = tao
    article.save()
    root()
    with pytest.raises(Refused, match="your own"):
        endings.call_abusive(case, by=tao, reason="Not about you.")
    endings.call_abusive(case, by=root(), reason="Not about you.")


def test_what_was_hidden_before_a_court_is_hidden_and_named_so_after_it() -> None:
    case = held_case()
    endings.litigate(case, by=person("tao"), reason="Harbour District Court")
    endings.lift(case, by=root(), reason="It was settled.")
    assert (case.state, only_item(case).state) == (State.HELD, ItemState.HELD)


def test_the_page_of_a_withdrawn_case_offers_to_show_what_it_still_hides(signed_in: SignIn) -> None:
    case, tao = held_case(), signed_in("tao")
    claimants.withdraw(case)
    page = tao.get(f"/admin/takedowns/case/{case.pk}/change/").content.decode()
    assert "these addresses are still hidden: 1." in page
    assert "Stories that stand again: 1." in press(tao, case, "show again", reason="It was taken back.")
    article = only_item(case).article
    assert article
    assert article.status == Status.PUBLISHED
    assert "is still open, or hides no story" in press(tao, case, "show again")
    assert "still hidden" not in tao.get(f"/admin/takedowns/case/{case.pk}/change/").content.decode()


def test_an_open_case_shows_nothing_again_by_that_button(signed_in: SignIn) -> None:
    case = held_case()
    with pytest.raises(Refused):
        endings.show_again(case, by=person("tao"))
    with pytest.raises(Refused):
        endings.show_again(case, by=person("ben"))
    assert only_item(case).state == ItemState.HELD


def test_cases_that_became_one_name_each_other_on_their_pages(signed_in: SignIn) -> None:
    article = make_article()
    first, second = confirmed(article), confirmed(article, claim="privacy")
    endings.merge(first, by=person("tao"), into=second.reference)
    tao = signed_in("tao")
    assert f">{second.reference}</a>" in tao.get(f"/admin/takedowns/case/{first.pk}/change/").content.decode()
    assert f">{first.reference}</a>" in tao.get(f"/admin/takedowns/case/{second.pk}/change/").content.decode()
