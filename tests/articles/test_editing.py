"""How a text changes: whole or not at all, never under somebody's hands, always with history."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from articles import editing, edition
from articles.accounts import system_account
from articles.models import Article, Change, Fingerprint, OldAddress, Tag, Tagging
from articles.refusals import GateClosed, NotPermitted, SomeoneWasFirst, Unfit
from articles.status import Status
from tests.world import make_article, make_author, person

pytestmark = pytest.mark.django_db


def revise(article: Article, **changes: object) -> Change:
    return editing.revise(article, by=system_account(), changes=changes)


def test_a_body_is_sanitised_before_it_is_stored() -> None:
    article = make_article(status=Status.IN_REVIEW)
    revise(article, body="<p onclick=x()>Boats.<script>alert(1)</script></p>")
    assert article.body == "<p>Boats.</p>"
    assert article.body_text == "Boats."


def test_a_revision_keeps_what_was_there_before() -> None:
    article = make_article("Boats out early", status=Status.IN_REVIEW)
    change = revise(article, headline="Boats back late")
    assert change.details["before"] == {"headline": "Boats out early"}
    assert [past.headline for past in article.history.all()][:2] == ["Boats back late", "Boats out early"]


def test_the_second_of_two_editors_does_not_overwrite_the_first() -> None:
    article = make_article(status=Status.IN_REVIEW)
    seen = article.version
    editing.revise(article, by=system_account(), changes={"headline": "The first"}, version=seen)
    with pytest.raises(SomeoneWasFirst):
        editing.revise(article, by=system_account(), changes={"headline": "The second"}, version=seen)
    assert Article.objects.get(pk=article.pk).headline == "The first"


def test_a_live_article_cannot_be_edited_into_one_that_the_gate_refuses() -> None:
    article = make_article()
    with pytest.raises(GateClosed, match="no headline"):
        revise(article, headline=" ")
    assert Article.objects.get(pk=article.pk).headline != ""


def test_readers_see_a_revision_of_a_live_article_in_a_new_edition() -> None:
    article = make_article()
    before = edition.current().number
    revise(article, headline="Boats back late")
    assert edition.current().number > before


def test_the_slug_follows_the_headline_until_readers_know_it() -> None:
    article = make_article("Boats out early", status=Status.IN_REVIEW)
    revise(article, headline="नाव वापस आई")
    assert article.slug == "नाव-वापस-आई"
    live = make_article("Harbour opens at dawn")
    revise(live, headline="Harbour opens late")
    assert live.slug == "harbour-opens-at-dawn"


def test_an_old_slug_of_a_live_article_is_kept_so_that_readers_find_it() -> None:
    article = make_article("Harbour opens at dawn")
    revise(article, slug="harbour-opens")
    assert article.slug == "harbour-opens"
    assert OldAddress.objects.get(slug="harbour-opens-at-dawn").article == article
    another = make_article("Harbour opens at dawn")
    assert another.slug == "harbour-opens-at-dawn-2"


def test_tags_and_authors_of_a_live_article_know_since_when_it_is_public() -> None:
    article, tag, author = make_article(), Tag.objects.create(name="ports"), make_author()
    revise(article, tags=[tag], authors=[author, author])
    assert Tagging.objects.get().shown_at == article.published_at
    assert [byline.author for byline in article.bylines.all()] == [author]
    assert list(Article.objects.tagged(tag)) == [article]
    assert list(Article.objects.by_author(author)) == [article]


def test_what_is_withdrawn_cannot_be_edited() -> None:
    with pytest.raises(Unfit, match="withdrawn"):
        revise(make_article(status=Status.WITHDRAWN), headline="Again")


def test_a_stranger_cannot_edit() -> None:
    with pytest.raises(NotPermitted):
        editing.revise(make_article(), by=User.objects.create(username="stranger"), changes={"headline": "Mine"})


def test_a_field_that_is_not_for_editing_is_refused() -> None:
    with pytest.raises(Unfit, match="status"):
        revise(make_article(), status="published")


def test_two_articles_cannot_hold_the_same_address() -> None:
    make_article(fingerprints=[Fingerprint(kind="address", key="a" * 64)])
    with pytest.raises(IntegrityError):
        make_article(fingerprints=[Fingerprint(kind="address", key="a" * 64)])


def test_a_correction_needs_a_note_and_a_live_article() -> None:
    article = make_article()
    correction = editing.correct(
        article, by=system_account(), note="Forty boats, not four.", changes={"headline": "Forty"}
    )
    assert (correction.note, article.headline) == ("Forty boats, not four.", "Forty")
    with pytest.raises(Unfit, match="what was wrong"):
        editing.correct(article, by=system_account(), note=" ")
    with pytest.raises(Unfit, match="in review"):
        editing.correct(make_article(status=Status.IN_REVIEW), by=system_account(), note="Too early.")


def test_a_remark_of_ingest_is_lifted_only_by_who_may_restore() -> None:
    remark = {"code": "near-match", "level": "required", "sentence": "Close to something withdrawn.", "place": "body"}
    article = make_article(status=Status.IN_REVIEW, remarks=[remark])
    assert [finding["code"] for finding in article.required_findings] == ["near-match"]
    with pytest.raises(NotPermitted):
        editing.lift_remark(article, "near-match", by=User.objects.create(username="stranger"), reason="No.")
    with pytest.raises(Unfit, match="takedown officer"):
        editing.revise(article, by=person("ben"), changes={"remarks": []})
    editing.lift_remark(article, "near-match", by=person("tao"), reason="Another story.")
    assert article.required_findings == []


def test_readers_are_told_of_an_update_when_the_text_changed_and_not_for_a_label() -> None:
    article = make_article()
    revise(article, tags=[Tag.objects.create(name="ports")], language="fr")
    assert article.edited_at is None
    revise(article, body="<p>Forty-one boats left.</p>")
    assert article.edited_at is not None
