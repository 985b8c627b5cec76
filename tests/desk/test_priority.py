"""What is urgent and whose it is: shown in the queue, set by hand on the review screen."""

import pytest

from articles.status import Status
from tests.desk.screen import SignIn, press
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def test_the_desk_shows_what_is_urgent_and_whose_it_is(signed_in: SignIn) -> None:
    ben = person("ben")
    make_article("An old urgent story", status=Status.INCOMING, priority=2, assigned_to=ben)
    make_article("A newer story", status=Status.INCOMING)
    client = signed_in("ben")
    page = client.get("/admin/articles/article/?queue=waiting").content.decode()
    assert page.index("An old urgent story") < page.index("A newer story")
    assert ">urgent</span>" in page
    assert "for ben" in page
    mine = client.get("/admin/articles/article/?queue=mine").content.decode()
    assert "An old urgent story" in mine
    assert "A newer story" not in mine


def test_an_editor_sets_priority_and_person_on_the_review_screen(signed_in: SignIn) -> None:
    article, client = make_article(status=Status.INCOMING), signed_in("ben")
    press(client, article, priority="1", assigned_to=str(person("ada").pk))
    article.refresh_from_db()
    assert (article.priority, article.assigned_to) == (1, person("ada"))


@pytest.mark.parametrize(("choice", "shown"), [("me", {"Mine"}), ("others", {"Hers"}), ("nobody", {"Free"})])
def test_the_queue_is_narrowed_by_whose_it_is(choice: str, shown: set[str], signed_in: SignIn) -> None:
    for headline, name in (("Mine", "ben"), ("Hers", "ada"), ("Free", "")):
        make_article(f"{headline} to look at", status=Status.INCOMING, assigned_to=person(name) if name else None)
    page = signed_in("ben").get(f"/admin/articles/article/?queue=waiting&assigned={choice}").content.decode()
    assert {word for word in ("Mine", "Hers", "Free") if f">{word} to look at</a>" in page} == shown


def test_an_emptied_person_gives_a_story_back_to_everybody(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING, assigned_to=person("ada"), priority=1)
    press(signed_in("ben"), article, assigned_to="")
    article.refresh_from_db()
    assert (article.priority, article.assigned_to) == (1, None)
