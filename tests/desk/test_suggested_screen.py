"""Suggestions on the screen of a story and in the queue: in words, with reasons, answered with no typed word lost."""

from typing import Any

import pytest
from django.urls import reverse

from articles import editing
from articles.models import Article, Coverage, Tag
from articles.readiness import Finding
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.admin.suggested import panel, right
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Answer, Suggestion
from newsroom.ingest.precision import Tally
from tests.desk.screen import SignIn, address, now, press
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db


def waiting(*offered: Suggested, **values: Any) -> Article:
    article = make_article(status=Status.IN_REVIEW, **values)
    suggestions.offer(article, offered)
    return article


def screen(client: Any, article: Article) -> str:
    return str(client.get(address(article)).content.decode())


def in_place(client: Any, article: Article, verb: str, version: int | None = None) -> Any:
    url = reverse("admin:articles_article_suggested", args=[article.pk])
    return client.post(url, {"_do": verb, "version": version or article.version})


def test_each_is_shown_with_its_reason_how_sure_and_how_it_stands(signed_in: SignIn) -> None:
    make_country("JP")
    other = make_article("Forty boats at dawn")
    event = Coverage.objects.create(title="The great fog", slug="the-great-fog")
    article = waiting(
        Suggested("country", "MN", "“Ulaanbaatar” 3× in the text", 0.93),
        Suggested("also_about", "JP", "“Tokyo” 1×", 0.7, applied=False),
        Suggested("tag", "Fog", "“fog” in the headline", 0.2),
        Suggested("coverage", str(event.pk), "same boats, same day", 0.9, applied=False),
        Suggested("duplicate", str(other.pk), "nine words of ten are the same", 0.99, applied=False),
    )
    shown = screen(signed_in("ben"), article)
    for words in (
        "What the machine suggests",
        "“Ulaanbaatar” 3× in the text",
        "very sure",
        "fairly sure",
        "a guess",
        "(93 %)",
        "set on the story",
        "only suggested",
        "not on the story any more",
        "The great fog",
        "Forty boats at dawn (Harbour Gazette)",
        "5 not answered",
        f"/admin/articles/article/{article.pk}/beside/{other.pk}/",
    ):
        assert words in shown


def test_a_story_of_which_nothing_is_suggested_says_so(signed_in: SignIn) -> None:
    assert "Nothing for this story" in screen(signed_in("ben"), waiting())


def test_an_answer_without_scripts_keeps_what_was_typed(signed_in: SignIn) -> None:
    Tag.objects.create(name="Fog")
    article = waiting(Suggested("tag", "Fog", ""))
    said = press(signed_in("ben"), article, f"take:{article.suggestions.get().pk}", headline="A better headline")
    assert "Taken: Fog." in said
    assert now(article).headline == "A better headline"
    assert [tag.name for tag in now(article).tags.all()] == ["Fog"]
    assert "taken by ben" in said


def test_what_cannot_be_answered_is_said_and_what_was_typed_is_kept(signed_in: SignIn) -> None:
    article = waiting(Suggested("tag", "No such tag", ""))
    said = press(signed_in("ben"), article, f"take:{article.suggestions.get().pk}", headline="A better headline")
    assert "There is no tag “No such tag”" in said
    assert now(article).headline == "A better headline"


def test_enter_in_a_field_saves_and_never_answers(signed_in: SignIn) -> None:
    shown = screen(signed_in("ben"), waiting(Suggested("country", "MN", "")))
    assert shown.index('value="save"') < shown.index('value="take:')


def test_an_answer_in_place_says_what_became_of_it(signed_in: SignIn) -> None:
    Tag.objects.create(name="Fog")
    article = waiting(Suggested("tag", "Fog", ""))
    pk = article.suggestions.get().pk
    answer = in_place(signed_in("ben"), article, f"take:{pk}")
    assert (answer.status_code, answer.json()) == (200, {"sentence": "Taken: Fog."})
    answer = in_place(signed_in("ben"), now(article), f"refuse:{pk}")
    assert answer.json() == {"sentence": "Refused: Fog."}
    assert article.suggestions.get().answer == Answer.REFUSED
    assert not now(article).tags.exists()


def test_an_answer_to_what_somebody_changed_meanwhile_is_refused(signed_in: SignIn) -> None:
    article = waiting(Suggested("country", "MN", ""))
    seen = article.version
    decisions.revise(article, by=person("ada"), changes={"headline": "Another headline"})
    answer = in_place(signed_in("ben"), article, f"take:{article.suggestions.get().pk}", seen)
    assert answer.status_code == 409
    assert "Somebody was faster" in answer.json()["sentence"]
    assert article.suggestions.get().answer == Answer.OPEN


@pytest.mark.parametrize("verb", ["take:", "take:0", "take:x", "take:" + "9" * 40, "take:٣", "refuse:1'--"])
def test_answers_to_nothing_are_refused(signed_in: SignIn, verb: str) -> None:
    answer = in_place(signed_in("ben"), waiting(), verb)
    assert answer.status_code == 409
    assert "not there any more" in answer.json()["sentence"]


def test_only_posts_and_only_answers_are_taken_in_place(signed_in: SignIn) -> None:
    article = waiting()
    assert in_place(signed_in("ben"), article, "publish").status_code == 400
    assert signed_in("ben").get(reverse("admin:articles_article_suggested", args=[article.pk])).status_code == 405
    assert not now(article).is_public


def test_a_suggestion_of_another_story_is_not_answered_here(signed_in: SignIn) -> None:
    article, other = waiting(), waiting(Suggested("country", "MN", ""))
    assert in_place(signed_in("ben"), article, f"take:{other.suggestions.get().pk}").status_code == 409
    assert other.suggestions.get().answer == Answer.OPEN


def test_who_may_not_see_suggestions_neither_sees_nor_answers_them(signed_in: SignIn) -> None:
    article = waiting(Suggested("country", "MN", "“a telling word”"))
    assert "a telling word" not in screen(signed_in("tao"), article)
    assert in_place(signed_in("tao"), article, f"take:{article.suggestions.get().pk}").status_code == 403
    assert in_place(signed_in("zoe"), article, "take:1").status_code == 302


def test_of_what_is_aside_nothing_is_quoted(signed_in: SignIn) -> None:
    article = make_article(status=Status.WITHHELD)
    suggestions.offer(article, [Suggested("country", "MN", "“a telling word”")])
    other = waiting(Suggested("duplicate", str(article.pk), "quotes: “a telling word”", 0.9, applied=False))
    client = signed_in("ada")
    assert "a telling word" not in screen(client, article)
    shown = screen(client, other)
    assert "a telling word" not in shown
    assert "a story that is not here any more" in shown
    listed = client.get(reverse("admin:ingest_suggestion_changelist")).context["cl"].result_list
    assert [one.article_id for one in listed] == [other.pk]


def test_hostile_words_stand_as_words(signed_in: SignIn) -> None:
    article = waiting(Suggested("tag", "<script>alert(1)</script>", "<img src=x onerror=alert(2)>\u202e", 7.5))
    shown = screen(signed_in("ben"), article)
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown
    assert "(100 %)" in shown


def test_how_often_a_kind_is_right_is_said_once_enough_were_answered() -> None:
    assert right(None) == right(Tally(accepted=2, refused=2)) == ""
    assert right(Tally(accepted=4, refused=2)) == "right 4 times of 6 in the last weeks"
    assert right(Tally(accepted=95, refused=5)) == "right 10 times of 10 in the last weeks"
    assert right(Tally(accepted=31, refused=19)) == "right 6 times of 10 in the last weeks"


def test_the_panel_costs_a_few_queries_however_much_is_suggested(django_assert_max_num_queries: Any) -> None:
    other = make_article()
    many = [Suggested("tag", f"Tag {one}", "") for one in range(50)]
    article = waiting(
        Suggested("country", "MN", ""),
        Suggested("also_about", "JP", ""),
        Suggested("coverage", "1", ""),
        Suggested("duplicate", str(other.pk), ""),
        *many,
    )
    ada = person("ada")
    ada.has_perm("ingest.view_suggestion")
    with django_assert_max_num_queries(8):
        shown = panel(article, ada, may_edit=True)
    assert shown is not None
    assert (len(shown.groups), shown.waits) == (5, 54)


def test_the_queue_marks_possible_copies_and_is_narrowed_to_what_waits_for_an_answer(signed_in: SignIn) -> None:
    other = make_article(status=Status.PUBLISHED)
    copy = waiting(Suggested("duplicate", str(other.pk), "", 0.9, applied=False))
    whispered = waiting(Suggested("tag", "Fog", "", 0.5, applied=False))
    placed = waiting(Suggested("country", "MN", ""))
    answered = waiting(Suggested("country", "MN", ""))
    suggestions.answer(answered.suggestions.get(), Answer.ACCEPTED, by=person("ada"))
    queue = reverse("admin:articles_article_changelist")

    def listed(**asked: str) -> set[int]:
        return {row.pk for row in signed_in("ben").get(queue, asked).context["cl"].result_list}

    assert listed(suggested="copy") == {copy.pk}
    assert listed(suggested="unset") == {whispered.pk}
    assert listed(suggested="open") == {copy.pk, whispered.pk, placed.pk}
    assert listed(suggested="nonsense") == {copy.pk, whispered.pk, placed.pk, answered.pk}
    shown = signed_in("ben").get(queue).content.decode()
    assert shown.count("/beside/") == 1
    assert "/beside/" not in signed_in("tao").get(queue).content.decode()
    assert "Possible copies" in signed_in("ben").get(reverse("admin:index")).content.decode()


def test_an_answer_is_a_row_of_history_only_where_the_story_changed(signed_in: SignIn) -> None:
    article = waiting(Suggested("country", "MN", ""))
    in_place(signed_in("ben"), article, f"take:{article.suggestions.get().pk}")
    assert not article.changes.filter(act="revise").exists()
    in_place(signed_in("ben"), article, f"refuse:{article.suggestions.get().pk}")
    assert article.changes.filter(act="revise").count() == 1
    assert Suggestion.objects.get().answered_by == person("ben")


def test_why_it_may_be_a_copy_is_said_once_where_the_gate_says_it_too(signed_in: SignIn) -> None:
    other, reason = make_article("Forty boats at dawn"), "It is a reprint of “Forty boats at dawn”."
    article = waiting(Suggested("duplicate", str(other.pk), reason, 1.0, applied=False))
    client = signed_in("ben")
    assert screen(client, article).count(reason) == 1
    editing.remark(article, Finding("reprint", "recommended", reason, "source"))
    shown = screen(client, article)
    assert shown.count(reason) == 1
    assert "See both side by side" in shown
