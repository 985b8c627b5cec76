"""What became of each article of a bulk act, a row each: a list of ten thousand is not written anew for each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("articles", "0010_publishing"), ("desk", "0006_publishing")]

    operations = [
        migrations.RemoveField(model_name="bulkact", name="done"),
        migrations.RemoveField(model_name="bulkact", name="refused"),
        migrations.CreateModel(
            name="BulkStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("refused", models.TextField(blank=True, verbose_name="why not")),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="desk.bulkact"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a bulk act",
                "verbose_name_plural": "steps of bulk acts",
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("act", "article"), name="bulk_step_once")],
            },
        ),
    ]
