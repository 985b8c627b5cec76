"""Count visits that found nothing changed on one line, and remember what a feed asks for."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ingest", "0002_learn_rhythm_rules_watches_and_pushes"),
    ]

    operations = [
        # The index feed_due finds what is due; a second one on the moment alone was written at every visit for nobody.
        migrations.AlterField(
            model_name="feed",
            name="next_poll_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="next poll"),
        ),
        migrations.AddField(
            model_name="feed",
            name="moved_since",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="feed",
            name="ttl",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="minutes it asks to be left alone"
            ),
        ),
        migrations.AddField(
            model_name="fetch",
            name="times",
            field=models.PositiveIntegerField(default=1, verbose_name="visits"),
        ),
    ]
