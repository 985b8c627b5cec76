"""Seed the standing pages from `articles/default_pages`, with the site's name, address and contact put in."""

from datetime import UTC, datetime
from html import escape
from pathlib import Path

from django.conf import settings
from django.db import migrations

from articles.sanitize import clean

TEXTS = Path(__file__).resolve().parent.parent / "default_pages"
# slug, title, summary, a legal page, order in the menu
PAGES = [
    ("about", "About us", "What this site is, who decides what stands here, and what it does not do.", False, 10),
    ("how-we-work", "How we work", "From an outlet's feed to our pages: what machines do and what people decide.", False, 20),
    ("corrections-policy", "Corrections policy", "What we do when we were wrong, and how to tell us.", False, 30),
    ("privacy", "Privacy policy", "What we learn about readers, which is little, and what we do with it.", True, 40),
    ("cookies", "Cookie policy", "No cookies for readers; the whole list of what may be stored in a browser.", True, 50),
    ("terms", "Terms of use", "The rules for reading, quoting and using our feeds.", True, 60),
    ("dmca", "Copyright and takedown (DMCA)", "How to have a story removed within 24 hours of confirming.", True, 70),
    ("ccpa", "California privacy (CCPA)", "The rights of people in California, which we grant to everybody.", True, 80),
]


def seed(apps, schema_editor):
    """Each page that is not there yet, with the first row of its history."""
    Page = apps.get_model("articles", "Page")
    Past = apps.get_model("articles", "HistoricalPage")
    now = datetime.now(UTC)
    for slug, title, summary, legal, order in PAGES:
        facts = {"title": title, "summary": summary, "legal": legal, "order": order, "body": text_of(slug)}
        page, made = Page.objects.get_or_create(slug=slug, defaults=facts)
        if made:
            first = facts | {"id": page.pk, "slug": slug, "published": True, "changed_at": page.changed_at}
            Past.objects.create(**first, history_date=now, history_type="+", history_change_reason="As delivered")


def text_of(slug):
    """A page's text with our names in it, made safe like any other."""
    text = (TEXTS / f"{slug}.html").read_text("utf-8")
    names = {"{{ site }}": settings.SITE_NAME, "{{ url }}": settings.SITE_URL, "{{ contact }}": settings.SITE_CONTACT}
    for mark, name in names.items():
        text = text.replace(mark, escape(name))
    return clean(text)


def keep(apps, schema_editor):
    """Pages may have been edited since: going back leaves them."""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_countries")]
    operations = [migrations.RunPython(seed, keep)]
