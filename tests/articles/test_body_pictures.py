"""Pictures inside of texts: known wherever the text names them, and not shown once readers may not see them."""

import importlib
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from PIL import Image

from articles import editing, edition, pictures, tasks
from articles.body_pictures import for_readers, names_in
from articles.models import Article, Page, Picture
from articles.models.article import Kind
from articles.status import Status
from newsroom.takedowns import sealed
from tests.world import BODY, make_article, person

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
NAME = "pictures/2026/03/harbour.jpg"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.VAR_DIR, settings.SITE_URL = tmp_path / "media", tmp_path, SITE


def picture(name: str = NAME, **values: Any) -> Picture:
    facts: dict[str, Any] = {"cleared": True, "alt": "A harbour", "width": 640, "height": 360}
    return Picture.objects.create(file=name, **(facts | values))


def figure(src: str = f"{SITE}/media/{NAME}") -> str:
    return f'<figure><img src="{src}" alt="A harbour"><figcaption>The harbour. Mira</figcaption></figure>'


def story(src: str = f"{SITE}/media/{NAME}", **values: Any) -> Article:
    return make_article(body=f"{BODY}{figure(src)}", **values)


def shown(article: Article | Page) -> str:
    return str(Client().get(article.get_absolute_url()).content.decode())


def test_a_text_tells_its_pictures_when_it_is_stored_and_forgets_those_that_go() -> None:
    harbour, pier = picture(), picture("pictures/pier.jpg")
    article = story(status=Status.IN_REVIEW)
    assert list(article.body_pictures.all()) == [harbour]
    editing.revise(article, by=person("ben"), changes={"body": BODY + figure(f"{SITE}/media/pictures/pier.jpg")})
    assert list(article.body_pictures.all()) == [pier]
    editing.revise(article, by=person("ben"), changes={"standfirst": "At dawn."})
    assert list(article.body_pictures.all()) == [pier]
    editing.revise(article, by=person("ben"), changes={"body": BODY})
    assert not article.body_pictures.exists()


@pytest.mark.parametrize(
    "src",
    [
        f"HTTP://TestServer/media/{NAME}",
        f"{SITE}:80/media/{NAME}",
        f"{SITE}//media/x/../{NAME}?size=1#top",
        f"{SITE}/media/%70ictures/2026/03/harbour.jpg",
        f"{SITE}/m&#101;dia/{NAME}",
        f"{SITE}\\media\\{NAME}",
        f"{SITE}/media/./{NAME}",
    ],
)
def test_it_is_known_however_its_address_is_written(src: str) -> None:
    harbour = picture()
    article = story(src)
    assert list(article.body_pictures.all()) == [harbour]
    Picture.objects.filter(pk=harbour.pk).update(withheld=True)
    assert "harbour.jpg" not in shown(article)


@pytest.mark.parametrize(
    "src",
    [
        f"https://elsewhere.example/media/{NAME}",
        f"http://testserver.elsewhere.example/media/{NAME}",
        f"{SITE}/media/../{NAME}",
        f"{SITE}/static/{NAME}",
        f"{SITE}/media",
        "http://[broken/media/x.jpg",
    ],
)
def test_what_lies_elsewhere_is_no_picture_of_ours(src: str) -> None:
    picture()
    assert names_in(f'<img src="{src}" alt="">') == frozenset()
    assert not story(src).body_pictures.exists()


def test_words_that_look_like_a_picture_are_none() -> None:
    picture()
    html = f'<p>&lt;img src="{SITE}/media/{NAME}"&gt; and src="{SITE}/media/{NAME}"</p>'
    assert names_in(html) == frozenset()
    assert for_readers(html) == html


@pytest.mark.parametrize("hidden", [{"withheld": True}, {"cleared": False}, {"file": ""}])
def test_readers_do_not_see_what_they_may_not_nor_what_is_said_under_it(hidden: dict[str, Any]) -> None:
    harbour = picture()
    article = story()
    assert "harbour.jpg" in shown(article)
    Picture.objects.filter(pk=harbour.pk).update(**hidden)
    edition.bump()
    seen = shown(article)
    assert "harbour.jpg" not in seen
    assert "<figcaption" not in seen
    assert "All were back by noon" in seen


def test_a_hidden_one_takes_no_other_picture_with_it() -> None:
    picture(withheld=True), picture("pictures/pier.jpg")
    pier = figure(f"{SITE}/media/pictures/pier.jpg")
    bare = f'<p>Before <img src="{SITE}/media/{NAME}" alt="A harbour"> after</p>'
    sized = pier.replace('alt="A harbour"', 'alt="A harbour" width="640" height="360"')
    assert for_readers(figure() + pier + bare) == f"{sized}<p>Before  after</p>"


def test_a_picture_in_a_text_says_its_size_unless_it_says_one_already_or_is_none_of_ours() -> None:
    picture()
    html = shown(story())
    assert f'src="{SITE}/media/{NAME}" alt="A harbour" width="640" height="360" loading="lazy"' in html
    told = f'<img src="/media/{NAME}" alt="" width="320" height="180">'
    assert for_readers(told) == told
    elsewhere = '<img src="https://elsewhere.example/boat.jpg" alt="">'
    assert for_readers(f"{figure()}{elsewhere}").endswith(elsewhere)


class TestWidths:
    """A picture of the text is there in several widths, each the whole of it."""

    @pytest.fixture
    def wide(self) -> Picture:
        """A picture of 1500 × 1000 pixels that the clock has cut for lists."""
        out = BytesIO()
        Image.new("RGB", (1500, 1000), "navy").save(out, "PNG")
        taken = pictures.take(out.getvalue(), alt="A harbour", credit="Mira", cleared=True)
        return self.cut(taken)

    def cut(self, taken: Picture) -> Picture:
        tasks.enqueue_due()
        return Picture.objects.get(pk=taken.pk)

    def whole(self, taken: Picture) -> list[tuple[int, int]]:
        return [(made["width"], made["height"]) for made in taken.renditions if made["format"] == "WHOLE"]

    def test_it_is_cut_once_it_stands_in_a_text_and_readers_choose(self, wide: Picture) -> None:
        assert self.whole(wide) == []
        article = story(f"{SITE}/media/{wide.file.name}")
        html = shown(article)
        assert "srcset" not in html[html.index("<figure") :].split("</figure>")[0]
        assert self.whole(self.cut(wide)) == [(640, 427), (960, 640), (1280, 853)]
        html = shown(article)
        found = re.search(r'width="1500" height="1000" srcset="([^"]+)" sizes="([^"]+)" loading="lazy"', html)
        assert found
        assert [one.split()[1] for one in found[1].split(", ")] == ["640w", "960w", "1280w", "1500w"]
        names = [one.split()[0].removeprefix(f"{SITE}/media/") for one in found[1].split(", ")]
        assert all(default_storage.exists(name) for name in names)

    def test_it_moves_with_the_site(self, wide: Picture, settings: Any) -> None:
        settings.FORMER_SITE_URLS = ["https://old.example/"]
        article = story(f"https://old.example/media/{wide.file.name}")
        self.cut(wide)
        html = shown(article)
        assert f'<img src="{SITE}/media/{wide.file.name}"' in html
        assert "srcset" in html[html.index("<figure") :].split("</figure>")[0]
        assert "old.example" not in html

    def test_what_was_cut_is_not_asked_for_again(self, wide: Picture) -> None:
        article = story(f"{SITE}/media/{wide.file.name}", status=Status.IN_REVIEW)
        self.cut(wide)
        editing.revise(article, by=person("ben"), changes={"body": article.body + BODY})
        assert Picture.objects.get(pk=wide.pk).render_at is None

    def test_a_narrow_one_stays_as_it_is(self) -> None:
        harbour = picture(render_at=None)
        story()
        assert Picture.objects.get(pk=harbour.pk).render_at is None

    def test_lists_show_their_own_cuts_and_no_whole_ones(self, wide: Picture) -> None:
        story(f"{SITE}/media/{wide.file.name}", picture=wide)
        names = [made["name"] for made in self.cut(wide).renditions if made["format"] == "WHOLE"]
        html = Client().get("/").content.decode()
        assert "<picture>" in html
        assert not [name for name in names if name in html]

    def test_feeds_name_whole_addresses(self, wide: Picture) -> None:
        story(f"{SITE}/media/{wide.file.name}", kind=Kind.ORIGINAL)
        self.cut(wide)
        sets = re.findall(r'srcset="([^"]+)"', unescape(Client().get("/feed/").content.decode()))
        assert sets
        assert all(one.startswith(f"{SITE}/media/") for one in sets[0].split(", "))

    def test_a_standing_page_has_its_pictures_cut_too(self, wide: Picture, signed_in: Callable[[str], Client]) -> None:
        values = {"title": "Harbour", "slug": "harbour", "order": "1", "published": "on"}
        values["body"] = figure(f"{SITE}/media/{wide.file.name}")
        assert signed_in("ada").post("/admin/articles/page/add/", values).status_code == 302
        assert self.whole(self.cut(wide))
        assert "640w" in shown(Page.objects.get(slug="harbour"))

    def test_a_takedown_takes_every_width_along(self, wide: Picture) -> None:
        article = story(f"{SITE}/media/{wide.file.name}", status=Status.WITHHELD)
        names = [made["name"] for made in self.cut(wide).renditions if made["format"] == "WHOLE"]
        assert set(names) <= set(sealed.files_of(article))


def test_standing_pages_and_feeds_leave_it_out_too() -> None:
    picture(withheld=True)
    page = Page.objects.create(title="About us", slug="about-us", body=figure(), published=True)
    assert "harbour.jpg" not in shown(page)
    story(kind=Kind.ORIGINAL)
    feed = Client().get("/feed/").content.decode()
    assert "Forty boats" in feed
    assert "harbour.jpg" not in feed


def test_a_text_without_pictures_of_ours_costs_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert for_readers(BODY) == BODY


def test_a_takedown_takes_the_pictures_of_the_text_along_and_brings_them_back() -> None:
    default_storage.save(NAME, ContentFile(b"harbour"))
    harbour, article = picture(), story(status=Status.WITHHELD)
    sealed.seal(article)
    assert Picture.objects.get(pk=harbour.pk).withheld
    assert sealed.in_public(article) == []
    Article.objects.filter(pk=article.pk).update(status="published")
    article.refresh_from_db()
    sealed.unseal(article)
    assert not Picture.objects.get(pk=harbour.pk).withheld
    assert default_storage.size(NAME) == len(b"harbour")


def test_a_picture_that_another_text_shows_stays() -> None:
    picture()
    article = story(status=Status.WITHHELD)
    assert not sealed.is_shared(article)
    story()
    assert sealed.is_shared(article)
    assert sealed.files_of(article) == []


def test_texts_that_were_there_before_are_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    migration = importlib.import_module("articles.migrations.0012_body_pictures")
    monkeypatch.setattr(migration, "AT_ONCE", 1)
    harbour = picture()
    articles = [story(), make_article(), story()]
    Article.body_pictures.through.objects.all().delete()
    with connection.schema_editor() if connection.vendor != "sqlite" else _Editor() as editor:
        migration.read_bodies(apps, editor)
    assert [list(article.body_pictures.all()) for article in articles] == [[harbour], [], [harbour]]


class _Editor:
    """What the step asks of a schema editor, where one cannot be had within a transaction."""

    connection = connection

    def __enter__(self) -> "_Editor":
        return self

    def __exit__(self, *_: object) -> None:
        return None
