"""The title and address of an event that came from the headline of a story which is taken down."""

from articles import edition
from articles.models import Article, Coverage, OldCoverage
from articles.slugs import slugify, unique_slug
from articles.status import ASIDE, Status

NO_MORE = (*ASIDE, Status.REJECTED)
UNTOLD = "Event"


def retitle(article: Article) -> None:
    """Call the event of a story by another one's headline, where its title or address is that of this story.

    Readers who know the old address are led on. The caller holds the article, and has moved it.
    """
    event = article.coverage
    if event is None:
        return
    words = _headlines(article)
    if event.title in words:
        event.title, event.title_by_editor = _other_title(event, words), False
    elif not any(_begins(event.slug, headline) for headline in words):
        return
    old = event.slug
    if any(_begins(old, headline) for headline in words):
        event.slug = unique_slug(event.title, _is_taken, fallback="event")
        OldCoverage.objects.create(slug=old, coverage=event)
    event.save(update_fields=["title", "title_by_editor", "slug"])
    edition.bump()


def _headlines(article: Article) -> set[str]:
    """All headlines that the article has had, ours and its source's, as long as a title can be."""
    rows = [(article.headline, article.source_headline), *article.history.values_list("headline", "source_headline")]
    return {headline[:300] for row in rows for headline in row if headline}


def _other_title(event: Coverage, words: set[str]) -> str:
    """The headline of the story that stands for the event from now on: its lead, else the newest that is public."""
    rest = [story for story in event.articles.exclude(status__in=NO_MORE) if str(story)[:300] not in words]
    rest.sort(key=lambda story: (not story.is_public, story.pk != event.lead_id, -story.pk))
    return str(rest[0])[:300] if rest else f"{UNTOLD} {event.pk}"


def _begins(slug: str, headline: str) -> bool:
    """Whether a slug was made of a headline; it may bear a number."""
    stem = slugify(headline)
    return bool(stem) and (slug == stem or slug.removeprefix(f"{stem}-").isdigit())


def _is_taken(slug: str) -> bool:
    return Coverage.objects.filter(slug=slug).exists() or OldCoverage.objects.filter(slug=slug).exists()
