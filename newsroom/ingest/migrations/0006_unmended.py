from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ingest", "0005_suggestions")]

    operations = [
        migrations.AddField(
            model_name="capture",
            name="unmended",
            field=models.BinaryField(blank=True, default=b"", verbose_name="text before it was mended"),
        ),
    ]
