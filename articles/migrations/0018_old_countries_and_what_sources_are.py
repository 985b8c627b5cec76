import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_cut_pictures_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="medium",
            field=models.CharField(
                blank=True,
                choices=[
                    ("newspaper", "newspaper"),
                    ("agency", "news agency"),
                    ("broadcaster", "radio or television"),
                    ("magazine", "magazine"),
                    ("online", "online only"),
                    ("official", "public body"),
                    ("organisation", "organisation or institute"),
                ],
                max_length=12,
                verbose_name="kind of outlet",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="owner",
            field=models.CharField(
                blank=True,
                help_text="Who owns and pays for it, in one line for readers.",
                max_length=300,
                verbose_name="owner",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="paywall",
            field=models.CharField(
                blank=True,
                choices=[("free", "free to read"), ("some", "some stories are paid"), ("all", "paid")],
                max_length=4,
                verbose_name="paywall",
            ),
        ),
        migrations.AlterField(
            model_name="historicalpage",
            name="slug",
            field=models.SlugField(
                help_text="The address: about gives /about/. What stands at editors-note is also shown on the front page.",
                max_length=80,
                verbose_name="slug",
            ),
        ),
        migrations.AlterField(
            model_name="page",
            name="slug",
            field=models.SlugField(
                help_text="The address: about gives /about/. What stands at editors-note is also shown on the front page.",
                max_length=80,
                unique=True,
                verbose_name="slug",
            ),
        ),
        migrations.CreateModel(
            name="OldCountry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(allow_unicode=True, max_length=80, unique=True)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="old_slugs", to="articles.country"
                    ),
                ),
            ],
        ),
    ]
