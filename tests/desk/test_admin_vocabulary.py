"""The vocabulary: tags are merged with a look before; every story keeps exactly one tagging."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles import edition
from articles.models import Article, OldTag, Tag, Tagging
from articles.refusals import Refused
from newsroom.desk import vocabulary
from newsroom.desk.models import TagMerge
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


def test_a_new_slug_leaves_the_old_address_leading_on_and_can_be_undone(signed_in: SignIn) -> None:
    fog = tag("Fog")
    client, page = signed_in("ada"), f"/admin/articles/tag/{fog.pk}/change/"
    client.post(page, {"name": "Sea  fog", "slug": "sea-fog", "description": "Wet.", "synonyms": ""})
    fog.refresh_from_db()
    assert (fog.name, fog.slug, fog.description) == ("Sea fog", "sea-fog", "Wet.")
    assert client.get("/tag/fog/").headers["Location"] == "/tag/sea-fog/"
    shown = client.get(page).content.decode()
    assert "/tag/fog/" in shown
    assert "renamed" in shown
    vocabulary.undo(TagMerge.objects.get(), by=person("ada"))
    assert Tag.objects.get().name == "Fog"


def test_a_change_of_words_alone_is_no_rename(signed_in: SignIn) -> None:
    fog = tag("Fog")
    sent = {"name": "Fog", "slug": "fog", "description": "Wet.", "synonyms": "Mist"}
    signed_in("ada").post(f"/admin/articles/tag/{fog.pk}/change/", sent)
    assert Tag.objects.get().synonyms == "Mist"
    assert not TagMerge.objects.exists()


def test_a_new_tag_takes_over_an_address_that_led_elsewhere(signed_in: SignIn) -> None:
    OldTag.objects.create(slug="mist", tag=tag("Fog"))
    sent = {"name": "Mist", "slug": "mist", "description": "", "synonyms": ""}
    signed_in("ben").post("/admin/articles/tag/add/", sent)
    assert Tag.objects.filter(slug="mist").exists()
    assert not OldTag.objects.exists()


def test_tags_that_are_hardly_used_or_remarked_are_found_by_filters(signed_in: SignIn) -> None:
    for name, stories in (("Fog", 2), ("fog", 2), ("Rain", 1), ("Wind", 0), ("Tide", 2), ("Sun", 2)):
        made = tag(name) if name != "fog" else Tag.objects.create(name=name, slug="fog-1")
        for _number in range(stories):
            make_article(tags=[made])
    client = signed_in("ben")
    for query, names in {
        "use=none": {"Wind"},
        "use=one": {"Rain"},
        "remark=any": {"Fog", "fog"},
        "remark=case": {"fog"},
        "use=nonsense": {"Fog", "fog", "Rain", "Wind", "Tide", "Sun"},
    }.items():
        response = client.get(f"/admin/articles/tag/?{query}", follow=True)
        assert {row.name for row in response.context["cl"].result_list} == names, query
    assert "a twin" in client.get("/admin/articles/tag/").content.decode()


def test_chiefs_are_led_to_hygiene_with_the_number_of_remarks(signed_in: SignIn) -> None:
    tag("Fog"), Tag.objects.create(name="fog", slug="fog-1")
    for page in ("/admin/articles/tag/", "/admin/"):
        assert "/admin/articles/tag/hygiene/" in signed_in("ada").get(page).content.decode()
        assert "/admin/articles/tag/hygiene/" not in signed_in("ben").get(page).content.decode()


def test_deleting_a_tag_retires_it_and_can_be_undone(signed_in: SignIn) -> None:
    fog, mist = tag("Fog"), tag("Mist")
    story = make_article(tags=[fog, mist])
    client = signed_in("ada")
    asked = client.get(f"/admin/articles/tag/{fog.pk}/delete/").content.decode()
    assert "Fog, on 1 story" in asked
    client.post(f"/admin/articles/tag/{fog.pk}/delete/", {"post": "yes"})
    sent = {"action": "delete_selected", "_selected_action": [mist.pk], "post": "yes"}
    client.post("/admin/articles/tag/", sent)
    assert not Tag.objects.exists()
    for change in TagMerge.objects.all():
        vocabulary.undo(change, by=person("ada"))
    assert set(story.tags.all()) == {fog, mist}
    assert signed_in("ben").get(f"/admin/articles/tag/{fog.pk}/delete/").status_code == 403
