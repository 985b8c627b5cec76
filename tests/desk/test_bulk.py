"""Acts upon many: what will go is said before, each goes through its own verb, nothing twice, and all can be undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Change, Tag
from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.desk import bulk, decisions
from newsroom.desk.bulk import working
from newsroom.desk.models import Beat, BulkAct, BulkState, BulkStep
from tests.world import make_article, make_author, make_country, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
QUEUE = "/admin/articles/article/"
BEGIN = "/admin/desk/bulkact/begin/"


def several(number: int, **values: Any) -> list[Article]:
    return [make_article(status=values.pop("status", Status.INCOMING), **values) for _place in range(number)]


def keys(articles: list[Article]) -> list[int]:
    return [article.pk for article in articles]


def sent(verb: str, articles: list[Article], **given: Any) -> dict[str, Any]:
    return {"verb": verb, "stories": ",".join(map(str, keys(articles))), **given}


def page(client: Client, verb: str, articles: list[Article]) -> str:
    answer = client.post(QUEUE, {"action": verb, "_selected_action": keys(articles)})
    return str(answer.content.decode())


def test_the_page_before_says_what_will_not_go_and_why_and_writes_nothing(signed_in: SignIn) -> None:
    good, bare, elsewhere, held = several(4)
    Beat.objects.create(user=person("ben")).countries.add(make_country("JP"))
    Article.objects.exclude(pk=elsewhere.pk).update(country=make_country("JP"))
    Article.objects.filter(pk=bare.pk).update(source_url="")
    decisions.claim(held, by=person("ada"))
    rows = Change.objects.count()
    shown = page(signed_in("ben"), "publish", [good, bare, elsewhere, held])
    assert "Publish: 1 story" in shown
    assert "which is not on your beat" in shown
    assert "ada is on it." in shown
    assert Change.objects.count() == rows
    assert not BulkAct.objects.exists()


def test_a_look_at_many_costs_a_few_queries_each(django_assert_max_num_queries: Any) -> None:
    articles = several(6)
    with django_assert_max_num_queries(6 * 3 + 6):
        assert len(bulk.look(bulk.ACTS["publish"], keys(articles), by=person("ben")).will) == 6


def test_each_goes_through_its_verb_with_a_row_that_names_the_bulk_act(signed_in: SignIn) -> None:
    articles = several(3)
    answer = signed_in("ben").post(BEGIN, sent("reject", articles, reason="No news"), follow=True)
    assert "Reject: 3 stories done." in answer.content.decode()
    act = BulkAct.objects.get()
    rows = Change.objects.filter(act="reject")
    assert {row.article_id for row in rows} == set(keys(articles))
    assert {(row.reason, row.details["bulk"], row.by.username) for row in rows} == {("No news", act.pk, "ben")}
    assert act.state == BulkState.DONE


def test_without_a_reason_the_page_asks_again_and_does_nothing(signed_in: SignIn) -> None:
    articles = several(2)
    assert "kept in the history" in signed_in("ben").post(BEGIN, sent("reject", articles)).content.decode()
    assert not Article.objects.filter(status=Status.REJECTED).exists()


def test_one_refusal_stops_no_other_and_keeps_its_sentence() -> None:
    good, bare = several(1)[0], make_article("No link", status=Status.INCOMING, source_url="")
    act = bulk.begin("publish", keys([bare, good]), by=person("ben"))
    assert bulk.done_keys(act) == [good.pk]
    assert "cannot be published yet" in bulk.refused_steps(act).get().refused


def test_labels_are_added_to_what_is_there_and_taken_back_with_one_press(signed_in: SignIn) -> None:
    fog, sea = Tag.objects.create(name="Fog", slug="fog"), Tag.objects.create(name="Sea", slug="sea")
    first, second = make_article(tags=[fog]), make_article()
    client = signed_in("ben")
    client.post(BEGIN, sent("add_tags", [first, second], tags=[sea.pk]))
    assert set(first.tags.all()) == {fog, sea}
    assert set(second.tags.all()) == {sea}
    client.post(f"/admin/desk/bulkact/{BulkAct.objects.get().pk}/undo/")
    assert set(first.tags.all()) == {fog}
    assert not second.tags.exists()


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("set_country", lambda: {"country": make_country("NP").pk}),
        ("add_author", lambda: {"authors": [make_author("Dee").pk]}),
        ("set_authors", lambda: {"authors": [make_author("Dee").pk, make_author("Eve").pk]}),
        ("priority", lambda: {"priority": 3}),
        ("assign", lambda: {"assigned_to": person("ada").pk}),
    ],
)
def test_every_label_can_be_set_on_many_once(verb: str, given: Callable[[], Any]) -> None:
    articles = several(2)
    assert len(bulk.done_keys(bulk.begin(verb, keys(articles), by=person("ben"), given=given()))) == 2
    again = bulk.begin(verb, keys(articles), by=person("ben"), given=given())
    assert "already" in bulk.refused_steps(again)[0].refused


def test_undo_leaves_what_somebody_built_upon() -> None:
    first, second = several(2)
    act = bulk.begin("publish", keys([first, second]), by=person("ben"))
    second.refresh_from_db()
    decisions.unpublish(second, by=person("ada"), reason="wrong")
    undone = bulk.undo_of(act, by=person("ben"))
    assert bulk.done_keys(undone) == [first.pk]
    assert "too late" in bulk.refused_steps(undone).get().refused
    assert Article.objects.get(pk=first.pk).status == Status.INCOMING


def waiting(articles: list[Article]) -> BulkAct:
    values = {"verb": "reject", "given": {"reason": "old"}, "articles": keys(articles)}
    return BulkAct.objects.create(by=person("ben"), created_at=timezone.now() - timedelta(hours=1), **values)


def test_more_than_twenty_are_handed_to_the_queue(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 2)
    monkeypatch.setattr(working, "A_TASK", 2)
    articles = several(5)
    act = bulk.begin("reject", keys(articles), by=person("ben"), given={"reason": "old"})
    assert not act.steps.exists()
    shown = signed_in("ben").get(f"/admin/desk/bulkact/{act.pk}/change/").content.decode()
    assert "<progress" in shown
    assert "Stop" in shown
    bulk.work_off.func(act.pk)
    act.refresh_from_db()
    assert act.state == BulkState.DONE
    assert len(bulk.done_keys(act)) == 5


def test_a_killed_worker_is_resumed_by_the_clock_and_nothing_is_done_twice() -> None:
    articles = several(4)
    act = waiting(articles)
    assert working.work(act.pk, most=2) == 2
    BulkAct.objects.update(lease_until=timezone.now() + working.LEASE)
    assert bulk.enqueue_due() == 0, "somebody works on it"
    BulkAct.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert bulk.enqueue_due() == 1
    assert Change.objects.filter(act="reject").count() == 4
    assert working.work(act.pk) == 0
    assert BulkStep.objects.filter(refused="").count() == 4


def test_what_breaks_half_way_leaves_no_step_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    act = waiting(several(2))

    def fall(*_given: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(working, "given_of", fall)
    with pytest.raises(KeyboardInterrupt):
        working.work(act.pk)
    assert not BulkStep.objects.exists()


def test_a_stopped_act_goes_no_further(signed_in: SignIn) -> None:
    act = waiting(several(3))
    working.work(act.pk, most=1)
    signed_in("ben").post(f"/admin/desk/bulkact/{act.pk}/stop/")
    assert working.work(act.pk) == 0
    assert Article.objects.filter(status=Status.REJECTED).count() == 1


def test_others_may_look_and_neither_stop_nor_undo(signed_in: SignIn) -> None:
    act = waiting(several(1))
    BulkAct.objects.update(by=person("ada"))
    ben = signed_in("ben")
    assert ben.get(f"/admin/desk/bulkact/{act.pk}/change/").status_code == 200
    assert ben.post(f"/admin/desk/bulkact/{act.pk}/stop/").status_code == 403
    assert ben.post(f"/admin/desk/bulkact/{act.pk}/undo/").status_code == 403
    assert "Reject: 1 story" in ben.get("/admin/desk/bulkact/").content.decode()


@pytest.mark.parametrize("stories", ["", "x", "1,,<b>", "99999999999999999999999", "٣"])
def test_keys_that_are_none_do_nothing(signed_in: SignIn, stories: str) -> None:
    answer = signed_in("ben").post(BEGIN, {"verb": "publish", "stories": stories, "back": "https://evil.example/"})
    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]


def test_a_writer_and_an_unknown_verb_are_turned_away(signed_in: SignIn) -> None:
    articles = several(1)
    assert signed_in("cy").post(BEGIN, sent("publish", articles)).status_code == 403
    assert signed_in("ben").post(BEGIN, sent("undo", articles)).status_code == 403
    assert signed_in("ben").post(BEGIN, sent("explode", articles)).status_code == 403


def test_nothing_chosen_or_given_is_refused_in_words() -> None:
    with pytest.raises(Unfit):
        bulk.begin("publish", [], by=person("ben"))
    with pytest.raises(Refused, match="Choose something"):
        bulk.begin("add_tags", keys(several(1)), by=person("ben"), given={"tags": []})
