"""Rows written straight into tables, by the quickest way of each engine: COPY on PostgreSQL, executemany on SQLite.

This steps around the verbs, as nothing else may: a million stories through the gate would take a day, and no reader or
editor is told anything by stories that mean nothing. `cast.must_be_alone` keeps it away from real ones.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def blank(model: type[models.Model]) -> dict[str, Any]:
    """A row of a model by column, with nothing but its defaults; without its key."""
    fresh = model()
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    return {str(field.column): getattr(fresh, field.attname) for field in fields}


def write(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows; keys may be among the columns, `next_key` then keeps the sequence right."""
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row([_for_postgres(value) for value in row])
            return
        marks = ", ".join(["?"] * len(columns))
        plain = [tuple(_for_sqlite(value) for value in row) for row in rows]
        cursor.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', plain)  # noqa: S608


def next_key(model: type[models.Model]) -> int:
    """The key after the last one."""
    return (model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1  # noqa: SLF001


def set_sequences(*tables: type[models.Model]) -> None:
    """Let PostgreSQL give keys after those that were written."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table  # noqa: SLF001
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), (SELECT max(id) FROM \"{table}\"))"  # noqa: S608
            )


def hurry() -> None:
    """Let SQLite use memory, and not wait for the disk: what a power cut would spoil is invented and made again."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for setting in ("cache_size = -600000", "synchronous = OFF", "temp_store = MEMORY"):
                cursor.execute(f"PRAGMA {setting}")


def analyse() -> None:
    """Let the database learn how its rows are spread, as it would in time by itself.

    PostgreSQL also notes which of its pages everybody may see: without that it looks at each row that an index names.
    """
    vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if vacuum else "ANALYZE")


def _for_postgres(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else value


def _for_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return json.dumps(value) if isinstance(value, list | dict) else value
