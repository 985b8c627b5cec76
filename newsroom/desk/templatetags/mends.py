"""For templates: the mends of an article in their groups."""

from django import template

from articles.models import Article
from newsroom.desk.mended import Group, groups

register = template.Library()


@register.filter
def mend_groups(article: Article) -> list[Group]:
    """The mends of an article by rule."""
    return groups(article.mends)
