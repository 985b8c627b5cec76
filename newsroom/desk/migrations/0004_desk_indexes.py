"""Indexes for the lists of the desk."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("desk", "0003_beats_queues_alerts_and_bulk_acts")]

    operations = []
