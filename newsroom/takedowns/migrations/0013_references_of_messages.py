from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import newsroom.takedowns.references


def give_each_its_own(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """A default is one value for all rows, and these must differ."""
    messages = apps.get_model("takedowns", "Message").objects
    for message in messages.filter(reference=None).only("pk").iterator():
        messages.filter(pk=message.pk).update(reference=newsroom.takedowns.references.new_message_reference())


class Migration(migrations.Migration):
    dependencies = [("takedowns", "0012_codes_by_mail")]

    operations = [
        migrations.AddField("message", "reference", models.CharField(max_length=12, null=True)),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
        migrations.AlterField(
            "message",
            "reference",
            models.CharField(
                default=newsroom.takedowns.references.new_message_reference,
                editable=False,
                max_length=12,
                unique=True,
                verbose_name="reference",
            ),
        ),
    ]
