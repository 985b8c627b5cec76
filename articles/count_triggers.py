"""The triggers that keep `StoryCount` true whoever writes: a verb, a bulk update, a merge of tags, a cascade.

The same conditions on SQLite and PostgreSQL. Django's rebuild of a table in a migration drops its triggers on SQLite,
so `counts.ensure` looks after each migrate.
"""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

PUBLIC, SHOWN = "{row}.status = 'published'", "{row}.shown_at IS NOT NULL"


class Watched(NamedTuple):
    """A column that says where a row belongs, and when the row counts."""

    kind: str
    table: str
    column: str
    counts: str


WATCHED = (
    Watched("country", "articles_article", "country_id", PUBLIC),
    Watched("source", "articles_article", "source_id", PUBLIC),
    Watched("tag", "articles_tagging", "tag_id", SHOWN),
    Watched("author", "articles_byline", "author_id", SHOWN),
)


class Trigger(NamedTuple):
    """One trigger: its name, where and when it fires, and what it writes."""

    name: str
    table: str
    event: str
    when: str
    kind: str
    key: str
    stories: int

    @property
    def sqlite(self) -> str:
        """As SQLite's own table keeps it."""
        values = f"VALUES ('{self.kind}', {self.key}, {self.stories})"
        written = f"INSERT INTO articles_storycount (kind, key, stories) {values};"
        return f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} WHEN {self.when} BEGIN {written} END"

    @property
    def postgres(self) -> str:
        """A function and the trigger that calls it."""
        values = f"VALUES ('{self.kind}', {self.key}, {self.stories})"
        written = f"INSERT INTO articles_storycount (kind, key, stories) {values};"
        return (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {written} RETURN NULL; END $$; "
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}; "
            f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} FOR EACH ROW "
            f"WHEN ({self.when}) EXECUTE FUNCTION {self.name}()"
        )


def triggers() -> Iterator[Trigger]:
    """All of them: for each watched column what came, what went, and what moved from here to there."""
    for watched in WATCHED:
        kind, table, column, _counts = watched
        was, is_now = _counted(watched, "OLD"), _counted(watched, "NEW")
        same = f"COALESCE(NEW.{column} = OLD.{column}, FALSE)"
        old, new = f"OLD.{column}", f"NEW.{column}"
        name = f"articles_count_{kind}"
        yield Trigger(f"{name}_insert", table, "INSERT", is_now, kind, new, 1)
        yield Trigger(f"{name}_delete", table, "DELETE", was, kind, old, -1)
        yield Trigger(f"{name}_left", table, "UPDATE", f"{was} AND NOT ({is_now} AND {same})", kind, old, -1)
        yield Trigger(f"{name}_came", table, "UPDATE", f"{is_now} AND NOT ({was} AND {same})", kind, new, 1)


def _counted(watched: Watched, row: str) -> str:
    return f"({watched.counts.format(row=row)} AND {row}.{watched.column} IS NOT NULL)"


def standing(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is there, and of this shape."""
    wanted = {trigger.name: trigger for trigger in triggers()}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'articles_count_%'"
            )
            return dict(cursor.fetchall()) == {name: trigger.sqlite for name, trigger in wanted.items()}
        cursor.execute("SELECT obj_description(to_regclass('articles_storycount'), 'pg_class')")
        marked = cursor.fetchone()[0] == _mark()
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'articles_count_%'")
        return marked and {name for (name,) in cursor.fetchall()} == wanted.keys()


def _mark() -> str:
    """The shape of them all in one word, as PostgreSQL does not keep the text of a trigger as it was written."""
    return hashlib.sha256("".join(trigger.postgres for trigger in triggers()).encode()).hexdigest()[:16]


def hold(connection: BaseDatabaseWrapper) -> None:
    """Let nobody write what is counted until this transaction ends, and everybody read it."""
    if connection.vendor != "sqlite":  # its transactions are one after the other as it is
        tables = ", ".join(sorted({watched.table for watched in WATCHED}))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def create(connection: BaseDatabaseWrapper) -> None:
    """Let them count from now on."""
    set_aside(connection)
    with connection.cursor() as cursor:
        for trigger in triggers():
            cursor.execute(trigger.sqlite if connection.vendor == "sqlite" else trigger.postgres)
        if connection.vendor != "sqlite":
            cursor.execute(f"COMMENT ON TABLE articles_storycount IS '{_mark()}'")


def set_aside(connection: BaseDatabaseWrapper) -> None:
    """Let nothing be counted until they are made again."""
    with connection.cursor() as cursor:
        for trigger in triggers():
            place = "" if connection.vendor == "sqlite" else f" ON {trigger.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{place}")
