"""Pages are composed once an edition: kept, compressed, and gone from every process when what they show changes."""

import gzip
from typing import Any

import brotli
import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from articles import lifecycle, page_cache
from articles.models import Article, Edition
from articles.status import Status
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


INVENTED = ["?utm_source=x", "?view=text&x=1", "?view=zzz", "?page=2&page=3", "?page=02", "?page=2&view=text", "?page="]


def withdraw(article: Article) -> None:
    lifecycle.move(article, Status.WITHDRAWN, by=person("tao"), reason="A claim was upheld.")


def test_a_page_is_composed_once_and_then_costs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    address = make_article().get_absolute_url()
    first = client.get(address)
    with django_assert_num_queries(1):
        second = client.get(address)
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert "Content-Security-Policy" in second.headers


@pytest.mark.parametrize("surface", ["front", "feed", "sitemap_news", "country"])
def test_what_is_withdrawn_is_gone_from_every_page_at_the_next_request(client: Client, surface: str) -> None:
    article = make_article("Tell-tale harbour", kind="original")
    path = reverse(surface, args=[article.country.slug] if surface == "country" and article.country else [])
    assert "Tell-tale harbour" in client.get(path).content.decode()
    assert "Tell-tale harbour" in client.get(article.get_absolute_url()).content.decode()
    withdraw(article)
    assert "Tell-tale harbour" not in client.get(path).content.decode()
    assert client.get(article.get_absolute_url()).status_code == 410


def test_each_reader_gets_the_encoding_that_the_browser_takes(client: Client) -> None:
    address = make_article().get_absolute_url()
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip, deflate"})
    small = client.get(address, headers={"accept-encoding": "gzip;q=0.5, br;q=1"})
    refused = client.get(address, headers={"accept-encoding": "br;q=0, gzip;q=0"})
    assert gzip.decompress(packed.content) == brotli.decompress(small.content) == plain.content == refused.content
    assert (packed["Content-Encoding"], small["Content-Encoding"]) == ("gzip", "br")
    assert len(small.content) == int(small["Content-Length"]) < len(plain.content) / 2
    assert len({response["ETag"] for response in (plain, packed, small)}) == 3
    assert "Accept-Encoding" in plain["Vary"]


def test_a_browser_that_has_the_page_in_any_encoding_gets_none(client: Client) -> None:
    address = make_article().get_absolute_url()
    etag = client.get(address, headers={"accept-encoding": "br"})["ETag"]
    for encoding in ("br", "gzip", ""):
        again = client.get(address, headers={"if-none-match": etag, "accept-encoding": encoding})
        assert (again.status_code, again.content) == (304, b"")
        assert "must-revalidate" in again["Cache-Control"]


@pytest.mark.parametrize("query", INVENTED)
def test_invented_addresses_fill_no_cache(client: Client, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    kept: list[str] = []
    monkeypatch.setattr(caches["pages"], "set", lambda key, *_rest: kept.append(key))
    make_article()
    client.get("/" + query)
    assert kept == []
    client.get("/")
    assert len(kept) == 1


@pytest.mark.parametrize("host", ["testserver:81", "TESTSERVER", "testserver:999999", "127.0.0.1"])
def test_a_page_is_kept_once_however_our_host_is_spelled(
    client: Client, host: str, django_assert_num_queries: Any
) -> None:
    first = client.get(make_article().get_absolute_url())
    with django_assert_num_queries(1):
        again = client.get(first.wsgi_request.path, headers={"host": host})
    assert (again["ETag"], again.content) == (first["ETag"], first.content)


def test_nothing_is_kept_but_whole_pages_without_cookies(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(caches["pages"], "set", lambda key, *_rest: kept.append(key))
    for path in ("/nothing/here/", "/contact/", "/takedown/", "/search/?q=boats", "/admin/login/", "/2026/13/"):
        client.get(path)
    assert kept == []


def test_a_search_is_composed_once_an_edition_and_browsers_keep_nothing_of_it(
    client: Client, django_assert_num_queries: Any
) -> None:
    article = make_article("Tell-tale harbour")
    first = client.get("/search/?q=tell-tale")
    with django_assert_num_queries(1):
        second = client.get("/search/?q=tell-tale", headers={"if-none-match": "*"})
    assert (second.status_code, second.content) == (200, first.content)
    assert "no-store" in second["Cache-Control"]
    assert "ETag" not in second.headers
    assert second["X-Robots-Tag"] == "noindex, follow"
    withdraw(article)
    assert "Tell-tale harbour" not in client.get("/search/?q=tell-tale").content.decode()


def test_no_endless_search_is_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(page_cache.SEARCHES, "set", lambda key, *_rest: kept.append(key))
    client.get("/search/?q=" + "b" * 301)
    assert kept == []
    client.get("/search/?q=boats")
    assert len(kept) == 1


def test_a_backup_put_back_brings_no_page_back_with_its_number(client: Client) -> None:
    article = make_article("Tell-tale harbour")
    before = Edition.objects.get()
    assert "Tell-tale harbour" in client.get("/").content.decode()
    withdraw(article)
    Edition.objects.update(number=before.number)
    assert "Tell-tale harbour" not in client.get("/").content.decode()


def test_a_page_of_yesterday_is_composed_anew(client: Client) -> None:
    make_article()
    with time_machine.travel("2026-06-05 04:00:00+00:00", tick=False):
        assert "5 June 2026" in client.get("/").content.decode()
    with time_machine.travel("2026-06-06 04:00:00+00:00", tick=False):
        assert "6 June 2026" in client.get("/").content.decode()


def test_what_is_not_kept_is_compressed_too_but_no_form_with_a_cookie(client: Client) -> None:
    found = client.get("/search/?q=boats", headers={"accept-encoding": "gzip"})
    assert "No result" in gzip.decompress(found.content).decode()
    form = client.get("/contact/?topic=other", headers={"accept-encoding": "gzip"})
    assert form.cookies
    assert "Content-Encoding" not in form.headers
