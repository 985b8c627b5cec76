"""The share card of a story and of the paper: its words, its address, and the drawn file, which is kept.

A card is drawn when somebody first asks for it and lies outside the public storage: it is handed out for public stories
alone. Its address changes with its words.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from articles import addresses, card_drawing
from articles.absolute import Illustration, absolute, illustration
from articles.card_drawing import Card
from articles.models import Article, Picture

PAPER = "paper"
TYPE = "image/png"
# All that was drawn takes 100,000 files of some 15 kB at most, whatever a machine asks for; the oldest go first.
SHELVES, ON_A_SHELF = 1000, 100


def of_story(story: Article) -> Card:
    """Its words; `country` and `source` are read, so select them with it."""
    named = story.source.name if story.must_name_source and story.source else settings.SITE_TAGLINE
    country = story.country.name if story.country else ""
    return Card(settings.SITE_NAME, story.headline, country, named, _host())


def of_paper() -> Card:
    """The card of the site itself."""
    return Card(settings.SITE_NAME, outlet=settings.SITE_TAGLINE, host=_host())


def _host() -> str:
    return (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.")


def address_of_story(story: Article) -> str:
    """The path of its card as it would be drawn now."""
    return addresses.of("card", str(story.pk), _version(of_story(story)))


def address_of_paper() -> str:
    """The path of the paper's card."""
    return addresses.of("paper_card", of_paper().version)


@lru_cache(maxsize=1024)
def _version(card: Card) -> str:
    """Remembered: a page names the card of its story twice."""
    return card.version


def shown_for(story: Article | None, picture: Picture | None = None) -> Illustration:
    """What a link is shown with: a picture whose rights are cleared, else the story's card, else the paper's."""
    found = illustration(picture or (story.picture if story else None))
    if found:
        return found
    if story and story.is_public:
        return _drawing(address_of_story(story), story.headline)
    return _drawing(address_of_paper(), settings.SITE_NAME)


def _drawing(path: str, alt: str) -> Illustration:
    return Illustration(absolute(path), TYPE, card_drawing.WIDTH, card_drawing.HEIGHT, credit="", alt=alt)


def drawn(name: str, card: Card) -> bytes:
    """The PNG of a card; drawn once for each of its versions. `name`: the story's number, or PAPER."""
    file = _shelf(name) / f"{name}-{card.version}.png"
    try:
        return file.read_bytes()
    except FileNotFoundError:
        png = card_drawing.draw(card)
    drop(name)
    _make_room(file.parent)
    _keep(file, png)
    return png


def _make_room(shelf: Path) -> None:
    """Delete the oldest files of a full shelf; another process may have been there first."""
    found = []
    for file in shelf.glob("*.png"):
        with contextlib.suppress(FileNotFoundError):
            found.append((file.stat().st_mtime, file))
    for _time, file in sorted(found)[: max(0, len(found) - ON_A_SHELF + 1)]:
        file.unlink(missing_ok=True)


def drop(name: str) -> None:
    """Delete what was drawn for this name."""
    for file in kept(name):
        file.unlink(missing_ok=True)


def kept(name: str) -> Iterator[Path]:
    """The files drawn for this name."""
    return _shelf(name).glob(f"{name}-*.png")


def _shelf(name: str) -> Path:
    """A folder of a thousand: a million files in one would be slow to look through."""
    shelf = str(int(name) % SHELVES) if name.isdigit() else PAPER
    return Path(settings.VAR_DIR) / "cards" / shelf


def _keep(file: Path, png: bytes) -> None:
    """Written whole, then put in place: whoever reads meanwhile reads all or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(png)
    Path(temporary).replace(file)
