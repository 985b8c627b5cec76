"""What the pages tell machines in schema.org's words. It says nothing that the page does not show."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles import share_cards
from articles.absolute import absolute
from articles.models import Article, Author, Source
from articles.models.article import Kind, MadeBy

Data = dict[str, Any]
CONTEXT = "https://schema.org"
MACHINE = "https://cv.iptc.org/newscodes/digitalsourcetype/"
ORIGINS = {
    MadeBy.ASSISTED: f"{MACHINE}compositeWithTrainedAlgorithmicMedia",
    MadeBy.MACHINE: f"{MACHINE}trainedAlgorithmicMedia",
}


def article(shown: Article) -> Data:
    """A NewsArticle; `bylines`, `taggings` and `corrections` are read, so prefetch them with their author and tag."""
    published = timezone.localtime(shown.published_at or shown.arrived_at)
    edited = timezone.localtime(shown.edited_at) if shown.edited_at else published
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "mainEntityOfPage": absolute(shown.get_absolute_url()),
            "url": absolute(shown.get_absolute_url()),
            "headline": shown.headline,
            "description": shown.standfirst,
            "inLanguage": shown.language,
            "datePublished": published.isoformat(),
            "dateModified": max(published, edited).isoformat(),
            "articleSection": shown.country.name if shown.country else "",
            "keywords": sorted(tie.tag.name for tie in shown.taggings.all()),
            "isAccessibleForFree": True,
            "image": _image(shown),
            "author": _authors(shown),
            "publisher": publisher(),
            "creditText": shown.source.name if shown.must_name_source and shown.source else "",
            "isBasedOn": original(shown),
            "citation": shown.source_url if shown.must_name_source else "",
            "digitalSourceType": ORIGINS.get(MadeBy(shown.made_by), ""),
            "correction": [
                {"@type": "CorrectionComment", "text": note.note, "datePublished": note.at.isoformat()}
                for note in shown.corrections.all()
            ],
        }
    )


def original(shown: Article) -> Data | None:
    """The piece of the outlet that ours rests on."""
    if not shown.must_name_source or not shown.source_url:
        return None
    there = shown.source_published_at
    return _filled(
        {
            "@type": "NewsArticle",
            "url": shown.source_url,
            "headline": shown.source_headline,
            "inLanguage": shown.source_language,
            "datePublished": there.isoformat() if there else "",
            "author": {"@type": "Person", "name": shown.source_author} if shown.source_author else None,
            "publisher": outlet(shown.source) if shown.source else None,
        }
    )


def publisher() -> Data:
    """We, and where our rules can be read."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#publisher"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "publishingPrinciples": absolute("/how-we-work/"),
        "correctionsPolicy": absolute("/corrections-policy/"),
        "actionableFeedbackPolicy": absolute("/contact/"),
        "ownershipFundingInfo": absolute("/about/"),
    }


def organization() -> Data:
    """We, for the front page: with our mark and what the paper is."""
    mark = absolute(static("icon.svg"))
    return {"@context": CONTEXT} | publisher() | {"logo": mark, "description": settings.SITE_TAGLINE}


def outlet(source: Source) -> Data:
    """Somebody else's paper."""
    return {"@type": "NewsMediaOrganization", "name": source.name, "url": source.home_page}


def website() -> Data:
    """The site and its search."""
    target = f"{absolute(reverse('search'))}?q={{search_term_string}}"
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "description": settings.SITE_TAGLINE,
        "url": absolute("/"),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Data:
    """The way from the front page to here: (name, path) each; the last one may be without a path."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            _filled({"@type": "ListItem", "position": place, "name": str(name), "item": absolute(path) if path else ""})
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def web_page(name: str, path: str, *, kind: str = "WebPage", **more: Any) -> Data:
    """A page of the site; `more` is what else is said of it."""
    known = {
        "@context": CONTEXT,
        "@type": kind,
        "name": name,
        "url": absolute(path),
        "inLanguage": settings.LANGUAGE_CODE,
        "isPartOf": {"@type": "WebSite", "name": settings.SITE_NAME, "url": absolute("/")},
    }
    return _filled(known | more)


def collection(name: str, path: str, stories: Iterable[Article], **more: Any) -> Data:
    """A page that lists stories, in the order in which they stand there."""
    return web_page(name, path, kind="CollectionPage", mainEntity=item_list(stories), **more)


def item_list(stories: Iterable[Article]) -> Data:
    """Stories in order, each with the address that its headline leads to."""
    return listed((story.headline, address_of(story)) for story in stories)


def address_of(story: Article) -> str:
    """Where its headline leads: a mere link leads to its outlet."""
    return story.source_url if story.kind == Kind.LINK else story.get_absolute_url()


def listed(rows: Iterable[tuple[str, str]]) -> Data:
    """Names and addresses in order."""
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "url": absolute(address), "name": name}
            for place, (name, address) in enumerate(rows, start=1)
        ],
    }


def dataset(name: str, path: str, about: str, files: dict[str, str]) -> Data:
    """Figures that can be taken along: `files` are paths by media type."""
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": absolute(path),
        "inLanguage": settings.LANGUAGE_CODE,
        "isAccessibleForFree": True,
        "creator": publisher(),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": absolute(file)}
            for media_type, file in files.items()
        ],
    }


def profile(author: Author) -> Data:
    """An author's page; an automated desk is an organisation, never a person."""
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "ProfilePage",
            "url": absolute(author.get_absolute_url()),
            "mainEntity": _filled(
                person(author)
                | {
                    "description": author.bio,
                    "jobTitle": "" if author.automated else author.role,
                    "email": author.email,
                    "worksFor": publisher() if author.active and not author.automated else None,
                }
            ),
        }
    )


def person(author: Author) -> Data:
    """Who signs."""
    kind = "Organization" if author.automated else "Person"
    return {"@type": kind, "name": author.name, "url": absolute(author.get_absolute_url())}


def _authors(shown: Article) -> list[Data]:
    """Our signatures; else the byline of the original, else the outlet, else ourselves."""
    ours = [person(byline.author) for byline in shown.bylines.all()]
    if ours:
        return ours
    if not shown.must_name_source or not shown.source:
        return [{"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": absolute("/")}]
    return [{"@type": "Person", "name": shown.source_author} if shown.source_author else outlet(shown.source)]


def _image(shown: Article) -> Data:
    picture = share_cards.shown_for(shown)
    return _filled(
        {
            "@type": "ImageObject",
            "url": picture.url,
            "width": picture.width,
            "height": picture.height,
            "caption": picture.alt,
            "creditText": picture.credit,
        }
    )


def _filled(values: Data) -> Data:
    return {name: value for name, value in values.items() if value not in ("", None, [])}
