"""The queues and the filters of the review queue. Each narrows by an index, or works within a queue that one bounds."""

from typing import Any

from newsroom.desk.filters.queues import (
    ASIDE,
    FIRST,
    OFFICERS,
    ORDER,
    QUEUES,
    USUAL_ORDER,
    Articles,
    Choice,
    QueueFilter,
    of_queue,
    queue_named,
    queues_for,
)
from newsroom.desk.filters.stories import (
    AgeFilter,
    CountryFilter,
    FindingsFilter,
    LanguageFilter,
    QualityFilter,
    RightsFilter,
    SourceFilter,
)
from newsroom.desk.filters.work import AssigneeFilter, ClaimFilter, CoverageFilter, DueFilter

__all__ = [
    "ASIDE",
    "FILTERS",
    "FIRST",
    "OFFICERS",
    "ORDER",
    "QUEUES",
    "USUAL_ORDER",
    "Articles",
    "Choice",
    "of_queue",
    "queue_named",
    "queues_for",
]

FILTERS: tuple[Any, ...] = (
    QueueFilter,
    CountryFilter,
    SourceFilter,
    LanguageFilter,
    "kind",
    RightsFilter,
    QualityFilter,
    FindingsFilter,
    AgeFilter,
    ClaimFilter,
    AssigneeFilter,
    DueFilter,
    CoverageFilter,
)
