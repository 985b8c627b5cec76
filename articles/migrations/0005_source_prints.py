from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_add_priority_opt_outs_and_looks")]

    operations = []  # filled with this change
