"""The vocabulary: tags are merged with a look before; every story keeps exactly one tagging."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles import edition
from articles.models import Article, Tag, Tagging
from articles.refusals import Refused
from newsroom.desk.vocabulary import merge_tags
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def tag(name: str, **values: str) -> Tag:
    made: Tag = Tag.objects.create(name=name, slug=name.lower(), **values)
    return made


def test_a_merge_moves_every_story_once() -> None:
    fog, mist, haze = tag("Fog"), tag("Mist", synonyms="Brume"), tag("Haze")
    both, one, all_three = (
        make_article(tags=[mist, haze]),
        make_article(tags=[haze]),
        make_article(tags=[fog, mist, haze]),
    )
    before = edition.current().number
    assert merge_tags([fog, mist, haze], fog, by=person("ada")) == 2
    for article in (both, one, all_three):
        assert list(article.tags.all()) == [fog]
    assert Tagging.objects.count() == 3
    assert not Tag.objects.exclude(pk=fog.pk).exists()
    assert edition.current().number == before + 1


def test_merged_stories_stay_on_the_tags_public_page() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    article = make_article(tags=[mist])
    merge_tags([mist], fog, by=person("ada"))
    assert list(Article.objects.tagged(fog)) == [article]


def test_old_names_become_synonyms() -> None:
    fog, mist = tag("Fog", synonyms="Nebel"), tag("Mist", synonyms="Brume\nfog")
    merge_tags([fog, mist], fog, by=person("ada"))
    assert Tag.objects.get().synonyms.splitlines() == ["Nebel", "Mist", "Brume"]


def test_nothing_to_merge_and_no_permission_are_refused() -> None:
    fog, mist = tag("Fog"), tag("Mist")
    with pytest.raises(Refused, match="at least two"):
        merge_tags([fog], fog, by=person("ada"))
    with pytest.raises(Refused, match="chief editor"):
        merge_tags([fog, mist], fog, by=person("ben"))
    assert Tag.objects.count() == 2


def test_the_admin_shows_what_would_move_before_it_moves(signed_in: SignIn) -> None:
    fog, mist = tag("Fog"), tag("Mist")
    make_article(tags=[mist])
    client, sent = signed_in("ada"), {"action": "merge", "_selected_action": [fog.pk, mist.pk]}
    asked = client.post("/admin/articles/tag/", sent).content.decode()
    assert "Which tag stays?" in asked
    assert "1 story" in asked
    assert Tag.objects.count() == 2
    done = client.post("/admin/articles/tag/", sent | {"into": fog.pk}, follow=True).content.decode()
    assert "Merged into “Fog”: 1 story moved." in done
    assert list(Tag.objects.all()) == [fog]


def test_an_editor_is_not_offered_the_merge(signed_in: SignIn) -> None:
    tag("Fog")
    assert "Merge into one tag" not in signed_in("ben").get("/admin/articles/tag/").content.decode()


def test_tags_are_listed_with_their_use(signed_in: SignIn) -> None:
    fog = tag("Fog")
    make_article(tags=[fog])
    shown = signed_in("ben").get("/admin/articles/tag/").content.decode()
    assert '<td class="field-published">1</td>' in shown


def test_choosing_a_tag_asks_the_admins_own_endpoint(signed_in: SignIn) -> None:
    tag("Fog")
    query = {"term": "fo", "app_label": "articles", "model_name": "tagging", "field_name": "tag"}
    assert signed_in("cy").get("/admin/autocomplete/", query).json()["results"][0]["text"] == "Fog"
