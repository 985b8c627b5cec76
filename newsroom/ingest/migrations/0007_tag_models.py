import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_add_priority_opt_outs_and_looks"), ("ingest", "0006_unmended")]

    operations = [
        migrations.CreateModel(
            name="TagModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trained_at", models.DateTimeField(verbose_name="learnt")),
                ("stories", models.PositiveIntegerField(verbose_name="stories")),
                ("tags", models.PositiveIntegerField(verbose_name="tags")),
                ("data", models.BinaryField()),
                ("report", models.JSONField(default=dict, verbose_name="how well")),
            ],
            options={
                "verbose_name": "lesson in tags",
                "verbose_name_plural": "lessons in tags",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="LessonTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("next_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={"verbose_name": "turn at learning", "verbose_name_plural": "turns at learning"},
        ),
        migrations.CreateModel(
            name="RememberedStory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.BinaryField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remembered", to="ingest.tagmodel"
                    ),
                ),
            ],
            options={
                "verbose_name": "remembered story",
                "verbose_name_plural": "remembered stories",
                "constraints": [
                    models.UniqueConstraint(fields=("model", "article"), name="remembered_once"),
                ],
            },
        ),
    ]
