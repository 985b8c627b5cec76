"""The surfaces of the paper: every place where readers and machines can come upon a story. Registered when we start."""

from collections.abc import Iterator
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles import share_cards
from articles.models import Article, Correction
from articles.models.article import ArticleQuerySet
from articles.sitemaps import SECTIONS
from articles.views.listing import PER_PAGE
from newsroom.takedowns import sealed
from newsroom.takedowns.surfaces import Surface, exempt, register

LISTS = ("country", "tag", "author", "source", "coverage")
SHAPES = ("", "_atom", "_json")
# How many labels of one kind a story's surfaces are followed for; a story has a handful.
FOLLOWED = 12
# A part holds 10,000 stories; a site that publishes more than 30,000 in a month looks at the first three parts.
SITEMAP_PARTS = 3


def at(name: str, *args: object, **query: str | int) -> list[str]:
    """The address of a named page, or none where the site has no such page."""
    try:
        path = reverse(name, args=args)
    except NoReverseMatch:
        return []
    return [f"{path}?{urlencode(query)}" if query else path]


def labels(article: Article) -> Iterator[tuple[str, str, ArticleQuerySet]]:
    """The lists that a story stood in: kind of list, its slug, and the stories that are still in it."""
    public = Article.objects.published()
    countries = [article.country, *article.also_about.all()[:FOLLOWED]]
    for country in filter(None, countries):
        yield "country", country.slug, public.filter(country=country)
    for tie in article.taggings.select_related("tag")[:FOLLOWED]:
        yield "tag", tie.tag.slug, public.filter(taggings__tag=tie.tag)
    for byline in article.bylines.select_related("author")[:FOLLOWED]:
        yield "author", byline.author.slug, public.filter(bylines__author=byline.author)
    if article.source:
        yield "source", article.source.slug, public.filter(source=article.source)
    if article.coverage:
        yield "coverage", article.coverage.slug, public.filter(coverage=article.coverage)


def its_own(article: Article) -> Iterator[str]:
    """Its address, with what people hang on to addresses."""
    path = article.get_absolute_url()
    yield from (path, f"{path}?utm_source=mail", f"{path}?view=text", path.rstrip("/"), path.upper())


def old_addresses(article: Article) -> Iterator[str]:
    """The slugs that it had before."""
    day = article.get_absolute_url().strip("/").split("/")[:3]
    for old in article.old_addresses.all():
        yield quote("/".join(["", *day, old.slug, ""]))


class Lists:
    """Lists the pages of one kind of list on which a story could be seen."""

    def __init__(self, kind: str) -> None:
        """Keep the kind."""
        self.kind = kind

    def __call__(self, article: Article) -> Iterator[str]:
        """First pages, and the pages of the story's own time."""
        for kind, slug, stories in labels(article):
            if kind == self.kind:
                yield from at(kind, slug)
                yield from _page_of(article, kind, slug, stories)


def _page_of(article: Article, kind: str, slug: str, stories: ArticleQuerySet) -> list[str]:
    """The page of a list on which the story stood, if it was not the first."""
    if article.published_at is None:
        return []
    newer, count = stories.filter(published_at__gt=article.published_at).count(), stories.count()
    number = newer // PER_PAGE + 1
    return at(kind, slug, page=number) if 1 < number <= -(-count // PER_PAGE) else []


def list_feeds(article: Article) -> Iterator[str]:
    """The feeds of its lists."""
    for kind, slug, _stories in labels(article):
        for shape in SHAPES:
            yield from at(f"{kind}_feed{shape}", slug)


def feeds(_article: Article) -> Iterator[str]:
    """The feeds of the whole paper."""
    for shape in SHAPES:
        yield from at(f"feed{shape}")


def archives(article: Article) -> Iterator[str]:
    """All years and all stories, its year, month and day."""
    yield from at("archive_years")
    yield from at("latest")
    day = timezone.localdate(article.published_at or article.arrived_at)
    yield from at("archive", day.year)
    yield from at("archive_month", day.year, f"{day.month:02}")
    yield from at("archive_day", day.year, f"{day.month:02}", f"{day.day:02}")


def searches(article: Article) -> Iterator[str]:
    """Questions that used to find it; they must not contain its slug, since the page repeats the question."""
    for words in _questions(article):
        yield from at("search", q=words)


def live_searches(article: Article) -> Iterator[str]:
    """The same while typing."""
    for words in _questions(article):
        yield from at("search_live", q=words)


def _questions(article: Article) -> Iterator[str]:
    words = article.headline.split()
    yield " ".join(words[:2])
    yield " ".join(words[-2:])


def neighbours(article: Article) -> Iterator[str]:
    """Stories that could point to it: the ones before and after it, and those on the same event."""
    if article.published_at is None:
        return
    section = Article.objects.published().filter(country=article.country)
    older = section.filter(published_at__lte=article.published_at).newest()[:3]
    newer = section.filter(published_at__gt=article.published_at).order_by("published_at", "id")[:3]
    event = (
        Article.objects.published().filter(coverage=article.coverage) if article.coverage else Article.objects.none()
    )
    for other in [*older, *newer, *event.newest()[:10]]:
        if other.pk != article.pk:
            yield other.get_absolute_url()


def picture_files(article: Article) -> Iterator[str]:
    """The addresses of its picture in every size."""
    for name in sealed.files_of(article):
        address = default_storage.url(name)
        if address.startswith("/"):
            yield address


def cards(article: Article) -> list[str]:
    """The card that links to it are shown with."""
    return [share_cards.address_of_story(article)]


def drop_card(article: Article) -> None:
    """Delete its drawn card; it is drawn again when the story is back and somebody asks."""
    share_cards.drop(str(article.pk))


def files_left(article: Article) -> list[str]:
    """What still stands in the public storage, whoever serves it."""
    return [str(_("The file %(name)s is still public.")) % {"name": name} for name in sealed.in_public(article)]


def sitemaps(article: Article) -> Iterator[str]:
    """The index, every part of the month in which it was published, the other sections, and the map for people."""
    yield from at("sitemap")
    day = timezone.localdate(article.published_at or article.arrived_at)
    for part in range(1, SITEMAP_PARTS + 1):
        yield from at("sitemap_articles", day.year, f"{day.month:02}", part)
    for section in SECTIONS:
        yield from at("sitemap_section", section)
    yield from at("site_map")


def corrections(article: Article) -> list[str]:
    """The page of corrections, where the story had one."""
    return at("corrections") if Correction.objects.filter(article=article).exists() else []


class Pages:
    """Pages that are the same for every story, by their names."""

    def __init__(self, *names: str) -> None:
        """Keep the names."""
        self.names = names

    def __call__(self, _article: Article) -> Iterator[str]:
        """Their addresses."""
        for name in self.names:
            yield from at(name)


def feed_names(kind: str) -> set[str]:
    """The URL names of one list's feeds."""
    return {f"{kind}_feed{shape}" for shape in SHAPES}


def register_all() -> None:
    """Register every place of the paper."""
    for surface in _surfaces():
        register(surface)
    _exempt_what_shows_none()


def _exempt_what_shows_none() -> None:
    staff = _("only staff come here")
    for name in ("admin:", "welcome", "autosave", "presence", "body_pictures", "sign_in_again", "admin_password_reset"):
        exempt(name, staff)
    for name in ("second_factor", "second_factor_set_up", "second_factor_act"):
        exempt(name, staff)
    for name in ("password_reset_done", "password_reset_confirm", "password_reset_complete"):
        exempt(name, staff)
    for name in ("contact", "contact_sent", "takedown", "takedown_sent", "takedown_confirm", "takedown_status"):
        exempt(name, _("forms and cases; they show no story"))
    for name in (
        "takedown_puzzle",
        "takedown_not_me",
        "takedown_withdraw",
        "takedown_supply",
        "takedown_receipt",
        "takedown_verify",
        "transparency",
        "transparency_csv",
        "transparency_json",
    ):
        exempt(name, _("figures and cases; they show no story"))
    disputes = (
        "takedown_code",
        "takedown_renew",
        "takedown_appeal",
        "takedown_party",
        "takedown_party_renew",
        "takedown_counter",
        "takedown_party_appeal",
        "takedown_party_mend",
    )
    for name in ("transparency_check", "transparency_items_csv", "transparency_items_json", *disputes):
        exempt(name, _("figures and cases; they show no story"))
    exempt("health_live", _("signs of life"))
    exempt("health_ready", _("signs of life"))
    exempt("health_clock", _("signs of life"))
    for name in ("", "_proof", "_confirm", "_stories", "_remove", "_end"):
        exempt(f"takedown_domain{name}", _("for who holds an outlet's domain; they list public stories alone"))
    exempt("websub", _("words between machines: a hub and we; no story is shown"))
    for name in ("robots", "ads", "humans", "security", "gpc", "indexnow_key"):
        exempt(name, _("words to machines about the site; they list no story"))
    exempt("opml", _("addresses of feeds; they show no story"))
    exempt("sources_opml", _("addresses of feeds; they show no story"))
    exempt("paper_card", _("the drawn name of the paper"))
    for name in ("page", "page_versions", "page_version"):
        exempt(name, _("standing texts, written by hand"))


def _surfaces() -> Iterator[Surface]:
    named = frozenset
    yield Surface("article", _("its own page"), named({"article", "article_bare"}), its_own, own=True)
    yield Surface("old addresses", _("its old addresses"), named({"article"}), old_addresses, own=True)
    yield Surface("front", _("the front page"), named({"front"}), Pages("front"))
    yield Surface("country", _("its countries"), named({"country"}), Lists("country"))
    yield Surface("tag", _("its tags"), named({"tag"}), Lists("tag"))
    yield Surface("author", _("its authors"), named({"author", "authors"}), Lists("author"))
    yield Surface("source", _("its source"), named({"source", "sources"}), Lists("source"))
    yield Surface("coverage", _("the event it belongs to"), named({"coverage"}), Lists("coverage"))
    days = named({"archive_years", "latest", "archive", "archive_month", "archive_day"})
    yield Surface("archive", _("the archive"), days, archives)
    yield Surface("neighbours", _("stories that point to it"), named({"article"}), neighbours)
    yield Surface("search", _("search"), named({"search"}), searches)
    yield Surface("live search", _("search while typing"), named({"search_live"}), live_searches)
    yield Surface("feeds", _("feeds of the site"), named({"feed", "feed_atom", "feed_json"}), feeds)
    yield Surface("list feeds", _("feeds of its lists"), named().union(*map(feed_names, LISTS)), list_feeds)
    maps = named({"sitemap", "sitemap_articles", "sitemap_section", "site_map"})
    yield Surface("sitemap", _("sitemaps"), maps, sitemaps)
    yield Surface("news sitemap", _("news sitemap"), named({"sitemap_news"}), Pages("sitemap_news"))
    yield Surface("corrections", _("page of corrections"), named({"corrections"}), corrections)
    yield Surface("card", _("its share card"), named({"card"}), cards, purge=drop_card, own=True)
    yield Surface(
        "picture",
        _("files of its picture"),
        named({"picture_file"}),
        picture_files,
        purge=sealed.seal,
        bring_back=sealed.unseal,
        expect=files_left,
        own=True,
    )
