"""What saved queues need."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("desk", "0004_desk_indexes")]

    operations = []
