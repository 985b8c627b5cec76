"""What a removal leaves for a person to look at: links in other stories, shared pictures, empty lists, drafts, mail.

None of it is changed by the machine: each is another one's text, or tells whom the story named. Reads only.
"""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q, Sum

from articles.models import Article, Author, Bar, Tag
from newsroom.outbox.models import Letter
from newsroom.takedowns import sealed
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.states import ItemState

MOST = 10


class Remains(NamedTuple):
    """What is left of one story; every list holds at most ten."""

    item: Item
    linked: list[Article]
    pictured: list[Article]
    emptied: list[Author | Tag]
    copies: list[Article]
    drafts: int
    letters: list[Letter]
    kept_out: int
    search_removal: str

    @property
    def is_anything(self) -> bool:
        """Whether there is something to look at."""
        return bool(
            self.item.state == ItemState.REMOVED
            or self.linked
            or self.pictured
            or self.emptied
            or self.copies
            or self.drafts
            or self.letters
            or self.kept_out
        )


def of_case(case: Case) -> dict[str, Any]:
    """The panel: what is left of each story of a case."""
    items = case.items.exclude(article=None).select_related("article__coverage", "article__picture").order_by("number")
    found = [of(item, item.article) for item in items[:MOST] if item.article]
    return {"stories": [one for one in found if one.is_anything]} if any(one.is_anything for one in found) else {}


def of(item: Item, article: Article) -> Remains:
    """What is left of one story."""
    return Remains(
        item=item,
        linked=linking_to(article),
        pictured=sharing_pictures(article),
        emptied=emptied_by(article),
        copies=copies_of(article),
        drafts=_drafts(article),
        letters=letters_about(article),
        kept_out=kept_out(article),
        search_removal=search_removal(item, article),
    )


def search_removal(item: Item, article: Article) -> str:
    """Where the owner of the site asks Google to forget an address: the tool, with site and address filled in."""
    site, path = f"{settings.SITE_URL}/", item.path if item.path.startswith("/") else article.get_absolute_url()
    asked = urlencode({"resource_id": site, "url": settings.SITE_URL + path})
    return f"https://search.google.com/search-console/removals?{asked}"


def linking_to(article: Article) -> list[Article]:
    """The other stories whose text links to it, under any slug that it has had."""
    slugs = (article.slug, *article.old_addresses.values_list("slug", flat=True))
    named = Q()
    for slug in slugs:
        named |= Q(body__contains=f"/{slug}/")
    return list(Article.objects.published().exclude(pk=article.pk).filter(named).newest()[:MOST])


def sharing_pictures(article: Article) -> list[Article]:
    """The live stories that show a picture of it too, by the same row or by the same bytes."""
    pictures = sealed.pictures_of(article)
    rows = [picture.pk for picture in pictures]
    bytes_ = [picture.sha256 for picture in pictures if picture.sha256]
    same = Q(picture__in=rows) | Q(body_pictures__in=rows) | Q(picture__sha256__in=bytes_)
    found = Article.objects.published().exclude(pk=article.pk).filter(same).order_by("pk").distinct()
    return list(found[:MOST]) if rows else []


def emptied_by(article: Article) -> list[Author | Tag]:
    """The authors and tags whose public pages hold no other story."""
    public = Article.objects.published().exclude(pk=article.pk)
    authors = [byline.author for byline in article.bylines.select_related("author")]
    alone: list[Author | Tag] = [one for one in authors if not public.filter(bylines__author=one).exists()]
    return alone + [tag for tag in article.tags.all() if not public.filter(taggings__tag=tag).exists()]


def copies_of(article: Article) -> list[Article]:
    """The other stories, in whatever state, of the very same text."""
    keys = article.fingerprints.filter(kind="text").values("key")
    same = Article.objects.exclude(pk=article.pk).filter(fingerprints__kind="text", fingerprints__key__in=keys)
    return list(same.order_by("pk").distinct()[:MOST])


def letters_about(article: Article) -> list[Letter]:
    """The letters that name its address: what was sent, with its day, and what still waits."""
    slug = article.slug
    return list(Letter.objects.filter(body__contains=f"/{slug}/").order_by("-written_at")[:MOST])


def kept_out(article: Article) -> int:
    """How often something was kept out because of it."""
    return int(Bar.objects.filter(article=article).aggregate(sum=Sum("hits"))["sum"] or 0)


def _drafts(article: Article) -> int:
    """How many people have unsaved text of it; the desk lies above us, so it is asked by its relation."""
    names = [one.get_accessor_name() for one in article._meta.related_objects]  # noqa: SLF001 - asks for all relations
    return sum(getattr(article, name).count() for name in names if name and "copies" in name)
