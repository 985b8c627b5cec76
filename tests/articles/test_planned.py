"""On PostgreSQL, what every page asks is planned once a connection."""

from typing import Any

import pytest
from django.db import connection

from articles.models import Article
from articles.planned import OFTEN
from articles.prepared import Prepared
from tests.world import make_article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL plans apart from answering"),
]
ODD = "50% of the 'harbour' %s"


def with_slug(slug: Any) -> Any:
    return Article.objects.published().exclude(standfirst=ODD).filter(slug=slug)


def kept_plans() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%articles_article%'")
        return [row[0] for row in cursor.fetchall()]


def asked_often(prepared: Prepared, slug: str) -> list[Article]:
    return [story for _time in range(OFTEN + 2) for story in prepared(slug)]


def test_what_is_asked_often_is_kept_planned_with_its_constants_and_without_its_values() -> None:
    story, before = make_article(), len(kept_plans())
    assert asked_often(Prepared(with_slug), story.slug) == [story] * (OFTEN + 2)
    newest = kept_plans()[-1]
    assert len(kept_plans()) == before + 1
    assert "'published'" in newest
    assert "50% of the ''harbour'' %s" in newest
    assert story.slug not in newest


def test_a_kept_plan_answers_each_value_with_its_own_rows() -> None:
    one, other, prepared = make_article(), make_article(), Prepared(with_slug)
    assert set(asked_often(prepared, one.slug)) == {one}
    assert list(prepared(other.slug)) == [other]
    assert list(prepared("'; DROP TABLE articles_article; --")) == []
    Article.objects.filter(pk=other.pk).update(standfirst=ODD)
    assert list(prepared(other.slug)) == []


def test_behind_a_pooler_no_plan_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    story, before = make_article(), len(kept_plans())
    assert asked_often(Prepared(with_slug), story.slug) == [story] * (OFTEN + 2)
    assert len(kept_plans()) == before
