"""Several people at once, each over a connection of their own: SQLite lines them up, PostgreSQL lets them meet."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection

Act = Callable[[], object]


def at_once(acts: Sequence[Act]) -> list[object]:
    """What each act answered or raised, in the order of the acts; all begin together."""
    start = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def carry_out(place: int) -> None:
        start.wait()
        try:
            answers[place] = acts[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=carry_out, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
