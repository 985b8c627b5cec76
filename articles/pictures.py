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
from PIL import Image, ImageOps
from sorl.thumbnail import delete, get_thumbnail

from articles import edition
from articles.models import Picture, Source

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000
MIN_SIDE = 64
LONGEST_SIDE = 2400
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
WIDTHS = (400, 800, 1200)
SHAPE = (16, 9)
QUALITY = {"WEBP": 76, "JPEG": 80}
MIME = {"WEBP": "image/webp", "JPEG": "image/jpeg"}


class NotAPicture(ValueError):
    """What came is no picture that we can use; `str()` is the sentence that says why."""


def take(
    data: bytes,
    *,
    alt: str = "",
    credit: str = "",
    source: Source | None = None,
    original_url: str = "",
    cleared: bool = False,
) -> Picture:
    """Store a picture from outside; the same bytes from the same source are stored once. A task cuts it to size.

    The file is made anew from its pixels, so nothing hidden in the original survives (place, serial numbers, scripts).
    A picture whose bytes were withheld before stays withheld. Raises NotAPicture.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = Picture.objects.filter(sha256=sha256)
    held = known.filter(source=source, cleared=cleared).first()
    if held:
        return held
    picture = Picture(
        alt=alt[:300],
        credit=credit[:200],
        source=source,
        original_url=original_url[:2000],
        cleared=cleared,
        withheld=known.filter(withheld=True).exists(),
        sha256=sha256,
    )
    name = f"{sha256[:24]}.jpg"
    picture.file.save(name, ContentFile(reencode(data), name=name), save=True)  # without a name it has no dimensions
    return picture


def reencode(data: bytes) -> bytes:
    """The picture upright, in RGB, at most 2400 pixels long, as a JPEG without metadata. Raises NotAPicture."""
    image = ImageOps.exif_transpose(_opened(data))
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    image = image.convert("RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
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


def make_renditions(picture: Picture) -> Picture:
    """Cut the picture to 16:9 around its focal point in each width, as WebP and JPEG, and store the list with it.

    Each entry: format, type, name (in the storage), width, height (pixels). Nothing is enlarged.
    """
    renditions = [_rendition(picture, width, kind) for kind in ("WEBP", "JPEG") for width in _widths(picture.width)]
    picture.renditions, picture.render_at = renditions, None
    with transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(renditions=renditions, render_at=None)
        edition.bump()
    return picture


def _widths(width: int) -> list[int]:
    return [wanted for wanted in WIDTHS if wanted <= width] or [width]


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


def erase(picture: Picture) -> None:
    """Delete the file and every rendition from the storage; the row stays, withheld, so that the bytes stay known."""
    if picture.file:
        delete(picture.file)
    Picture.objects.filter(pk=picture.pk).update(file="", renditions=[], withheld=True, width=0, height=0)
    picture.refresh_from_db()
