"""Pictures: verified and re-encoded when they are stored, cut to size by a task, so that a page touches no file.

Decides nothing about rights: whether readers see a picture is `Picture.is_public`.
"""

import hashlib
import io
import warnings
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, features
from sorl.thumbnail import delete, get_thumbnail

from articles import edition
from articles.look import is_near, look_of
from articles.models import Page, Picture, Source
from articles.models.picture import WHOLE
from articles.picture_words import stated

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 36_000_000
MAX_PASSES = 64
MIN_SIDE = 64
LONGEST_SIDE = 2400
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
WIDTHS = (320, 640, 960, 1280)
SHAPE = (16, 9)
# As wide as texts show a picture, on one and on two pixels to a point; the file itself is the widest.
WHOLE_WIDTHS = (640, 960, 1280)
# A picture that is this much wider than the largest of our widths that fits it is also cut to its own.
STEP = 1.25
QUALITY = {"WEBP": 70, "AVIF": 50, "JPEG": 76}
MIME = {"WEBP": "image/webp", "AVIF": "image/avif", "JPEG": "image/jpeg"}
# Pillow can be built without the encoder of AVIF; pages then offer WebP and JPEG.
KINDS = ("WEBP", "AVIF", "JPEG") if features.check("avif") else ("WEBP", "JPEG")


class NotAPicture(ValueError):
    """What came is no picture that we can use; `str()` is the sentence that says why."""


def take(
    data: bytes,
    *,
    alt: str = "",
    credit: str = "",
    licence: str = "",
    otherwise: str = "",
    source: Source | None = None,
    original_url: str = "",
    cleared: bool = False,
) -> Picture:
    """Store a picture from outside; the same bytes from the same source are stored once. A task cuts it to size.

    The file is made anew from its pixels, so nothing hidden in the original survives (place, serial numbers, scripts).
    Credit and licence that the caller does not know are taken from what the file says of itself; where that is silent
    too, `otherwise` is credited. A picture that was withheld before stays withheld, and so does what looks like one.
    Raises NotAPicture.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    held = Picture.objects.filter(sha256=sha256, source=source, cleared=cleared).first()
    if held:
        return held
    opened = _opened(data)
    told, image = stated(opened), _plain(opened)
    look = look_of(image)
    picture = Picture(
        alt=alt[:300],
        credit=(credit or told.credit or otherwise)[:200],
        licence=(licence or told.licence)[:200],
        source=source,
        original_url=original_url[:2000],
        cleared=cleared,
        withheld=was_withheld(sha256, look),
        look=look,
        sha256=sha256,
    )
    name = f"{sha256[:24]}.jpg"
    picture.file.save(name, ContentFile(_jpeg(image), name=name), save=True)  # without a name it has no dimensions
    return picture


def was_withheld(sha256: str, look: str) -> bool:
    """Whether these bytes, or a picture that looks the same, are withheld; those are few, so all are compared."""
    withheld = Picture.objects.filter(withheld=True)
    if withheld.filter(sha256=sha256).exists():
        return True
    looks = withheld.exclude(look="").values_list("look", flat=True).distinct() if look else ()
    return any(is_near(look, other) for other in looks)


def reencode(data: bytes) -> bytes:
    """The picture upright, in RGB, at most 2400 pixels long, as a JPEG without metadata. Raises NotAPicture."""
    return _jpeg(_plain(_opened(data)))


def _plain(image: Image.Image) -> Image.Image:
    """Upright, in RGB, on white, at most 2400 pixels long. Made small first: what follows then costs little."""
    image = _of_eight_bits(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = ImageOps.exif_transpose(image)
    if image.mode == "RGBA":
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("RGB")


def _of_eight_bits(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller: palettes have no colours between theirs, and 16 bits would all turn white."""
    if image.mode.startswith("I;16"):
        return image.point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in {"RGB", "RGBA", "L", "CMYK"} else image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=86, optimize=True, progressive=True)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    """The decoded picture; measured by its header before a pixel is decoded."""
    if len(data) > MAX_BYTES:
        raise NotAPicture(_("The file is larger than 15 MB. Save it smaller and try again."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            _must_be_of_size(image)
            _must_be_of_few_passes(image, data)
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at a half, a quarter or an eighth
            image.load()
    except NotAPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPicture(_("The picture has too many pixels. Save it smaller and try again.")) from None
    except Exception:  # a decoder fed with hostile bytes may raise anything
        raise NotAPicture(_("The file cannot be read as a JPEG, PNG, WebP, AVIF or GIF picture.")) from None
    return image


def _must_be_of_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise NotAPicture(_("The picture has too many pixels. Save it smaller and try again."))
    if min(image.size) < MIN_SIDE:
        raise NotAPicture(_("The picture is smaller than 64 pixels: too small to show."))


def _must_be_of_few_passes(image: Image.Image, data: bytes) -> None:
    """A JPEG may be stored in any number of passes over all its pixels; a few bytes each keep a decoder busy for hours.

    Their marker cannot occur within a pass (ITU-T T.81, B.1.1.5). Real ones have about ten; previews have their own.
    """
    if image.format in {"JPEG", "MPO"} and data.count(b"\xff\xda") > MAX_PASSES:
        raise NotAPicture(_("The picture is stored in too many passes. Save it again and try again."))


def make_renditions(picture: Picture) -> Picture:
    """Cut the picture to 16:9 around its focal point in each width and format, and store the list with it.

    What stands in a text is also made smaller as a whole. Each entry: format, type, name (in the storage), width,
    height (pixels). Nothing is enlarged. A picture that was taken in before we kept looks gets its own. Cuts that are
    no longer in the list are deleted; so are all new ones where the picture was withheld meanwhile.
    """
    widths = _widths(min(picture.width, picture.height * SHAPE[0] // SHAPE[1]))
    made = [_rendition(picture, width, kind) for kind in KINDS for width in widths]
    if _is_in_a_text(picture):
        made += [_whole(picture, width) for width in WHOLE_WIDTHS if width < picture.width]
    look, before = picture.look or _look_of_file(picture), picture.renditions
    with transaction.atomic():
        shown = Picture.objects.filter(pk=picture.pk, withheld=False)
        if kept := shown.update(renditions=made, render_at=None, look=look):
            picture.renditions, picture.render_at, picture.look = made, None, look
            edition.bump()
    _drop(before if kept else made, made if kept else [])
    return picture


def _drop(renditions: list[dict[str, Any]], kept: list[dict[str, Any]]) -> None:
    """Delete the files of cuts, but for those that are kept."""
    for name in {entry["name"] for entry in renditions} - {entry["name"] for entry in kept}:
        delete(name)


def _look_of_file(picture: Picture) -> str:
    with picture.file.open() as file, Image.open(file) as image:
        return look_of(image)


def _widths(width: int) -> list[int]:
    """The widths to cut a picture of this width to, the narrowest first."""
    fitting = [wanted for wanted in WIDTHS if wanted <= width]
    own = [width] if width < WIDTHS[-1] and (not fitting or width >= fitting[-1] * STEP) else []
    return fitting + own


def _rendition(picture: Picture, width: int, kind: str) -> dict[str, Any]:
    height = round(width * SHAPE[1] / SHAPE[0])
    made = get_thumbnail(
        picture.file,
        f"{width}x{height}",
        crop=f"{picture.focal_x}% {picture.focal_y}%",
        format=kind,
        quality=QUALITY[kind],
    )
    return {"format": kind, "type": MIME[kind], "name": made.name, "width": made.width, "height": made.height}


def _is_in_a_text(picture: Picture) -> bool:
    """Whether an article or a standing page shows it among its words."""
    return picture.in_bodies.exists() or Page.objects.filter(body__contains=picture.file.name or "").exists()


def _whole(picture: Picture, width: int) -> dict[str, Any]:
    made = get_thumbnail(picture.file, str(width), format="JPEG", quality=QUALITY["JPEG"])
    return {"format": WHOLE, "type": MIME["JPEG"], "name": made.name, "width": made.width, "height": made.height}


def erase(picture: Picture) -> None:
    """Delete the file and every rendition from the storage; the row stays, withheld, so that the bytes stay known."""
    if picture.file:
        delete(picture.file)
    Picture.objects.filter(pk=picture.pk).update(file="", renditions=[], withheld=True, width=0, height=0)
    picture.refresh_from_db()
