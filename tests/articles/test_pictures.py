"""Pictures from outside: verified, made anew, cut to size; shown without a query."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from articles import pictures
from articles.models import Picture
from articles.pictures import NotAPicture
from tests.world import make_source

pytestmark = pytest.mark.django_db


def drawn(width: int = 1600, height: int = 900, kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "navy").save(out, kind, **options)
    return out.getvalue()


def test_what_was_hidden_in_a_picture_does_not_survive() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera's serial number"
    picture = pictures.take(drawn(exif=exif))
    stored = picture.file.read()
    assert b"serial number" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()


def test_a_picture_lying_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = pictures.take(drawn(800, 600, exif=exif))
    assert (picture.width, picture.height) == (600, 800)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P"), ("WEBP", "RGBA"), ("PNG", "LA")]
)
def test_other_formats_and_see_through_ones_become_jpegs(kind: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (300, 200)).save(out, kind)
    picture = pictures.take(out.getvalue())
    assert Image.open(picture.file).format == "JPEG"


def test_renditions_come_in_four_widths_and_three_formats_and_never_grow() -> None:
    large = pictures.make_renditions(pictures.take(drawn(1600, 1200)))
    found = [(entry["format"], entry["width"], entry["height"]) for entry in large.renditions]
    sizes = [(320, 180), (640, 360), (960, 540), (1280, 720)]
    assert found == [(kind, *size) for kind in ("WEBP", "AVIF", "JPEG") for size in sizes]
    for entry in large.renditions:
        with default_storage.open(entry["name"]) as file, Image.open(file) as image:
            assert (image.format, *image.size) == (entry["format"], entry["width"], entry["height"])


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((300, 300), [300]),
        ((1200, 800), [320, 640, 960, 1200]),
        ((1000, 600), [320, 640, 960]),
        ((2000, 225), [320, 400]),
    ],
    ids=["small", "between two widths", "hardly wider", "a strip: its height says how wide a cut can be"],
)
def test_nothing_is_enlarged(size: tuple[int, int], widths: list[int]) -> None:
    picture = pictures.make_renditions(pictures.take(drawn(*size)))
    assert [entry["width"] for entry in picture.renditions if entry["format"] == "JPEG"] == widths


def test_where_pillow_cannot_write_avif_there_are_two_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "KINDS", ("WEBP", "JPEG"))
    picture = pictures.make_renditions(pictures.take(drawn(400, 300), cleared=True))
    html = Template("{% load pictures %}{% picture shown %}").render(Context({"shown": picture}))
    assert "image/avif" not in html
    assert "image/webp" in html


def test_cuts_that_are_no_longer_shown_are_deleted() -> None:
    picture = pictures.make_renditions(pictures.take(drawn(900, 900), cleared=True))
    before = {entry["name"] for entry in picture.renditions}
    Picture.objects.filter(pk=picture.pk).update(focal_y=0)
    after = pictures.make_renditions(Picture.objects.get(pk=picture.pk)).renditions
    assert not before & {entry["name"] for entry in after}
    assert not [name for name in before if default_storage.exists(name)]
    assert all(default_storage.exists(entry["name"]) for entry in after)


def cuts_on_disk() -> set[Path]:
    return {file for file in Path(default_storage.path("cache")).rglob("*") if file.is_file()}


def test_a_picture_withheld_while_it_is_cut_leaves_no_cut_behind() -> None:
    picture = pictures.take(drawn(400, 300), cleared=True)
    Picture.objects.filter(pk=picture.pk).update(withheld=True)
    before = cuts_on_disk()
    pictures.make_renditions(picture)
    assert Picture.objects.get(pk=picture.pk).renditions == []
    assert cuts_on_disk() == before


def test_the_crop_keeps_the_focal_point() -> None:
    image = Image.new("RGB", (400, 1600), "black")
    image.paste("white", (0, 1400, 400, 1600))
    out = io.BytesIO()
    image.save(out, "PNG")
    picture = pictures.take(out.getvalue())
    Picture.objects.filter(pk=picture.pk).update(focal_y=100)
    picture.refresh_from_db()
    entry = pictures.make_renditions(picture).renditions[-1]
    with default_storage.open(entry["name"]) as file:
        bottom = Image.open(file).convert("L")
    assert bottom.crop((0, bottom.height - 20, bottom.width, bottom.height)).getextrema() == (255, 255)


def test_the_same_bytes_of_the_same_source_are_stored_once() -> None:
    source = make_source()
    first = pictures.take(drawn(), source=source)
    assert pictures.take(drawn(), source=source) == first
    assert pictures.take(drawn(), source=make_source("Gulf Lantern")) != first


def test_bytes_that_were_withheld_come_in_withheld() -> None:
    first = pictures.take(drawn(), cleared=True)
    Picture.objects.filter(pk=first.pk).update(withheld=True)
    second = pictures.take(drawn(), source=make_source(), cleared=True)
    assert not second.is_public


def png_of_size(width: int, height: int) -> bytes:
    """A file that says it is this large and holds a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")


def many_passes() -> bytes:
    """A JPEG whose last pass over the pixels is repeated: a few bytes each, minutes of work in a large one."""
    data = drawn(400, 300, progressive=True)
    return data[:-2] + data[data.rindex(b"\xff\xda") : -2] * pictures.MAX_PASSES + b"\xff\xd9"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "cannot be read"),
        (b"<html>not found</html>", "cannot be read"),
        (drawn()[:4000], "cannot be read"),
        (drawn(1, 1), "too small"),
        (drawn(2000, 20), "too small"),
        (png_of_size(60_000, 60_000), "too many pixels"),
        (png_of_size(9_000, 9_000), "too many pixels"),
        (png_of_size(6_100, 6_100), "too many pixels"),
        (many_passes(), "too many passes"),
        (b"\xff\xd8" + b"0" * (pictures.MAX_BYTES + 1), "larger than 15 MB"),
    ],
    ids=[
        "empty",
        "drawing",
        "page",
        "cut off",
        "dot",
        "strip",
        "vast",
        "large",
        "just too large",
        "many passes",
        "heavy",
    ],
)
def test_what_is_no_picture_is_refused_in_words_and_nothing_is_stored(data: bytes, said: str) -> None:
    with pytest.raises(NotAPicture, match=said):
        pictures.take(data)
    assert not Picture.objects.exists()


def test_an_erased_picture_leaves_no_file_and_stays_known() -> None:
    picture = pictures.make_renditions(pictures.take(drawn(), cleared=True))
    names = [picture.file.name, *(entry["name"] for entry in picture.renditions)]
    pictures.erase(picture)
    assert not [name for name in names if default_storage.exists(name)]
    assert not Picture.objects.get(pk=picture.pk).is_public
    assert not pictures.take(drawn(), source=make_source(), cleared=True).is_public


def test_the_tag_asks_the_database_nothing_and_gives_the_browser_the_choice(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    picture = pictures.make_renditions(pictures.take(drawn(), alt='A "boat"', cleared=True))
    template = Template("{% load pictures %}{% picture shown sizes='50vw' %}")
    with django_assert_num_queries(0):
        html = template.render(Context({"shown": picture}))
    assert html.count(" 320w") == html.count(" 640w") == html.count(" 1280w") == 3
    assert html.index('type="image/avif"') < html.index('type="image/webp"') < html.index("<img")
    assert 'alt="A &quot;boat&quot;"' in html
    assert 'width="1280" height="720"' in html
    assert 'loading="lazy"' in html
    assert template.render(Context({"shown": None})) == ""


@pytest.mark.django_db
def test_a_picture_is_called_by_what_people_know_of_it_and_never_by_its_file() -> None:
    source = make_source("Harbour Gazette")
    assert str(Picture(alt="Two boats", credit="Mira Stone", source=source)) == "Two boats"
    assert str(Picture(credit="Mira Stone", source=source)) == "picture: Mira Stone"
    assert str(Picture(source=source)) == "picture: Harbour Gazette"
    assert str(Picture(pk=7)) == "picture 7"
