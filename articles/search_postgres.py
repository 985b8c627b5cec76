"""The search index on PostgreSQL: a table of weighted tsvectors beside the articles, kept by one trigger.

A table of its own, and a trigger that names no column, because PostgreSQL refuses to alter a column which a generated
column or a trigger's definition names, and later migrations must stay free to do that. What was withdrawn has no row.
"""

import hashlib
import json
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import BigIntegerField, BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

from articles.search_terms import Terms, stems_within

# PostgreSQL refuses vectors over 1 MB; 120,000 characters of any script stay below.
LONGEST_TEXT = 120_000
# Expected in fewer articles than these, a beginning is looked up before the articles are.
FEW = 50_000
PHRASE = "phraseto_tsquery('articles_search', %s)"

CONFIGURATION = """
DROP TEXT SEARCH CONFIGURATION IF EXISTS articles_search;
DROP TEXT SEARCH DICTIONARY IF EXISTS articles_stem;
CREATE TEXT SEARCH DICTIONARY articles_stem (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION articles_search (COPY = english);
ALTER TEXT SEARCH CONFIGURATION articles_search
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH {dictionaries};
"""
VECTOR = f"""
    setweight(to_tsvector('articles_search', coalesce(new.headline, '')), 'A')
    || setweight(to_tsvector('articles_search', coalesce(new.source_headline, '')), 'A')
    || setweight(to_tsvector('articles_search', coalesce(new.standfirst, '')), 'B')
    || setweight(to_tsvector('articles_search', left(coalesce(new.body_text, ''), {LONGEST_TEXT})), 'D')
"""
TABLE = f"""
DROP TABLE IF EXISTS articles_search;
CREATE TABLE articles_search (article_id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE OR REPLACE FUNCTION articles_search_keep() RETURNS trigger LANGUAGE plpgsql AS $keep$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM articles_search;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM articles_search WHERE article_id = old.id;
    ELSIF new.status = 'withdrawn' THEN
        DELETE FROM articles_search WHERE article_id = new.id;
    ELSIF TG_OP = 'INSERT' OR old.status = 'withdrawn'
            OR (old.headline, old.source_headline, old.standfirst, old.body_text)
            IS DISTINCT FROM (new.headline, new.source_headline, new.standfirst, new.body_text) THEN
        INSERT INTO articles_search (article_id, words) VALUES (new.id, {VECTOR})
        ON CONFLICT (article_id) DO UPDATE SET words = excluded.words;
    END IF;
    RETURN NULL;
END $keep$;
DROP TRIGGER IF EXISTS articles_search_row ON articles_article;
DROP TRIGGER IF EXISTS articles_search_truncate ON articles_article;
CREATE TRIGGER articles_search_row AFTER INSERT OR UPDATE OR DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_search_keep();
CREATE TRIGGER articles_search_truncate AFTER TRUNCATE ON articles_article
    FOR EACH STATEMENT EXECUTE FUNCTION articles_search_keep();
INSERT INTO articles_search (article_id, words) SELECT new.id, {VECTOR} FROM articles_article AS new
    WHERE new.status <> 'withdrawn';
CREATE INDEX articles_search_words ON articles_search USING gin (words);
"""  # noqa: S608 (nothing but constants)
MARK = hashlib.sha256((CONFIGURATION + TABLE).encode()).hexdigest()[:16]
STANDING = """
SELECT obj_description(to_regclass('articles_search'), 'pg_class') = %s
    AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass('articles_article')
         AND tgname IN ('articles_search_row', 'articles_search_truncate')) = 2
"""


def ensure(connection: BaseDatabaseWrapper) -> bool:
    """Build the index anew where a part of it is missing or of an older shape; whether that was needed."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [MARK])
        if cursor.fetchone()[0]:
            return False
        unaccent = _unaccent(cursor, connection.alias)
        cursor.execute(CONFIGURATION.format(dictionaries="unaccent, articles_stem" if unaccent else "articles_stem"))
        cursor.execute(TABLE)
        cursor.execute(f"COMMENT ON TABLE articles_search IS '{MARK}'")
    return True


def set_aside(connection: BaseDatabaseWrapper) -> None:
    """Keep the index no longer; `ensure` builds it anew."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS articles_search_row ON articles_article")


def _unaccent(cursor: CursorWrapper, using: str) -> bool:
    """Whether accents can be folded: the extension is there or may be made; without it search works, but exactly."""
    try:
        with transaction.atomic(using=using):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    except DatabaseError:
        return False
    return True


class Matching(Func):
    """The ids of articles that match; inside a newest-first query with a limit the planner stops early."""

    output_field = BigIntegerField()
    arity = 1
    template = "(SELECT article_id FROM articles_search WHERE words @@ %(expressions)s)"


class FewMatching(Matching):
    """The same ids, found before any article is looked at: the planner does not move OFFSET into what is around it."""

    template = "(SELECT article_id FROM articles_search WHERE words @@ %(expressions)s OFFSET 0)"


class InHeadline(Func):
    """Whether an article's words of weight A match; asked of each article that is ranked, never of all."""

    output_field = BooleanField()
    conditional = True
    arity = 2
    # One value asked for by key: of an EXISTS the planner would make a list of the whole table first.
    arg_joiner = ", false) FROM articles_search WHERE article_id = "
    template = "(SELECT coalesce(ts_filter(words, '{a}') @@ %(expressions)s)"


def matching(terms: Terms, using: str) -> Matching:
    """The ids of articles that hold all the words.

    How often a beginning occurs the planner cannot know. Where no word has it, it would still expect a few in each
    hundred articles, and look through all of them for a thousand that match; so its guess decides how they are found.
    """
    few = bool(terms.beginning) and _expected(terms, using) < FEW
    return (FewMatching if few else Matching)(_query(terms))


def in_headline(terms: Terms) -> Q:
    """Whether an article holds all the words in its headlines."""
    return Q(InHeadline(_query(terms), F("pk")))


def _expected(terms: Terms, using: str) -> int:
    """How many articles the planner expects to match."""
    sql, values = _written(terms)
    with connections[using].cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM articles_search WHERE words @@ ({sql})", values)  # noqa: S608
        told: Any = cursor.fetchone()[0]
    return int((json.loads(told) if isinstance(told, str) else told)[0]["Plan"]["Plan Rows"])


def _query(terms: Terms) -> RawSQL:
    """The terms as a tsquery."""
    return RawSQL(*_written(terms))  # noqa: S611 - its text is ours alone, what was typed are its values


def _written(terms: Terms) -> tuple[str, list[str]]:
    """SQL for a tsquery that all of the terms make, each a value of its own, so that none is read as an operator.

    A beginning is also found by the stem that it has outgrown.
    """
    parts, values = [PHRASE] * len(terms.words), list(terms.words)
    if terms.beginning:
        stems = stems_within(terms.beginning)
        quoted = terms.beginning.replace("\\", "\\\\").replace("'", "''")
        parts.append(" || ".join(["(to_tsquery('articles_search', %s)", *[PHRASE] * len(stems)]) + ")")
        values += [f"'{quoted}':*", *stems]
    return " && ".join(parts), values
