"""The desk's window on ingest: feeds and their health, every visit, what came in."""

from newsroom.ingest.admin import captures, feeds, fetches, recipes, rules

__all__ = ["captures", "feeds", "fetches", "recipes", "rules"]
