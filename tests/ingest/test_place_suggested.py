"""What the words tell of a story's countries comes in beside it as suggestions, each with its reason."""

import pytest

from articles.models import Article
from newsroom.ingest.models import Rule, Suggestion
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_outlet, poll
from tests.ingest.test_ruling import make_rule
from tests.world import make_country

pytestmark = pytest.mark.django_db
RAIL = Story(slug="rail", title="Mongolia and Kazakhstan agree on a rail line")


def test_a_new_story_bears_its_countries_and_keeps_why(web: FakeWeb) -> None:
    make_country("KZ")
    outlet = make_outlet(web)
    outlet.tells(RAIL)
    poll(outlet)
    article = Article.objects.get()
    rows = {(row.kind, row.value): row for row in Suggestion.objects.filter(kind__in=["country", "also_about"])}
    assert set(rows) == {("country", "MN"), ("also_about", "KZ")}
    assert article.country is not None
    assert article.country.iso2 == "MN"
    assert [country.iso2 for country in article.also_about.all()] == ["KZ"]
    first = rows["country", "MN"]
    assert first.applied
    assert first.reason.startswith("Mongolia: “Mongolia”")
    assert "the outlet is at home there" in first.reason
    assert 0 < rows["also_about", "KZ"].score < first.score


def test_beside_the_country_that_a_rule_sets_the_rest_is_also_about(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    make_rule(outlet.feed, Rule.Act.COUNTRY, ("title", "has", "rail"), country=make_country("KZ"))
    outlet.tells(RAIL)
    poll(outlet)
    article = Article.objects.get()
    assert article.country is not None
    assert article.country.iso2 == "KZ"
    rows = Suggestion.objects.filter(kind__in=["country", "also_about"])
    assert [(row.kind, row.value) for row in rows] == [("also_about", "MN")]
