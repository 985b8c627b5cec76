"""Names in notes: who is called by `@name`, and what only looks like it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.status import Status
from newsroom.desk import decisions, mentions
from newsroom.desk.models import Alert, AlertKind
from tests.world import make_article, person, root

STAFF = ["ada", "ben", "Cy.Writer", "o'neil", "mia-lou", "di@paper.example", "王伟"]


@pytest.mark.parametrize(
    ("note", "called"),
    [
        ("@ada please", ["ada"]),
        ("Is it so, @Ada?", ["ada"]),
        ("(@ADA) and “@ben”", ["ada", "ben"]),
        ("@ada: look\n@ben.", ["ada", "ben"]),
        ("@cy.writer.", ["Cy.Writer"]),
        ("@ada @ada @ada", ["ada"]),
        ("@mia-lou-", ["mia-lou"]),
        ("@di@paper.example knows", ["di@paper.example"]),
        ("请看@ada和@王伟", ["ada", "王伟"]),
        ("＠ada", ["ada"]),
        ("write to news@ada", []),
        ("ben@ada.example", []),
        ("https://social.example/@ada", []),
        ("@ada.example", []),
        ("@adam and @nobody", []),
        ("@@ada", []),
        ("@", []),
        ("@ ada", []),
        ("ada", []),
    ],
)
def test_a_name_calls_whoever_works_here_under_it(note: str, called: list[str]) -> None:
    assert mentions.called(note, STAFF) == called


def test_the_exact_name_goes_before_one_that_differs_in_capitals() -> None:
    assert mentions.called("@Ben", ["ben", "Ben"]) == ["Ben"]
    assert mentions.called("@BEN", ["ben", "Ben"]) == ["ben"]


def test_no_more_than_twenty_are_called() -> None:
    names = [f"p{number}" for number in range(30)]
    assert mentions.called(" ".join(f"@{name}" for name in names), names) == names[:20]


@given(st.text(alphabet="@ab.+-_/ \n王<é", max_size=60))
def test_the_pieces_of_a_note_are_the_note(note: str) -> None:
    pieces = list(mentions.pieces(note, ["a", "ab", "王"]))
    assert "".join(piece.text for piece in pieces) == note
    assert all(piece.text.casefold() == f"@{piece.name}" for piece in pieces if piece.name)


@pytest.mark.django_db
def test_a_note_tells_those_whom_it_calls_and_nobody_else() -> None:
    for name in ("ada", "cy", "zoe"):
        person(name)
    left = person("tao")
    User.objects.filter(pk=left.pk).update(is_active=False)
    decisions.note(make_article("The pier"), by=person("ben"), text="@Ada, see\nthis. @ben @zoe @tao @di cy")
    alert = Alert.objects.get()
    assert (alert.to.username, alert.kind, alert.by) == ("ada", AlertKind.MENTION, person("ben"))
    assert alert.text == "ben mentions you: “@Ada, see this. @ben @zoe @tao @di cy”"


@pytest.mark.django_db
def test_somebody_without_a_role_is_told_nothing_of_a_story() -> None:
    User.objects.create_user("guest", "guest@paper.example", "guest", is_staff=True)
    decisions.note(make_article(), by=person("ben"), text="@guest")
    assert not Alert.objects.exists()


@pytest.mark.django_db
def test_a_superuser_can_be_called() -> None:
    root()
    decisions.note(make_article(), by=person("ben"), text="@root")
    assert Alert.objects.get().to.username == "root"


@pytest.mark.django_db
def test_the_note_shows_the_name_marked_and_everything_else_as_text(signed_in: Callable[[str], Client]) -> None:
    person("ada")
    article = make_article(status=Status.IN_REVIEW)
    decisions.note(article, by=person("ben"), text="<b>@ada</b>\n@nobody & co")
    shown = signed_in("ada").get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert '&lt;b&gt;<strong class="called">@ada</strong>&lt;/b&gt;<br>@nobody &amp; co' in shown


@pytest.mark.django_db
def test_a_note_that_calls_nobody_asks_nobody(django_assert_num_queries: Callable[[int], object]) -> None:
    article, ada = make_article(), person("ada")
    ada.has_perm("desk.add_note", article)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]  # the savepoint, the note, its release
        decisions.note(article, by=ada, text="All is well.")
