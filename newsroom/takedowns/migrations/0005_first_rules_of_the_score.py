"""The rules with which a new site begins; a chief may change every one of them."""

from typing import Any

from django.db import migrations

RULES = [
    ("Something that the claim needs is missing", "missing", "", 15),
    ("An organisation writes from a free mail address", "free_mail", "", 20),
    ("The mail's domain is not that of the original", "mail_unlike", "", 10),
    ("The claimed date is after our first sight", "later_than_us", "", 30),
    ("The claimed original cannot be read", "unreachable", "", 20),
    ("Little text in common with the original", "overlap_under", "20", 30),
    ("Many addresses in one request", "many", "10", 15),
    ("The same words came in other cases", "same_text", "2", 20),
    ("Earlier requests were rejected", "rejected", "2", 20),
    ("The mail comes from the source's domain", "source_domain", "", -40),
    ("Earlier requests were upheld", "upheld", "1", -15),
    ("Much text in common with the original", "overlap_over", "60", -20),
]


def load(apps: Any, _editor: Any) -> None:
    """Add what is not there yet."""
    rules = apps.get_model("takedowns", "ScoreRule")
    for name, condition, value, points in RULES:
        rules.objects.get_or_create(name=name, defaults={"condition": condition, "value": value, "points": points})


class Migration(migrations.Migration):
    """Forwards it adds rows; backwards it leaves them to the table's own end."""

    dependencies = [("takedowns", "0004_scores_snapshots_and_proposals")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
