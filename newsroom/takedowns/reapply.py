"""After an old copy of the database was restored: what the ledger knows as removed is removed again."""

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.models.article import Removal
from articles.status import Status
from newsroom.takedowns import ledger, surfaces


def forgotten() -> list[tuple[Article, dict[str, object]]]:
    """The stories that stand although the ledger says that they are removed, each with its line."""
    standing = ledger.standing()
    found = Article.objects.filter(pk__in=standing).exclude(status=Status.WITHDRAWN)
    return [(article, standing[article.pk]) for article in found]


def reapply() -> list[Article]:
    """Remove them again, by the machine and with the case's reference as the reason. The stories removed."""
    removed = []
    for article, line in forgotten():
        removal = str(line["removal"])
        kind = Removal(removal) if removal in Removal.values and removal else Removal.GONE
        lifecycle.move(article, Status.WITHDRAWN, by=system_account(), reason=str(line["case"]), removal=kind)
        surfaces.purge(article)
        removed.append(article)
    return removed
