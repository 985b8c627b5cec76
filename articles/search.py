"""Search over articles: SQLite FTS5 or PostgreSQL tsvector behind one function. It reads; the index keeps itself."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from types import ModuleType

from django.db import connections
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from articles import search_postgres, search_sqlite
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.search_terms import Terms, parse

TABLE = "articles_article"
RANKED = 1_000
READ = 10_000
RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
# What the articles found are annotated with: whether a headline holds all the words.
HIT = "headline_hit"
FOUND_IN = ("headline", "source_headline", "standfirst", "body_text")


def ensure_index(using: str = "default") -> None:
    """Build the index where it is missing; called after each migrate, and again costs two queries."""
    connection = connections[using]
    with connection.cursor() as cursor:
        described = connection.introspection.table_names(cursor)
        if TABLE not in described:
            return
        names = {column.name for column in connection.introspection.get_table_description(cursor, TABLE)}
    if names.issuperset(search_sqlite.COLUMNS):
        _index(using).ensure(connection)


def set_index_aside(using: str = "default") -> None:
    """Let articles be written in great number without the index; `ensure_index` builds it anew in one go.

    Until then search finds nothing new. For whoever writes articles by the hundred thousand and is alone.
    """
    _index(using).set_aside(connections[using])


def search(
    query: str, queryset: ArticleQuerySet, *, order: str = RELEVANCE, typing: bool = False, by: str = "published_at"
) -> "QuerySet[Article]":
    """The articles of `queryset` that hold every term of `query`, best first, at most 1,000.

    Headlines that hold all the words come first, then the rest, newest first in each; `order` may ask for newest or
    oldest instead. New is what was published lately, or with `by="id"` what came in lately. Words may stand in any
    order, "quoted words" in this one; while the reader is `typing`, the last word may be a beginning. No input raises;
    a query without a letter or digit finds nothing.

    What it costs: the index walks matches newest first and stops at 20,000 (SQLite) or where 1,000 are found, so that a
    word in half of all articles costs no more than one in a thousand. A run of Chinese, Japanese, Thai, Lao, Khmer or
    Burmese has no spaces to index by: it is looked for inside the text of the newest 10,000 articles that the rest of
    the query leaves, about 30 MB of reading at worst; older ones are found by their other words.
    """
    terms = parse(query, typing=typing)
    if not terms:
        return queryset.none()
    by_time = _by_time(by, oldest=order == OLDEST)
    found = _within_runs(_with_words(queryset, terms), terms, by_time)
    ranked = queryset.filter(pk__in=found.order_by(*by_time).values("pk")[:RANKED])
    if order != RELEVANCE:
        return ranked.order_by(*by_time)
    return ranked.annotate(**{HIT: _headline_hit(terms, queryset.db)}).order_by(f"-{HIT}", *by_time)


def _index(using: str) -> ModuleType:
    return search_sqlite if connections[using].vendor == "sqlite" else search_postgres


def _with_words(queryset: ArticleQuerySet, terms: Terms) -> ArticleQuerySet:
    """Those that the index finds."""
    if not (terms.words or terms.beginning):
        return queryset
    return queryset.filter(pk__in=_index(queryset.db).matching(terms, queryset.db))


def _within_runs(queryset: ArticleQuerySet, terms: Terms, by_time: Sequence[OrderBy]) -> ArticleQuerySet:
    """Those whose text holds the runs that no index knows."""
    if not terms.runs:
        return queryset
    read = queryset.model.objects.filter(pk__in=queryset.order_by(*by_time).values("pk")[:READ])
    for run in terms.runs:
        read = read.filter(_holds(run))
    return read


def _holds(run: str) -> Q:
    return reduce(or_, (Q(GreaterThan(StrIndex(F(field), Value(run)), 0)) for field in FOUND_IN))


def _headline_hit(terms: Terms, using: str) -> ExpressionWrapper[Q]:
    condition = Q()
    if terms.words or terms.beginning:
        condition &= _index(using).in_headline(terms)
    for run in terms.runs:
        condition &= Q(headline__contains=run) | Q(source_headline__contains=run)
    return ExpressionWrapper(condition, output_field=BooleanField())


def _by_time(by: str, *, oldest: bool) -> tuple[OrderBy, ...]:
    names = dict.fromkeys((by, "id"))
    return tuple(F(name).asc() if oldest else F(name).desc() for name in names)
