"""Find near copies by 24 short keys of the last days' stories, in place of 16 long ones of every story."""

from datetime import timedelta
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

from articles.bands import bands, numbers
from articles.copying import source_print
from newsroom.ingest.alike import pack, sketch

BATCH = 500


def sign_again(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give texts that are still kept the signature of this release, and drop the rows that the old ones were found by.

    What was withdrawn before and is erased is barred by its keys as before, but no longer by its likeness. A bar whose
    article is gone has no text that could be signed.
    """
    prints, bars = apps.get_model("articles", "Fingerprint"), apps.get_model("articles", "Bar")
    prints.objects.filter(kind="band").delete()
    bars.objects.filter(kind="band").delete()
    for model in (prints, bars):
        for row in model.objects.filter(kind="text").exclude(signature=b"").iterator(BATCH):
            newest = _newest(apps, row.article_id)
            signature = pack(sketch(newest.title, newest.full_text)) if newest else b""
            model.objects.filter(pk=row.pk).update(signature=signature)
            if model is bars and signature and row.reason != "rejected":
                rows = (
                    bars(kind="band", key=key, reason=row.reason, article_id=row.article_id) for key in bands(signature)
                )
                bars.objects.bulk_create(rows, ignore_conflicts=True)


def know_again(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Find the stories of the last days by their near copies, and measure what is copied of every text that is kept."""
    articles = apps.get_model("articles", "Article").objects.exclude(status="withdrawn")
    since = timezone.now() - timedelta(days=settings.INGEST_COPIES_DAYS)
    for pk, arrived_at in articles.values_list("pk", "arrived_at").iterator(BATCH):
        newest = _newest(apps, pk)
        if newest is None:
            continue
        apps.get_model("articles", "SourcePrint").objects.get_or_create(
            article_id=pk, defaults={"hashes": source_print(newest.full_text)}
        )
        keys = numbers(pack(sketch(newest.title, newest.full_text))) if arrived_at >= since else ()
        if keys:
            known = apps.get_model("ingest", "Sketch").objects.create(article_id=pk, group=pk, at=arrived_at)
            band = apps.get_model("ingest", "Band")
            band.objects.bulk_create(band(key=key, sketch=known) for key in keys)


def _newest(apps: Apps, article: int | None) -> Any:
    """The newest text that came in for an article and is still kept; None where there is none."""
    captures = apps.get_model("ingest", "Capture").objects.exclude(full_text="")
    kept = captures.filter(article=article, version__gt=0) if article else captures.none()
    return kept.order_by("-version", "-id").only("title", "full_text").first()


class Migration(migrations.Migration):
    """Adds them, and signs again what is kept."""

    dependencies = [("articles", "0005_source_prints"), ("ingest", "0007_tag_models")]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("group", models.BigIntegerField(db_index=True, verbose_name="group of copies")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="came in")),
            ],
            options={
                "verbose_name": "sketch of a recent story",
                "verbose_name_plural": "sketches of recent stories",
            },
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.IntegerField()),
                (
                    "sketch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="ingest.sketch"
                    ),
                ),
            ],
            options={
                "verbose_name": "band of a recent story",
                "verbose_name_plural": "bands of recent stories",
                "indexes": [models.Index(fields=["key", "sketch"], name="band_lookup")],
            },
        ),
        migrations.RunPython(sign_again, migrations.RunPython.noop),
        migrations.RunPython(know_again, migrations.RunPython.noop),
    ]
