"""Which pictures the text of an article shows; read once from the texts that are there, in batches."""

from typing import Any

from django.db import migrations, models

from articles.body_pictures import names_in

AT_ONCE = 200


def read_bodies(apps: Any, schema_editor: Any) -> None:
    """Note the pictures of each text that has some."""
    article, picture = apps.get_model("articles", "Article"), apps.get_model("articles", "Picture")
    tie = article.body_pictures.through
    using = schema_editor.connection.alias
    texts = article.objects.using(using).filter(body__contains="<img").order_by("pk").values_list("pk", "body")
    last = 0
    while batch := list(texts.filter(pk__gt=last)[:AT_ONCE]):
        last = batch[-1][0]
        named = {pk: names_in(body) for pk, body in batch}
        wanted = sorted(frozenset().union(*named.values()))
        keys = dict(picture.objects.using(using).filter(file__in=wanted).values_list("file", "pk"))
        ties = [tie(article_id=pk, picture_id=keys[name]) for pk, names in named.items() for name in names & keys.keys()]
        tie.objects.using(using).bulk_create(ties, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_records")]

    operations = [
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["file"], name="picture_by_file"),
        ),
        migrations.AddField(
            model_name="article",
            name="body_pictures",
            field=models.ManyToManyField(blank=True, editable=False, related_name="in_bodies", to="articles.picture"),
        ),
        migrations.RunPython(read_bodies, migrations.RunPython.noop),
    ]
