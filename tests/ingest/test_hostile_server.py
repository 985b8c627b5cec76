"""Each way to misbehave ends within its limit, with a sentence in the history, and the other feeds undisturbed."""

from collections.abc import Iterator

import pytest

from articles.models import Article
from newsroom.ingest import child, lease, secluded
from newsroom.outbox import guard
from tests.ingest.hostile import Case, HostileServer, little_time, play, serving
from tests.ingest.hostile_cases import CASES

pytestmark = pytest.mark.hasty


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with serving(CASES) as server:
        yield server


@pytest.fixture(scope="module")
def neighbour() -> Iterator[HostileServer]:
    """Another outlet, at another place, that behaves."""
    with serving() as server:
        yield server


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_server_that(case: Case, server: HostileServer, neighbour: HostileServer) -> None:
    with little_time(server, neighbour):
        played = play(case, server, neighbour)
    print(f"{case.name:44}{case.limit:26}{played.seconds:5.1f} s  {played.ended.sentence}")
    assert case.says in played.ended.sentence
    assert played.neighbour.new == 1, played.neighbour.sentence
    assert "root:" not in " ".join(Article.objects.values_list("body", flat=True))


def test_in_the_newsroom_the_limits_are_longer_and_still_add_up() -> None:
    reading = secluded.PAGE + secluded.WITHOUT_PAGE + secluded.HEADLINE
    assert reading < 7, "what is left to ten seconds is for starting two processes, and for the parts that are linear"
    assert max(secluded.FEED, secluded.PAGE, secluded.TEXT) < child.ALARM, "who asked gives up first"
    usual = guard.USUAL
    assert usual.connect <= usual.idle < usual.total
    page_and_picture, robots = 2 * usual.total, 2 * usual.total
    assert page_and_picture + robots + 10 < lease.LENGTH.total_seconds(), "nobody else takes the feed meanwhile"
