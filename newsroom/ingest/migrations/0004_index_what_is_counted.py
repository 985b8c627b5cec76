from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_add_priority_opt_outs_and_looks"),
        ("ingest", "0003_fold_unchanged_visits"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="capture",
            index=models.Index(
                fields=["at", "source", "feed", "version", "label", "agreement"], name="capture_counted"
            ),
        ),
        migrations.AddIndex(
            model_name="fetch",
            index=models.Index(condition=models.Q(("outcome", "failed")), fields=["-at"], name="fetch_failed"),
        ),
    ]
