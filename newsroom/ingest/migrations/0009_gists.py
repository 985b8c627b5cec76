from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ingest", "0008_sketches")]

    operations = []  # filled with this change
