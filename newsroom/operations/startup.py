"""Before anything is served or fetched: does the database know every removal that the ledger knows?

An old copy of a database that was put back has forgotten what was removed since. Serving it would show removed stories,
fetching with it would bring them in again; so nothing starts until they are removed again.
"""

from concurrent.futures import ThreadPoolExecutor

from django.db import DatabaseError, connections

from newsroom.takedowns import reapply

WHAT_TO_DO = "Run `manage.py takedown reapply`: it removes them again. Nothing is served until then."


class NotKnown(Exception):
    """The ledger holds removals that the database does not know; how many, and what to do now."""


def problem() -> str:
    """What keeps the newsroom from serving, or nothing; a database that does not answer is not our matter."""
    try:
        found = len(reapply.forgotten())
    except DatabaseError:
        return ""
    if not found:
        return ""
    removals = "a removal" if found == 1 else f"{found} removals"
    return f"The ledger holds {removals} that this database does not know; was an old copy put back? {WHAT_TO_DO}"


def must_serve() -> None:
    """Raise NotKnown where nothing may be served. Leaves no connection open: servers fork after this."""
    try:
        found = problem()
    finally:
        connections.close_all()
    if found:
        raise NotKnown(found)


def must_serve_in_a_loop() -> None:
    """The same for a server that loads us inside its event loop, where no database may be asked."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(must_serve).result()
