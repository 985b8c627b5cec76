"""An author with stories goes only by giving them to another; addresses and feeds lead on, and nobody signs twice."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Author
from articles.refusals import NotPermitted, Unfit
from newsroom.desk import bulk, replacing
from tests.world import make_article, make_author, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def signers(article: Article) -> list[str]:
    return [byline.author.name for byline in article.bylines.select_related("author")]


def test_the_stories_go_to_another_in_order_and_the_address_leads_there(signed_in: SignIn, client: Client) -> None:
    dee, eve, fay = make_author("Dee"), make_author("Eve"), make_author("Fay")
    both, first = make_article(authors=[dee, eve]), make_article(authors=[dee, fay])
    signed_in("ada").post(f"/admin/articles/author/{dee.pk}/replace/", {"other": eve.pk})
    assert signers(both) == ["Eve"]
    assert signers(first) == ["Eve", "Fay"]
    row = first.changes.get(act="revise")
    assert (row.by.username, row.reason) == ("ada", "Dee became Eve")
    assert not Author.objects.filter(name="Dee").exists()
    assert client.get("/authors/dee/").headers["Location"] == "/authors/eve/"
    for shape in ("", "atom/", "json/"):
        led = client.get(f"/authors/dee/feed/{shape}")
        assert (led.status_code, led.headers["Location"]) == (301, f"/authors/eve/feed/{shape}")


def test_two_replacements_lead_to_the_last() -> None:
    dee, eve, fay = make_author("Dee"), make_author("Eve"), make_author("Fay")
    make_article(authors=[dee])
    replacing.replace(dee, eve, by=person("ada"))
    replacing.replace(eve, fay, by=person("ada"))
    assert set(fay.old_slugs.values_list("slug", flat=True)) == {"dee", "eve"}


def test_as_a_bulk_act_the_author_goes_with_the_last_story() -> None:
    dee, eve = make_author("Dee"), make_author("Eve")
    keys = [make_article(authors=[dee]).pk for _number in range(3)]
    bulk.begin("replace_author", keys, by=person("ada"), given={"author": dee.pk, "other": eve.pk})
    assert not Author.objects.filter(name="Dee").exists()
    assert eve.bylines.count() == 3


def test_not_by_an_editor_nor_by_oneself(signed_in: SignIn) -> None:
    dee, eve = make_author("Dee"), make_author("Eve")
    with pytest.raises(NotPermitted):
        replacing.replace(dee, eve, by=person("ben"))
    with pytest.raises(Unfit):
        replacing.replace(dee, dee, by=person("ada"))
    assert signed_in("ben").get(f"/admin/articles/author/{dee.pk}/replace/").status_code == 403
    assert signed_in("ada").get(f"/admin/articles/author/{dee.pk}/replace/").status_code == 200
