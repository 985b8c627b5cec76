"""A small fictional press: six outlets, their stories, feeds, pages and pictures, all written for the demo.

Use it through the names below. It imports neither Django nor anything else of the newsroom, and opens no connection.
"""

from newsroom.operations.demo.press.content import Author, Outlet, Story, Tag, authors, outlets, stories, tags
from newsroom.operations.demo.press.web import Served, Transport, serve, transport

__all__ = [
    "Author",
    "Outlet",
    "Served",
    "Story",
    "Tag",
    "Transport",
    "authors",
    "outlets",
    "serve",
    "stories",
    "tags",
    "transport",
]
