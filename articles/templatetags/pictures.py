"""`{% picture %}`: a picture as the browser should choose it, from the stored list of renditions or the original.

Makes no query and touches no file. A picture whose rights are not cleared gives nothing.
"""

from typing import Any

from django import template
from django.core.files.storage import default_storage
from django.utils.safestring import SafeString

from articles.models import Picture
from articles.written_html import written, written_each

register = template.Library()
# What browsers are offered before JPEG, which all of them can show.
SMALLER = ("AVIF", "WEBP")


@register.simple_tag
def picture(
    shown: Picture | None, alt: str | None = None, sizes: str = "100vw", *, first: bool = False, largest: int = 1280
) -> SafeString:
    """A `<picture>` of AVIF, WebP and JPEG, in each width up to `largest`; `alt=""` where text beside it says it all.

    `first` is for the one picture that readers wait for: it is loaded at once, all others when they come near.
    """
    if not is_shown(shown):
        return SafeString()
    jpeg = _of(shown, "JPEG", largest)
    if not jpeg:
        return SafeString()
    smaller = [(_srcset(found), sizes, found[0]["type"]) for kind in SMALLER if (found := _of(shown, kind, largest))]
    middle, widest = jpeg[min(1, len(jpeg) - 1)], jpeg[-1]
    return written(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}></picture>',
        written_each("", '<source srcset="{}" sizes="{}" type="{}">', smaller),
        default_storage.url(middle["name"]),
        _srcset(jpeg),
        sizes,
        widest["width"],
        widest["height"],
        (shown.alt if shown else "") if alt is None else alt,
        SafeString(' fetchpriority="high"' if first else ' loading="lazy" decoding="async"'),
    )


@register.filter
def is_shown(shown: Picture | None) -> bool:
    """Whether there is a picture that readers may see."""
    return bool(shown and shown.is_public and shown.file)


@register.simple_tag
def picture_address(shown: Picture | None) -> dict[str, Any]:
    """The largest JPEG for machines: url, width, height, alt; empty where readers may not see it."""
    if shown is None or not is_shown(shown):
        return {}
    large = _of(shown, "JPEG", 5000)[-1]
    return {
        "url": default_storage.url(large["name"]),
        "width": large["width"],
        "height": large["height"],
        "alt": shown.alt,
    }


def _of(shown: Picture | None, kind: str, largest: int) -> list[dict[str, Any]]:
    """The renditions of one format, narrowest first; before they are made, the original as the only JPEG."""
    if shown and not shown.renditions and kind == "JPEG":
        return [{"name": shown.file.name, "width": shown.width, "height": shown.height}]
    found = [entry for entry in (shown.renditions if shown else []) if entry["format"] == kind]
    found.sort(key=lambda entry: int(entry["width"]))
    return [entry for entry in found if entry["width"] <= largest] or found[:1]


def _srcset(renditions: list[dict[str, Any]]) -> SafeString:
    return written_each(", ", "{} {}w", ((default_storage.url(entry["name"]), entry["width"]) for entry in renditions))
