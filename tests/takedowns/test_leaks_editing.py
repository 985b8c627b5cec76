"""Leak checklist, the editing side: versions, drafts, logs, mail, figures, and the search index itself."""

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from articles import erasing
from articles.accounts import system_account
from articles.models import Byline, Fingerprint
from articles.refusals import Refused
from articles.search import ensure_index
from articles.status import Status
from newsroom.desk import copies, restoring
from newsroom.outbox.models import Letter
from newsroom.takedowns import handling, proof, remains, surfaces
from tests.takedowns.scene import MARK, Scene, text_of
from tests.world import make_article, make_author, person

SignIn = Callable[[str], Client]


def in_the_index() -> int:
    """How many rows of the index of words know the story's own word, whatever a search would show of them."""
    asked = "articles_search MATCH %s"
    if connection.vendor == "postgresql":
        asked = "words @@ to_tsquery('articles_search', %s)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM articles_search WHERE {asked}", [MARK.lower()])
        return int(cursor.fetchone()[0])


def test_leak_16_its_words_leave_the_index_with_the_removal_and_come_back_with_the_story(scene: Scene) -> None:
    assert in_the_index() == 1
    assert scene.shows(f"/search/?q={MARK}")
    item = scene.remove()
    assert in_the_index() == 0
    assert scene.article.slug not in text_of(scene.reader.get(f"/search/?q={MARK}"))
    handling.restore(item, by=person("tao"), reason="The claimant was wrong.")
    assert in_the_index() == 1
    assert scene.shows(f"/search/?q={MARK}")


def test_leak_16_an_index_that_is_built_anew_takes_no_removed_story_in(scene: Scene) -> None:
    scene.remove()
    with connection.cursor() as cursor:
        table = " ON articles_article" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {'articles_search_row' if table else 'articles_search_update'}{table}")
    ensure_index()
    assert in_the_index() == 0
    erasing.erase(scene.article, by=system_account())
    assert in_the_index() == 0


def test_leak_37_no_version_of_it_is_restored_and_no_draft_is_kept_up(scene: Scene) -> None:
    version = scene.article.version
    copies.save_working_copy(scene.article, by=person("ada"), data={"headline": "Typed"}, version=version)
    scene.remove()
    with pytest.raises(Refused):
        restoring.restore_version(scene.article, version, by=person("ben"))
    with pytest.raises(Refused):
        copies.save_working_copy(scene.article, by=person("ada"), data={"headline": "Typed again"}, version=version)
    kept = copies.of(scene.article, person("ada"))
    assert kept is None or kept.data == {"headline": "Typed"}, "what was typed after the removal is kept nowhere"


def test_leak_40_no_letter_that_waits_tells_of_it(scene: Scene) -> None:
    scene.remove()
    for letter in Letter.objects.all():
        assert MARK.lower() not in f"{letter.subject} {letter.body}".lower()


@pytest.mark.parametrize("path", ["/newsletter/", "/newsletter/archive/", "/push/", "/notifications/"])
def test_leak_41_there_is_no_archive_of_newsletters_and_no_push(scene: Scene, path: str) -> None:
    assert scene.reader.get(path).status_code == 404
    assert not [name for name in surfaces.patterns() if "newsletter" in name or "push" in name]


def test_leak_42_no_log_line_about_its_tombstone_bears_a_word_of_it(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    item = scene.remove()
    proof.examine(item)
    scene.reader.get(scene.path)
    lines = [record.getMessage().lower() for record in caplog.records]
    # Django's own line names the address that was asked, as every access log does; those expire by the server's rule.
    asked = [line for line in lines if scene.path.lower() in line]
    assert all(line.startswith(("gone: ", "not found: ")) for line in asked), asked
    assert [line for line in lines if MARK.lower() in line and line not in asked] == []


def test_leak_43_there_are_no_figures_of_readers(scene: Scene) -> None:
    for path in ("/popular/", "/stats.json", "/trending/", "/most-read/"):
        assert scene.reader.get(path).status_code == 404
    assert MARK not in json.dumps(sorted(surfaces.patterns()))


def test_leak_11_links_from_other_stories_are_listed_on_the_case(scene: Scene, signed_in: SignIn) -> None:
    link = f'<a href="http://testserver{scene.path}">before</a>'
    body = f"<p>As told {link}, the boats were out. All were back by noon, they say.</p>"
    linking = make_article("The morning after", body=body)
    item = scene.remove()
    assert remains.linking_to(scene.article) == [linking]
    page = text_of(signed_in("tao").get(f"/admin/takedowns/case/{item.case_id}/change/"))
    assert "The morning after" in page


def test_leak_14_authors_and_tags_of_no_other_story_are_listed(scene: Scene) -> None:
    alone = make_author("Only Once")
    Byline.objects.create(article=scene.article, author=alone, place=5)
    scene.remove()
    assert remains.emptied_by(scene.article) == [alone]


def test_leak_29_live_stories_with_the_same_picture_are_listed(scene: Scene) -> None:
    other = make_article("A second boat", picture=scene.article.picture)
    scene.remove()
    assert remains.sharing_pictures(scene.article) == [other]


def test_leak_39_copies_and_drafts_are_listed_on_the_case(scene: Scene) -> None:
    key = Fingerprint(kind="text", key="d" * 64)
    Fingerprint.objects.create(article=scene.article, kind="text", key="d" * 64)
    copy = make_article("A copy", status=Status.IN_REVIEW, fingerprints=[key])
    version = scene.article.version
    copies.save_working_copy(scene.article, by=person("ben"), data={"headline": "x"}, version=version)
    item = scene.remove()
    left = remains.of(item, scene.article)
    assert (left.copies, left.drafts) == ([copy], 1)


def test_leak_40_letters_that_were_sent_are_listed_with_their_day(scene: Scene) -> None:
    sent = Letter.objects.create(key="d1", to="reader@home.example", subject="News", body=f"See {scene.path}")
    item = scene.remove()
    assert remains.of(item, scene.article).letters == [sent]


def test_leak_55_the_case_shows_how_often_something_was_kept_out(scene: Scene, signed_in: SignIn) -> None:
    Fingerprint.objects.create(article=scene.article, kind="guid", key="e" * 64)
    item = scene.remove()
    scene.article.bars.filter(kind="guid").update(hits=3)
    page = text_of(signed_in("tao").get(f"/admin/takedowns/case/{item.case_id}/change/"))
    assert "kept from coming back 3 times" in page
