"""What becomes of an old address is said where the address is changed, and only where readers may know it."""

import pytest

from articles.models import OldAddress
from articles.status import Status
from tests.desk.screen import SignIn, address, press
from tests.world import make_article

pytestmark = pytest.mark.django_db
WORDS, SAID = "The old address will lead here.", "It has a new address; the old one leads there."


def test_the_field_knows_what_to_say_once_the_address_of_a_published_story_is_another(signed_in: SignIn) -> None:
    article = make_article("Boats out")
    shown = signed_in("ben").get(address(article)).content.decode()
    assert f'data-once-changed="{WORDS}"' in shown
    assert f'data-was="{article.slug}"' in shown
    for status in (Status.IN_REVIEW, Status.SCHEDULED):
        assert WORDS not in signed_in("ben").get(address(make_article(status=status))).content.decode()


def test_saving_another_address_says_so_and_saving_anything_else_does_not(signed_in: SignIn) -> None:
    article, client = make_article("Boats out"), signed_in("ben")
    assert SAID not in press(client, article, standfirst="At dawn.")
    assert SAID in press(client, article, slug="forty-boats-out")
    assert OldAddress.objects.get().slug == "boats-out"
    waiting = make_article("Boats in", status=Status.IN_REVIEW)
    assert SAID not in press(client, waiting, slug="forty-boats-in")
