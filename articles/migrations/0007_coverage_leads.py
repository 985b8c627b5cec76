"""What the machine may and may not change of a coverage, why its lead leads, and where old slugs lead."""

import django.db.models.deletion
from django.db import migrations, models


def those_so_far_are_editors(apps, schema_editor):
    """Until now nobody but editors grouped stories, and the machine must leave what they grouped."""
    apps.get_model("articles", "Coverage").objects.update(by_editor=True)


class Migration(migrations.Migration):
    """Adds them."""

    dependencies = [("articles", "0006_old_tags")]

    operations = [
        migrations.AddField(
            model_name="coverage",
            name="by_editor",
            field=models.BooleanField(default=False, editable=False, verbose_name="grouped by an editor"),
        ),
        migrations.AddField(
            model_name="coverage",
            name="lead_by_editor",
            field=models.BooleanField(default=False, editable=False, verbose_name="lead set by an editor"),
        ),
        migrations.AddField(
            model_name="coverage",
            name="lead_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("only", "it is the only story"),
                    ("public", "readers see it already"),
                    ("original", "it is our own reporting"),
                    ("fullest", "it is the fullest"),
                    ("language", "it is in the language of the site"),
                    ("picture", "it has a picture"),
                    ("earliest", "it was the first"),
                ],
                default="",
                editable=False,
                max_length=10,
                verbose_name="why it leads",
            ),
        ),
        migrations.AddField(
            model_name="coverage",
            name="title_by_editor",
            field=models.BooleanField(default=False, editable=False, verbose_name="title set by an editor"),
        ),
        migrations.CreateModel(
            name="OldCoverage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(allow_unicode=True, max_length=100, unique=True)),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="old_slugs", to="articles.coverage"
                    ),
                ),
            ],
        ),
        migrations.RunPython(those_so_far_are_editors, migrations.RunPython.noop),
    ]
