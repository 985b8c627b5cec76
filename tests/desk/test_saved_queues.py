"""Saved queues: kept from the lists that they narrow, counted by the same filters, shared, opened, put in order."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.status import Status
from newsroom.desk import decisions, saved_queues
from newsroom.desk.models import Beat, SavedQueue
from newsroom.desk.saved_queues import reading
from tests.thorough import examples
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
ADD, LIST = "admin:desk_savedqueue_add", "admin:desk_savedqueue_changelist"
TRIAGE, STORIES = "/admin/articles/article/triage/", "/admin/articles/article/"


def make_queue(name: str = "Korea", owner: str = "ben", query: str = "", **values: Any) -> SavedQueue:
    return SavedQueue.objects.create(name=name, owner=person(owner), query=query, **values)


def at(page: str, queue: SavedQueue, *more: str) -> str:
    return reverse(f"admin:desk_savedqueue_{page}", args=[queue.pk, *more])


def looking(name: str) -> User:
    """A person whose permissions were asked already, as on every page before its menu."""
    user = person(name)
    user.get_all_permissions()
    return user


def menu(client: Client) -> dict[str, str]:
    rows = client.get(reverse("admin:index")).context["desk_queues"]["rows"]
    return {row["queue"].name: row["count"] for row in rows}


def said(client: Client, url: str) -> str:
    return str(client.get(url, follow=True).content.decode())


def test_a_filter_whose_value_is_gone_is_left_out_and_named(signed_in: SignIn) -> None:
    source = make_source("Short Lived")
    queue = make_queue(query=f"source={source.pk}&kind__exact=poem&colour=red")
    make_article(status=Status.INCOMING)
    source.delete()
    client = signed_in("ben")
    shown = said(client, at("open", queue))
    for sentence in ("The source of this queue is gone", "The kind of this queue is gone", "The filter “colour”"):
        assert sentence in shown
    assert menu(client) == {"Korea": "1"}
    assert "The source of this queue is gone" in said(client, at("change", queue))


def test_mine_is_whose_who_looks(signed_in: SignIn) -> None:
    queue = make_queue("On it", owner="ada", query="claimed=me", shared=True)
    decisions.claim(make_article(status=Status.INCOMING), by=person("ben"))
    assert menu(signed_in("ben")) == {"On it": "1"}
    assert menu(signed_in("ada")) == {"On it": "0"}
    assert saved_queues.kept(queue.query).is_relative


def test_my_beat_is_counted_for_each_person_and_a_kept_queue_says_whether_it_is_meant(signed_in: SignIn) -> None:
    Beat.objects.create(user=person("ben")).countries.add(make_country("JP"))
    make_article(status=Status.INCOMING, country=make_country("JP"))
    make_article(status=Status.INCOMING, country=make_country("NP"))
    make_queue("Beat", owner="ada", query="beat=mine", shared=True)
    make_queue("Whole", owner="ada", query="queue=waiting", shared=True)
    ben, ada = signed_in("ben"), signed_in("ada")
    assert menu(ben) == {"Beat": "1", "Whole": "2"}
    assert menu(ada) == {"Beat": "2", "Whole": "2"}
    whole = ben.get(at("open", SavedQueue.objects.get(name="Whole")), follow=True)
    assert len(whole.context["cl"].shown) == 2


@pytest.mark.parametrize(
    "query",
    [
        "queue=mine",
        "queue=all&kind__exact=licensed",
        "language=en",
        "rights=licensed",
        "quality=none",
        "findings=clean",
        "age=24h",
        "assigned=nobody",
        "due=none",
        "covered=no",
        "suggested=open",
        "q=harbour",
        "country=none&q=harbour",
    ],
)
def test_a_number_is_that_of_the_list_itself(signed_in: SignIn, query: str) -> None:
    for status in (Status.INCOMING, Status.PUBLISHED):
        make_article("Harbour lights", status=status)
    make_article(status=Status.INCOMING, country=None)
    client, queue = signed_in("ben"), make_queue(query=query)
    opened = client.get(at("open", queue), follow=True)
    assert menu(client) == {"Korea": str(opened.context["cl"].result_count)}


def test_nothing_is_counted_further_than_a_hundred(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(reading, "MOST_COUNTED", 2)
    for _number in range(4):
        make_article(status=Status.INCOMING)
    reader, queue = saved_queues.Reader(looking("ben")), make_queue()
    with django_assert_num_queries(1) as asked:
        assert saved_queues.counts([queue], reader) == {queue.pk: "2+"}
    assert "LIMIT 3" in asked[0]["sql"]
    assert "ORDER BY" not in asked[0]["sql"]


def test_of_an_endless_queue_only_the_newest_are_looked_through(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    japan, reader = make_country("JP"), saved_queues.Reader(looking("ben"))
    for country in (japan, japan, make_country("NP")):
        make_article(country=country)
    assert reader.count(f"queue=published&country={japan.pk}") == "2"
    monkeypatch.setattr(reading, "LOOKED_THROUGH", 2)
    with django_assert_num_queries(2):
        assert reader.count(f"queue=published&country={japan.pk}") == "1+"


def test_a_number_is_asked_once_until_the_filters_change(django_assert_num_queries: Any) -> None:
    make_article(status=Status.INCOMING)
    reader, queue = saved_queues.Reader(person("ben")), make_queue()
    assert saved_queues.counts([queue], reader) == {queue.pk: "1"}
    with django_assert_num_queries(0):
        assert saved_queues.counts([queue], saved_queues.Reader(reader.user)) == {queue.pk: "1"}
    queue.query = "queue=published"
    assert saved_queues.counts([queue], reader) == {queue.pk: "0"}


def test_the_menu_costs_one_query_however_many_queues(signed_in: SignIn, django_assert_num_queries: Any) -> None:
    for number in range(14):
        make_queue(f"Queue {number:02}", place=number, query=f"country={make_country().pk}&claimed=me")
    request: Any = signed_in("ben").get(reverse("admin:index")).wsgi_request
    saved_queues.in_menu(request)
    with django_assert_num_queries(1):
        found = saved_queues.in_menu(request)
    assert (len(found["rows"]), found["more"]) == (12, True)


def test_where_there_is_no_queue_the_menu_asks_nothing(signed_in: SignIn, django_assert_num_queries: Any) -> None:
    make_queue("Bens own")
    request: Any = signed_in("cy").get(reverse("admin:index")).wsgi_request
    with django_assert_num_queries(0):
        assert saved_queues.in_menu(request) == {"rows": [], "more": False}
    make_queue("For all", owner="ada", shared=True)
    assert menu(signed_in("cy")) == {"For all": "0"}


def test_the_review_screen_with_queues_in_its_menu_stays_within_the_bound(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    make_queue()
    url = reverse("admin:articles_article_change", args=[make_article(status=Status.IN_REVIEW).pk])
    client = signed_in("ben")
    client.get(url)
    with django_assert_max_num_queries(25):
        client.get(url)


def test_cold_a_queue_costs_its_count_and_the_choices_of_its_filters(django_assert_max_num_queries: Any) -> None:
    country, source, reader = make_country(), make_source(), saved_queues.Reader(looking("ben"))
    queues = [make_queue(f"Q{number}", query=f"country={country.pk}&source={source.pk}") for number in range(10)]
    with django_assert_max_num_queries(12):
        saved_queues.counts(queues, reader)


def test_the_menu_shows_the_queues_with_their_numbers_and_which_is_open(signed_in: SignIn) -> None:
    queue, client = make_queue("<b>Late</b>", query="due=over"), signed_in("ben")
    page = client.get(saved_queues.kept(queue.query).address).content.decode()
    assert f'href="{at("open", queue)}" aria-current="true"><bdi>&lt;b&gt;Late&lt;/b&gt;</bdi>' in page
    assert 'aria-current="true"' not in client.get(f"{TRIAGE}?due=ahead").content.decode().split("</nav>")[0]
    assert "desk-queues" not in signed_in("cy").get("/admin/").content.decode()


def test_the_pages_of_strangers_know_nothing_of_queues() -> None:
    make_queue(shared=True)
    assert not saved_queues.visible_to(person("zoe")).exists()
    assert Client().get(reverse("admin:login")).status_code == 200


hostile = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
pairs = st.tuples(
    st.one_of(st.sampled_from(["queue", "country", "source", "kind__exact", "beat", "q", "p", "age", "e"]), hostile),
    st.one_of(st.sampled_from(["none", "-1", "9" * 30, "mine", "me", "%00", "[]"]), hostile),
)


@examples(60)
@given(st.lists(pairs, max_size=6).map(lambda found: "&".join(f"{quote(a)}={quote(b)}" for a, b in found)) | hostile)
def test_no_query_string_breaks_a_page(query: str) -> None:
    cache.clear()
    SavedQueue.objects.all().delete()
    queue, client = make_queue(query=query), Client()
    client.force_login(person("ben"), "newsroom.desk.roles.RolesBackend")
    assert client.get(at("open", queue), follow=True).status_code == 200
    assert client.get(at("change", queue)).status_code == 200
    assert client.get(reverse(LIST)).status_code == 200
    client.post(reverse(ADD), {"name": "Again", "address": f"{TRIAGE}?{query}"})
    kept = saved_queues.kept(SavedQueue.objects.order_by("pk").last().query)  # type: ignore[union-attr]
    assert saved_queues.Reader(person("ben")).sift(kept.stored).lost == []
    assert saved_queues.from_address(kept.address) == kept


def test_counting_changes_nothing() -> None:
    make_article(status=Status.INCOMING)
    before = list(Article.objects.values())
    saved_queues.Reader(person("ben")).count("queue=all")
    assert list(Article.objects.values()) == before
