from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ingest", "0005_suggestions")]

    operations = []  # filled with this change
