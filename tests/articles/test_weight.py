"""What a reader has to load, against the budget: few bytes, nothing of others, nothing that the policy would stop."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Coverage, Tag
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
KIB = 1024
STATIC = Path(settings.BASE_DIR) / "static"


@pytest.fixture
def address() -> str:
    """The page of a story with much around it, in a paper with many topics."""
    tags = [Tag.objects.create(name=f"A topic of number {number}", slug=f"topic-{number}") for number in range(50)]
    coverage = Coverage.objects.create(title="Storm", slug="storm")
    long = "".join(f"<h2>Part {part}</h2><p>{'The boats came in with the tide. ' * 40}</p>" for part in range(6))
    for number in range(40):
        country = make_country(("MN", "JP", "NP")[number % 3])
        source = make_source(f"Outlet {number % 7}")
        made = make_article(
            tags=tags[number : number + 9], country=country, source=source, coverage=coverage, body=long
        )
    return make_article(
        "Here", tags=tags[:9], coverage=coverage, authors=[make_author()], body=long, country=made.country
    ).get_absolute_url()


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


@pytest.mark.parametrize(("name", "most"), [("site.css", 12 * KIB), ("site.js", 6 * KIB)])
def test_the_style_sheet_and_the_script_are_small(name: str, most: int) -> None:
    assert packed((STATIC / name).read_bytes()) <= most


def test_the_pages_are_small(client: Client, address: str) -> None:
    assert packed(client.get(address).content) <= 20 * KIB
    assert packed(client.get("/").content) <= 25 * KIB


def test_a_page_loads_nothing_from_others_and_keeps_to_the_policy(client: Client, address: str) -> None:
    for page in (address, "/", "/country/mongolia/", "/coverage/storm/"):
        response = client.get(page)
        html = response.content.decode()
        loaded = re.findall(r'<(?:script|img|source|iframe)\b[^>]*\s(?:src|srcset)="([^"]+)"', html)
        loaded += re.findall(r'<link rel="(?:stylesheet|icon|preload)"[^>]*href="([^"]+)"', html)
        assert [one for one in loaded if not one.startswith("/")] == []
        assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", html) == []
        assert len(re.findall(r"<script>", html)) == 1
        assert "Set-Cookie" not in response.headers
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
