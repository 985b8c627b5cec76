"""Structured data says what the page says, names the source, and cannot be broken out of."""

import json
import re
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone

from articles import editing, structured
from articles.accounts import system_account
from articles.models import Article, Tag
from tests.world import make_article, make_author

pytestmark = pytest.mark.django_db


def render(tag: str, **context: Any) -> str:
    return Template("{% load structured_data %}" + tag).render(Context(context))


def read(html: str) -> Any:
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html, re.DOTALL)
    assert found
    assert not re.search(r"[<>&\u2028\u2029]", found[1])
    return json.loads(found[1])


def test_whatever_a_headline_holds_the_block_stays_one_block_of_data() -> None:
    for text in ("</script><script>alert(1)</script>", "<!--", "]]>", "a & b", "\u2028\u2029", '"\\"', "\ud83d\ude00"):
        assert read(render("{% json_ld data %}", data={"headline": text})) == {"headline": text}


def test_an_article_names_its_source_author_section_and_dates() -> None:
    tag = Tag.objects.create(name="Ports", slug="ports")
    article = make_article("Boats", tags=[tag], authors=[make_author()], standfirst="Forty boats left.")
    data = read(render("{% article_data article %}", article=article))
    assert data["@type"] == "NewsArticle"
    assert (data["headline"], data["description"]) == ("Boats", "Forty boats left.")
    assert data["author"] == [
        {"@type": "Person", "name": "Cy Writer", "url": "http://testserver/authors/cy-writer/"},
    ]
    assert data["publisher"]["name"] == "The Test Paper"
    assert data["publisher"]["@type"] == "NewsMediaOrganization"
    assert data["creditText"] == "Harbour Gazette"
    assert data["isBasedOn"]["url"] == data["citation"] == article.source_url
    assert data["isBasedOn"]["headline"] == article.source_headline
    assert data["isBasedOn"]["publisher"]["name"] == "Harbour Gazette"
    assert data["articleSection"] == "Mongolia"
    assert data["keywords"] == ["Ports"]
    assert data["datePublished"] == timezone.localtime(article.published_at).isoformat()


def test_our_own_story_rests_on_nobody_elses() -> None:
    article = make_article(kind="original", source_url="")
    data = structured.article(article)
    assert not {"isBasedOn", "citation", "creditText"} & data.keys()
    assert data["author"][0]["name"] == "The Test Paper"


def test_without_our_signature_the_original_byline_or_the_outlet_is_the_author() -> None:
    assert structured.article(make_article(source_author="Rana"))["author"] == [{"@type": "Person", "name": "Rana"}]
    assert structured.article(make_article())["author"][0]["name"] == "Harbour Gazette"


def test_a_machines_text_and_an_automated_desk_are_called_so() -> None:
    desk = make_author("Night Desk", automated=True)
    data = structured.article(make_article(made_by="machine", authors=[desk]))
    assert data["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert data["author"][0]["@type"] == "Organization"
    assert read(render("{% profile_data author %}", author=desk))["mainEntity"]["@type"] == "Organization"


def test_corrections_are_told() -> None:
    article = make_article()
    editing.correct(article, by=system_account(), note="There were forty boats, not fifty.")
    data = structured.article(Article.objects.get(pk=article.pk))
    assert data["correction"][0]["text"] == "There were forty boats, not fifty."


def test_a_list_is_told_in_its_order() -> None:
    stories = [make_article("One"), make_article("Two")]
    page = read(render("{% collection_data 'Mongolia' '/country/mongolia/' stories %}", stories=stories))
    assert page["@type"] == "CollectionPage"
    assert [item["name"] for item in page["mainEntity"]["itemListElement"]] == ["One", "Two"]


def test_the_way_here_begins_at_the_front_page() -> None:
    html = render("{% breadcrumb 'Mongolia' '/country/mongolia/' 'Boats' %}")
    assert '<span aria-current="page">Boats</span>' in html
    crumbs = read(html.splitlines()[-1])
    steps = [(step["position"], step["name"], step.get("item")) for step in crumbs["itemListElement"]]
    assert steps == [
        (1, "Front page", "http://testserver/"),
        (2, "Mongolia", "http://testserver/country/mongolia/"),
        (3, "Boats", None),
    ]


def test_the_site_tells_how_to_search_it() -> None:
    data, house = read(render("{% site_data %}"))
    assert data["potentialAction"]["target"]["urlTemplate"] == "http://testserver/search/?q={search_term_string}"
    assert data["url"] == "http://testserver/"
    assert (house["@type"], house["name"]) == ("NewsMediaOrganization", "The Test Paper")


def test_a_person_has_a_profile() -> None:
    author = make_author("Cy Writer", bio="Writes of ports.", role="Reporter")
    data = read(render("{% profile_data author %}", author=author))
    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"]["description"] == "Writes of ports."
    assert data["mainEntity"]["jobTitle"] == "Reporter"


def test_a_prefetched_article_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    made = make_article(authors=[make_author()])
    known = Article.objects.select_related("country", "source", "picture")
    article = known.prefetch_related("bylines__author", "taggings__tag", "corrections").get(pk=made.pk)
    with django_assert_num_queries(0):
        structured.article(article)
