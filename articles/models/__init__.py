"""What exists in the paper; each file holds one subject."""

from articles.models.ad_slot import AdSlot
from articles.models.article import Article
from articles.models.author import Author, OldAuthor
from articles.models.bar import Bar, Fingerprint
from articles.models.byline import Byline, OldAddress
from articles.models.change import Change, Correction
from articles.models.country import Country, OldCountry
from articles.models.coverage import Coverage, LeadReason, OldCoverage
from articles.models.edition import Edition
from articles.models.page import OldPage, Page
from articles.models.picture import Picture
from articles.models.source import OldSource, Rights, Source
from articles.models.source_print import SourcePrint
from articles.models.story_count import StoryCount
from articles.models.tag import OldTag, Tag, Tagging

__all__ = [
    "AdSlot",
    "Article",
    "Author",
    "Bar",
    "Byline",
    "Change",
    "Correction",
    "Country",
    "Coverage",
    "Edition",
    "Fingerprint",
    "LeadReason",
    "OldAddress",
    "OldAuthor",
    "OldCountry",
    "OldCoverage",
    "OldPage",
    "OldSource",
    "OldTag",
    "Page",
    "Picture",
    "Rights",
    "Source",
    "SourcePrint",
    "StoryCount",
    "Tag",
    "Tagging",
]
