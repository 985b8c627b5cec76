"""Lists of stories and of those who make them: countries, tags, authors, sources, coverages."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import editing
from articles.accounts import system_account
from articles.models import Article, Country, Coverage, Tag
from articles.status import Status
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db


def headlines(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    return [article.headline for article in response.context["page"]]


def test_each_of_the_49_sections_has_its_page_and_its_place_in_the_menu(client: Client) -> None:
    html = client.get("/").content.decode()
    sections = Country.objects.all()
    assert len(sections) == 49
    assert all(f'href="{section.get_absolute_url()}"' in html for section in sections)
    assert {client.get(section.get_absolute_url()).status_code for section in sections[::8]} == {200}


def test_a_section_without_stories_says_so_and_asks_robots_to_wait(client: Client) -> None:
    response = client.get("/country/mongolia/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "No stories yet" in html
    assert '<meta name="robots" content="noindex,follow">' in html


def test_a_section_lists_its_published_stories_newest_first(client: Client) -> None:
    now = timezone.now()
    make_article("Old", published_at=now - timedelta(days=2))
    make_article("New", published_at=now - timedelta(days=1))
    make_article("Elsewhere", country=make_country("JP"))
    make_article("Waiting", status=Status.IN_REVIEW)
    assert headlines(client, "/country/mongolia/") == ["New", "Old"]


def test_a_section_shows_its_name_in_its_own_script(client: Client) -> None:
    html = client.get("/country/oman/").content.decode()
    assert '<span class="native" lang="ar" dir="rtl">عُمان</span>' in html


@pytest.mark.parametrize("name", ["अर्थव्यवस्था", "أخبار الميناء", "科技", "မြန်မာ"])
def test_tags_of_every_script_have_a_page(client: Client, name: str) -> None:
    tag = Tag.objects.create(name=name)
    make_article("About it", tags=[tag])
    assert headlines(client, tag.get_absolute_url()) == ["About it"]


def test_a_tag_counts_and_lists_what_is_published_alone(client: Client) -> None:
    tag = Tag.objects.create(name="Boats")
    make_article("Shown", tags=[tag])
    make_article("Hidden", tags=[tag], status=Status.UNPUBLISHED)
    context = client.get("/tag/boats/").context
    assert context["count"] == 1
    assert [article.headline for article in context["page"]] == ["Shown"]


def test_an_authors_page_shows_who_it_is_the_stories_and_the_corrections(client: Client) -> None:
    author = make_author("Cy Writer", bio="Walks the quays.", role="Reporter")
    article = make_article("By Cy", authors=[author])
    editing.correct(article, by=system_account(), note="It was Tuesday.")
    assert headlines(client, "/authors/cy-writer/") == ["By Cy"]
    html = client.get("/authors/cy-writer/").content.decode()
    assert all(text in html for text in ("Walks the quays.", "Reporter", "It was Tuesday."))


def test_an_automated_desk_is_never_shown_as_a_person(client: Client) -> None:
    make_article(authors=[make_author("Tide Desk", automated=True)])
    assert "Automated desks" in client.get("/authors/").content.decode()
    html = client.get("/authors/tide-desk/").content.decode()
    assert "Automated desk" in html
    assert '<meta name="robots" content="noindex,follow">' in html


def test_sources_say_what_may_be_shown_and_who_has_opted_out(client: Client) -> None:
    make_article(source=make_source("Harbour Gazette"))
    make_source("Gulf Lantern", opted_out=True)
    html = client.get("/sources/").content.decode()
    assert "licensed: full text" in html
    assert "has opted out" in html
    assert headlines(client, "/sources/harbour-gazette/")


def test_a_coverage_counts_outlets_and_shows_each_ones_own_headline(client: Client) -> None:
    coverage = Coverage.objects.create(title="The storm", slug="the-storm")
    make_article(coverage=coverage, source=make_source("Harbour Gazette"), source_headline="Boats stay in")
    make_article(coverage=coverage, source=make_source("Harbour Gazette"), source_headline="Boats go out")
    make_article(coverage=coverage, source=make_source("Gulf Lantern"), source_headline="العاصفة", source_language="ar")
    make_article("Not yet", coverage=coverage, source=make_source("Steppe Courier"), status=Status.IN_REVIEW)
    html = unescape(client.get("/coverage/the-storm/").content.decode())
    assert "2 outlets covered this" in html
    assert "Boats stay in" in html
    assert '<q lang="ar" dir="rtl">العاصفة</q>' in html
    assert "Not yet" not in html
    assert "Arabic" in html


def test_a_coverage_with_one_story_left_leads_to_it_and_with_none_is_not_found(client: Client) -> None:
    coverage = Coverage.objects.create(title="The storm", slug="the-storm")
    assert client.get("/coverage/the-storm/").status_code == 404
    article = make_article(coverage=coverage)
    assert client.get("/coverage/the-storm/")["Location"] == article.get_absolute_url()


class TestPages:
    """Twenty stories a page."""

    @pytest.fixture(autouse=True)
    def _many(self) -> None:
        first = make_article("Number 1")
        copies = []
        for number in range(2, 46):
            copy = Article.objects.get(pk=first.pk)
            copy.pk, copy.slug, copy.headline = None, f"number-{number}", f"Number {number}"
            copies.append(copy)
        Article.objects.bulk_create(copies)

    def test_each_page_has_one_clean_address(self, client: Client) -> None:
        response = client.get("/country/mongolia/?page=1")
        assert (response.status_code, response["Location"]) == (301, "/country/mongolia/")
        html = client.get("/country/mongolia/?page=2").content.decode()
        assert '<link rel="canonical" href="http://testserver/country/mongolia/?page=2">' in html
        assert 'rel="prev" href="/country/mongolia/"' in html
        assert 'rel="next" href="/country/mongolia/?page=3"' in html

    def test_pages_together_show_every_story_once(self, client: Client) -> None:
        seen = [name for page in ("", "?page=2", "?page=3") for name in headlines(client, f"/country/mongolia/{page}")]
        assert len(seen) == len(set(seen)) == 45

    @pytest.mark.parametrize("page", ["4", "0", "-1", "x", "1e3", "²", "99999999999999999999", ""])
    def test_what_is_no_page_is_not_found(self, client: Client, page: str) -> None:
        expected = 200 if page == "" else 404
        assert client.get("/country/mongolia/", {"page": page}).status_code == expected

    @pytest.mark.parametrize(("path", "most"), [("/country/mongolia/", 8), ("/sources/harbour-gazette/", 5)])
    def test_a_list_takes_few_queries(
        self, client: Client, path: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.get("/site-map/")
        with django_assert_max_num_queries(most):
            client.get(path)
