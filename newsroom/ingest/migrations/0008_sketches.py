from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ingest", "0007_tag_models")]

    operations = []  # filled with this change
