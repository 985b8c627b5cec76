"""The picture files of hidden and removed stories: moved to where no server reaches them, and back byte for byte.

A picture that another public story, an author's profile or a standing page shows stays where it is; the case says so.
"""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.db import transaction
from django.db.models import Q

from articles import edition, erasing
from articles.body_pictures import pages_with
from articles.models import AdSlot, Article, Author, Picture
from articles.status import ASIDE


def pictures_of(article: Article) -> list[Picture]:
    """The story's picture and those in its text, each once."""
    first = [article.picture] if article.picture else []
    return first + list(article.body_pictures.exclude(pk=article.picture_id or 0).order_by("pk"))


def files_of(article: Article) -> list[str]:
    """The names of the files that show this story's pictures and nobody else's."""
    return [name for picture in _own_of(article) for name in _files(picture)]


def is_shared(article: Article) -> bool:
    """Whether a public story, a profile or a standing page besides this story shows one of its pictures."""
    return any(_is_elsewhere(picture, article) for picture in pictures_of(article))


def seal(article: Article) -> None:
    """Take the pictures of a story that is set aside out of the public storage. Doing it again changes nothing."""
    if article.status not in ASIDE:
        return
    for picture in _own_of(article):
        names = _files(picture)
        for name in names:
            _carry(name, default_storage, _sealed())
        if names:
            _mark(picture, withheld=True)


def seal_dropped(article: Article, pictures: list[Picture]) -> None:
    """Take pictures that a story no longer shows out of the public storage, unless something else shows them."""
    for picture in pictures:
        if not _is_elsewhere(picture, article):
            for name in _files(picture):
                _carry(name, default_storage, _sealed())
            _mark(picture, withheld=True)


def unseal(article: Article) -> None:
    """Put the pictures back where they were, at the same addresses."""
    if article.status in ASIDE:
        return
    for picture in _own_of(article):
        carried = [_carry(name, _sealed(), default_storage) for name in _files(picture)]
        if any(carried):
            _mark(picture, withheld=False)


def destroy(article: Article) -> int:
    """Delete the pictures of an erased story for good, wherever their files lie; how many. Again changes nothing.

    A picture that anything else uses, shown or not, is merely taken off the story. Files go before their rows, so that
    one who is killed in between finds by the row what is left to delete.
    """
    gone = 0
    for picture in pictures_of(article):
        if not _is_used(picture, article):
            for name in _files(picture):
                _sealed().delete(name)
                default_storage.delete(name)
            erasing.forget_rows(Picture.objects.filter(pk=picture.pk))
            gone += 1
    Article.objects.filter(pk=article.pk).update(picture=None)
    article.body_pictures.clear()
    return gone


def _is_used(picture: Picture, article: Article) -> bool:
    """Whether another story in whatever state, a profile, an advertisement or a standing page has this picture."""
    others = Article.objects.exclude(pk=article.pk).filter(Q(picture=picture) | Q(body_pictures=picture))
    slots = AdSlot.objects.filter(picture=picture)
    return others.exists() or slots.exists() or picture.portraits.exists() or pages_with(picture).exists()


def _own_of(article: Article) -> list[Picture]:
    return [picture for picture in pictures_of(article) if not _is_elsewhere(picture, article)]


def _is_elsewhere(picture: Picture, article: Article) -> bool:
    others = Article.objects.published().exclude(pk=article.pk)
    if others.filter(picture=picture).exists() or others.filter(body_pictures=picture).exists():
        return True
    return Author.objects.filter(photo=picture).exists() or pages_with(picture).filter(published=True).exists()


def _files(picture: Picture) -> list[str]:
    """The file and its renditions, each once."""
    names = [picture.file.name or "", *(str(cut.get("name", "")) for cut in picture.renditions)]
    return [name for name in dict.fromkeys(names) if name]


def in_public(article: Article) -> list[str]:
    """The files of the story's pictures that still stand in the public storage."""
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
