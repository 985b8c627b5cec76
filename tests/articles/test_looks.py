"""Pictures by what they show and what they say of themselves: withheld ones are known again, makers are credited."""

import io
import struct
import zipfile
from hashlib import blake2b

import pytest
from PIL import Image, ImageEnhance
from pytest_django import DjangoAssertNumQueries

from articles import pictures
from articles.look import distance, is_near, look_of
from articles.models import Picture
from tests.articles.test_pictures import drawn
from tests.world import make_source

pytestmark = pytest.mark.django_db


def landscape(size: tuple[int, int] = (900, 600), seed: int = 0) -> Image.Image:
    """A made-up picture with light and shade, as a photograph has them; another seed makes another one."""
    greys = bytes(blake2b(f"{seed}:{place}".encode(), digest_size=1).digest()[0] for place in range(12 * 8))
    return Image.frombytes("L", (12, 8), greys).resize(size, Image.Resampling.BICUBIC).convert("RGB")


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def withhold(data: bytes) -> Picture:
    picture = pictures.take(data, cleared=True)
    Picture.objects.filter(pk=picture.pk).update(withheld=True)
    return picture


@pytest.mark.parametrize(
    "copy",
    [
        saved(landscape(), quality=30),
        saved(landscape((450, 300)), quality=70),
        saved(landscape(), "PNG"),
        saved(landscape((1800, 1200)), "WEBP"),
        saved(landscape().convert("L")),
        saved(ImageEnhance.Brightness(landscape()).enhance(0.8)),
    ],
    ids=["poorer", "smaller", "another format", "larger", "in grey", "darker"],
)
def test_a_copy_of_a_withheld_picture_comes_in_withheld_whatever_its_bytes(copy: bytes) -> None:
    withhold(saved(landscape(), quality=90))
    assert not pictures.take(copy, source=make_source(), cleared=True).is_public


def test_another_picture_is_shown_though_one_is_withheld() -> None:
    withhold(saved(landscape()))
    assert all(pictures.take(saved(landscape(seed=seed)), cleared=True).is_public for seed in range(1, 20))


def test_an_erased_picture_is_still_known_by_its_look() -> None:
    pictures.erase(pictures.take(saved(landscape()), cleared=True))
    assert not pictures.take(saved(landscape(), quality=40), cleared=True).is_public


@pytest.mark.parametrize(
    "plain",
    [Image.new("RGB", (300, 200), "white"), Image.linear_gradient("L"), Image.effect_noise((300, 200), 4)],
    ids=["one colour", "evenly shaded", "grain alone"],
)
def test_a_picture_that_says_nothing_has_no_look_and_bars_nothing(plain: Image.Image) -> None:
    assert look_of(plain) == ""
    withhold(saved(plain))
    assert pictures.take(saved(plain.resize((200, 150))), cleared=True).is_public


def test_only_what_is_withheld_is_compared_with(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for seed in range(5):
        pictures.take(saved(landscape(seed=seed)))
    with django_assert_num_queries(2):
        assert not pictures.was_withheld("0" * 64, look_of(landscape()))


def test_a_picture_from_before_gets_its_look_when_it_is_cut() -> None:
    picture = pictures.take(saved(landscape()))
    look = picture.look
    assert len(look) == 16
    Picture.objects.update(look="")
    pictures.make_renditions(Picture.objects.get())
    assert is_near(Picture.objects.get().look, look)


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (landscape().convert("CMYK"), "JPEG"),
        (landscape().convert("P"), "PNG"),
        (landscape().convert("1"), "PNG"),
        (landscape().convert("L").convert("I;16").point(lambda grey: grey * 256), "PNG"),
        (landscape().convert("P"), "GIF"),
    ],
    ids=["print colours", "palette", "black and white", "16 bits", "gif"],
)
def test_pictures_of_every_depth_keep_their_light_and_shade(image: Image.Image, kind: str) -> None:
    picture = pictures.take(saved(image, kind))
    assert distance(picture.look, look_of(landscape())) <= 8


def test_of_a_film_the_first_picture_is_taken() -> None:
    frames = [landscape((80, 80), seed) for seed in range(40)]
    for kind in ("GIF", "WEBP"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        picture = pictures.take(data)
        assert is_near(picture.look, look_of(frames[0])), kind


def test_what_hangs_on_behind_a_picture_is_gone() -> None:
    with zipfile.ZipFile(archive := io.BytesIO(), "w") as packed:
        packed.writestr("run.php", "<?php system($_GET['c']); ?>")
    picture = pictures.take(drawn() + b"<script>alert(1)</script>" + archive.getvalue())
    stored = picture.file.read()
    assert b"<script>" not in stored
    assert b"run.php" not in stored


def test_the_files_name_tells_nothing_of_its_kind_so_a_wrong_one_does_no_harm() -> None:
    assert pictures.take(saved(landscape(), "PNG"), original_url="https://paper.example/pier.jpg").width == 900


def test_a_picture_with_a_huge_past_is_read_without_it() -> None:
    exif = Image.Exif()
    exif[0x9286] = "x" * 60_000
    exif[0x8825] = {1: "N", 2: (1.0, 17.0, 0.0)}
    stored = pictures.take(saved(landscape(), exif=exif)).file.read()
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert b"x" * 100 not in stored


def with_iptc(credit: bytes, notice: bytes) -> bytes:
    """A JPEG with an IPTC block, as a newsroom's software writes it."""
    sets = b"".join(
        b"\x1c\x02" + struct.pack(">BH", number, len(text)) + text for number, text in ((110, credit), (116, notice))
    )
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(sets)) + sets + b"\0" * (len(sets) % 2)
    segment = b"Photoshop 3.0\0" + block
    data = drawn()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="Mira Stone"><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">CC BY 4.0</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = "Mira Stone", "CC BY 4.0"
    return drawn(exif=exif)


@pytest.mark.parametrize(
    "data",
    [with_iptc(b"Mira Stone", b"CC BY 4.0"), drawn(xmp=XMP.encode()), with_exif()],
    ids=["iptc", "xmp", "exif"],
)
def test_credit_and_licence_that_nobody_gave_are_read_from_the_file(data: bytes) -> None:
    picture = pictures.take(data, otherwise="Harbour Gazette")
    assert (picture.credit, picture.licence) == ("Mira Stone", "CC BY 4.0")


def test_what_the_feed_says_comes_before_what_the_file_says() -> None:
    picture = pictures.take(
        with_exif(), credit="Sol Weaver", licence="All rights reserved", otherwise="Harbour Gazette"
    )
    assert (picture.credit, picture.licence) == ("Sol Weaver", "All rights reserved")


def test_where_feed_and_file_are_silent_the_outlet_is_credited() -> None:
    assert pictures.take(drawn(), otherwise="Harbour Gazette").credit == "Harbour Gazette"


@pytest.mark.parametrize(
    "data",
    [
        drawn(xmp=b"<not xml"),
        drawn(xmp=b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        with_iptc(b"\xff\xfe\x00\n" * 900, b"\0"),
        drawn(exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"),
    ],
    ids=["broken xmp", "reaching out", "noise", "broken exif"],
)
def test_broken_words_in_a_file_do_not_keep_its_picture_out(data: bytes) -> None:
    picture = pictures.take(data, otherwise="Harbour Gazette")
    assert len(picture.credit) <= 200
    assert picture.credit.isprintable()
