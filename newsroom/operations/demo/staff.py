"""The demo's people, outlets, feeds and vocabulary. All names are made up."""

from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.models import Author, Country, Source, Tag
from newsroom.ingest.models import Feed
from newsroom.operations.demo import press


def settle_people() -> dict[str, User]:
    """Authors with their staff accounts (nobody can sign in to those until a password is set), by slug."""
    return {author.slug: account for author in press.authors() if (account := _account(author)) is not None}


def _account(author: press.Author) -> User | None:
    """The author's page, and the account that belongs to it where the author has a role."""
    account = None
    if author.role:
        first, _space, last = author.name.partition(" ")
        account, made = User.objects.get_or_create(
            username=author.slug,
            defaults={
                "first_name": first,
                "last_name": last,
                "email": f"{author.slug}@newsroom.example",
                "is_staff": True,
            },
        )
        if made:
            account.set_unusable_password()
            account.save()
            account.groups.add(Group.objects.get(name=author.role))
    Author.objects.get_or_create(
        slug=author.slug,
        defaults={
            "name": author.name,
            "role": author.title,
            "bio": author.bio,
            "languages": ", ".join(author.languages),
            "automated": author.automated,
            "account": account,
        },
    )
    return account


def settle_vocabulary() -> None:
    """The tags, each with its synonyms."""
    for tag in press.tags():
        Tag.objects.get_or_create(name=tag.name, defaults={"synonyms": "\n".join(tag.synonyms)})


def settle_sources() -> list[Feed]:
    """The outlets and one feed of each, due now."""
    return [_feed(outlet) for outlet in press.outlets()]


def _feed(outlet: press.Outlet) -> Feed:
    country = Country.objects.get(iso2=outlet.country)
    source, _made = Source.objects.get_or_create(
        name=outlet.name,
        defaults={
            "slug": outlet.slug,
            "home_page": outlet.home_page,
            "host": outlet.host,
            "country": country,
            "language": outlet.language,
            "medium": outlet.medium,
            "owner": outlet.owner,
            "paywall": outlet.paywall,
            "rights": outlet.rights,
            "licence": "Agreement of the demo" if outlet.rights == "licensed" else "",
            "pictures_cleared": outlet.rights != "link_only",
            "contact": outlet.contact,
            "about": outlet.tagline,
        },
    )
    return Feed.objects.get_or_create(
        url=outlet.feed_url, defaults={"source": source, "title": outlet.name, "next_poll_at": timezone.now()}
    )[0]


def byline_for(iso2: str) -> Author:
    """The author who looks after a country."""
    slugs = [author.slug for author in press.authors() if iso2 in author.countries]
    return Author.objects.get(slug=slugs[0] if slugs else press.authors()[0].slug)
