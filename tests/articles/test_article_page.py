"""The page of one article, for readers, robots and those who come by an old address."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from articles import editing, edition, pictures
from articles.accounts import system_account
from articles.models import Article, Coverage, Picture, Tag
from articles.models.article import Kind, MadeBy
from tests.world import make_article, make_author, make_country, make_source, person

pytestmark = pytest.mark.django_db


def page_of(client: Client, article: Article, query: str = "") -> str:
    response = client.get(article.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_story_of_another_shows_whose_it_is_before_its_text(client: Client) -> None:
    there = datetime(2026, 6, 5, 6, 30, tzinfo=UTC)
    source = make_source("Steppe Courier", language="mn")
    article = make_article(source=source, source_headline="Шинэ зам", source_language="mn", source_published_at=there)
    html = page_of(client, article)
    box = html[html.index('class="source-box"') : html.index("</section>", html.index('class="source-box"'))]
    assert "Steppe Courier" in box
    assert '<q lang="mn">Шинэ зам</q>' in box
    assert f'href="{article.source_url}"' in box
    assert 'hreflang="mn"' in box
    assert "5 June 2026, 14:30" in box
    assert html.index('class="source-box"') < html.index('class="text"')


def test_an_original_has_no_source_and_denies_no_responsibility(client: Client) -> None:
    article = make_article(kind=Kind.ORIGINAL)
    Article.objects.filter(pk=article.pk).update(source=None, source_url="")
    html = page_of(client, article)
    assert "source-box" not in html
    assert "Denial of responsibility" not in html
    assert "written by our own newsroom" in html


def test_the_owner_finds_the_way_to_a_takedown_with_this_address_filled_in(client: Client) -> None:
    article = make_article("Harbour at dawn")
    html = page_of(client, article)
    assert "Denial of responsibility" in html
    address = f"http://testserver{article.get_absolute_url()}".replace(":", "%3A").replace("/", "%2F")
    assert f"/takedown/?url={address}" in html


@pytest.mark.parametrize("query", ["", "?view=text"])
@pytest.mark.parametrize("kind", [Kind.ORIGINAL, Kind.EXCERPT])
def test_a_reader_reports_a_mistake_in_the_form_for_it_with_this_address_filled_in(
    client: Client, kind: Kind, query: str
) -> None:
    article = make_article("Harbour at dawn", kind=kind)
    link = re.search(
        r'<a rel="nofollow" href="([^"]+)">Report a mistake in this story</a>', page_of(client, article, query)
    )
    assert link
    form = client.get(unescape(link[1])).context["form"]
    assert client.get(unescape(link[1])).context["topic"] == "correction"
    assert form["about"].value() == f"http://testserver{article.get_absolute_url()}"


def test_what_was_compiled_from_several_reports_is_not_said_to_come_from_one(client: Client) -> None:
    compiled = page_of(client, make_article(kind=Kind.COMPILED, source=make_source("Gulf Lantern")))
    assert "compiled this story from several reports, that of Gulf Lantern first among them" in unescape(compiled)
    assert "This story comes from" not in compiled
    assert "First of its sources:" in compiled
    assert "This story comes from Gulf Lantern" in page_of(client, make_article(source=make_source("Gulf Lantern")))


@pytest.mark.parametrize("kind", [*Kind])
def test_the_kind_of_a_story_is_said_by_a_word_and_a_shape(client: Client, kind: Kind) -> None:
    html = page_of(client, make_article(kind=kind, body="" if kind == Kind.LINK else "<p>The harbour opened.</p>"))
    assert f'<span class="kind {kind}">{kind.label}</span>' in html
    style = (Path(settings.BASE_DIR) / "static" / "site.css").read_text()
    assert f".kind.{kind}::before {{" in style


@pytest.mark.parametrize(("days", "told"), [(364, False), (365, False), (366, True), (4000, True)])
def test_a_story_of_more_than_a_year_says_that_it_is_old(client: Client, days: int, told: bool) -> None:
    article = make_article(published_at=timezone.now() - timedelta(days=days))
    assert ("more than a year old" in page_of(client, article)) == told


@pytest.mark.parametrize(
    ("kind", "robots"),
    [
        (Kind.ORIGINAL, "index,follow,max-image-preview:large"),
        (Kind.COMPILED, "index,follow,max-image-preview:large"),
        (Kind.SUMMARY, "noindex,follow"),
        (Kind.LICENSED, "noindex,follow"),
        (Kind.EXCERPT, "noindex,follow"),
        (Kind.LINK, "noindex,follow"),
    ],
)
def test_robots_are_invited_to_what_adds_value_alone(client: Client, kind: Kind, robots: str) -> None:
    article = make_article(kind=kind, body="" if kind == Kind.LINK else "<p>The boats came in.</p>")
    html = page_of(client, article)
    assert f'<meta name="robots" content="{robots}">' in html
    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in html


def test_a_wrong_day_leads_to_the_right_address_and_keeps_the_query(client: Client) -> None:
    article = make_article("Boats")
    response = client.get(f"/2001/01/01/{article.slug}/?view=text")
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url() + "?view=text")


def test_an_old_slug_leads_to_the_new_one(client: Client) -> None:
    article = make_article("Boats")
    old = article.get_absolute_url()
    editing.revise(article, by=system_account(), changes={"slug": "ships"})
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())
    assert "/ships/" in response["Location"]


def test_a_slug_in_another_script_is_found_composed_or_not(client: Client) -> None:
    article = make_article("हिन्दी में एक ख़बर")
    assert client.get(article.get_absolute_url()).status_code == 200
    day = article.get_absolute_url().split("/")[1:4]
    cafe = make_article("Café at the quay")
    decomposed = "/".join(["", *day, "cafe\u0301-at-the-quay", ""])
    assert client.get(decomposed)["Location"] == cafe.get_absolute_url()


def test_the_day_of_the_address_is_that_of_the_sites_time_zone(client: Client) -> None:
    article = make_article("Late", published_at=datetime(2026, 6, 4, 17, 30, tzinfo=UTC))
    assert article.get_absolute_url().startswith("/2026/06/05/")
    assert client.get(article.get_absolute_url()).status_code == 200


def test_arabic_runs_from_the_right_whatever_the_language_code_says(client: Client) -> None:
    article = make_article("أخبار الميناء", body="<p>عاد الصيادون إلى الميناء ظهرا.</p>", language="ar")
    html = page_of(client, article)
    assert '<h1 lang="ar" dir="rtl">' in html
    assert '<div class="text" lang="ar" dir="rtl">' in html
    azerbaijani = make_article("Liman xəbərləri", body="<p>Qayıqlar geri döndü.</p>", language="az")
    assert '<h1 lang="az">' in page_of(client, azerbaijani)


def test_a_long_text_has_contents_and_a_short_one_has_none(client: Client) -> None:
    body = "".join(f"<h2>Part {name}</h2><p>Text.</p>" for name in ("one", "two", "one"))
    html = page_of(client, make_article(body=body))
    assert re.findall(r'<a href="#(s-[^"]+)">', html) == ["s-part-one", "s-part-two", "s-part-one-2"]
    assert html.count('id="s-part-one"') == 1
    assert "Contents" not in page_of(client, make_article())


def test_contents_are_not_counted_twice_where_the_headings_bear_numbers(client: Client) -> None:
    plain, numbered = (
        "".join(f"<h2>{lead}Part {name}</h2><p>Text.</p>" for name, lead in zip("abc", leads, strict=True))
        for leads in (("", "", ""), ("1. ", "2. ", "3. "))
    )
    assert '<ol class="numbered">' not in page_of(client, make_article(body=plain))
    assert '<ol class="numbered">' in page_of(client, make_article(body=numbered))


def test_an_outlet_without_an_address_of_the_story_is_named_and_no_link_leads_nowhere(client: Client) -> None:
    html = page_of(client, make_article(kind="original", source_url=""))
    assert "Harbour Gazette</a></p>" in html
    assert "Read the original" not in html
    assert 'href=""' not in html


def test_a_picture_is_shown_with_its_credit_and_only_where_its_rights_are_cleared(client: Client) -> None:
    entry = {"format": "JPEG", "type": "image/jpeg", "name": "cache/boat.jpg", "width": 800, "height": 450}
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    picture = pictures.take(out.getvalue(), alt="A boat", credit="Cy Writer", cleared=True)
    Picture.objects.filter(pk=picture.pk).update(renditions=[entry])
    article = make_article(picture=picture)
    html = page_of(client, article)
    assert 'width="800" height="450" alt="A boat" fetchpriority="high"' in html
    assert "<figcaption>Cy Writer</figcaption>" in html
    assert '<meta property="og:image" content="http://testserver/media/cache/boat.jpg">' in html
    for state in ({"cleared": False}, {"cleared": True, "withheld": True}):
        Picture.objects.filter(pk=picture.pk).update(**state)
        edition.bump()
        assert "boat.jpg" not in page_of(client, article)


def test_how_it_was_made_is_said_in_plain_words(client: Client) -> None:
    machine = make_article(kind=Kind.SUMMARY)
    Article.objects.filter(pk=machine.pk).update(made_by=MadeBy.MACHINE)
    html = unescape(page_of(client, machine))
    assert "A machine wrote this text." in html
    assert "No person has reviewed it yet." in html
    ada = person("ada")
    make_author("Ada Fairweather", account=ada)
    Article.objects.filter(pk=machine.pk).update(reviewed_by=ada, reviewed_at=timezone.now())
    editing.revise(machine, by=system_account(), changes={"standfirst": "Anew."})
    assert "Ada Fairweather reviewed it on" in page_of(client, machine)


def test_a_correction_stands_under_the_text_and_an_old_story_says_that_it_is_old(client: Client) -> None:
    article = make_article(published_at=timezone.now() - timedelta(days=400))
    editing.correct(article, by=system_account(), note="It was 57, not 75.")
    html = page_of(client, article)
    assert "It was 57, not 75." in html
    assert "more than a year old" in html


def test_other_outlets_related_stories_and_neighbours_never_include_the_story_itself(client: Client) -> None:
    coverage = Coverage.objects.create(title="Storm", slug="storm")
    tag = Tag.objects.create(name="Weather")
    now = timezone.now()
    older = make_article("Before", published_at=now - timedelta(hours=3))
    article = make_article("Here", coverage=coverage, tags=[tag], published_at=now - timedelta(hours=2))
    newer = make_article("After", published_at=now - timedelta(hours=1))
    other = make_article("There", coverage=coverage, source=make_source("Gulf Lantern"), country=make_country("NP"))
    akin = make_article("Akin", tags=[tag], country=make_country("JP"))
    context = client.get(article.get_absolute_url()).context
    around = context["around"]
    assert around.others == [other]
    assert around.related == [akin]
    assert (around.older, around.newer) == (older, newer)


def test_sharing_is_plain_links(client: Client) -> None:
    html = page_of(client, make_article("Tide & time"))
    assert "https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2Ftestserver%2F" in html
    assert "https://x.com/intent/post?url=http%3A%2F%2Ftestserver%2F" in html
    assert "text=Tide%20%26%20time" in html
    assert "mailto:?subject=Tide%20%26%20time" in html


def test_the_text_only_page_has_no_script_and_no_picture_and_points_to_the_full_one(client: Client) -> None:
    article = make_article(kind=Kind.ORIGINAL)
    html = page_of(client, article, "?view=text")
    assert "<script" not in html
    assert "<img" not in html
    assert '<meta name="robots" content="noindex,follow">' in html
    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in html
    assert 'href="?view=text"' in page_of(client, article)


def test_markup_in_a_headline_is_shown_as_words(client: Client) -> None:
    article = make_article("Plain")
    hostile = '"><script>alert(1)</script>'
    Article.objects.filter(pk=article.pk).update(headline=hostile, source_headline=hostile, standfirst=hostile)
    html = page_of(client, article)
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_it_takes_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    coverage = Coverage.objects.create(title="Storm", slug="storm")
    tags = [Tag.objects.create(name=name) for name in ("Weather", "Boats", "Harbours")]
    authors = [make_author("Cy Writer"), make_author("Bo Second")]
    articles = [make_article(coverage=coverage, tags=tags, authors=authors) for _ in range(9)]
    page_of(client, articles[0])
    with django_assert_max_num_queries(10):
        page_of(client, articles[4])
