"""The newest of a state from one index: beside `desk_queue`, SQLite would not choose one of what is published alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index for another."""

    dependencies = [("articles", "0012_body_pictures")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="public_newest"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["status", "-published_at", "-id"], name="newest_of_state"),
        ),
    ]
