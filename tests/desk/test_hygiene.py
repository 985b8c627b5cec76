"""Tag hygiene as chiefs see it: remarks, a look before, remedies in bulk, what is left alone, and the way back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, OldTag, Tag
from newsroom.desk import hygiene
from newsroom.desk.models import LeftTags, TagMerge
from newsroom.ingest.models import Feed, Rule
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
PAGE, PAST = "/admin/articles/tag/hygiene/", "/admin/articles/tag/hygiene/past/"


def tag(name: str, stories: int = 2, **values: str) -> Tag:
    made: Tag = Tag.objects.create(name=name, **values)
    for _number in range(stories):
        make_article(tags=[made])
    return made


def remarked() -> list[tuple[str, list[str]]]:
    names = dict(Tag.objects.values_list("pk", "name"))
    return [(remark.code, [names[one] for one in remark.tags]) for remark in hygiene.look()]


def key(code: str) -> str:
    return next(remark.key for remark in hygiene.look() if remark.code == code)


def test_the_vocabulary_is_judged_by_the_sections_and_outlets_of_the_site() -> None:
    make_country("JP"), make_source("Coast Courier")
    for name in ("Japanese", "Tokyo", "coast courier", "Fog", "fogs", "The Test Paper"):
        tag(name)
    tag("Rain", stories=0), tag("Wind", stories=1)
    assert remarked() == [
        ("country", ["Japanese"]),
        ("outlet", ["coast courier"]),
        ("junk", ["The Test Paper"]),
        ("twins", ["Fog", "fogs"]),
        ("case", ["fogs"]),
        ("unused", ["Rain"]),
        ("single", ["Wind"]),
    ]
    assert hygiene.number() == 5


def test_peoples_and_short_names_are_their_sections() -> None:
    for name in ("Emirati", "UAE", "Filipinos", "Burmese", "Dubai"):
        tag(name)
    told = [names[0] for code, names in remarked() if code == "country"]
    assert sorted(told) == ["Burmese", "Emirati", "Filipinos", "UAE"]


def test_looking_costs_the_same_for_any_number_of_tags(django_assert_num_queries: Any) -> None:
    for number in range(12):
        tag(f"Topic {chr(97 + number)}", stories=number % 3)
    with django_assert_num_queries(6):
        hygiene.look()


def test_tags_that_always_stand_together_are_remarked() -> None:
    fog, ferries = tag("Fog", 0), tag("Ferries", 0)
    for _number in range(5):
        make_article(tags=[fog, ferries])
    assert ("twins", ["Ferries", "Fog"]) in remarked()


def test_what_the_list_shows_is_looked_up_again_when_tags_change() -> None:
    tag("Fog"), tag("Rain")
    assert hygiene.number() == 0
    tag("fog")
    assert hygiene.number() == 2


def test_a_chief_sees_each_kind_with_its_reason_and_remedy(signed_in: SignIn) -> None:
    make_country("JP")
    tag("japan"), tag("Fog"), tag("fog"), tag("Rain"), tag("Wind")
    shown = signed_in("ada").get(PAGE).content.decode()
    for words in ("Countries used as tags", "Make it the section…", "They differ in capitals alone.", "Better: “Fog”."):
        assert words in shown
    only = signed_in("ada").get(f"{PAGE}?kind=country").content.decode()
    assert "They differ in capitals alone." not in only
    assert signed_in("ada").get(f"{PAGE}?kind=nonsense").status_code == 200


def test_its_pages_cost_the_same_for_any_number_of_remarks(signed_in: SignIn, django_assert_num_queries: Any) -> None:
    for number in range(8):
        tag(f"Fog {chr(97 + number)}aa"), tag(f"fog {chr(97 + number)}aa")
    client = signed_in("ada")
    client.get(PAGE)
    with django_assert_num_queries(12):
        client.get(PAGE)
    chosen = [remark.key for remark in hygiene.look() if remark.code == "twins"]
    with django_assert_num_queries(14):
        client.post(PAGE, {"look": "ticked", "chosen": chosen})


def test_a_tidy_vocabulary_is_said_to_be_tidy(signed_in: SignIn) -> None:
    assert "The vocabulary is in order." in signed_in("ada").get(PAGE).content.decode()


@pytest.mark.parametrize("name", ["ben", "cy", "tao"])
def test_nobody_but_chiefs_may_look_or_act(signed_in: SignIn, name: str) -> None:
    tag("Fog"), tag("fog")
    client = signed_in(name)
    assert client.get(PAGE).status_code == client.get(PAST).status_code == 403
    assert client.post(PAGE, {"look": key("twins"), "confirmed": "1"}).status_code == 403
    assert Tag.objects.count() == 2
    assert "Tag hygiene" not in client.get("/admin/articles/tag/").content.decode()


def test_a_merge_shows_what_it_would_do_and_keeps_the_tag_that_is_chosen(signed_in: SignIn) -> None:
    many, few = tag("Fog", 3), tag("fog", 2)
    feed = Feed.objects.create(source=make_source(), url="https://harbour-gazette.example/feed")
    Rule.objects.create(feed=feed, name="Weather", act=Rule.Act.TAG, tag=few)
    client, twins = signed_in("ada"), key("twins")
    look = client.post(PAGE, {"look": twins}).content.decode()
    for words in ("Which tag stays?", "/tag/fog/", "3 stories", "1 rule of a feed adds it; they follow.", "Stories of"):
        assert words in look
    assert Tag.objects.count() == 2
    sent = {"look": "ticked", "confirmed": "1", "chosen": twins, f"keep-{twins}": few.pk}
    done = client.post(PAGE, sent, follow=True).content.decode()
    assert "1 remedy carried out; it touched 3 stories." in done
    assert list(Tag.objects.values_list("pk", "name")) == [(few.pk, "fog")]
    assert OldTag.objects.get().slug == many.slug


def test_several_remedies_are_carried_out_at_once(signed_in: SignIn) -> None:
    japan = make_country("JP")
    tag("Japan"), tag("news"), tag("sea trade"), tag("Rain banks"), tag("Fog banks"), tag("fogs banks")
    client = signed_in("ada")
    chosen = [remark.key for remark in hygiene.look()]
    look = client.post(PAGE, {"look": "ticked", "chosen": chosen}).content.decode()
    assert "2 stories that are not in the section will be said to be also about it." in look
    assert "Its address will lead nowhere (404)." in look
    client.post(PAGE, {"look": "ticked", "confirmed": "1", "chosen": chosen})
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Fog banks", "Rain banks", "Sea trade"]
    assert Article.objects.filter(also_about=japan).count() == 2
    assert remarked() == []
    assert TagMerge.objects.count() == 5


def test_a_better_name_may_be_typed(signed_in: SignIn) -> None:
    tag("Fog"), tag("Rain"), tag("sea trade")
    case = key("case")
    sent = {"look": "ticked", "confirmed": "1", "chosen": case, f"name-{case}": "Sea Trade"}
    signed_in("ada").post(PAGE, sent)
    assert Tag.objects.filter(name="Sea Trade", slug="sea-trade").exists()


def test_one_refusal_stops_none_of_the_others(signed_in: SignIn) -> None:
    tag("Fog"), tag("Rain"), tag("sea trade"), tag("news")
    case = key("case")
    sent = {"look": "ticked", "confirmed": "1", "chosen": [case, key("junk")], f"name-{case}": "Fog"}
    done = signed_in("ada").post(PAGE, sent, follow=True).content.decode()
    assert "Another tag is called “Fog” already; merge the two." in done
    assert not Tag.objects.filter(name="news").exists()


def test_a_remark_that_changed_meanwhile_is_said_and_not_carried_out(signed_in: SignIn) -> None:
    tag("Fog"), tag("fog"), tag("news")
    chosen = [key("twins"), key("junk")]
    tag("FOG")
    sent = {"look": "ticked", "confirmed": "1", "chosen": chosen}
    done = signed_in("ada").post(PAGE, sent, follow=True).content.decode()
    assert "1 remark has changed since; look at it again." in done
    assert set(Tag.objects.values_list("name", flat=True)) == {"Fog", "fog", "FOG"}


def test_a_remark_that_is_left_alone_stays_away_until_it_is_asked_for_again(signed_in: SignIn) -> None:
    tag("Fog banks"), tag("Fog bank")
    client = signed_in("ada")
    client.post(PAGE, {"leave": key("twins")})
    assert remarked() == []
    assert "Fog banks" in client.get(PAST).content.decode()
    client.post(PAST, {"again": LeftTags.objects.get().pk})
    assert remarked() == [("twins", ["Fog bank", "Fog banks"])]


def test_past_changes_are_listed_with_their_undo(signed_in: SignIn) -> None:
    tag("Fog"), tag("fog")
    client, twins = signed_in("ada"), key("twins")
    client.post(PAGE, {"look": "ticked", "confirmed": "1", "chosen": twins})
    assert "merged" in client.get(PAST).content.decode()
    done = client.post(PAST, {"undo": TagMerge.objects.get().pk}, follow=True).content.decode()
    assert "undone by ada" in done
    assert Tag.objects.count() == 2
    again = client.post(PAST, {"undo": TagMerge.objects.get().pk}, follow=True).content.decode()
    assert "This was undone already." in again


@pytest.mark.parametrize("sent", [{}, {"undo": "x"}, {"undo": "9" * 5000}, {"again": "²"}, {"undo": "\0"}])
def test_what_names_nothing_is_answered_with_a_sentence(signed_in: SignIn, sent: dict[str, str]) -> None:
    assert "That is no longer there." in signed_in("ada").post(PAST, sent, follow=True).content.decode()


@pytest.mark.parametrize("sent", [{"look": "x"}, {"look": "ticked"}, {"leave": "twins:1-2"}, {}])
def test_a_remark_that_is_gone_is_answered_with_a_sentence(signed_in: SignIn, sent: dict[str, str]) -> None:
    tag("Fog")
    assert "Tick at least one remark" in signed_in("ada").post(PAGE, sent, follow=True).content.decode()


def test_a_country_that_is_no_tag_any_more_leads_to_its_section(client: Client) -> None:
    japan = make_country("JP")
    tag("japan")
    remark = hygiene.look()[0]
    hygiene.remedy(hygiene.Remedy(remark), by=person("ada"))
    assert client.get("/tag/japan/").headers["Location"] == japan.get_absolute_url()
