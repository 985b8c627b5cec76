"""Addresses of the paper."""

from django.urls import URLPattern, path

from articles import converters, searching, sitemaps, syndication, wellknown
from articles.views import archive, article, cards, coverage, front, lists, pages

converters.register()


def feeds(below: str, *, of: str) -> list[URLPattern]:
    """The three feeds of a list: RSS, Atom and JSON Feed, named `feed` for the paper and `country_feed` and so on."""
    name = "feed" if of == "paper" else f"{of}_feed"
    return [
        path(f"{below}feed/", syndication.feed, {"of": of, "shape": "rss"}, name=name),
        path(f"{below}feed/atom/", syndication.feed, {"of": of, "shape": "atom"}, name=f"{name}_atom"),
        path(f"{below}feed/json/", syndication.feed, {"of": of, "shape": "json"}, name=f"{name}_json"),
    ]


urlpatterns = [
    # The front page and the archive.
    path("", front.front, name="front"),
    path("archive/", archive.years, name="archive_years"),
    path("latest/", archive.latest, name="latest"),
    path("<yyyy:year>/", archive.year, name="archive"),
    path("<yyyy:year>/<dd:month>/", archive.month, name="archive_month"),
    path("<yyyy:year>/<dd:month>/<dd:day>/", archive.day, name="archive_day"),
    path("<yyyy:year>/<dd:month>/<dd:day>/<name:slug>/", article.article, name="article"),
    # Without its slash, too: else what is gone would first be sent on to the address with one.
    path("<yyyy:year>/<dd:month>/<dd:day>/<name:slug>", article.article, name="article_bare"),
    # Lists.
    path("country/<name:slug>/", lists.country, name="country"),
    path("tag/<name:slug>/", lists.tag, name="tag"),
    path("authors/", lists.authors, name="authors"),
    path("authors/<name:slug>/", lists.author, name="author"),
    path("sources/", lists.sources, name="sources"),
    path("sources/<name:slug>/", lists.source, name="source"),
    path("coverage/<name:slug>/", coverage.coverage, name="coverage"),
    # What links are shown with.
    path("card/<int:pk>-<slug:version>.png", cards.story, name="card"),
    path("card/paper-<slug:version>.png", cards.paper, name="paper_card"),
    # Search.
    path("search/", searching.search_page, name="search"),
    path("search/live/", searching.search_live, name="search_live"),
    # Feeds.
    *feeds("", of="paper"),
    path("feeds.opml", syndication.opml, name="opml"),
    path("sources.opml", syndication.sources_opml, name="sources_opml"),
    *feeds("country/<name:slug>/", of="country"),
    *feeds("tag/<name:slug>/", of="tag"),
    *feeds("authors/<name:slug>/", of="author"),
    *feeds("sources/<name:slug>/", of="source"),
    *feeds("coverage/<name:slug>/", of="coverage"),
    # Sitemaps and what machines ask for.
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("sitemap-articles-<yyyy:year>-<dd:month>-<int:part>.xml", sitemaps.articles_of_month, name="sitemap_articles"),
    path("sitemap-<slug:name>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("ads.txt", wellknown.ads, name="ads"),
    path("humans.txt", wellknown.humans, name="humans"),
    path("indexnow-key.txt", wellknown.indexnow_key, name="indexnow_key"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path(".well-known/gpc.json", wellknown.gpc, name="gpc"),
    # Standing pages come last: theirs is the root.
    path("corrections/", pages.corrections, name="corrections"),
    path("site-map/", pages.site_map, name="site_map"),
    path("<slug:slug>/", pages.page, name="page"),
    path("<slug:slug>/versions/", pages.versions, name="page_versions"),
    path("<slug:slug>/versions/<int:number>/", pages.version, name="page_version"),
]
