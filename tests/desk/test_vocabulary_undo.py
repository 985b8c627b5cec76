"""Merging, retiring and renaming tags: what each leaves behind, and that undoing gives back what there was."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import editing, edition, lifecycle
from articles.accounts import system_account
from articles.models import Article, OldTag, Tag, Tagging
from articles.refusals import Refused
from articles.status import Status
from newsroom.desk import vocabulary
from newsroom.desk.models import TagMerge
from newsroom.ingest import tag_names
from newsroom.ingest.models import Feed, Rule
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db


def tag(name: str, **values: str) -> Tag:
    made: Tag = Tag.objects.create(name=name, **values)
    return made


def ties() -> set[tuple[int, str, Any]]:
    return set(Tagging.objects.values_list("content_object", "tag__name", "shown_at"))


def last() -> TagMerge:
    found = TagMerge.objects.first()
    assert found is not None
    return found


def test_undoing_a_merge_gives_every_tag_back_as_it_was() -> None:
    fog, mist, haze = tag("Fog", synonyms="Nebel"), tag("Mist", synonyms="Brume", description="Wet air."), tag("Haze")
    make_article(tags=[mist]), make_article(tags=[fog, mist]), make_article(tags=[mist, haze])
    make_article(tags=[mist], status=Status.IN_REVIEW)
    before, rows = ties(), list(Tag.objects.order_by("pk").values())
    vocabulary.merge_tags([fog, mist, haze], fog, by=person("ada"))
    number = edition.current().number
    vocabulary.undo(last(), by=person("ada"))
    assert ties() == before
    assert list(Tag.objects.order_by("pk").values()) == rows
    assert not OldTag.objects.exists()
    assert edition.current().number == number + 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.lists(st.sets(st.sampled_from(["Fog", "Mist", "Haze", "Rain"])), min_size=1, max_size=5),
    merged=st.sets(st.sampled_from(["Fog", "Mist", "Haze", "Rain"]), min_size=2),
)
def test_merge_then_undo_gives_back_the_same_stories(chosen: list[set[str]], merged: set[str], stories: Any) -> None:
    Tag.objects.all().delete()
    tags = {name: tag(name) for name in ("Fog", "Mist", "Haze", "Rain")}
    for article, names in zip(stories, chosen, strict=False):
        editing.revise(article, by=system_account(), changes={"tags": [tags[name] for name in names]})
    before, old = ties(), [tags[name] for name in sorted(merged)]
    vocabulary.merge_tags(old, old[-1], by=person("ada"))
    assert not Tag.objects.filter(name__in=[one.name for one in old[:-1]]).exists()
    vocabulary.undo(last(), by=person("ada"))
    assert ties() == before


@pytest.fixture
def stories(db: None) -> list[Article]:
    return [make_article() for _number in range(5)]


def test_a_story_whose_editor_took_the_kept_tag_off_stays_without_either() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    story = make_article(tags=[fog, mist])
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    editing.revise(story, by=person("ada"), changes={"tags": []})
    vocabulary.undo(last(), by=person("ada"))
    assert ties() == set()


def test_a_story_that_went_public_meanwhile_stands_on_the_tags_page_again() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    story = make_article(tags=[fog, mist], status=Status.IN_REVIEW)
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    lifecycle.move(story, Status.PUBLISHED, by=system_account())
    vocabulary.undo(last(), by=person("ada"))
    assert list(Article.objects.tagged(Tag.objects.get(name="Mist"))) == [story]


def test_a_story_that_is_gone_is_no_hindrance() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    story, other = make_article(tags=[mist]), make_article(tags=[fog, mist])
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    Article.objects.filter(pk__in=[story.pk, other.pk]).delete()
    vocabulary.undo(last(), by=person("ada"))
    assert Tag.objects.count() == 2


def test_undo_takes_back_only_the_synonyms_that_the_merge_added() -> None:
    fog, mist = tag("Fog", synonyms="Nebel\nBrume"), tag("Mist", synonyms="Brume")
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    Tag.objects.filter(pk=fog.pk).update(synonyms="Nebel\nBrume\nMist\nSea fret")
    vocabulary.undo(last(), by=person("ada"))
    assert Tag.objects.get(pk=fog.pk).synonyms.splitlines() == ["Nebel", "Brume", "Sea fret"]


def test_undo_is_refused_where_the_name_was_given_away() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    tag("Mist")
    with pytest.raises(Refused, match="cannot come back"):
        vocabulary.undo(last(), by=person("ada"))
    assert Tag.objects.count() == 2


def test_undo_is_refused_twice_and_to_editors() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    with pytest.raises(Refused, match="chief editor"):
        vocabulary.undo(last(), by=person("ben"))
    vocabulary.undo(last(), by=person("ada"))
    with pytest.raises(Refused, match="already"):
        vocabulary.undo(last(), by=person("ada"))


def test_a_chain_of_merges_is_undone_from_its_end() -> None:
    fog, mist, haze = tag("Fog"), tag("Mist"), tag("Haze")
    make_article(tags=[haze]), make_article(tags=[mist])
    before = ties()
    vocabulary.merge_tags([haze], mist, by=person("ada"))
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    second, first = TagMerge.objects.all()
    assert {old.slug: old.tag for old in OldTag.objects.all()} == {"mist": fog, "haze": fog}
    with pytest.raises(Refused, match="Undo that first"):
        vocabulary.undo(first, by=person("ada"))
    vocabulary.undo(second, by=person("ada"))
    assert {old.slug: old.tag for old in OldTag.objects.all()} == {"haze": mist}
    vocabulary.undo(first, by=person("ada"))
    assert ties() == before
    assert not OldTag.objects.exists()


def rule(adds: Tag, *, active: bool = True) -> Rule:
    feed = Feed.objects.get_or_create(source=make_source(), url="https://harbour-gazette.example/feed")[0]
    made: Rule = Rule.objects.create(feed=feed, name="Weather", act=Rule.Act.TAG, tag=adds, active=active)
    return made


def test_rules_of_feeds_follow_a_merge_and_come_back() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    weather = rule(mist)
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    weather.refresh_from_db()
    assert weather.tag == fog
    vocabulary.undo(last(), by=person("ada"))
    weather.refresh_from_db()
    assert weather.tag == mist


def test_rules_of_feeds_rest_while_their_tag_is_retired() -> None:
    fog = tag("Fog")
    one, other = rule(fog), rule(fog, active=False)
    vocabulary.retire(fog, by=person("ada"))
    assert Rule.objects.filter(tag=None, active=False).count() == 2
    vocabulary.undo(last(), by=person("ada"))
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.tag, one.active, other.tag, other.active) == (fog, True, fog, False)


def test_stories_that_arrive_under_an_old_name_find_the_kept_tag() -> None:
    fog, mist = tag("Fog"), tag("Mist", synonyms="Brume")
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    assert tag_names.vocabulary() == {"Fog": "Fog", "Mist": "Fog", "Brume": "Fog"}


def test_a_retired_name_is_no_longer_suggested() -> None:
    vocabulary.retire(tag("News", synonyms="Latest"), by=person("ada"))
    assert tag_names.vocabulary() == {}


def test_retiring_a_country_sets_its_section_beside_the_stories_that_lack_it() -> None:
    japan, mongolia = make_country("JP"), make_country("MN")
    named = tag("japan")
    inside = make_article(tags=[named], country=japan)
    said = make_article(tags=[named], country=mongolia, also_about=[japan])
    outside = make_article(tags=[named], country=mongolia)
    before = ties()
    vocabulary.retire(named, by=person("ada"), to=japan)
    assert [list(story.also_about.all()) for story in (inside, said, outside)] == [[], [japan], [japan]]
    assert not Tag.objects.exists()
    vocabulary.undo(last(), by=person("ada"))
    assert [list(story.also_about.all()) for story in (inside, said, outside)] == [[], [japan], []]
    assert ties() == before


def test_retired_addresses_come_back_with_their_tag() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    vocabulary.merge_tags([mist], fog, by=person("ada"))
    vocabulary.retire(fog, by=person("ada"))
    assert not OldTag.objects.exists()
    vocabulary.undo(last(), by=person("ada"))
    assert list(OldTag.objects.values_list("slug", "tag__name")) == [("mist", "Fog")]


def test_a_renamed_tag_is_found_at_its_old_address_until_that_is_undone() -> None:
    fog = tag("fog")
    vocabulary.rename(fog, name="Sea fog", slug="sea-fog", by=person("ada"))
    assert list(OldTag.objects.values_list("slug", "tag")) == [("fog", fog.pk)]
    vocabulary.undo(last(), by=person("ada"))
    fog.refresh_from_db()
    assert (fog.name, fog.slug) == ("fog", "fog")
    assert list(OldTag.objects.values_list("slug", flat=True)) == ["sea-fog"]


def test_renaming_refuses_a_name_that_another_tag_has() -> None:
    fog = tag("fog")
    tag("Fog")
    with pytest.raises(Refused, match="merge the two"):
        vocabulary.rename(fog, name="Fog", by=person("ada"))
    with pytest.raises(Refused, match="called so already"):
        vocabulary.rename(fog, name="fog", by=person("ada"))
    with pytest.raises(Refused, match="at most 100"):
        vocabulary.rename(fog, name=" ", by=person("ada"))
    with pytest.raises(Refused, match="chief editor"):
        vocabulary.rename(fog, name="Brume", by=person("cy"))
    with pytest.raises(Refused, match="chief editor"):
        vocabulary.retire(fog, by=person("ben"))


def test_a_tag_that_somebody_else_removed_is_refused_with_a_sentence() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    Tag.objects.filter(pk=mist.pk).delete()
    with pytest.raises(Refused, match="somebody was first"):
        vocabulary.merge_tags([mist], fog, by=person("ada"))


@pytest.mark.parametrize("stories", [2, 12], ids=["few", "many"])
def test_merging_retiring_and_undoing_cost_the_same_for_any_number_of_stories(
    stories: int, django_assert_num_queries: Any
) -> None:
    fog, mist, ada = tag("Fog"), tag("Mist"), person("ada")
    for number in range(stories):
        made = make_article(tags=[mist, fog] if number % 2 else [mist])
        Article.objects.filter(pk=made.pk).update(published_at=timezone.now() - timedelta(days=number))
    ada.has_perm("articles.change_tag"), make_country("JP")
    with django_assert_num_queries(22):
        vocabulary.merge_tags([mist], fog, by=ada)
    with django_assert_num_queries(14):
        vocabulary.undo(last(), by=ada)
    with django_assert_num_queries(21):
        vocabulary.retire(fog, by=ada, to=make_country("JP"))
    with django_assert_num_queries(12):
        vocabulary.undo(last(), by=ada)
