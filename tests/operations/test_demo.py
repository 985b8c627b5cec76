"""The demo newsroom is built by the real pipeline and the real verbs, and building it again doubles nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from articles.models import Article, Author, Coverage, Source
from articles.status import Status
from newsroom.operations.demo import build
from newsroom.takedowns.models import Case

pytestmark = pytest.mark.django_db


def test_the_demo_is_refused_where_it_is_off() -> None:
    with pytest.raises(CommandError, match="Set DEMO=1"):
        call_command("demo")


@pytest.mark.slow
def test_the_demo_stands_and_a_second_building_adds_nothing(settings: Any) -> None:
    settings.INGEST_TRANSPORT = "newsroom.operations.demo.press.transport"
    for _ in range(2):
        for _sentence, work in build.steps():
            work()
    assert (Source.objects.count(), Author.objects.count()) == (6, 5)
    assert Article.objects.count() == 66
    assert Article.objects.published().count() > 45
    assert 5 < Article.objects.waiting().count() < 15
    assert Coverage.objects.count() >= 3
    assert sorted(Case.objects.values_list("state", flat=True)) == ["closed", "confirmed", "held"]
    oldest = Article.objects.published().order_by("published_at").first()
    assert oldest
    assert oldest.published_at
    assert timezone.now() - oldest.published_at > timedelta(days=60)
    assert not Article.objects.filter(published_at__gt=timezone.now()).exists()
    assert {"ar", "hi", "zh"} <= set(Article.objects.published().values_list("language", flat=True))
    assert not Source.objects.filter(Q(medium="") | Q(owner="") | Q(paywall="")).exists()
    front = Client().get("/").content.decode()
    assert "Everything on these pages is invented" in front
    assert '<a href="/how-we-work/"' in front
    removed = Article.objects.get(status=Status.WITHDRAWN)
    assert Client().get(removed.get_absolute_url()).status_code == 410
