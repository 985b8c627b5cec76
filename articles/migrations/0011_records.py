"""The slugs that authors had whose stories went to another, and an index for the log by day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("articles", "0010_publishing")]

    operations = [
        migrations.CreateModel(
            name="OldAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(allow_unicode=True, max_length=120, unique=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="old_slugs", to="articles.author"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["act", "-id"], name="change_by_act"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["at"], name="change_by_time"),
        ),
    ]
