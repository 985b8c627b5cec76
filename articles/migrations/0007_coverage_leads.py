from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_old_tags")]

    operations = []  # filled with this change
