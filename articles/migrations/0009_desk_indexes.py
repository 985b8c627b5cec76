"""Indexes for the lists of the desk."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("articles", "0008_due_embargo_and_expiry")]

    operations = []
