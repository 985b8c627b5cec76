import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_add_priority_opt_outs_and_looks")]

    operations = [
        migrations.CreateModel(
            name="SourcePrint",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="source_print",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("hashes", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="article",
            name="dismissed",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="dismissed",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AlterField(
            model_name="fingerprint",
            name="signature",
            field=models.BinaryField(blank=True, default=b"", help_text="Of a text: its sketch, for near matches."),
        ),
    ]
