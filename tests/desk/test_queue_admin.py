"""The pages of saved queues: keeping one from a list, naming, sharing, changing, moving, and whose is whose."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.status import Status
from newsroom.desk import digests, saved_queues
from newsroom.desk.admin.queue_forms import QueueForm
from newsroom.desk.models import QueueDigest, SavedQueue
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
ADD, LIST = "admin:desk_savedqueue_add", "admin:desk_savedqueue_changelist"
TRIAGE, STORIES = "/admin/articles/article/triage/", "/admin/articles/article/"


def make_queue(name: str = "Korea", owner: str = "ben", query: str = "", **values: Any) -> SavedQueue:
    return SavedQueue.objects.create(name=name, owner=person(owner), query=query, **values)


def at(page: str, queue: SavedQueue, *more: str) -> str:
    return reverse(f"admin:desk_savedqueue_{page}", args=[queue.pk, *more])


def menu(client: Client) -> dict[str, str]:
    rows = client.get(reverse("admin:index")).context["desk_queues"]["rows"]
    return {row["queue"].name: row["count"] for row in rows}


def listed(client: Client) -> list[str]:
    return [row.name for row in client.get(reverse(LIST)).context["cl"].result_list]


def test_filters_of_triage_are_kept_under_a_name_and_open_the_same_list(signed_in: SignIn) -> None:
    japan, client = make_country("JP"), signed_in("ben")
    make_article("Trains stop", status=Status.INCOMING, country=japan)
    make_article("Ferries leave", status=Status.INCOMING)
    page = client.get(TRIAGE, {"queue": "waiting", "country": str(japan.pk), "p": "1"})
    address = f"{TRIAGE}?queue=waiting&country={japan.pk}"
    assert 'name="address" value="/admin/articles/article/triage/?' in page.content.decode()
    answer = client.post(reverse(ADD), {"name": "Japan", "address": f"{address}&p=3&story=9&o=1"})
    queue = SavedQueue.objects.get(name="Japan", owner=person("ben"))
    assert saved_queues.kept(queue.query).params == {"queue": "waiting", "country": str(japan.pk), "beat": "all"}
    assert answer["Location"] == saved_queues.kept(queue.query).address
    opened = client.get(at("open", queue), follow=True)
    assert opened.redirect_chain[0][0].startswith(TRIAGE)
    assert [shown.lead.headline for shown in opened.context["cl"].shown] == ["Trains stop"]
    assert menu(client) == {"Japan": "1"}


def test_what_is_kept_from_the_list_of_stories_opens_there(signed_in: SignIn) -> None:
    make_article("Out already")
    client = signed_in("ben")
    assert "Save as a queue" in client.get(STORIES, {"queue": "published"}).content.decode()
    for name, address in (("Out", "?queue=published"), ("Waiting there", f"{STORIES}?queue=waiting")):
        client.post(reverse(ADD), {"name": name, "address": address})
        assert client.get(at("open", SavedQueue.objects.get(name=name)))["Location"].startswith(f"{STORIES}?queue=")
    assert menu(client) == {"Out": "1", "Waiting there": "0"}


def test_the_form_says_at_the_name_that_it_is_taken_and_loses_nothing(signed_in: SignIn) -> None:
    make_queue("Mine")
    given_ = {"name": "Mine", "shared": "on", "address": f"{TRIAGE}?kind__exact=original"}
    page = signed_in("ben").post(reverse(ADD), given_)
    form = page.context["adminform"].form
    assert form.errors == {"name": ["You have a queue of this name already. Choose another name."]}
    assert (form["name"].value(), form["shared"].value(), form["address"].value()) == ("Mine", True, given_["address"])
    assert SavedQueue.objects.count() == 1
    signed_in("ada").post(reverse(ADD), {"name": "Mine"})
    assert SavedQueue.objects.filter(name="Mine").count() == 2


def test_the_second_of_two_presses_at_once_is_told_of_the_first(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, check = signed_in("ben"), QueueForm.clean_name
    blind = iter([True])

    def late(form: QueueForm) -> str:
        return form.cleaned_data["name"] if next(blind, False) else check(form)

    make_queue("Mine")
    monkeypatch.setattr(QueueForm, "clean_name", late)
    page = client.post(reverse(ADD), {"name": "Mine"})
    assert "name" in page.context["adminform"].form.errors
    with pytest.raises(IntegrityError):
        make_queue("Mine")


@pytest.mark.parametrize("name", ["  ", "\u200b", "\n"])
def test_a_name_that_nobody_could_see_is_none(signed_in: SignIn, name: str) -> None:
    page = signed_in("ben").post(reverse(ADD), {"name": name})
    assert list(page.context["adminform"].form.errors) == ["name"]


def test_a_name_stands_on_one_line(signed_in: SignIn) -> None:
    signed_in("ben").post(reverse(ADD), {"name": " Late\u2028ones\r\nBcc: x@y.example "})
    assert SavedQueue.objects.get().name == "Late ones Bcc: x@y.example"


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "/admin/", "/admin/articles/article/7/change/", "http://[", "x" * 2001]
)
def test_only_addresses_of_the_two_lists_are_kept(signed_in: SignIn, address: str) -> None:
    page = signed_in("ben").post(reverse(ADD), {"name": "Elsewhere", "address": address})
    assert list(page.context["adminform"].form.errors) == ["address"]
    assert not SavedQueue.objects.exists()


def test_a_whole_address_is_taken_from_the_browser_as_it_is(signed_in: SignIn) -> None:
    signed_in("ben").post(reverse(ADD), {"name": "Q", "address": f"https://paper.example{TRIAGE}?q=two+words"})
    assert saved_queues.kept(SavedQueue.objects.get().query).params["q"] == "two words"


def test_saving_drops_what_means_nothing_and_says_so(signed_in: SignIn) -> None:
    client = signed_in("ben")
    page = client.post(
        reverse(ADD), {"name": "Q", "address": f"{TRIAGE}?colour=<b>red</b>&priority__gt=1"}, follow=True
    )
    assert saved_queues.kept(SavedQueue.objects.get().query).params == {"beat": "all"}
    assert "The filter “colour”" in page.content.decode()


def test_a_private_queue_of_somebody_else_is_not_there(signed_in: SignIn) -> None:
    queue = make_queue("Bens own")
    for name in ("ada", "root", "cy"):
        client = signed_in(name)
        for page in ("open", "change", "delete", "history"):
            assert client.get(at(page, queue)).status_code == 404, (name, page)
        for url in (at("change", queue), at("delete", queue), at("move", queue, "up"), at("letter", queue)):
            assert client.post(url, {"post": "yes", "name": "Stolen"}).status_code == 404, (name, url)
        assert listed(client) == []
        assert menu(client) == {}
    assert client.get(reverse("admin:desk_savedqueue_change", args=["x"])).status_code == 404
    assert SavedQueue.objects.get().name == "Bens own"


def test_only_who_reviews_may_share(signed_in: SignIn) -> None:
    for name, shared in (("cy", False), ("tao", False), ("ben", True), ("ada", True)):
        signed_in(name).post(reverse(ADD), {"name": f"Of {name}", "shared": "on"})
        assert SavedQueue.objects.get(name=f"Of {name}").shared is shared
    assert 'name="shared"' not in signed_in("cy").get(TRIAGE).content.decode()
    assert 'name="shared"' in signed_in("ben").get(TRIAGE).content.decode()


def test_a_shared_queue_is_seen_by_all_and_changed_by_its_owner_or_a_chief(signed_in: SignIn) -> None:
    queue = make_queue("Ours", shared=True)
    given_ = {"name": "Everybodys", "shared": "on", "address": f"{TRIAGE}?queue=mine"}
    for name in ("cy", "tao"):
        client = signed_in(name)
        assert client.get(at("open", queue)).status_code == 302
        assert "for everybody, kept by ben" in client.get(at("change", queue)).content.decode()
        for url in (at("change", queue), at("delete", queue), at("move", queue, "up")):
            assert client.post(url, given_ | {"post": "yes"}).status_code == 403, (name, url)
    for name in ("ben", "ada"):
        assert signed_in(name).post(at("change", queue), given_ | {"name": f"By {name}"}).status_code == 302
        queue.refresh_from_db()
        assert (queue.name, queue.owner, queue.query) == (f"By {name}", person("ben"), "queue=mine&beat=all")
    signed_in("ada").post(at("delete", queue), {"post": "yes"})
    assert not SavedQueue.objects.exists()


def test_whoever_may_not_share_any_more_can_take_a_shared_queue_away_but_not_change_it(signed_in: SignIn) -> None:
    queue = make_queue("Once mine", owner="cy", shared=True)
    client = signed_in("cy")
    assert client.post(at("change", queue), {"name": "Still mine"}).status_code == 403
    assert client.post(at("delete", queue), {"post": "yes"}).status_code == 302
    assert not SavedQueue.objects.exists()


def test_queues_are_moved_up_and_down_without_a_script(signed_in: SignIn) -> None:
    client = signed_in("ben")
    for name in ("A", "B", "C"):
        client.post(reverse(ADD), {"name": name})
    make_queue("Everybodys", owner="ada", shared=True)
    assert listed(client) == ["A", "B", "C", "Everybodys"]
    page = client.get(reverse(LIST))
    assert [list(row.steps) for row in page.context["cl"].result_list] == [["down"], ["up", "down"], ["up"], []]
    assert f'formaction="{at("move", SavedQueue.objects.get(name="B"), "up")}"' in page.content.decode()
    client.post(at("move", SavedQueue.objects.get(name="C"), "up"))
    client.post(at("move", SavedQueue.objects.get(name="A"), "up"))
    assert listed(client) == list(menu(client)) == ["A", "C", "B", "Everybodys"]
    assert client.post(at("move", SavedQueue.objects.get(name="A"), "aside")).status_code == 403
    assert client.get(at("move", SavedQueue.objects.get(name="A"), "up")).status_code == 405


def test_a_queue_that_becomes_everybodys_stands_below_theirs(signed_in: SignIn) -> None:
    make_queue("First for all", owner="ada", shared=True, place=4)
    queue = make_queue("Now shared")
    signed_in("ben").post(at("change", queue), {"name": "Now shared", "shared": "on"})
    queue.refresh_from_db()
    assert (queue.shared, queue.place) == (True, 5)


def test_the_list_says_the_filters_in_words(signed_in: SignIn, django_assert_max_num_queries: Any) -> None:
    japan, source = make_country("JP"), make_source("<i>Gazette</i>")
    query = f"country={japan.pk}&source={source.pk}&beat=mine&kind__exact=licensed&q=two+words"
    for number in range(8):
        make_queue(f"Q{number}", query=query)
    client = signed_in("ben")
    client.get(reverse(LIST))
    with django_assert_max_num_queries(14):
        page = client.get(reverse(LIST)).content.decode()
    for words in ("<bdi>Waiting</bdi>", "Country: <bdi>Japan</bdi>", "&lt;i&gt;Gazette", "my beat", "“two words”"):
        assert words in page
    assert "kept by" not in page


def test_an_empty_list_says_how_a_queue_is_kept(signed_in: SignIn) -> None:
    assert "Save as a queue" in signed_in("cy").get(reverse(LIST)).content.decode()


def test_a_letter_is_chosen_changed_and_stopped_on_the_page_of_the_queue(signed_in: SignIn) -> None:
    queue = make_queue("Ours", owner="ada", shared=True)
    client, page = signed_in("cy"), at("change", queue)
    assert f'action="{at("letter", queue)}"' in client.get(page).content.decode()
    client.post(at("letter", queue), {"every": "workday", "hour": "6"})
    digest = QueueDigest.objects.get()
    assert (digest.to, digest.every, digest.hour) == (person("cy"), "workday", 6)
    assert digest.next_at == digests.next_moment("workday", 6, timezone.now())
    answer = client.post(at("letter", queue), {"every": "week", "hour": "23"}, follow=True)
    zone = timezone.get_current_timezone_name()
    assert f"A letter comes to cy@paper.example: every Monday, 23:00 ({zone})." in answer.content.decode()
    assert '<option value="week" selected>' in answer.content.decode()
    assert "every Monday, 23:00" in client.get(reverse(LIST)).content.decode()
    client.post(at("letter", queue), {"every": "", "hour": "23"})
    assert not QueueDigest.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"every": "hour", "hour": "7"}, {"every": "day", "hour": "24"}])
def test_what_nobody_offers_is_refused(signed_in: SignIn, typed: dict[str, str]) -> None:
    queue = make_queue("Own")
    answer = signed_in("ben").post(at("letter", queue), typed, follow=True)
    assert "Choose how often" in answer.content.decode()
    assert not QueueDigest.objects.exists()


def test_whoever_has_no_mail_address_is_told_so(signed_in: SignIn) -> None:
    queue, client = make_queue("Own"), signed_in("ben")
    type(queue.owner).objects.update(email="")
    answer = client.post(at("letter", queue), {"every": "day", "hour": "7"}, follow=True)
    assert "no mail address" in answer.content.decode()
    assert not QueueDigest.objects.exists()


def test_a_deleted_queue_takes_its_letters_along(signed_in: SignIn) -> None:
    queue = make_queue()
    digests.choose(queue, person("ben"), "day", 7)
    signed_in("ben").post(at("delete", queue), {"post": "yes"})
    assert not QueueDigest.objects.exists()
    assert not SavedQueue.objects.exists()
