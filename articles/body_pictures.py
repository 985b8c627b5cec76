"""The pictures inside of texts: which of ours a text shows, noted when it is stored; hidden ones are left out.

A text names a picture by the address of its file. Whatever of our own pictures' folder is not a picture that readers
may see is not shown.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from articles.models import Article, Page, Picture

_ATTRIBUTES = r"(?:\s[a-z]+=\"[^\"]*\")*"
_IMAGE = re.compile(rf"<img({_ATTRIBUTES})\s?/?>")
_FIGURE = re.compile(rf"<figure{_ATTRIBUTES}>(?:(?!</?figure[\s>]).)*</figure>", re.DOTALL)
_SIZE = re.compile(r"\s(?:width|height)=")
_SRC = re.compile(r"\ssrc=\"([^\"]*)\"")
AT_ONCE = 500


def names_in(html: str) -> frozenset[str]:
    """The files of our storage that a sanitised text shows, by their names there."""
    return frozenset(_names(html)) if "<img" in html else frozenset()


def record(article: Article, *, fresh: bool = False) -> None:
    """Note which of our pictures the text of an article shows now; of a `fresh` one nothing is noted yet."""
    found = of_names(names_in(article.body))
    if found or not fresh:
        article.body_pictures.set(found)


def of_names(names: Iterable[str]) -> list[int]:
    """The keys of the pictures with these files."""
    wanted = sorted(names)
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return [pk for part in parts for pk in Picture.objects.filter(file__in=part).values_list("pk", flat=True)]


def for_readers(html: str) -> str:
    """A sanitised text without the pictures of ours that readers may not see, and without the figures around these.

    The others say their size: nothing moves when they come. No query is made for a text without pictures of ours.
    """
    names = names_in(html)
    if not names:
        return html
    sizes = _public(names)
    if hidden := names - sizes.keys():
        html = _FIGURE.sub(lambda figure: "" if set(_names(figure[0])) & hidden else figure[0], html)
        html = _IMAGE.sub(lambda image: "" if set(_names(image[0])) & hidden else image[0], html)
    return _IMAGE.sub(lambda image: _sized(image, sizes), html)


def _sized(image: re.Match[str], sizes: Mapping[str, tuple[int, int]]) -> str:
    """A picture with its width and height, unless it says them or is none of ours."""
    width, height = next((sizes[name] for name in _names(image[0]) if name in sizes), (0, 0))
    if not width or not height or _SIZE.search(image[1]):
        return image[0]
    return f'<img{image[1]} width="{width}" height="{height}">'


def pages_with(picture: Picture) -> QuerySet[Page]:
    """The standing pages in whose text a picture is."""
    name = picture.file.name or ""
    return Page.objects.filter(body__contains=name) if name else Page.objects.none()


def _public(names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The files of these that readers may see, with their width and height."""
    shown = Picture.objects.filter(pk__in=of_names(names), cleared=True, withheld=False)
    return {file: (width, height) for file, width, height in shown.values_list("file", "width", "height")}


def _names(html: str) -> Iterable[str]:
    """The name of each image that lies in our storage, an empty one of none."""
    sources = (_SRC.search(image[1]) for image in _IMAGE.finditer(html))
    return filter(None, (_name(source[1]) for source in sources if source))


def _name(src: str) -> str:
    """The name in our storage at an address, however it is written; empty where it leads elsewhere."""
    home = urlsplit(urljoin(f"{settings.SITE_URL}/", default_storage.url("x")))
    folder = home.path.removesuffix("x")
    try:
        there = urlsplit(unescape(src).strip().replace("\\", "/"))
        host = there.hostname
    except ValueError:
        return ""
    path = posixpath.normpath("/" + unquote(there.path).lstrip("/"))
    return path.removeprefix(folder) if host == home.hostname and path.startswith(folder) else ""
