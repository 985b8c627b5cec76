"""One story with a word of its own in its headline, text, picture, alternative text and slug, among others that stay.

Each page is asked for once before the removal, so that whatever is kept is warm; then the story is removed.
"""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from articles.models import Article, Coverage, OldAddress, Picture, Tag
from articles.models.article import Removal
from newsroom.takedowns import handling
from newsroom.takedowns.models import Item
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, make_author, make_source, person

MARK = "Zuqqara"
FILES = ("pictures/zuqqara.jpg", "pictures/zuqqara-small.webp")


@dataclass
class Scene:
    """The story, one that stays, and a reader who has seen every page before."""

    article: Article
    other: Article
    tag: Tag
    reader: Client

    @property
    def path(self) -> str:
        """Where the story stands, or stood."""
        return self.article.get_absolute_url()

    def shows(self, path: str) -> bool:
        """Whether the word stands in what an address answers; it must be a page that can be read."""
        answer = self.reader.get(path)
        assert answer.status_code in {200, 404, 410, 451}, (path, answer.status_code)
        return MARK.lower() in text_of(answer).lower()

    def remove(self, kind: Removal = Removal.GONE) -> Item:
        """Take the story down; its address in a case."""
        item = only_item(confirmed(self.article))
        handling.remove(item, by=person("tao"), kind=kind)
        self.article.refresh_from_db()
        return item

    def must_lose(self, *paths: str) -> Item:
        """These pages show the story before its removal, and none does afterwards."""
        assert [path for path in paths if not self.shows(path)] == []
        item = self.remove()
        assert [path for path in paths if self.shows(path)] == []
        return item


def text_of(answer: Any) -> str:
    """The body of an answer, whichever way it is sent."""
    whole = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content
    return bytes(whole).decode("utf-8", "replace")


def make_scene(settings: Any, tmp_path: Any) -> Scene:
    """A scene with a picture in two sizes, an event of two stories, an author and an older address."""
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    tag = Tag.objects.create(name="Lanterns", slug="lanterns")
    author = make_author("Dee Marsh")
    event = Coverage.objects.create(title="The night of the lanterns", slug="night-of-the-lanterns")
    labels: dict[str, Any] = {"tags": [tag], "authors": [author], "coverage": event, "source": make_source()}
    other = make_article("Lanterns over the bay", **labels)
    another = make_article("Lanterns at the quay", **labels)
    article = make_article(
        f"{MARK} lanterns float at dusk",
        body=f"<p>The {MARK} lanterns were lit at dusk. Forty boats carried them out over the quiet bay.</p>",
        picture=make_picture(),
        **labels,
    )
    OldAddress.objects.create(slug="zuqqara-before", article=article)
    assert another.is_public
    return Scene(article, other, tag, Client())


def make_picture() -> Picture:
    """A picture that names the word, with a rendition."""
    facts: dict[str, Any] = {"alt": f"{MARK} lanterns", "credit": "Ada", "cleared": True, "width": 800, "height": 400}
    for name in FILES:
        default_storage.save(name, ContentFile(name.encode()))
    row = Picture(
        renditions=[{"name": FILES[1], "width": 400, "height": 200, "format": "webp", "type": "image/webp"}], **facts
    )
    row.file.name = FILES[0]
    return Picture.objects.bulk_create([row])[0]
