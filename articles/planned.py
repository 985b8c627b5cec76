"""Queries that PostgreSQL plans once a connection instead of each time: planning one takes it longer than answering.

It keeps a plan for a statement whose values travel apart from it (PostgreSQL, SQL PREPARE). Django sends them written
into the statement, so the queries that every page asks go through a cursor of their own.
"""

from collections.abc import Container, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

# Asked so often on a connection, a statement is kept planned; the first askings are planned for their values.
OFTEN = 3


class Planned:
    """A connection whose cursors let PostgreSQL keep the plan of what they ask; all else is the connection's own."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """Of a connection to PostgreSQL."""
        self.connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def cursor(self) -> Any:
        """A cursor that sends values apart, with all that Django wraps around one."""
        from django.db.backends.postgresql.base import ServerBindingCursor  # only where psycopg is installed

        known: Any = self.connection
        known.ensure_connection()
        raw = known.connection
        raw.prepare_threshold = OFTEN
        usual, raw.cursor_factory = raw.cursor_factory, ServerBindingCursor
        try:
            return known.cursor()
        finally:
            raw.cursor_factory = usual


def planned(connection: BaseDatabaseWrapper) -> Any:
    """The connection as it asks what is asked often: on PostgreSQL with plans kept.

    Not behind a pooler that hands each transaction another connection: there plans are lost, and Django is told so with
    DISABLE_SERVER_SIDE_CURSORS.
    """
    if connection.vendor != "postgresql" or connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        return connection
    return Planned(connection)


def with_constants(sql: str, parameters: Sequence[Any], places: Container[int], connection: BaseDatabaseWrapper) -> str:
    """The statement with its constants written in, and only the values at these places left open.

    A kept plan finds a partial index by the constants of its statement alone.
    """
    parts = sql.split("%s")
    with connection.cursor() as cursor:
        shown = [
            "%s" if place in places else cursor.mogrify("%s", [value]).replace("%", "%%")
            for place, value in enumerate(parameters)
        ]
    return "".join(part + value for part, value in zip(parts, [*shown, ""], strict=True))
