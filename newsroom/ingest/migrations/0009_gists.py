"""Gists of the stories in the window, and whose turn it is to group them."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds them."""

    dependencies = [("articles", "0007_coverage_leads"), ("ingest", "0008_sketches")]

    operations = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("epoch", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("number", models.BigIntegerField(default=0)),
                ("swept_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "turn",
                "verbose_name_plural": "turns",
            },
        ),
        migrations.CreateModel(
            name="Gist",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="gist",
                        serialize=False,
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                ("terms", models.BinaryField(blank=True, default=b"")),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="when it happened"
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("by_editor", models.BooleanField(default=False, verbose_name="an editor decided where it belongs")),
                ("turn", models.BigIntegerField(db_index=True, default=0)),
                (
                    "coverage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gists",
                        to="articles.coverage",
                        verbose_name="coverage",
                    ),
                ),
            ],
            options={
                "verbose_name": "gist",
                "verbose_name_plural": "gists",
                "ordering": ["-at"],
            },
        ),
    ]
