"""Every picture is cut anew, in four widths and with AVIF; until the clock comes to it, it is shown as it was cut."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def ask_for_cuts(apps: Any, schema_editor: Any) -> None:
    """The clock takes the latest first, so pictures that come in meanwhile are not kept waiting."""
    pictures = apps.get_model("articles", "Picture").objects.using(schema_editor.connection.alias)
    pictures.exclude(file="").filter(render_at=None).update(render_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_ad_slots")]

    operations = [migrations.RunPython(ask_for_cuts, migrations.RunPython.noop)]
