"""What a card in a list shows of a story: the columns that lists read; long texts and the desk's labels are none."""

_OWN = (
    "status kind headline slug standfirst language published_at publish_at arrived_at edited_at pinned_until "
    "source country coverage"
)
_ORIGIN = "source_url source_headline source_language source_published_at"
_SOURCE = "name slug language country"
_PICTURE = "file width height alt credit licence cleared withheld focal_x focal_y renditions render_at"

BARE_CARD = (
    *_OWN.split(),
    *_ORIGIN.split(),
    "country__name",
    "country__slug",
    *(f"source__{name}" for name in _SOURCE.split()),
)
CARD = (
    *BARE_CARD,
    "picture",
    *(f"picture__{name}" for name in _PICTURE.split()),
)
