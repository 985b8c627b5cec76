"""The prints of the sources that articles were made from: kept when a text comes in, read by the gate, forgotten."""

from articles import copying
from articles.findings.piece import Original
from articles.models import Article, SourcePrint
from articles.models.article import Kind

MOST_HASHES = 100_000
MOST_ORIGINALS = 20


def keep(article: Article, text: str, *, fresh: bool = False) -> None:
    """Know the words of a source's text; of an earlier version too, for what was copied from that is still copied.

    `fresh` says that the article is new and has no print yet.
    """
    hashes = copying.unpack(copying.source_print(text))
    old = None if fresh else SourcePrint.objects.filter(article=article).first()
    if old is not None and len(both := hashes | old.unpacked()) <= MOST_HASHES:
        hashes = both
    packed = copying.pack(hashes)
    if old is None:
        SourcePrint.objects.create(article=article, hashes=packed)
    else:
        SourcePrint.objects.filter(article=article).update(hashes=packed)


def forget(article: Article) -> None:
    """Keep nothing of a source's words; idempotent."""
    SourcePrint.objects.filter(article=article).delete()


def originals(article: Article) -> tuple[Original, ...]:
    """The sources that an article's text is measured against: its own, and all of its coverage for a compilation.

    One query; none for our own work, for a link and for an empty text.
    """
    if article.kind in {Kind.ORIGINAL, Kind.LINK} or not article.body_text or not article.pk:
        return ()
    if article.kind == Kind.COMPILED and article.coverage_id:
        of_all = SourcePrint.objects.filter(article__coverage=article.coverage_id)
        found = of_all.select_related("article__source").defer(*_HEAVY)[:MOST_ORIGINALS]
        return tuple(_original(one.article, one) for one in found)
    return tuple(_original(article, one) for one in SourcePrint.objects.filter(article=article))


def _original(article: Article, found: SourcePrint) -> Original:
    source = article.source
    return Original(
        source=source.name if source else "",
        rights=source.rights if source else "",
        words=article.source_words,
        hashes=found.unpacked(),
    )


_HEAVY = tuple(f"article__{name}" for name in ("body", "body_text", "findings", "mends", "remarks", "dismissed"))
