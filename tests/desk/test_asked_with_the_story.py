"""Where a right is a right to one story, it is asked with that story, also at doors that are not its own screen."""

import pytest

from articles.models import Coverage, Picture
from articles.refusals import NotPermitted
from articles.status import Status
from newsroom.desk import bulk, captions, grouping
from newsroom.desk.models import Beat
from newsroom.desk.roles import OffBeat
from tests.desk.screen import SignIn
from tests.world import make_article, make_author, make_country, person

pytestmark = pytest.mark.django_db
OFF_BEAT = "is in the section Mongolia, which is not on your beat"


@pytest.fixture(autouse=True)
def _ben_looks_after_japan() -> None:
    Beat.objects.create(user=person("ben")).countries.set([make_country("JP")])


def shared_picture() -> Picture:
    """One that a story of Japan and a story of Mongolia show."""
    picture = Picture.objects.create(alt="A harbour")
    for section in ("JP", "MN"):
        make_article(f"Of {section}", country=make_country(section), picture=picture)
    return picture


def led_from_mongolia() -> Coverage:
    """An event of a story of Japan and one of Mongolia, which leads."""
    stories = [make_article(f"Of {section}", country=make_country(section)) for section in ("MN", "JP")]
    coverage = grouping.merge(stories, by=person("ada"), title="Fog")
    return grouping.lead(coverage, stories[0], by=person("ada"))


def test_what_is_said_of_a_picture_is_for_whoever_may_change_all_its_stories() -> None:
    picture = shared_picture()
    with pytest.raises(OffBeat, match=f"“Of MN” {OFF_BEAT}"):
        captions.describe(picture, by=person("ben"), alt="A pier")
    picture.refresh_from_db()
    assert picture.alt == "A harbour"
    captions.describe(picture, by=person("ada"), alt="A pier")
    assert picture.alt == "A pier"


def test_the_page_of_a_picture_lets_the_same_people_change_it(signed_in: SignIn) -> None:
    picture = shared_picture()
    address = f"/admin/articles/picture/{picture.pk}/change/"
    sent = {"alt": "A pier", "focal_x": "50", "focal_y": "50"}
    assert signed_in("ben").post(address, sent).status_code == 403
    assert signed_in("ben").get(address).status_code == 200
    assert signed_in("ada").post(address, sent).status_code == 302
    picture.refresh_from_db()
    assert picture.alt == "A pier"


def test_a_writer_describes_the_pictures_of_their_own_story_alone(signed_in: SignIn) -> None:
    cy = person("cy")
    picture = Picture.objects.create(alt="A harbour")
    make_article(picture=picture, status=Status.IN_REVIEW, authors=[make_author(account=cy)])
    captions.describe(picture, by=cy, alt="A pier")
    make_article(picture=picture)
    with pytest.raises(NotPermitted):
        captions.describe(picture, by=cy, alt="A quay")
    picture.refresh_from_db()
    assert picture.alt == "A pier"


@pytest.mark.parametrize("chosen", ["another", "none"])
def test_the_lead_of_an_event_is_chosen_by_whoever_may_decide_on_it(signed_in: SignIn, chosen: str) -> None:
    coverage = led_from_mongolia()
    third = make_article("Of MN too", country=make_country("MN"))
    grouping.merge([third, *coverage.articles.all()], by=person("ada"))
    address = f"/admin/articles/coverage/{coverage.pk}/change/"
    sent = {"title": "Fog", "slug": coverage.slug, "lead": str(third.pk) if chosen == "another" else ""}
    before = coverage.lead_id
    assert OFF_BEAT in signed_in("ben").post(address, sent).content.decode()
    coverage.refresh_from_db()
    assert coverage.lead_id == before
    assert signed_in("ada").post(address, sent).status_code == 302
    coverage.refresh_from_db()
    assert coverage.lead_id == (third.pk if chosen == "another" else None)


def test_an_act_upon_many_is_begun_by_whose_role_has_it() -> None:
    story = make_article(status=Status.INCOMING)
    with pytest.raises(bulk.MayNotBegin):
        bulk.begin("publish", [story.pk], by=person("cy"))
    act = bulk.begin("publish", [story.pk], by=person("ben"))
    assert OFF_BEAT in bulk.refused_steps(act).get().refused
