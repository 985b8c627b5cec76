"""The head of a story and what stands at its foot: headline, byline, dates, section, topics, who wrote it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import lxml.html
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.accounts import system_account
from articles.models import Article, Tag
from articles.models.article import Kind
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 4, 17, 30, tzinfo=UTC)


def page(client: Client, story: Article) -> Any:
    return lxml.html.fromstring(client.get(story.get_absolute_url()).content.decode())


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_headline_is_the_one_first_heading_and_the_beginning_of_the_title(client: Client) -> None:
    html = page(client, make_article("Fish & chips at the “old” quay"))
    (heading,) = html.cssselect("h1")
    assert words(heading) == "Fish & chips at the “old” quay"
    assert words(html.cssselect("head > title")[0]) == f"{words(heading)} – The Test Paper"


@pytest.mark.parametrize("kind", Kind)
def test_a_word_above_the_headline_says_what_kind_of_story_it_is(client: Client, kind: Kind) -> None:
    story = make_article(kind=kind, body="" if kind == Kind.LINK else "<p>The boats came in.</p>")
    (line,) = page(client, story).cssselect(".story-head .kind-line")
    assert words(line) == str(story.get_kind_display())
    assert line.getnext().tag == "h1"


def test_the_summary_stands_between_headline_and_byline_without_a_heading(client: Client) -> None:
    head = page(client, make_article(standfirst="Forty boats left before the fog.")).cssselect(".story-head")[0]
    assert [one.get("class") or one.tag for one in head] == ["kind-line", "h1", "standfirst", "byline", "dates"]
    assert words(head.cssselect(".standfirst")[0]) == "Forty boats left before the fog."


def test_each_author_is_named_with_a_link_and_a_machine_is_called_one(client: Client) -> None:
    authors = [make_author("Odval Bat"), make_author("Cy Writer"), make_author("Tide Desk", automated=True)]
    (byline,) = page(client, make_article(authors=authors)).cssselect(".byline")
    assert words(byline) == "By Odval Bat, Cy Writer and Tide Desk (automated desk) · in Mongolia"
    links = [(link.get("href"), words(link)) for link in byline.cssselect('a[rel="author"]')]
    assert links == [(f"/authors/{author.slug}/", author.name) for author in authors]
    assert {client.get(address).status_code for address, _name in links} == {200}


def test_without_authors_the_section_alone_is_named(client: Client) -> None:
    (byline,) = page(client, make_article()).cssselect(".byline")
    assert words(byline) == "in Mongolia"


def test_the_sections_that_a_story_is_about_are_links(client: Client) -> None:
    story = make_article(also_about=[make_country("JP"), make_country("NP")])
    links = page(client, story).cssselect('.byline a:not([rel="author"])')
    assert [link.get("href") for link in links] == ["/country/mongolia/", "/country/japan/", "/country/nepal/"]


def test_the_hour_of_publication_is_told_to_machines_with_its_zone(client: Client) -> None:
    with time_machine.travel(JUNE + timedelta(hours=1), tick=False):
        story = make_article(published_at=JUNE)
        (time,) = page(client, story).cssselect(".dates time")
    assert (time.get("datetime"), words(time)) == ("2026-06-05T01:30+08:00", "5 June 2026, 01:30")


def test_a_change_after_publication_is_told_with_its_hour_and_a_correction_leads_to_its_note(client: Client) -> None:
    story = make_article(published_at=timezone.now() - timedelta(days=2))
    assert "updated" not in words(page(client, story).cssselect(".dates")[0])
    editing.revise(story, by=system_account(), changes={"body": "<p>Forty-one boats left.</p>"})
    editing.correct(story, by=system_account(), note="It was 41, not 40.")
    html = page(client, story)
    (dates,) = html.cssselect(".dates")
    assert "updated" in words(dates)
    assert len(dates.cssselect("time")) == 2
    assert words(dates.cssselect('a[href="#corrections"]')[0]) == "corrected"
    assert words(html.get_element_by_id("corrections")) == "Corrections"


def test_the_way_here_leads_over_the_section(client: Client) -> None:
    (crumbs,) = page(client, make_article("Boats")).cssselect('nav[aria-label="Breadcrumb"]')
    steps = [(step.get("href"), words(step)) for step in crumbs.cssselect("a, [aria-current]")]
    assert steps == [("/", "Front page"), ("/country/mongolia/", "Mongolia"), (None, "Boats")]


def test_topics_are_a_list_of_links_each_of_which_leads_somewhere(client: Client) -> None:
    tags = [Tag.objects.create(name=name) for name in ("Fishing boats", "أخبار", "経済")]
    (topics,) = page(client, make_article(tags=tags)).cssselect("ul.tags")
    links = topics.cssselect('li > a[rel="tag"]')
    assert topics.get("aria-label") == "Topics"
    assert sorted(words(link) for link in links) == sorted(tag.name for tag in tags)
    assert len(links) == len(topics.cssselect("li"))
    assert {client.get(link.get("href")).status_code for link in links} == {200}
    assert not page(client, make_article()).cssselect(".tags")


def test_links_for_sharing_tell_the_other_side_nothing_of_where_they_stood(client: Client) -> None:
    links = page(client, make_article()).cssselect(".share a[href^=http]")
    assert [(words(link), link.get("rel")) for link in links] == [
        (name, "noopener nofollow") for name in ("Facebook", "X")
    ]


def test_the_primary_source_can_be_read_and_pressed_twice_above_the_text_and_below(client: Client) -> None:
    story = make_article(source=make_source("Steppe Courier"))
    html = page(client, story)
    links = html.cssselect(f'a[href="{story.source_url}"]')
    assert len(links) == 2
    assert {link.get("rel") for link in links} == {"external noopener"}
    assert [link.xpath("ancestor::section/@class")[0] for link in links] == ["source-box", "responsibility"]


def test_the_box_of_an_author_says_who_it_is_and_leads_to_the_profile(client: Client) -> None:
    author = make_author("Odval Bat", bio="Walks the quays.", role="Reporter")
    (box,) = page(client, make_article(authors=[author])).cssselect(".author-box")
    assert words(box) == "OB Odval Bat Reporter Walks the quays."
    assert box.cssselect(".initials")[0].get("aria-hidden") == "true"
    assert box.cssselect('a[rel="author"]')[0].get("href") == "/authors/odval-bat/"


@pytest.mark.parametrize(
    ("values", "said"),
    [({"automated": True}, "automated desk"), ({"active": False}, "no longer with us")],
    ids=["machine", "left"],
)
def test_the_box_says_of_a_machine_that_it_is_one_and_of_who_left_that_they_did(
    client: Client, values: dict[str, bool], said: str
) -> None:
    (box,) = page(client, make_article(authors=[make_author("Tide Desk", **values)])).cssselect(".author-box")
    assert words(box.cssselect(".machine")[0]) == said
