"""Counts are sums that triggers keep: whoever writes, they equal what counting would say."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import calendar, count_triggers, counts, editing, lifecycle
from articles.models import Article, Byline, StoryCount, Tag, Tagging
from articles.status import Status
from tests.world import make_article, make_author, make_country, make_source, person

pytestmark = pytest.mark.django_db
Kind = counts.Kind


def truth() -> dict[str, dict[int, int]]:
    """What counting says."""
    public = Article.objects.published()
    found = {
        "country": Counter(public.values_list("country_id", flat=True)),
        "source": Counter(pk for pk in public.values_list("source_id", flat=True) if pk),
        "tag": Counter(Tagging.objects.filter(content_object__in=public).values_list("tag_id", flat=True)),
        "author": Counter(Byline.objects.filter(article__in=public).values_list("author_id", flat=True)),
    }
    return {kind: dict(stories) for kind, stories in found.items()}


def summed() -> dict[str, dict[int, int]]:
    return {kind: counts.each(Kind(kind)) for kind in ("country", "source", "tag", "author")}


def days() -> dict[object, int]:
    moments = Article.objects.published().values_list("published_at", flat=True)
    return dict(Counter(timezone.localdate(moment) for moment in moments))


def tags(*names: str) -> list[Tag]:
    return [Tag.objects.get_or_create(name=name)[0] for name in names]


def test_a_story_counts_from_its_publication_to_its_end_in_every_place() -> None:
    ada = person("ada")
    story = make_article(status=Status.IN_REVIEW, authors=[make_author()], tags=tags("Harbour", "Fog"))
    assert summed() == truth() == {"country": {}, "source": {}, "tag": {}, "author": {}}
    lifecycle.move(story, Status.PUBLISHED, by=ada)
    assert summed() == truth()
    assert counts.of(Kind.COUNTRY, story.country_id or 0) == 1
    assert counts.by_month() == {timezone.localdate().replace(day=1): 1}
    lifecycle.move(story, Status.UNPUBLISHED, by=ada, reason="Mistaken.")
    assert summed() == truth() == {"country": {}, "source": {}, "tag": {}, "author": {}}
    assert counts.by_month() == {}


def test_new_labels_move_a_public_story_from_here_to_there() -> None:
    story = make_article(status=Status.PUBLISHED, authors=[make_author()], tags=tags("Harbour", "Fog"))
    changes = {"country": make_country("TR"), "tags": tags("Fog", "Ferries"), "authors": [make_author("Mel Harbour")]}
    editing.revise(story, by=person("ada"), changes=changes)
    assert summed() == truth()
    assert counts.of(Kind.COUNTRY, changes["country"].pk) == 1  # type: ignore[attr-defined]


def test_a_change_past_every_verb_is_counted_too() -> None:
    first, second = (make_article(status=Status.PUBLISHED, tags=tags("Harbour")) for _number in range(2))
    outlet = make_source("Other Gazette", host="other.example")
    Article.objects.filter(pk=first.pk).update(source=outlet)
    Tag.objects.filter(name="Harbour").delete()
    assert summed() == truth()
    assert counts.each(Kind.SOURCE)[outlet.pk] == 1
    assert counts.each(Kind.SOURCE, [second.source_id or 0]) == {second.source_id: 1}


def test_counting_anew_and_making_rows_one_change_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [make_article(status=Status.PUBLISHED, authors=[make_author()], tags=tags("Fog")) for _n in range(3)]
    lifecycle.move(stories[0], Status.UNPUBLISHED, by=person("ada"), reason="Mistaken.")
    before = summed(), counts.by_month()
    monkeypatch.setattr(counts, "LOOSE", 1)
    assert counts.tidy() > 0
    assert (summed(), counts.by_month()) == before
    assert StoryCount.objects.count() == 5
    assert counts.tidy() == 0
    counts.recount()
    assert (summed(), counts.by_month()) == before


def test_lost_triggers_are_made_again_and_what_they_missed_is_counted() -> None:
    counts.set_aside()
    make_article(status=Status.PUBLISHED, tags=tags("Fog"))
    assert summed() != truth()
    assert not count_triggers.standing(connection)
    counts.ensure()
    assert count_triggers.standing(connection)
    assert summed() == truth()
    assert counts.by_day(timezone.localdate(), timezone.localdate() + timedelta(days=1)) == days()


def test_triggers_of_another_shape_do_not_count_as_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = [count_triggers.WATCHED[0]._replace(counts="{row}.status <> 'published'"), *count_triggers.WATCHED[1:]]
    assert count_triggers.standing(connection)
    monkeypatch.setattr(count_triggers, "WATCHED", changed)
    assert not count_triggers.standing(connection)


def test_the_busiest_come_first_and_the_nearest_day_is_found() -> None:
    for names in (("Fog",), ("Fog", "Harbour"), ("Fog", "Harbour", "Ferries")):
        make_article(status=Status.PUBLISHED, tags=tags(*names))
    named = {tag.pk: tag.name for tag in Tag.objects.all()}
    assert [named[pk] for pk in counts.busiest(Kind.TAG, 2)] == ["Fog", "Harbour"]
    today = timezone.localdate()
    assert counts.nearest_day(today, before=True) is None
    assert counts.nearest_day(today, before=False) == today
    assert calendar.latest_before(today + timedelta(days=40)) == today.replace(day=1)
