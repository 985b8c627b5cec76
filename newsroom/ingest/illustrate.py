"""A story's picture, fetched by the same guard as everything else and handed to the paper; or why there is none."""

from hashlib import sha256

from articles import pictures
from articles.models import Bar, Picture, Source
from articles.models.bar import KeyKind
from articles.readiness import RECOMMENDED, Finding
from newsroom.ingest import fetch
from newsroom.ingest.reading import Reading

ACCEPT = "image/avif, image/webp, image/jpeg, image/png, image/gif;q=0.8, */*;q=0.1"


def illustrate(reading: Reading, source: Source) -> tuple[Picture | None, Finding | None]:
    """The picture of a story, stored but shown only where the source's rights allow it; else a remark says why not.

    A story is never lost for its picture.
    """
    url = reading.image_url
    if not url or len(url) > 2000:
        return None, None
    try:
        response = fetch.get(url, limit_bytes=fetch.PICTURE_LIMIT, accept=ACCEPT)
    except fetch.FetchError as error:
        return None, _remark(error.sentence)
    if Bar.objects.filter(kind=KeyKind.PICTURE, key=sha256(response.body).hexdigest()).exists():
        return None, _remark("It was withdrawn and stays out.")
    try:
        picture = pictures.take(
            response.body,
            alt=_alt(reading),
            credit=reading.entry.image_credit,
            licence=reading.entry.image_licence,
            otherwise=source.name,
            source=source,
            original_url=url,
            cleared=source.pictures_cleared,
        )
    except pictures.NotAPicture as error:
        return None, _remark(str(error))
    return picture, _held_back(picture)


def discard(picture: Picture) -> None:
    """Let go of a picture whose story was taken down in the moment between its fetching and its storing.

    One that merely lost a race stays: whoever won it holds the same bytes.
    """
    used = picture.articles.exists() or picture.in_bodies.exists()
    if not used and Picture.objects.filter(pk=picture.pk).exists():
        pictures.erase(picture)
        picture.delete()


def _alt(reading: Reading) -> str:
    """What the feed itself says of the picture; nothing is made up."""
    return next((part.title for part in reading.entry.enclosures if part.url == reading.image_url), "")


def _held_back(picture: Picture) -> Finding | None:
    if not picture.withheld:
        return None
    sentence = "Its picture is, or looks like, one that was withheld after a complaint. Readers do not see it."
    return Finding("picture-withheld", RECOMMENDED, sentence, "picture")


def _remark(sentence: str) -> Finding:
    return Finding("picture-unread", RECOMMENDED, f"The picture could not be taken: {sentence}", "picture")
