"""The selectors of a source in the admin: tried on kept or fetched pages, saved only when they are sound."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Source
from newsroom.ingest.models import Capture, Recipe
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Outlet, Story, bring, make_outlet, poll
from tests.world import make_source

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
SignIn = Callable[[str], Client]
ADD = "/admin/ingest/recipe/add/"
HTML = {"content-type": "text/html; charset=utf-8"}
OTHER = "https://harbour-gazette.example/other"


@pytest.fixture
def outlet(web: FakeWeb) -> Outlet:
    """An outlet whose story has come in, page and all."""
    return bring(web, Story())


def typed(source: Source, **values: Any) -> dict[str, Any]:
    """The form as it is filled in, its trial pressed."""
    return {
        "source": source.pk,
        "take": "",
        "drop": "",
        "active": "on",
        "capture": "",
        "tested_url": "",
        "_try": "1",
    } | values


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_selectors_are_tried_on_the_newest_page_and_nothing_is_saved(outlet: Outlet, signed_in: SignIn) -> None:
    answer = signed_in("ada").post(ADD, typed(outlet.feed.source, take="article p ~ p", drop="nav"))
    tasting = answer.context["tasting"]
    assert tasting.now.extraction.reader == "trafilatura"
    assert PARAGRAPHS[0] in tasting.now.extraction.text
    assert tasting.then.extraction.text == "\n".join(PARAGRAPHS[1:])
    assert tasting.then.words < tasting.now.words
    page = said(answer)
    assert f"The selectors take <strong>{tasting.then.words} words</strong>" in page
    assert '<li dir="auto">nav: Home</li>' in page
    assert "article p ~ p" in page
    assert not Recipe.objects.exists()


def test_selectors_that_find_nothing_say_so_and_which_they_are(outlet: Outlet, signed_in: SignIn) -> None:
    page = said(signed_in("ada").post(ADD, typed(outlet.feed.source, take=".story-body\n.lede")))
    assert "The selectors of this source found nothing on this page." in page
    assert "These match nothing on this page: <code>.story-body</code>, <code>.lede</code>" in page


def test_another_page_is_fetched_as_robots_txt_allows(outlet: Outlet, web: FakeWeb, signed_in: SignIn) -> None:
    web.serve(OTHER, Story(slug="other", title="A ferry for the islands").page, HTML)
    ada, sent = signed_in("ada"), typed(outlet.feed.source, take="article", tested_url=OTHER)
    assert "A ferry for the islands, 0" in said(ada.post(ADD, sent))
    assert web.asked[-1] == OTHER


def test_a_page_that_robots_txt_keeps_from_us_is_not_fetched(web: FakeWeb, signed_in: SignIn) -> None:
    source = make_outlet(web).feed.source
    web.serve("https://harbour-gazette.example/robots.txt", "User-agent: *\nDisallow: /other")
    web.serve(OTHER, "secret", HTML)
    page = said(signed_in("ada").post(ADD, typed(source, take="p", tested_url=OTHER)))
    assert "robots.txt of harbour-gazette.example asks us not to fetch this address" in page
    assert OTHER not in web.asked


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://169.254.169.254/latest/", "We do not visit this address"),
        ("https://harbour-gazette.example/gone", "There is nothing at this address (404)."),
        ("https://harbour-gazette.example/a.pdf", "The address leads to a file (application/pdf), not to a page"),
        ("https://harbour-gazette.example/empty", "The page is empty."),
        ("https://harbour-gazette.example/wide", "carries more than 100 attributes."),
    ],
)
def test_a_page_that_cannot_be_tried_is_explained(url: str, sentence: str, web: FakeWeb, signed_in: SignIn) -> None:
    source = make_outlet(web).feed.source
    web.serve("https://harbour-gazette.example/a.pdf", b"%PDF", {"content-type": "application/pdf"})
    web.serve("https://harbour-gazette.example/empty", "", HTML)
    wide = " ".join(f"a{number}=1" for number in range(300))
    web.serve("https://harbour-gazette.example/wide", f"<p {wide}>x</p>", HTML)
    assert sentence in said(signed_in("ada").post(ADD, typed(source, take="p", tested_url=url)))


def test_a_source_without_any_page_asks_for_an_address(signed_in: SignIn) -> None:
    page = said(signed_in("ada").post(ADD, typed(make_source(), take="p")))
    assert "There is no page to try them on; give the address of one." in page


def test_what_is_shown_of_a_strangers_page_cannot_act(web: FakeWeb, signed_in: SignIn) -> None:
    source = make_outlet(web).feed.source
    evil = "<p onclick=alert(1)>" + " ".join(PARAGRAPHS) + "</p><script>alert(2)</script><img src=x onerror=alert(3)>"
    web.serve(
        OTHER,
        f"<html><title>x<b></title><body><div id=s>{evil}</div><aside><b>&lt;script&gt;alert(4)</b></aside>",
        HTML,
    )
    page = said(signed_in("ada").post(ADD, typed(source, take="#s", drop="aside", tested_url=OTHER)))
    assert PARAGRAPHS[0] in page
    for act in ("onclick", "onerror", "<script>alert"):
        assert act not in page


@pytest.mark.parametrize(
    ("values", "name", "sentence"),
    [
        ({"take": "article\ndiv["}, "take", "Line 2, “div[”"),
        ({"drop": "//aside"}, "drop", "this is an XPath"),
        ({}, "take", "Write a selector here or below"),
        ({"take": "p", "tested_url": "no address"}, "tested_url", "valid URL"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_tried(
    values: dict[str, str], name: str, sentence: str, outlet: Outlet, signed_in: SignIn
) -> None:
    ada = signed_in("ada")
    sent = typed(outlet.feed.source, **values)
    saving = {key: value for key, value in sent.items() if key != "_try"}
    for data in (sent, saving):
        answer = ada.post(ADD, data)
        assert sentence in str(answer.context["adminform"].form.errors[name])
        assert "tasting" not in answer.context
    assert not Recipe.objects.exists()


def test_sound_selectors_are_saved_tidily_and_the_next_story_is_read_by_them(outlet: Outlet, signed_in: SignIn) -> None:
    sent = typed(outlet.feed.source, take=" article p ~ p \n\n", _save="1")
    del sent["_try"]
    assert signed_in("ada").post(ADD, sent).status_code == 302
    assert Recipe.objects.get().take == "article p ~ p"
    outlet.tells(Story(slug="ferry", title="A ferry for the islands"))
    poll(outlet)
    assert Capture.objects.get(title="A ferry for the islands").reader == "selectors"


def test_a_page_of_the_source_is_chosen_and_no_other_sources(outlet: Outlet, web: FakeWeb, signed_in: SignIn) -> None:
    outlet.tells(Story(slug="ferry", title="A ferry for the islands"))
    poll(outlet)
    first = Capture.objects.get(title__contains="pier")
    other = make_source("Other Paper")
    ada = signed_in("ada")
    answer = ada.post(ADD, typed(outlet.feed.source, take="article", capture=first.pk))
    assert answer.context["tasting"].url == first.page_url
    answer = ada.post(ADD, typed(other, take="article", capture=first.pk))
    assert "capture" in answer.context["adminform"].form.errors


def test_no_more_than_the_last_ten_pages_are_offered_and_their_bytes_stay_where_they_are(
    outlet: Outlet, signed_in: SignIn, django_assert_max_num_queries: CountQueries
) -> None:
    source = outlet.feed.source
    Capture.objects.bulk_create(
        Capture(source=source, verdict="new", title=f"Story {number}", label="article") for number in range(20)
    )
    ada = signed_in("ada")
    path = f"{ADD}?source={source.pk}"
    ada.get(path)
    with django_assert_max_num_queries(10):
        page = ada.get(path).content.decode()
    assert page.count(" · Story ") == 10


def test_the_way_leads_from_the_review_screen_and_the_source_to_the_right_form(
    outlet: Outlet, signed_in: SignIn
) -> None:
    ada, capture, source = signed_in("ada"), Capture.objects.get(), outlet.feed.source
    review = ada.get(f"/admin/articles/article/{Article.objects.get().pk}/change/").content.decode()
    way = f"/admin/ingest/recipe/for/{source.pk}/?capture={capture.pk}"
    assert way in review
    assert (
        f"/admin/ingest/recipe/for/{source.pk}/"
        in ada.get(f"/admin/articles/source/{source.pk}/change/").content.decode()
    )
    answer = ada.get(way, follow=True)
    form = answer.context["adminform"].form
    assert (form["source"].value(), form["capture"].value()) == (str(source.pk), str(capture.pk))
    recipe = Recipe.objects.create(source=source, take="article")
    answer = ada.get(way, follow=True)
    assert answer.redirect_chain[-1][0] == f"/admin/ingest/recipe/{recipe.pk}/change/?capture={capture.pk}"
    assert answer.context["adminform"].form["capture"].value() == str(capture.pk)
    assert ada.get(f"/admin/ingest/recipe/for/{source.pk}/?capture=x", follow=True).status_code == 200


def test_a_saved_recipe_is_tried_as_it_is_typed_and_keeps_its_source(outlet: Outlet, signed_in: SignIn) -> None:
    recipe = Recipe.objects.create(source=outlet.feed.source, take="article")
    path = f"/admin/ingest/recipe/{recipe.pk}/change/"
    answer = signed_in("ada").post(path, typed(make_source("Other Paper"), take=".gone"))
    assert answer.context["tasting"].then.extraction.silent == (".gone",)
    recipe.refresh_from_db()
    assert (recipe.take, recipe.source) == ("article", outlet.feed.source)


def test_only_chiefs_set_selectors(outlet: Outlet, signed_in: SignIn) -> None:
    ben = signed_in("ben")
    assert ben.post(ADD, typed(outlet.feed.source, take="article")).status_code == 403
    review = ben.get(f"/admin/articles/article/{Article.objects.get().pk}/change/").content.decode()
    assert "Set selectors" not in review
    assert "No selectors yet" in ben.get("/admin/ingest/recipe/").content.decode()
    assert signed_in("cy").get(f"/admin/ingest/recipe/for/{outlet.feed.source_id}/").status_code == 403


def test_a_trial_needs_the_token_of_its_form(outlet: Outlet, signed_in: SignIn) -> None:
    client = signed_in("ada")
    client.handler.enforce_csrf_checks = True
    assert client.post(ADD, typed(outlet.feed.source, take="article")).status_code == 403


@pytest.mark.parametrize("number", ["0", "²", "x", "9" * 23, "9" * 5000])
def test_a_source_that_does_not_exist_has_no_selectors(number: str, signed_in: SignIn) -> None:
    ada = signed_in("ada")
    assert "No page of this source is kept" in ada.get(f"{ADD}?source={number}").content.decode()
    answer = ada.post(ADD, typed(make_source(), take="article") | {"source": number})
    assert answer.status_code == 200
    assert "source" in answer.context["adminform"].form.errors


def test_there_is_no_way_to_the_selectors_of_no_source(signed_in: SignIn) -> None:
    for number in ("0", "9" * 23):
        assert signed_in("ada").get(f"/admin/ingest/recipe/for/{number}/").status_code == 404


def test_the_page_of_a_source_leads_nobody_to_a_closed_door(outlet: Outlet, signed_in: SignIn) -> None:
    source = outlet.feed.source
    ways = (
        f"/admin/ingest/feed/{outlet.feed.pk}/change/",
        f"/admin/ingest/feed/add/?source={source.pk}",
        f"/admin/ingest/recipe/for/{source.pk}/",
    )
    for name in ("ada", "ben", "cy", "tao"):
        client = signed_in(name)
        page = client.get(f"/admin/articles/source/{source.pk}/change/").content.decode()
        for way in ways:
            assert (f'href="{way}"' in page) == (client.get(way, follow=True).status_code != 403), (name, way)


def test_a_source_has_its_selectors_once(outlet: Outlet, signed_in: SignIn) -> None:
    Recipe.objects.create(source=outlet.feed.source, take="article")
    page = said(signed_in("ada").post(ADD, typed(outlet.feed.source, take="p")))
    assert "This source has selectors already" in page


@pytest.mark.parametrize("kind", ["feed", "fetch", "capture", "rule", "recipe", "notice"])
def test_every_list_says_what_is_searched(kind: str, signed_in: SignIn) -> None:
    page = said(signed_in("ada").get(f"/admin/ingest/{kind}/"))
    assert 'id="searchbar_helptext">' in page
    assert 'id="searchbar_helptext">None' not in page
