"""Work of the paper that a queue spreads over workers: pictures are cut to size outside of any request."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from articles import edition, front_files, pictures
from articles.models import Picture

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
BATCH = 20


@task()
def render(pk: int) -> bool:
    """Make the renditions of one picture; False where its file cannot be read, and pages go on with the original."""
    picture = Picture.objects.filter(pk=pk, withheld=False, render_at__isnull=False).exclude(file="").first()
    if picture is None:
        return False
    try:
        pictures.make_renditions(picture)
    except Exception:
        log.exception("the picture %s could not be cut to size; pages show it as it is", pk)
        Picture.objects.filter(pk=pk).update(render_at=None)
        return False
    return True


def enqueue_due(now: datetime | None = None) -> int:
    """Claim pictures that wait for their renditions and hand them to the queue; called by the clock.

    It also sees to the pages that stand as files: of this edition and hour, even if a process died on the way.
    """
    now = now or timezone.now()
    if front_files.is_on():
        front_files.turn(edition.current().number, now)
        front_files.sweep()
    waiting = Picture.objects.filter(~Q(file=""), withheld=False, render_at__lte=now).order_by("-render_at")
    handed = 0
    for pk, due in list(waiting.values_list("pk", "render_at")[:BATCH]):
        if Picture.objects.filter(pk=pk, render_at=due).update(render_at=now + LEASE):
            render.enqueue(pk)
            handed += 1
    return handed
