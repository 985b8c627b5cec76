"""States as words of the query itself."""

from typing import Any

from django.db import models

from articles.status import Status


class Written(models.Value):
    """A state that is no parameter: of a parameter, SQLite cannot see that a partial index fits."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        """The state in quotes; states are our own words and hold none."""
        return f"'{Status(self.value)}'", ()


def written(*states: Status) -> list[Written]:
    """States for `status__in`."""
    return [Written(state) for state in states]
