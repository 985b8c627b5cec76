"""The review screen: what came in beside what goes out; an edit keeps what was touched and loses nothing."""

import io
from typing import Any

import pytest
from PIL import Image

from articles import editing, edition, pictures
from articles.models import Article, Country, Picture, Tag
from articles.status import Status
from newsroom.desk import copies
from newsroom.desk.models import WorkingCopy
from newsroom.ingest.models import Capture
from tests.desk.screen import SignIn, address, now, press, typed
from tests.world import make_article, make_author, make_country, person

pytestmark = pytest.mark.django_db


def capture(article: Article, **values: Any) -> Capture:
    source = article.source
    assert source is not None
    facts = {
        "title": "Boats, as it came",
        "full_html": "<p>Forty boats.</p>",
        "reader": "trafilatura",
        "agreement": 0.93,
    }
    return Capture.objects.create(source=source, article=article, verdict="new", **(facts | values))


def make_picture(colour: str, **values: Any) -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (90, 90), colour).save(out, "PNG")
    return pictures.take(out.getvalue(), **values)


def test_what_came_in_stands_beside_what_goes_out(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    editing.revise(
        article,
        by=person("ada"),
        changes={"mends": [{"rule": "punctuation", "place": "headline", "before": "early .", "after": "early."}]},
    )
    capture(article, author="A. Correspondent", url="https://outlet.example/1")
    shown = signed_in("ben").get(address(article)).content.decode()
    for words in ("Boats, as it came", "Forty boats.", "A. Correspondent", "93 %", "early .", article.headline):
        assert words in shown


def test_what_came_in_is_shown_harmless_and_calls_no_outlet(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    capture(
        article, full_html='<p>Text</p><script>alert(1)</script><img src="https://spy.example/a.gif" onerror="x()">'
    )
    shown = signed_in("ben").get(address(article)).content.decode()
    assert "alert(1)" not in shown
    assert "spy.example" not in shown
    assert "[picture]" in shown


def test_findings_stand_on_top_and_lead_to_their_field(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING, body="<p>The list includes:</p>", country=None)
    shown = signed_in("ben").get(address(article)).content.decode()
    assert "Before this can be published" in shown
    assert 'href="#place-body"' in shown
    assert 'id="place-country"' in shown


def test_saving_is_a_revision_of_what_was_touched_alone(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    said = press(signed_in("ben"), article, headline="A better headline")
    assert "“A better headline” was saved." in said
    change = article.changes.get(act="revise")
    assert change.details["fields"] == ["headline"]
    assert change.by.username == "ben"


def test_saving_nothing_changes_nothing(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW, authors=[make_author()], tags=[Tag.objects.create(name="Fog")])
    assert "Nothing was changed." in press(signed_in("ben"), article)
    assert now(article).version == article.version
    assert not article.changes.filter(act="revise").exists()


def test_line_ends_of_a_browser_are_no_change(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW, body="<p>One.</p>\n<p>Two.</p>")
    press(signed_in("ben"), article, body="<p>One.</p>\r\n<p>Two.</p>")
    assert now(article).version == article.version


def test_a_text_is_sanitised_on_its_way_in(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    press(signed_in("ben"), article, body='<p onclick="x()">Fog.</p><script>alert(1)</script><h1>Big</h1>')
    assert now(article).body == "<p>Fog.</p><h2>Big</h2>"


def test_the_status_cannot_be_typed(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    press(signed_in("ben"), article, status="published", published_at="2026-01-01", overruled="1")
    assert now(article).status == Status.IN_REVIEW


def test_authors_keep_their_order_and_tags_come_from_the_vocabulary(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    first, second = make_author("Zed First"), make_author("Abe Second")
    tag, nepal = Tag.objects.create(name="Fog"), make_country("NP")
    client = signed_in("ben")
    press(client, article, authors=[first.pk, second.pk], tags=[tag.pk], also_about=[nepal.pk])
    assert [byline.author for byline in now(article).bylines.all()] == [first, second]
    press(client, article, authors=[second.pk, first.pk])
    assert [byline.author for byline in now(article).bylines.all()] == [second, first]
    assert list(now(article).tags.all()) == [tag]
    press(client, article, tags=["a brand new tag"])
    assert not Tag.objects.filter(name="a brand new tag").exists()
    assert list(now(article).tags.all()) == [tag]


def test_the_second_of_two_editors_sees_the_others_change_and_keeps_the_typed_text(signed_in: SignIn) -> None:
    article = make_article("Old headline", status=Status.IN_REVIEW)
    client = signed_in("ben")
    sent = typed(client, article, standfirst="Typed by Ben", _do="save")
    editing.revise(article, by=person("ada"), changes={"headline": "Ada was here"})
    answer = client.post(address(article), sent)
    said = answer.content.decode()
    assert "Somebody was faster" in said
    assert "Changed while you were typing" in said
    assert "Ada was " in said
    form = answer.context["form"]
    assert (form["standfirst"].value(), form["headline"].value()) == ("Typed by Ben", "Ada was here")
    assert now(article).standfirst == ""


def test_after_a_conflict_the_next_save_goes_upon_theirs(signed_in: SignIn) -> None:
    article = make_article("Old headline", status=Status.IN_REVIEW)
    client = signed_in("ben")
    sent = typed(client, article, standfirst="Typed by Ben", _do="save")
    editing.revise(article, by=person("ada"), changes={"headline": "Ada was here", "body": "<p>Ada's text.</p>"})
    form = client.post(address(article), sent).context["form"]
    again = {name: form.data.getlist(name) for name in form.data}
    client.post(address(article), again)
    found = now(article)
    assert (found.headline, found.standfirst, found.body) == ("Ada was here", "Typed by Ben", "<p>Ada's text.</p>")


def test_what_cannot_be_kept_is_said_at_its_field(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    said = press(signed_in("ben"), article, headline="Kept in the form", source_url="ftp://nowhere")
    assert "see the remarks at the fields" in said
    assert "Kept in the form" in said
    assert now(article).headline != "Kept in the form"


def test_a_story_begins_on_an_empty_page_and_belongs_to_its_writer(signed_in: SignIn) -> None:
    client = signed_in("cy")
    sent = typed(client, None, headline="Fog, explained", body="<p>Fog is a cloud.</p>", country=make_country().pk)
    answer = client.post("/admin/articles/article/add/", sent | {"_do": "save"}, follow=True)
    article = Article.objects.get()
    assert answer.redirect_chain[-1][0] == address(article)
    assert (article.headline, article.kind, article.status) == ("Fog, explained", "original", Status.IN_REVIEW)
    press(client, article, standfirst="And how to see through it.")
    assert now(article).standfirst == "And how to see through it."


def test_what_was_typed_and_never_saved_is_offered_again_and_goes_when_saved(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    copies.save_working_copy(article, by=person("ben"), data={"headline": "Half a thought"}, version=article.version)
    client = signed_in("ben")
    assert "text here that was never saved" in client.get(address(article)).content.decode()
    press(client, article, headline="A whole thought")
    assert not WorkingCopy.objects.exists()


def test_the_past_shows_words_and_no_markup(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW, body="<p>Forty boats.</p>")
    editing.revise(
        article, by=person("ada"), changes={"body": "<p><strong>Fifty</strong> boats.</p>"}, reason="counted"
    )
    shown = signed_in("ben").get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert "Fifty" in shown
    assert "&lt;strong" not in shown
    assert "counted" in shown


def test_the_screen_costs_a_bounded_number_of_queries(signed_in: SignIn, django_assert_max_num_queries: Any) -> None:
    article = make_article(status=Status.IN_REVIEW, authors=[make_author()], tags=[Tag.objects.create(name="Fog")])
    capture(article)
    assert Country.objects.count() > 40
    client = signed_in("ben")
    client.get(address(article))
    with django_assert_max_num_queries(25):
        client.get(address(article))


def test_what_a_picture_shows_is_written_beside_the_story_and_opens_the_gate(signed_in: SignIn) -> None:
    picture = make_picture("teal", cleared=True)
    article = make_article(status=Status.IN_REVIEW, picture=picture)
    assert [finding["code"] for finding in now(article).required_findings] == ["picture-credit"]
    client, before = signed_in("ben"), edition.current().number
    said = press(client, article, picture_alt="Forty boats in fog", picture_credit="Mira Stone")
    assert "was saved" in said
    picture.refresh_from_db()
    assert (picture.alt, picture.credit) == ("Forty boats in fog", "Mira Stone")
    assert now(article).findings == []
    assert now(article).version == article.version
    assert edition.current().number == before + 1


def test_a_story_that_changes_its_picture_leaves_the_old_ones_words_alone(signed_in: SignIn) -> None:
    old, new = make_picture("teal", alt="old"), make_picture("red", alt="new")
    article = make_article(status=Status.IN_REVIEW, picture=old)
    press(signed_in("ben"), article, picture=new.pk, picture_alt="Of which?")
    assert now(article).picture == new
    assert set(Picture.objects.values_list("alt", flat=True)) == {"old", "new"}


def test_scripts_of_the_editor_carry_the_nonce_of_the_answer(signed_in: SignIn) -> None:
    answer = signed_in("ben").get(address(make_article(status=Status.IN_REVIEW)))
    policy = answer.headers["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    shown = answer.content.decode()
    assert f'<script type="importmap" nonce="{nonce}"' in shown or f'nonce="{nonce}" type="importmap"' in shown
    assert f'data-tiptap-style nonce="{nonce}"' in shown
    assert "unsafe" not in policy


def test_an_empty_page_begins_no_story(signed_in: SignIn) -> None:
    client = signed_in("cy")
    answer = client.post("/admin/articles/article/add/", typed(client, None, _do="save"))
    assert "There is nothing to keep yet" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_story_that_is_begun_here_is_called_original_in_the_line_of_its_labels(signed_in: SignIn) -> None:
    sections = signed_in("ben").get("/admin/articles/article/add/").context["sections"]
    assert next(section["inside"] for section in sections if "kind" in section["names"]) == "Original · 0 tags"
