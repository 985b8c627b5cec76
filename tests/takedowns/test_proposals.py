"""What one officer proposes can be done: what the act itself would refuse is refused before a second one is asked."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Byline
from articles.refusals import Refused
from newsroom.takedowns import deciding, handling
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.proposals import Proposal
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, make_author, person, root

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
IMPOSSIBLE = [
    ("open", "remove", {}),
    ("open", "remove", {"kind": "sideways"}),
    ("open", "restore", {"reason": "Ours after all."}),
    ("open", "reject", {"reason": " "}),
    ("open", "amend", {"remedy": "delist", "kind": "gone"}),
    ("removed", "remove", {"kind": "gone"}),
    ("removed", "reject", {"reason": "We hold a licence."}),
    ("removed", "amend", {"remedy": "delist"}),
    ("removed", "restore", {}),
    ("removed twice", "restore", {"reason": "Ours after all."}),
    ("nowhere", "remove", {"kind": "gone"}),
    ("nowhere", "amend", {"remedy": "delist"}),
    ("nowhere", "restore", {"reason": "Ours after all."}),
]


def own_story() -> Article:
    """A story that Tao wrote, so that what he decides about it needs somebody else."""
    article = make_article()
    Byline.objects.create(article=article, author=make_author("Tao Writer", account=person("tao")), place=0)
    return article


def case_of(stands: str, verb: str) -> Case:
    """A case of Tao's own story, brought to where an act is impossible."""
    article = own_story()
    case = confirmed(article)
    if verb == "amend" and stands == "open":
        Article.objects.filter(pk=article.pk).update(delisted_at=case.received_at)
    if stands.startswith("removed"):
        handling.remove(only_item(case), by=root(), reason="It is theirs.")
    if stands == "removed twice":
        handling.remove(only_item(confirmed(article, email="kim@owner.example")), by=root())
    if stands == "nowhere":
        case.items.update(article=None)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(("stands", "verb", "typed"), IMPOSSIBLE)
def test_what_could_not_be_done_is_not_proposed_and_the_sentence_is_that_of_the_act(
    monkeypatch: pytest.MonkeyPatch, stands: str, verb: str, typed: dict[str, str]
) -> None:
    case = case_of(stands, verb)
    root()
    with pytest.raises(Refused) as at_once:
        deciding.EFFECTS[verb](only_item(case), person("tao"), typed)
    monkeypatch.setattr(deciding, "needs_second", lambda *_given: "it is your own story.")
    with pytest.raises(Refused) as proposed:
        deciding.decide(only_item(case), verb, by=person("tao"), typed=typed)
    assert str(proposed.value) == str(at_once.value)
    assert type(proposed.value) is type(at_once.value)
    assert not Proposal.objects.exists()
    assert not Event.objects.filter(act="propose").exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"verb": "remove"}, "Choose what the address answers: 410, 451 or 404."),
        ({"verb": "restore", "reason": "Ours after all."}, "it cannot become “restored” now. Nothing was changed."),
    ],
)
def test_a_press_that_no_confirmation_could_complete_is_refused_on_the_page(
    signed_in: SignIn, values: dict[str, str], said: str
) -> None:
    case = confirmed(own_story())
    root()
    answer = signed_in("tao").post(f"/admin/takedowns/case/{case.pk}/act/", {"item": "1"} | values)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert said in page
    assert "Proposed. It happens" not in page


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("remove", {"kind": "legal"}),
        ("reject", {"reason": "We hold a licence."}),
        ("reject", {"remedy": "gone"}),
        ("amend", {"remedy": "delist"}),
    ],
)
def test_what_can_be_done_is_proposed_and_a_second_officer_confirms_it(verb: str, typed: dict[str, str]) -> None:
    case = confirmed(own_story())
    root()
    said = deciding.decide(only_item(case), verb, by=person("tao"), typed=typed)
    assert said.startswith("Proposed.")
    deciding.confirm(only_item(case), by=root())
    assert only_item(case).state != "open"
