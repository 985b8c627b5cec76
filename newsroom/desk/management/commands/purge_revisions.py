"""manage.py purge_revisions: clear away old versions of texts, never one that somebody may need to see again."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from rich.progress import track

from articles.models import Article
from articles.status import Status
from newsroom.desk.models import Approval
from newsroom.takedowns.models import Item

A_BATCH = 500


class Command(BaseCommand):
    """Old versions go; the log of who did what stays whole."""

    help = (
        "Clear away versions of stories that are older than a number of days.\n"
        "These stay whatever their age: the first version of a story, the one that stands now, the last one that was\n"
        "published, those that somebody approved, and every version of a story that a takedown case is about.\n"
        "The log of who did what, when and why is not touched.\n\n"
        "  manage.py purge_revisions --keep-days 365 --dry-run    say how many would go\n"
        "  manage.py purge_revisions --keep-days 365"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How old, and whether for real."""
        parser.add_argument("--keep-days", type=int, required=True, help="younger versions stay; at least 1")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many go, and let them go in batches."""
        if not 1 <= options["keep_days"] <= 36_500:
            raise CommandError("Say how many days to keep, from 1 to 36500: --keep-days 365")
        going = old_versions(timezone.now() - timedelta(days=options["keep_days"]))
        keys = list(going.order_by("history_id").values_list("history_id", flat=True))
        if options["dry_run"]:
            self.stdout.write(f"{len(keys)} versions would go. Nothing was changed.")
            return
        past = Article.history.model.objects
        starts = range(0, len(keys), A_BATCH)
        shown = track(starts, description="Clearing away", disable=options["verbosity"] == 0)
        for start in shown:
            past.filter(history_id__in=keys[start : start + A_BATCH]).delete()
        self.stdout.write(f"{len(keys)} versions are gone.")


def old_versions(before: datetime) -> QuerySet[Any]:
    """The versions older than a moment that nobody will need again."""
    past = Article.history.model.objects
    same = past.filter(id=OuterRef("id"))
    earlier = same.filter(history_id__lt=OuterRef("history_id"))
    later_public = same.filter(history_id__gt=OuterRef("history_id"), status=Status.PUBLISHED)
    stands = Article.objects.filter(pk=OuterRef("id"), version=OuterRef("version"))
    approved = Approval.objects.filter(article=OuterRef("id"), version=OuterRef("version"))
    found: QuerySet[Any] = past.filter(Exists(earlier), ~Exists(stands), ~Exists(approved), history_date__lt=before)
    found = found.exclude(id__in=Item.objects.exclude(article=None).values("article"))
    last_public = found.filter(~Exists(later_public), status=Status.PUBLISHED)
    return found.exclude(history_id__in=last_public.values("history_id"))
