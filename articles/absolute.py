"""Addresses with the site's own host, for what leaves the site: feeds, sitemaps, structured data, letters."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.encoding import iri_to_uri

from articles.models import Picture


@dataclass(frozen=True)
class Illustration:
    """A picture that may be shown: absolute address, media type, pixels, who made it."""

    url: str
    type: str
    width: int
    height: int
    credit: str
    alt: str = ""


def absolute(path: str) -> str:
    """A path of ours as an address, with the host of the settings, whatever host was asked."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{iri_to_uri(path)}"


def at_home(html: str) -> str:
    """A sanitised text whose links and pictures on an address that the site had before lead to the one it has now."""
    for former in settings.FORMER_SITE_URLS:
        html = html.replace(f'="{former.rstrip("/")}/', f'="{settings.SITE_URL}/')
    return html


def illustration(picture: Picture | None) -> Illustration | None:
    """The largest JPEG of a picture that readers may see."""
    if picture is None or not picture.is_public:
        return None
    made = [cut for cut in picture.renditions if cut.get("format") == "JPEG"]
    if not made:
        return None
    largest = max(made, key=lambda cut: int(cut["width"]))
    return Illustration(
        url=absolute(picture.file.storage.url(largest["name"])),
        type=largest["type"],
        width=largest["width"],
        height=largest["height"],
        credit=picture.credit,
        alt=picture.alt,
    )
