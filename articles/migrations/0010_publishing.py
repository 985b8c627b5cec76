"""Indexes for what will happen: ends of what is published, due stories, embargoes and pins."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("articles", "0009_desk_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="desk_expiring"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["expires_at"],
                condition=models.Q(("expires_at__isnull", False), ("status", "published")),
                name="desk_expiring",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["due_at"], condition=models.Q(("due_at__isnull", False)), name="desk_due_stories"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["embargo_until"], condition=models.Q(("embargo_until__isnull", False)), name="embargoes"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["pinned_until"], condition=models.Q(("pinned_until__isnull", False)), name="desk_pinned"
            ),
        ),
    ]
