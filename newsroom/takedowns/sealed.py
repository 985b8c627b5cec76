"""The picture files of hidden and removed stories: moved to where no server reaches them, and back byte for byte.

A picture that another public story or an author's profile shows stays where it is; the case says so.
"""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.db import transaction

from articles import edition
from articles.models import Article, Author, Picture
from articles.status import ASIDE


def files_of(article: Article) -> list[str]:
    """The names of the files that show this story's picture and nobody else's."""
    picture = article.picture
    if picture is None or is_shared(article):
        return []
    names = [picture.file.name or "", *(str(cut.get("name", "")) for cut in picture.renditions)]
    return [name for name in dict.fromkeys(names) if name]


def is_shared(article: Article) -> bool:
    """Whether a public story or a profile besides this one shows the same picture."""
    others = Article.objects.published().filter(picture=article.picture_id).exclude(pk=article.pk)
    return others.exists() or Author.objects.filter(photo=article.picture_id).exists()


def seal(article: Article) -> None:
    """Take the picture of a story that is set aside out of the public storage. Doing it again changes nothing."""
    picture, names = article.picture, files_of(article)
    if picture is None or not names or article.status not in ASIDE:
        return
    for name in names:
        _carry(name, default_storage, _sealed())
    _mark(picture, withheld=True)


def unseal(article: Article) -> None:
    """Put the picture back where it was, at the same address."""
    picture = article.picture
    if picture is None or article.status in ASIDE:
        return
    carried = [_carry(name, _sealed(), default_storage) for name in files_of(article)]
    if any(carried):
        _mark(picture, withheld=False)


def in_public(article: Article) -> list[str]:
    """The files of the story's picture that still stand in the public storage."""
    return [name for name in files_of(article) if default_storage.exists(name)]


def _carry(name: str, away: Storage, to: Storage) -> bool:
    """Move one file; the copy is complete before the first one goes. Whether there was anything to move."""
    if not away.exists(name):
        return False
    with away.open(name) as file:
        content = file.read()
    if to.exists(name):
        to.delete(name)
    to.save(name, ContentFile(content))
    away.delete(name)
    return True


def _mark(picture: Picture, *, withheld: bool) -> None:
    with transaction.atomic():
        if Picture.objects.filter(pk=picture.pk, withheld=not withheld).update(withheld=withheld):
            edition.bump()
    picture.withheld = withheld


def _sealed() -> FileSystemStorage:
    """The folder that no address leads to."""
    return FileSystemStorage(location=settings.VAR_DIR / "sealed")
