"""The desk's screens in Django's admin, a file for each subject; importing them registers them."""

from newsroom.desk.admin import (
    articles,
    authors,
    beats,
    bulk_acts,
    coverages,
    groups,
    notices,
    pages,
    pictures,
    records,
    sign_ins,
    sources,
    staff,
    story_log,
    suggestions,
    tags,
)

__all__ = [
    "articles",
    "authors",
    "beats",
    "bulk_acts",
    "coverages",
    "groups",
    "notices",
    "pages",
    "pictures",
    "records",
    "sign_ins",
    "sources",
    "staff",
    "story_log",
    "suggestions",
    "tags",
]
