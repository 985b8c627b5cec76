"""Stories that try a page: the widest, the longest, the shortest, in every script; a shell publishes them."""

import json
from io import BytesIO

from PIL import Image

from articles import pictures
from articles.models import AdSlot, Coverage, Picture, Tag
from articles.models.article import Kind
from tests import world

COLUMNS = 12
WORDS = 30_000


def fill() -> None:
    """Publish them, with an advertisement in each place; print their addresses by name."""
    for place in AdSlot.Place.values:
        AdSlot.objects.create(place=place, picture=_picture(), alt=f"Boats, {place}", link="https://boats.example/")
    coverage = Coverage.objects.create(title="Storm over the strait", slug="storm-over-the-strait")
    facts = {"coverage": coverage, "authors": [world.make_author()], "tags": [Tag.objects.create(name="Squalls")]}
    found = {name: world.make_article(headline, body=body) for name, (headline, body) in _texts().items()}
    found["tagged"] = world.make_article(
        "With sixty tags", tags=[Tag.objects.create(name=f"Tag {n}") for n in range(60)]
    )
    found["whole"] = world.make_article("With all there is", picture=_picture(), standfirst="A line.", **facts)  # type: ignore[arg-type]
    found["other"] = world.make_article(
        "Told by another", source=world.make_source("Strait Courier"), coverage=coverage
    )
    found["link"] = world.make_article("Only a link", kind=Kind.LINK, body="")
    print("STORIES " + json.dumps({name: story.get_absolute_url() for name, story in found.items()}))


def _texts() -> dict[str, tuple[str, str]]:
    """Headlines and texts by name."""
    heads = "".join(f"<th>Column number {number}</th>" for number in range(COLUMNS))
    cells = "<th>Row</th>" + "<td>1,234,567</td>" * (COLUMNS - 1)
    table = (
        f"<table><caption>Boats by port</caption><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    )
    parts = "".join(f"<h2>Part {part}</h2><p>{'harbour ' * (WORDS // 10)}</p>" for part in range(10))
    return {
        "line": ("With one line", "<p>All boats came home.</p>"),
        "wide": ("With a table of twelve columns", f"<p>Before it.</p>{table}<p>After it.</p>"),
        "long": ("With thirty thousand words", parts),
        "headline": (("Harbour " * 40)[:300].strip(), world.BODY),
        "unbroken": ("Donaudampfschifffahrtsgesellschaftskapitaen" * 5, f"<p>{'x' * 400}</p>"),
        "arabic": ("أخبار الميناء: عاد الصيادون إلى الميناء ظهرا", "<p>عاد الصيادون إلى الميناء ظهرا.</p>"),
        "mixed": ("Harbour 港口 ميناء गोदी 2026 (COP31)", "<p>Harbour 港口 ميناء गोदी.</p>"),
    }


def _picture() -> Picture:
    out = BytesIO()
    Image.new("RGB", (1200, 675), "teal").save(out, "PNG")
    return pictures.take(out.getvalue(), alt="A boat", credit="Boat yard", cleared=True)
