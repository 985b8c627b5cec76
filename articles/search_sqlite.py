"""The search index on SQLite: an FTS5 table over the articles' own columns, kept by triggers in the same transaction.

What was withdrawn is in no index: its words are taken out with the withdrawal, and come back with the story.

Django's rebuild of a table in a migration drops its triggers, so `ensure` looks after each migrate.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Func, Q, Value

from articles.search_terms import Terms, stems_within

COLUMNS = ("headline", "standfirst", "body_text", "source_headline")
# Marks belong to words: without Mn and Mc every Hindi or Burmese word would fall into letters.
TOKENS = "porter unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc''"
SCANNED = 20_000

_NAMES = ", ".join(COLUMNS)
_NEW = ", ".join(f"new.{name}" for name in COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in COLUMNS)
_GONE = "status = 'withdrawn'"
_DELETE = f"INSERT INTO articles_search (articles_search, rowid, {_NAMES}) SELECT 'delete', "
_ADD = f"INSERT INTO articles_search (rowid, {_NAMES}) SELECT new.id, {_NEW} WHERE NOT new.{_GONE};"
_DROP = f"{_DELETE}old.id, {_OLD} WHERE NOT old.{_GONE};"
_CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in ("id", *COLUMNS))
_CAME_OR_WENT = f"(old.{_GONE}) IS NOT (new.{_GONE})"
PARTS = {
    "articles_search": (
        f"CREATE VIRTUAL TABLE articles_search USING fts5({_NAMES}, "
        f"content='articles_article', content_rowid='id', tokenize='{TOKENS}', prefix='2 3')"
    ),
    "articles_search_insert": (
        f"CREATE TRIGGER articles_search_insert AFTER INSERT ON articles_article BEGIN {_ADD} END"
    ),
    "articles_search_delete": (
        f"CREATE TRIGGER articles_search_delete AFTER DELETE ON articles_article BEGIN {_DROP} END"
    ),
    "articles_search_update": (
        f"CREATE TRIGGER articles_search_update AFTER UPDATE OF id, status, {_NAMES} "
        f"ON articles_article WHEN {_CHANGED} OR {_CAME_OR_WENT} BEGIN {_DROP} {_ADD} END"
    ),
}


def ensure(connection: BaseDatabaseWrapper) -> bool:
    """Build the index anew where a part of it is missing or of an older shape; whether that was needed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'articles\\_search%' ESCAPE '\\'")
        standing = dict(cursor.fetchall())
        if all(standing.get(name) == sql for name, sql in PARTS.items()):
            return False
        for name in PARTS:
            kind = "TRIGGER" if name != "articles_search" else "TABLE"
            cursor.execute(f"DROP {kind} IF EXISTS {name}")
        for sql in PARTS.values():
            cursor.execute(sql)
        cursor.execute("INSERT INTO articles_search (articles_search) VALUES ('rebuild')")
        cursor.execute(f"{_DELETE}id, {_NAMES} FROM articles_article WHERE {_GONE}")
    return True


def set_aside(connection: BaseDatabaseWrapper) -> None:
    """Keep the index no longer; `ensure` builds it anew."""
    with connection.cursor() as cursor:
        for name in PARTS:
            if name != "articles_search":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Matching(Func):
    """The ids of the newest 20,000 articles that match; FTS5 walks them newest first and stops there."""

    output_field = BigIntegerField()
    arity = 1
    template = (
        "(SELECT rowid FROM articles_search WHERE articles_search MATCH %(expressions)s "  # noqa: S608
        f"ORDER BY rowid DESC LIMIT {SCANNED})"
    )


def matching(terms: Terms, _using: str) -> Matching:
    """The ids of articles that hold all the words."""
    return Matching(Value(expression(terms)))


def in_headline(terms: Terms) -> Q:
    """Whether an article holds all the words in its headlines."""
    return Q(pk__in=Matching(Value(f"{{headline source_headline}} : ({expression(terms)})")))


def expression(terms: Terms) -> str:
    """The terms in FTS5's query language, each quoted, so that none is read as an operator."""
    parts = [_quoted(word) for word in terms.words]
    if terms.beginning:
        stems = "".join(f" OR {_quoted(stem)}" for stem in stems_within(terms.beginning))
        parts.append(f"({_quoted(terms.beginning)} *{stems})")
    return " AND ".join(parts)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
