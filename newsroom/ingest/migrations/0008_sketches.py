"""Find near copies by 24 short keys of the last days' stories, in place of 16 long ones of every story."""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from newsroom.ingest.alike import pack, sketch

BATCH = 500


def sign_again(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give texts that are still kept the signature of this release, and drop the rows that the old ones were found by.

    What was withdrawn before and is erased is barred by its keys as before, but no longer by its likeness.
    """
    prints, bars = apps.get_model("articles", "Fingerprint"), apps.get_model("articles", "Bar")
    captures = apps.get_model("ingest", "Capture")
    prints.objects.filter(kind="band").delete()
    bars.objects.filter(kind="band").delete()
    for model in (prints, bars):
        for row in model.objects.filter(kind="text").exclude(signature=b"").iterator(BATCH):
            kept = captures.objects.filter(article=row.article_id, version__gt=0).exclude(full_text="")
            newest = kept.order_by("-version").only("title", "full_text").first()
            signature = pack(sketch(newest.title, newest.full_text)) if newest else b""
            model.objects.filter(pk=row.pk).update(signature=signature)
            if model is bars and signature and row.reason != "rejected":
                keys = {signature[start : start + 4].hex() for start in range(0, 96, 4)} - {"00000000"}
                rows = (bars(kind="band", key=key, reason=row.reason, article_id=row.article_id) for key in keys)
                bars.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    """Adds them, and signs again what is kept."""

    dependencies = [("ingest", "0007_tag_models")]

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
    ]
