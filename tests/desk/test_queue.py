"""The review queue: what waits, in tabs, filters and words; many decided at once; never a count of everything."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Country
from articles.status import Status
from newsroom.desk import decisions, grouping
from newsroom.desk.admin import queue
from newsroom.desk.admin.articles import ArticleAdmin
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
QUEUE = "/admin/articles/article/"
BEGIN = "/admin/desk/bulkact/begin/"


def text(client: Client, address: str = QUEUE, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def copies(articles: list[Article], number: int) -> None:
    """Many more rows like these, without the work of making each."""
    for article in Article.objects.filter(pk__in=[article.pk for article in articles]):
        for place in range(number // len(articles) + 1):
            article.pk, article.slug = None, f"copy-{article.source_id}-{place}"
            article.save_base(raw=True, force_insert=True)


def chosen(*articles: Article) -> list[str]:
    return [str(article.pk) for article in articles]


def test_the_first_queue_is_what_waits(signed_in: SignIn) -> None:
    make_article("Boats wait for fog", status=Status.INCOMING)
    make_article("Lamp is looked at", status=Status.IN_REVIEW)
    make_article("Ferry has sailed", status=Status.PUBLISHED)
    shown = text(signed_in("ben"))
    assert "Boats wait for fog" in shown
    assert "Lamp is looked at" in shown
    assert "Ferry has sailed" not in shown


@pytest.mark.parametrize("status", [Status.SCHEDULED, Status.PUBLISHED, Status.REJECTED, Status.UNPUBLISHED])
def test_each_state_has_its_tab(signed_in: SignIn, status: Status) -> None:
    make_article("The one looked for", status=status)
    assert "The one looked for" in text(signed_in("ben"), queue=status.value)
    assert "The one looked for" in text(signed_in("ben"), queue="all")


def test_what_is_held_or_withdrawn_is_the_officers_and_the_chiefs(signed_in: SignIn) -> None:
    assert "queue=withheld" in text(signed_in("tao"))
    assert "queue=withheld" in text(signed_in("ada"))
    assert "queue=withheld" not in text(signed_in("ben"))


def test_mine_is_what_i_hold_and_what_i_began(signed_in: SignIn) -> None:
    held = make_article("Held by Ben", status=Status.INCOMING)
    decisions.claim(held, by=person("ben"))
    decisions.begin(by=person("ben"), headline="Begun by Ben")
    make_article("Of nobody", status=Status.INCOMING)
    shown = text(signed_in("ben"), queue="mine")
    assert "Held by Ben" in shown
    assert "Begun by Ben" in shown
    assert "Of nobody" not in shown


def test_a_full_page_costs_no_more_queries_than_three(signed_in: SignIn, django_assert_max_num_queries: Any) -> None:
    client = signed_in("ben")
    several = [make_article(status=Status.IN_REVIEW, source=make_source(f"Outlet {number}")) for number in range(3)]
    decisions.claim(several[0], by=person("ada"))
    grouping.merge(several[1:], by=person("ada"))
    text(client)
    with django_assert_max_num_queries(22) as few:
        text(client)
    copies(several, 100)
    with django_assert_max_num_queries(len(few)):
        shown = text(client)
    assert shown.count('class="story"') == ArticleAdmin.list_per_page


def test_counting_stops_at_the_cap_and_says_so(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "CAP", 3)
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 2)
    for _number in range(5):
        make_article(status=Status.INCOMING)
    shown = text(signed_in("ben"))
    assert '<span class="count">3+</span>' in shown
    assert "the first 3 of more" in shown
    assert text(signed_in("ben"), p="2").count('class="story"') == 1


def test_filters_narrow_and_are_kept_in_the_address(signed_in: SignIn) -> None:
    nepal = make_country("NP")
    blocked = make_article("Cut off", status=Status.INCOMING, body="<p>The list includes:</p>", country=nepal)
    sound = make_article("Sound", status=Status.INCOMING)
    client = signed_in("ben")
    for query in ({"country": str(nepal.pk)}, {"findings": "blocked"}):
        shown = text(client, queue="waiting", **query)
        assert blocked.headline in shown
        assert f'dir="auto">{sound.headline}</a>' not in shown
    assert "Sound</a>" in text(client, findings="open")
    assert "queue=waiting" in text(client, queue="waiting", findings="blocked")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"age": "6h"}, {"Young"}),
        ({"age": "older"}, {"Old"}),
        ({"claimed": "me"}, {"Young"}),
        ({"claimed": "others"}, {"Old"}),
        ({"claimed": "nobody"}, set()),
        ({"rights": "licensed"}, {"Young", "Old"}),
        ({"rights": "own"}, set()),
        ({"covered": "no"}, {"Young", "Old"}),
        ({"covered": "yes"}, set()),
        ({"language": "en"}, {"Young", "Old"}),
        ({"country": "none"}, set()),
        ({"source": "none"}, set()),
        ({"kind__exact": "licensed"}, {"Young", "Old"}),
    ],
)
def test_every_filter_finds_what_it_says(signed_in: SignIn, query: dict[str, str], found: set[str]) -> None:
    young, old = make_article("Young", status=Status.INCOMING), make_article("Old", status=Status.INCOMING)
    decisions.claim(young, by=person("ben"))
    decisions.claim(old, by=person("ada"))
    Article.objects.filter(pk=old.pk).update(arrived_at=timezone.now() - timedelta(days=9))
    shown = text(signed_in("ben"), **query)
    assert {name for name in ("Young", "Old") if f">{name}</a>" in shown} == found


@pytest.mark.parametrize(
    "query",
    [
        {"queue": "bogus"},
        {"country": "1 or 1=1"},
        {"source": "999999999999999999999"},
        {"p": "minus"},
        {"q": '"' * 40},
        {"q": "https://" + "x" * 3000},
        {"age": "<script>"},
        {"findings": "\x00"},
    ],
)
def test_a_broken_address_shows_a_page_and_no_error(signed_in: SignIn, query: dict[str, str]) -> None:
    make_article("Still here", status=Status.INCOMING)
    answer = signed_in("ben").get(QUEUE, query, follow=True)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("<script>\n", "")


def test_search_knows_headlines_originals_and_addresses(signed_in: SignIn) -> None:
    article = make_article("Lanterns float home", status=Status.INCOMING, source_headline="Laternen treiben heim")
    other = make_article("Something else", status=Status.INCOMING)
    client = signed_in("ben")
    for words in ("lanterns", "Laternen", article.source_url):
        shown = text(client, q=words)
        assert article.headline in shown
        assert other.headline not in shown


def test_what_is_found_in_a_text_alone_stands_below_what_is_found_in_a_headline(signed_in: SignIn) -> None:
    client = signed_in("ben")
    make_article("Quay reopens", status=Status.INCOMING, body="<p>The lighthouse keeper waved.</p>")
    assert "Quay reopens" in text(client, q="lighthouse")
    make_article("Lighthouse painted", status=Status.INCOMING)
    make_article("Quay closes", status=Status.INCOMING, body="<p>Nobody lit the lighthouse.</p>")
    shown = text(client, q="lighthouse")
    assert shown.index("Lighthouse painted") < shown.index("Quay closes") < shown.index("Quay reopens")
    assert "Quay" not in text(client, q="windmill")


def test_an_empty_queue_says_what_to_do_now(signed_in: SignIn) -> None:
    assert "Nothing waits." in text(signed_in("ada"))
    assert "Add a source" in text(signed_in("ada"))
    assert "Nothing matches." in text(signed_in("ada"), q="lighthouse")
    assert "You are on nothing." in text(signed_in("ada"), queue="mine")


def test_publishing_many_names_each_refusal(signed_in: SignIn) -> None:
    good, bad = (
        make_article(status=Status.INCOMING),
        make_article("No link here", status=Status.INCOMING, source_url=""),
    )
    sent = {"verb": "publish", "stories": ",".join(chosen(good, bad))}
    answer = signed_in("ben").post(BEGIN, sent, follow=True)
    said = answer.content.decode()
    assert "Publish: 1 story done." in said
    assert "“No link here” cannot be published yet." in said
    assert Article.objects.get(pk=good.pk).status == Status.PUBLISHED
    assert Article.objects.get(pk=bad.pk).status == Status.INCOMING


def test_rejecting_many_asks_why_first(signed_in: SignIn) -> None:
    articles = [make_article(status=Status.INCOMING) for _number in range(2)]
    client, picked = signed_in("ben"), chosen(*articles)
    asked = client.post(QUEUE, {"action": "reject", "_selected_action": picked})
    assert "kept in the history" in asked.content.decode()
    assert Article.objects.filter(status=Status.REJECTED).count() == 0
    sent = {"verb": "reject", "stories": ",".join(picked)}
    assert "This field is required" in client.post(BEGIN, sent).content.decode()
    client.post(BEGIN, sent | {"reason": "Not our beat"})
    assert Article.objects.filter(status=Status.REJECTED).count() == 2
    assert articles[0].changes.get(act="reject").reason == "Not our beat"


def test_grouping_many_makes_one_coverage_with_its_title(signed_in: SignIn) -> None:
    articles = [make_article(status=Status.INCOMING) for _number in range(2)]
    sent = {"verb": "group", "stories": ",".join(chosen(*articles)), "title": "The fog"}
    signed_in("ben").post(BEGIN, sent)
    assert {article.coverage.title for article in Article.objects.select_related("coverage") if article.coverage} == {
        "The fog"
    }
    assert "2 stories" in text(signed_in("ben"), covered="yes")


def test_claiming_many_puts_one_on_them_and_says_whose_the_others_are(signed_in: SignIn) -> None:
    free, held = make_article(status=Status.INCOMING), make_article("Ada has it", status=Status.INCOMING)
    decisions.claim(held, by=person("ada"))
    answer = signed_in("ben").post(BEGIN, {"verb": "claim", "stories": ",".join(chosen(free, held))}, follow=True)
    assert "da is on “Ada has it”" in answer.content.decode()
    assert Article.objects.get(pk=free.pk).claim.by.username == "ben"


def test_a_writer_is_offered_no_verb_of_an_editor_and_cannot_force_it(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    client = signed_in("cy")
    assert 'value="publish"' not in text(client)
    client.post(QUEUE, {"action": "publish", "_selected_action": chosen(article)})
    assert Article.objects.get(pk=article.pk).status == Status.IN_REVIEW


def test_nobody_deletes_an_article(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    client = signed_in("root")
    assert "delete_selected" not in text(client)
    assert client.post(f"{QUEUE}{article.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_stranger_is_sent_to_sign_in(signed_in: SignIn) -> None:
    assert signed_in("zoe").get(QUEUE).status_code == 302
    assert Client().get(QUEUE).headers["Location"].startswith("/admin/login/")


def test_hostile_words_are_shown_as_words(signed_in: SignIn) -> None:
    make_article("<img src=x onerror=alert(1)>", status=Status.INCOMING, source_headline='"><script>alert(2)</script>')
    Country.objects.filter(iso2="MN").update(name="<b>MN</b>")
    shown = text(signed_in("ben"))
    assert "<img src=x" not in shown
    assert "<script>alert" not in shown
    assert "<b>MN" not in shown
