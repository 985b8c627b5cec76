"""An index by number of what searches are narrowed by; SQLite reads it in place of the rows themselves."""

from django.db import migrations, models

FIELDS = ["id", "status", "published_at", "country", "source", "language", "kind"]


class Migration(migrations.Migration):
    """An index."""

    dependencies = [("articles", "0013_newest_by_state")]

    operations = [
        migrations.AddIndex(model_name="article", index=models.Index(fields=FIELDS, name="slim")),
    ]
