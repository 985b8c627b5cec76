from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ingest", "0006_unmended")]

    operations = []  # filled with this change
