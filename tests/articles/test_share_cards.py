"""A link is shown with the story's picture, else with a card of its words; what is not public has none."""

import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image, ImageFont
from pytest_django import DjangoAssertNumQueries

from articles import card_drawing, card_fonts, editing, edition, lifecycle, pictures, share_cards
from articles.accounts import system_account
from articles.card_drawing import Card
from articles.models import Article, Picture
from articles.status import Status
from newsroom.takedowns import surfaces
from tests.world import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "cards"


def address(article: Article) -> str:
    return share_cards.address_of_story(Article.objects.get(pk=article.pk))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def ink(png: bytes, top: int = 150, foot: int = 520) -> int:
    """How many points of the headline's field are not paper."""
    field = opened(png).crop((0, top, card_drawing.WIDTH, foot)).convert("L")
    return sum(field.histogram()[:128])


def test_a_public_story_has_a_card_of_the_size_that_shares_ask_for(client: Client) -> None:
    answer = client.get(address(make_article("Forty boats left")))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert opened(answer.content).size == (1200, 630)
    assert "Set-Cookie" not in answer
    assert ink(answer.content) > 3000


@pytest.mark.parametrize("status", [one for one in Status if one != Status.PUBLISHED])
def test_what_is_not_public_has_no_card(client: Client, status: Status) -> None:
    assert client.get(address(make_article(status=status))).status_code == 404


def test_a_withdrawn_storys_card_is_gone_at_once_from_its_address_and_from_the_disk(
    client: Client, shelf: Path
) -> None:
    article = make_article("Forty boats left")
    there = address(article)
    assert client.get(there).status_code == 200
    assert list(shelf.rglob("*.png"))
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    surfaces.purge(Article.objects.get(pk=article.pk))
    assert client.get(there).status_code == 404
    assert not list(shelf.rglob("*.png"))


def test_a_card_is_drawn_once_and_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    there = address(make_article())
    first = client.get(there)
    monkeypatch.setattr(card_drawing, "draw", lambda _card: pytest.fail("drawn again"))
    assert client.get(there).content == first.content
    again = client.get(there, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.head(there).status_code == 200
    assert client.post(there).status_code == 405


def test_a_card_asks_for_its_story_and_nothing_else(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    there = address(make_article())
    with django_assert_num_queries(1):
        client.get(there)


def test_a_new_headline_is_a_new_address_and_the_old_one_leads_there(client: Client, shelf: Path) -> None:
    article = make_article("Forty boats left")
    old = address(article)
    client.get(old)
    editing.revise(article, changes={"headline": "Fifty boats left"}, by=system_account())
    new = address(article)
    assert new != old
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (302, new)
    client.get(new)
    assert len(list(shelf.rglob("*.png"))) == 1


def test_invented_versions_draw_nothing(client: Client, shelf: Path) -> None:
    article = make_article()
    for version in ("0", "aaaaaaaaaaaa", "z" * 200):
        assert client.get(f"/card/{article.pk}-{version}.png").status_code == 302
    assert client.get("/card/999999999-aaaaaaaaaaaa.png").status_code == 404
    assert client.get("/card/99999999999999999999-aaaaaaaaaaaa.png").status_code == 404
    assert not shelf.exists()


def test_what_is_kept_is_bounded_and_the_oldest_goes_first(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_cards, "ON_A_SHELF", 3)
    monkeypatch.setattr(card_drawing, "draw", lambda card: card.headline.encode())
    for number in range(5):
        name = str(7 + number * share_cards.SHELVES)
        share_cards.drawn(name, Card("Paper", name))
        for age, file in enumerate(sorted(shelf.rglob("*.png"), key=lambda one: int(one.read_bytes()))):
            os.utime(file, (age, age))
    assert sorted(int(file.read_bytes()) for file in shelf.rglob("*.png")) == [2007, 3007, 4007]


def test_a_countrys_name_keeps_its_colour() -> None:
    image = opened(card_drawing.draw(Card("Paper", "Forty boats left", "Mongolia")))
    colours = image.crop((600, 60, 1140, 100)).getcolors()
    assert colours
    assert (156, 42, 28) in [colour for _number, colour in colours]


def image_in(html: str) -> str:
    found = re.search(r'<meta property="og:image" content="([^"]+)">', html)
    assert found
    return found[1]


def test_a_storys_page_names_its_card_for_shares_and_for_search_engines(client: Client) -> None:
    article = make_article("Forty boats left")
    html = client.get(article.get_absolute_url()).content.decode()
    assert image_in(html) == f"http://testserver{address(article)}"
    assert f'"url":"http://testserver{address(article)}"' in html
    assert '<meta property="og:image:width" content="1200">' in html
    assert '<meta property="og:image:alt" content="Forty boats left">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html


def test_a_picture_whose_rights_are_cleared_goes_before_the_card_and_no_other_does(client: Client) -> None:
    out = io.BytesIO()
    Image.new("RGB", (700, 400), "teal").save(out, "PNG")
    picture = pictures.make_renditions(pictures.take(out.getvalue(), alt="A boat", credit="Ada", cleared=True))
    article = make_article(picture=picture)
    assert image_in(client.get(article.get_absolute_url()).content.decode()).startswith("http://testserver/media/")
    Picture.objects.update(cleared=False)
    edition.bump()
    shown = image_in(client.get(article.get_absolute_url()).content.decode())
    assert shown == f"http://testserver{address(article)}"


def test_every_other_page_is_shown_with_the_papers_card(client: Client) -> None:
    make_article()
    for path in ("/", "/country/mongolia/", "/sources/", "/authors/"):
        shown = image_in(client.get(path).content.decode())
        assert shown == f"http://testserver{share_cards.address_of_paper()}"
    answer = client.get(share_cards.address_of_paper())
    assert opened(answer.content).size == (1200, 630)


@pytest.mark.parametrize("headline", ["𐎠𐎡𐎢 𐎣𐎤", "\ue000\ue001", "🚢🚢", "", "\u0000\u202e"])
def test_what_no_font_can_draw_leaves_the_name_of_the_paper_and_no_boxes(headline: str) -> None:
    named = card_drawing.draw(Card("The Test Paper", headline, "Mongolia", "Harbour Gazette", "paper.example"))
    assert named == card_drawing.draw(Card("The Test Paper", "", "Mongolia", "Harbour Gazette", "paper.example"))


def test_symbols_are_left_out_and_the_words_are_drawn() -> None:
    assert card_drawing.draw(Card("Paper", "Boats 🚢 out")) == card_drawing.draw(Card("Paper", "Boats out"))


def test_a_machine_without_fonts_draws_with_the_one_that_pillow_brings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_fonts, "_paths", lambda _bold: (card_fonts.BUNDLED,))
    drawn = card_drawing.draw(Card("Paper", "Forty boats left"))
    assert ink(drawn) > 3000
    arabic = card_drawing.draw(Card("Paper", "افتتاح الميناء"))
    assert arabic == card_drawing.draw(Card("Paper"))


def test_scripts_that_must_be_shaped_are_left_out_where_nothing_can_shape_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_fonts, "CAN_SHAPE", False)
    assert card_fonts.that_draws("افتتاح الميناء", 60) is None
    assert card_fonts.that_draws("บันทึก", 60) is None
    assert isinstance(card_fonts.that_draws("Forty boats", 60), ImageFont.FreeTypeFont)


@pytest.mark.parametrize("headline", ["word " * 60, "W" * 300, "A " * 150, "x" * 299 + " y"])
def test_however_long_a_headline_is_it_stays_in_its_field(headline: str) -> None:
    image = opened(card_drawing.draw(Card("Paper", headline.strip(), "M" * 200, "O" * 200, "h" * 200)))
    paper = (253, 252, 249)
    for box in ((0, 0, 60, 630), (1140, 0, 1200, 630), (0, 524, 1200, 532), (0, 600, 1200, 630)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)]


def test_a_letter_is_not_parted_from_its_marks() -> None:
    assert card_fonts.letters("ที่นี่") == ["ที่", "นี่"]
    assert card_fonts.letters("नावें") == ["ना", "वें"]


def test_a_font_without_an_ellipsis_draws_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    has = card_fonts._has
    monkeypatch.setattr(card_fonts, "_has", lambda path, letter: letter not in "…." and has(path, letter))
    assert ink(card_drawing.draw(Card("Paper", "Forty boats left"))) > 3000
    assert ink(card_drawing.draw(Card("Paper", "word " * 60))) > 3000


def test_a_headline_from_right_to_left_stands_at_the_right() -> None:
    if card_fonts.that_draws("افتتاح", 60, bold=True) is None:
        pytest.skip("no font of this machine has Arabic letters")
    image = opened(card_drawing.draw(Card("Paper", "افتتاح"))).convert("L")
    dark = [sum(image.crop((x, 150, x + 600, 520)).histogram()[:100]) for x in (0, 600)]
    assert dark[0] == 0
    assert dark[1] > 1000
