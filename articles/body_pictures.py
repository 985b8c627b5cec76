"""The pictures inside of texts: which of ours a text shows, noted when it is stored; hidden ones are left out.

The others say their size and in which widths they are there.

A text names a picture by the address of its file. Whatever of our own pictures' folder is not a picture that readers
may see is not shown.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from articles.absolute import absolute, at_home
from articles.models import Article, Page, Picture
from articles.models.picture import WHOLE

_ATTRIBUTES = r"(?:\s[a-z]+=\"[^\"]*\")*"
_IMAGE = re.compile(rf"<img({_ATTRIBUTES})\s?/?>")
_FIGURE = re.compile(rf"<figure{_ATTRIBUTES}>(?:(?!</?figure[\s>]).)*</figure>", re.DOTALL)
_SIZE = re.compile(r"\s(?:width|height)=")
_SRC = re.compile(r"\ssrc=\"([^\"]*)\"")
AT_ONCE = 500
# As wide as a text is, which `.text` in site.css says.
SIZES = "(min-width: 44rem) 40rem, calc(100vw - 2rem)"
# No narrower picture is made smaller.
NARROW = 640


def names_in(html: str) -> frozenset[str]:
    """The files of our storage that a sanitised text shows, by their names there."""
    return frozenset(_names(html)) if "<img" in html else frozenset()


def record(article: Article, *, fresh: bool = False) -> None:
    """Note which of our pictures the text of an article shows now; of a `fresh` one nothing is noted yet."""
    found = of_names(names_in(article.body))
    if found or not fresh:
        article.body_pictures.set(found)
        ask_for_cuts(found)


def ask_for_cuts(found: Iterable[int]) -> None:
    """Have pictures that stand in a text made smaller as a whole, where that was not done yet; the clock sees to it."""
    shown = Picture.objects.filter(pk__in=list(found), withheld=False, render_at=None, width__gt=NARROW)
    cuts = shown.exclude(file="").values_list("pk", "renditions")
    lacking = [pk for pk, made in cuts if not any(cut["format"] == WHOLE for cut in made)]
    if lacking:
        Picture.objects.filter(pk__in=lacking).update(render_at=timezone.now())


def of_names(names: Iterable[str]) -> list[int]:
    """The keys of the pictures with these files."""
    wanted = sorted(names)
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return [pk for part in parts for pk in Picture.objects.filter(file__in=part).values_list("pk", flat=True)]


def for_readers(html: str) -> str:
    """A sanitised text without the pictures of ours that readers may not see, and without the figures around these.

    The others say their size, so that nothing moves when they come, and their widths, so that a narrow window takes a
    small one. No query is made for a text without pictures of ours. What lay at a former address of the site is ours.
    """
    html = at_home(html)
    names = names_in(html)
    if not names:
        return html
    shown = _public(names)
    if hidden := names - shown.keys():
        html = _FIGURE.sub(lambda figure: "" if set(_names(figure[0])) & hidden else figure[0], html)
        html = _IMAGE.sub(lambda image: "" if set(_names(image[0])) & hidden else image[0], html)
    return _IMAGE.sub(lambda image: _told(image, shown), html)


def _told(image: re.Match[str], shown: Mapping[str, Picture]) -> str:
    """A picture with its width, height and widths, unless it is none of ours."""
    found = next((shown[name] for name in _names(image[0]) if name in shown), None)
    return f"<img{image[1]}{_size(image[1], found)}{_choice(found)}>" if found else image[0]


def _size(attributes: str, found: Picture) -> str:
    if not found.width or not found.height or _SIZE.search(attributes):
        return ""
    return f' width="{found.width}" height="{found.height}"'


def _choice(found: Picture) -> str:
    """The widths in which there is the whole picture; nothing where there is the file alone."""
    whole = [(cut["name"], int(cut["width"])) for cut in found.renditions if cut["format"] == WHOLE]
    if not whole:
        return ""
    every = [*sorted(whole, key=lambda one: one[1]), (found.file.name or "", found.width)]
    listed = ", ".join(f"{escape(absolute(default_storage.url(name)))} {width}w" for name, width in every)
    return f' srcset="{listed}" sizes="{SIZES}"'


def pages_with(picture: Picture) -> QuerySet[Page]:
    """The standing pages in whose text a picture is."""
    name = picture.file.name or ""
    return Page.objects.filter(body__contains=name) if name else Page.objects.none()


def _public(names: Iterable[str]) -> dict[str, Picture]:
    """Those of these files that readers may see, with what is said of each."""
    shown = Picture.objects.filter(pk__in=of_names(names), cleared=True, withheld=False)
    return {picture.file.name or "": picture for picture in shown.only("file", "width", "height", "renditions")}


def _names(html: str) -> Iterable[str]:
    """The name of each image that lies in our storage, an empty one of none."""
    sources = (_SRC.search(image[1]) for image in _IMAGE.finditer(html))
    return filter(None, (_name(source[1]) for source in sources if source))


def _name(src: str) -> str:
    """The name in our storage at an address, however it is written; empty where it leads elsewhere."""
    home = urlsplit(urljoin(f"{settings.SITE_URL}/", default_storage.url("x")))
    folder, hosts = home.path.removesuffix("x"), {home.hostname}
    if home.hostname == urlsplit(settings.SITE_URL).hostname:
        hosts |= {urlsplit(former).hostname for former in settings.FORMER_SITE_URLS}
    try:
        there = urlsplit(unescape(src).strip().replace("\\", "/"))
        host = there.hostname
    except ValueError:
        return ""
    path = posixpath.normpath("/" + unquote(there.path).lstrip("/"))
    return path.removeprefix(folder) if host in hosts and path.startswith(folder) else ""
