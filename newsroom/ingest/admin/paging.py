"""Long lists, page by page, without counting all there is: nobody turns to page 400, and a count reads every row."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 10_000


class NewestOnly(Paginator[Any]):
    """Counts no further than the newest ten thousand; what is older is reached by the filters."""

    @cached_property
    def counted(self) -> int:
        """How many there are, or one more than we count to."""
        rows: Any = self.object_list
        return int(rows.order_by()[: MOST + 1].count())

    @property
    def count(self) -> int:
        """How many can be paged through."""
        return min(self.counted, MOST)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than can be paged through."""
        return self.counted > MOST
