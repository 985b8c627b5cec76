"""What stands around a story on its page: sharing, whose it is, how it was made, what leads on from it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from articles import editing
from articles.accounts import system_account
from articles.models import Article
from articles.models.article import Kind
from tests.world import make_article

pytestmark = pytest.mark.django_db


def section(client: Client, article: Article, name: str) -> str:
    """The part of the article's page that has this class, as words stand there."""
    html = unescape(client.get(article.get_absolute_url()).content.decode())
    start = html.index(f'class="{name}"')
    return html[start : html.index("</section>", start)]


def test_copying_and_the_devices_own_sharing_wait_for_a_script_that_can_do_them(client: Client) -> None:
    html = client.get(make_article().get_absolute_url()).content.decode()
    for name in ("native", "copy"):
        assert re.search(rf'<li hidden><button type="button" class="{name}"', html)
    links = html[html.index('class="share"') : html.index("</ul>", html.index('class="share"'))]
    assert re.findall(r"<li><a", links) == ["<li><a"] * 3


def test_the_denial_names_the_primary_source_and_the_way_to_have_the_story_taken_down(client: Client) -> None:
    article = make_article(source_headline="Boats out early")
    said = section(client, article, "responsibility")
    assert f'<a href="{article.source_url}" rel="external noopener">harbour-gazette.example' in said
    assert "within 24 hours" in said
    assert "/takedown/?url=http%3A%2F%2Ftestserver%2F" in said


def test_the_denial_is_in_the_papers_own_words_where_it_has_some(client: Client, settings: Any) -> None:
    settings.SITE_DENIAL = "We only <pass on> what others wrote."
    article = make_article()
    assert "We only &lt;pass on&gt; what others wrote." in client.get(article.get_absolute_url()).content.decode()
    said = section(client, article, "responsibility")
    assert "gathers news" not in said
    assert article.source_url in said
    assert "/takedown/?url=" in said


@pytest.mark.parametrize("kind", Kind)
def test_only_what_we_wrote_alone_goes_without_a_denial(client: Client, kind: Kind) -> None:
    article = make_article(kind=kind, body="" if kind == Kind.LINK else "<p>The boats came in.</p>")
    html = client.get(article.get_absolute_url()).content.decode()
    assert ("Denial of responsibility" in html) == (kind != Kind.ORIGINAL)


def test_readers_are_told_in_which_language_the_source_wrote_where_it_is_another(client: Client) -> None:
    told = make_article(kind=Kind.SUMMARY, source_language="mn")
    assert "The source wrote in Mongolian." in section(client, told, "making")
    same = make_article(kind=Kind.SUMMARY, source_language="en-GB")
    assert "The source wrote in" not in section(client, same, "making")


def test_how_it_was_made_counts_the_corrections(client: Client) -> None:
    article = make_article()
    assert "corrected" not in section(client, article, "making")
    editing.correct(article, by=system_account(), note="It was 57.")
    assert "It was corrected once" in section(client, article, "making")
    editing.correct(article, by=system_account(), note="It was Tuesday.")
    assert "It was corrected 2 times" in section(client, article, "making")


def test_a_very_long_headline_is_set_smaller(client: Client) -> None:
    assert '<h1 class="long"' in client.get(make_article("Harbour " * 14).get_absolute_url()).content.decode()
    assert "<h1>" in client.get(make_article("Harbour").get_absolute_url()).content.decode()


@pytest.mark.parametrize(("parts", "opened"), [(2, None), (3, True), (12, True), (13, False)])
def test_contents_stand_open_until_they_are_longer_than_a_glance(
    client: Client, parts: int, opened: bool | None
) -> None:
    body = "".join(f"<h2>Part {number}</h2><p>Text.</p>" for number in range(parts))
    html = client.get(make_article(body=body).get_absolute_url()).content.decode()
    found = re.search(r'<details class="contents"( open)?>', html)
    assert (found and bool(found[1])) == opened
