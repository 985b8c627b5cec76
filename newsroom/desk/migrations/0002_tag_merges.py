from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_create_claims_notes_copies_and_invitations")]

    operations = []  # filled with this change
