"""The look: colours that can be told apart, one script allowed by its hash, budgets in bytes."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.world import make_article

CSS = (Path(settings.BASE_DIR) / "static" / "site.css").read_text()
SCRIPT = (Path(settings.BASE_DIR) / "static" / "site.js").read_bytes()
KIB = 1024


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(CSS[CSS.index(":root {") : CSS.index("}")])
DARK = tokens(CSS[CSS.index(':root[data-theme="dark"] {') :].split("}")[0])
DARK_BY_SYSTEM = tokens(CSS[CSS.index("prefers-color-scheme: dark") :].split("}")[0])


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize(
    ("token", "least"),
    [(name, 4.5) for name in ("ink", "muted", "link", "visited", "accent", "ok", "warn")]
    + [("control", 3), ("focus", 3)],
)
def test_text_and_controls_can_be_told_from_the_ground(
    theme: dict[str, str], ground: str, token: str, least: float
) -> None:
    assert contrast(theme[token], theme[ground]) >= least


def test_the_chosen_dark_is_the_systems_dark() -> None:
    assert DARK == DARK_BY_SYSTEM
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.django_db
def test_the_one_inline_script_is_allowed_by_its_hash_and_short(client: Client) -> None:
    response = client.get("/")
    (script,) = re.findall(r"<script>(.*?)</script>", response.content.decode(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert len(script) <= 200


def test_style_and_script_stay_small() -> None:
    assert len(gzip.compress(CSS.encode())) <= 12 * KIB
    assert len(gzip.compress(SCRIPT)) <= 6 * KIB
    assert not re.search(r"url\(|@import|https?:", CSS)


@pytest.mark.django_db
def test_pages_stay_small(client: Client) -> None:
    body = "".join(f"<h2>Part {n}</h2><p>{'The harbour kept its own calendar long before. ' * 9}</p>" for n in range(9))
    articles = [make_article(f"A fairly long headline about harbour number {n}", body=body) for n in range(60)]
    assert len(gzip.compress(client.get("/").content)) <= 25 * KIB
    assert len(gzip.compress(client.get(articles[30].get_absolute_url()).content)) <= 20 * KIB
    assert len(client.get(articles[30].get_absolute_url() + "?view=text").content) <= 20 * KIB
