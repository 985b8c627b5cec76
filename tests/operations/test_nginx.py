"""The example for nginx says what the paper says."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.world import make_article

pytestmark = pytest.mark.django_db
OWN = {"Content-Type", "Content-Length", "ETag"}


def test_pages_that_nginx_sends_bear_the_headers_that_newsroom_gives_them(client: Client) -> None:
    example = (Path(settings.BASE_DIR) / "docs" / "nginx.conf").read_text()
    said = dict(re.findall(r'^    add_header ([\w-]+) "?(.*?)"?;$', example, re.MULTILINE))
    sent = dict(client.get(make_article().get_absolute_url(), secure=True).headers)
    assert said.pop("Last-Modified") == ""
    policies = [set(headers.pop("Content-Security-Policy").split("; ")) for headers in (said, sent)]
    assert policies[0] == policies[1]
    assert said.pop("Strict-Transport-Security").startswith("max-age=31536000")
    assert {name: value for name, value in sent.items() if name not in OWN | {"Strict-Transport-Security"}} == said
