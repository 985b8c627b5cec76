"""Queries that every page asks, compiled once a process: writing one takes Django longer than the database to answer.

A prepared query is an ordinary queryset, built once with stand-ins for its values. Later calls put the real values
where the stand-ins were found in the SQL's parameters, and let Django read the rows as ever. Nothing here is about
caching: each call asks the database.
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections

from articles.planned import planned, with_constants

Value = int | str | datetime | Sequence[int]
# Lists of keys are filled up to a multiple of this, so that few lengths are compiled.
STEP = 8


class Unprepared(Exception):
    """A value of a prepared query is not found in its compiled SQL, so that no other could take its place."""


@dataclass(frozen=True)
class Compiled:
    """A queryset, its compiler after its work, and which of the values goes where among the parameters."""

    queryset: Any
    compiler: Any
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    converters: dict[int, Any] = field(default_factory=dict)


class Prepared:
    """A query by its builder: called with values it gives a queryset whose SQL was written before.

    The builder is called with stand-ins of the same types as the values; it may do with them whatever ends up as a
    parameter, and must not look at them. A list of keys may come in any length but zero; what it finds stands in no
    promised order. Raises Unprepared when a value does not arrive in the parameters.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        """Keep the builder; nothing is asked of the database yet."""
        self.build = build
        self.kept: dict[tuple[Any, ...], Compiled] = {}

    def __call__(self, *values: Value) -> Any:
        """The queryset with these values; rows are read when it is evaluated."""
        filled = [_filled(value) for value in values]
        shape = tuple(len(value) if isinstance(value, list) else type(value) for value in filled)
        known = self.kept.get(shape) or self._compile(shape)
        self.kept[shape] = known
        flat = _flat(filled, connection)
        parameters = list(known.parameters)
        for place, number in known.places:
            parameters[place] = flat[number]
        return _bound(known, tuple(parameters))

    def _compile(self, shape: tuple[Any, ...]) -> Compiled:
        """Build with stand-ins, and find these again."""
        standing = _stand_ins(shape)
        queryset = self.build(*standing)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        flat = _flat(standing, connection)
        places = [(place, flat.index(one)) for place, one in enumerate(parameters) if one in flat]
        if {number for _place, number in places} != set(range(len(flat))):
            raise Unprepared(sql)
        if connection.vendor == "postgresql":
            sql = with_constants(sql, parameters, {place for place, _number in places}, connection)
            places = [(place, number) for place, (_old, number) in enumerate(places)]
            parameters = [None] * len(places)
        return Compiled(queryset, compiler, sql, tuple(parameters), tuple(places))


def _bound(known: Compiled, parameters: tuple[Any, ...]) -> Any:
    """A queryset of its own, whose compiler has nothing left to do."""
    compiler = copy.copy(known.compiler)
    compiler.connection = planned(connections[DEFAULT_DB_ALIAS])
    compiler.as_sql = lambda *_args, **_options: (known.sql, parameters)
    compiler.get_converters = lambda columns: _converters(known, columns)
    found = _copied(known.queryset)
    # Set as `query`, it would make Django forget in which shape the values are wanted.
    found._query = _copied(known.queryset.query)  # noqa: SLF001
    found.query.get_compiler = lambda *_args, **_options: compiler
    return found


def _copied(kept: Any) -> Any:
    """A copy that shares what lies inside: nothing is added to the query any more, and nothing was read yet."""
    one = kept.__class__.__new__(kept.__class__)
    one.__dict__.update(kept.__dict__)
    return one


def _converters(known: Compiled, columns: Sequence[Any]) -> Any:
    """How the database's values become Python's: the same for each row of the same columns, so found out once."""
    if len(columns) not in known.converters:
        known.converters[len(columns)] = known.compiler.get_converters(columns)
    return known.converters[len(columns)]


def _filled(value: Value) -> Any:
    """A list of keys, as long as a multiple of the step, its last one repeated; other values as they are."""
    if isinstance(value, int | str | datetime):
        return value
    keys = list(value)
    return keys + keys[-1:] * (-len(keys) % STEP)


def _stand_ins(shape: tuple[Any, ...]) -> list[Any]:
    """Values that no row has, each another, of these types and lengths."""
    made: list[Any] = []
    for number, kind in enumerate(shape, start=1):
        if isinstance(kind, int):
            made.append([-(number * 10**12 + place) for place in range(kind)])
        elif issubclass(kind, datetime):
            made.append(datetime(1971, 1, 1, 0, 0, number, tzinfo=UTC))
        else:
            made.append(f"stand-in-{number}" if issubclass(kind, str) else -number * 10**15)
    return made


def _flat(values: list[Any], database: Any) -> list[Any]:
    """The values one after the other, as the database's adapter takes them."""
    flat: list[Any] = []
    for value in values:
        if isinstance(value, datetime):
            flat.append(database.ops.adapt_datetimefield_value(value))
        elif isinstance(value, list):
            flat += value
        else:
            flat.append(value)
    return flat
