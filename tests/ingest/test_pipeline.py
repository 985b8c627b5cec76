"""Stories walk in: what a poll brings, what it leaves alone, and what it keeps out."""

import pytest

from articles.models import Article
from newsroom.ingest import pipeline
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_outlet

pytestmark = pytest.mark.django_db


def test_a_new_story_waits_with_its_source_its_text_and_its_section(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    fetch = pipeline.visit(outlet.feed)
    assert (fetch.outcome, fetch.entries, fetch.new) == ("read", 1, 1), fetch.sentence
    article = Article.objects.get()
    assert article.status == "incoming"
    assert article.headline == "Mongolia's lake harbour opens a new pier"
    assert "kites" in article.body_text
