"""The drill: a whole case of its own on the live system, which leaves every real story and figure as it was."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import drill, ledger, rebuilding, surfaces, transparency, writing
from newsroom.takedowns.models import Case
from newsroom.takedowns.probe import Answer, Site
from tests.world import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """How fast it is, the benchmark says."""
    monkeypatch.setattr(drill, "SECONDS", 120.0)


def the_drills() -> Article:
    return Article.objects.exclude(source__isnull=False).latest("pk")


def test_it_goes_through_a_whole_case_and_prints_the_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    other = make_article()
    before = transparency.months()
    call_command("takedown", "drill")
    said = capsys.readouterr().out
    assert said.count(" s  ") == drill.STEPS
    assert "Removed everywhere, kept out, known to the ledger." in said
    other.refresh_from_db()
    assert other.is_public
    story, case = the_drills(), Case.objects.get()
    assert (story.status, story.body) == (Status.WITHDRAWN, "")
    assert (case.state, case.items.get().next_check_at) == ("closed", None)
    assert not Letter.objects.exists(), "nobody is written to"
    assert transparency.months() == before
    assert transparency.items() == []
    assert transparency.missed() == []
    assert not writing.chosen().exists()


def test_a_leak_is_named_and_the_story_is_gone_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    leak = surfaces.Look("feeds", "/feed/", 200, gone=False, problem="It still stands there.")
    monkeypatch.setattr(surfaces, "examine", lambda *_args: [leak])
    with pytest.raises(CommandError, match="1 problems"):
        call_command("takedown", "drill")
    assert "WRONG  feeds /feed/: It still stands there." in capsys.readouterr().out
    assert the_drills().status == Status.WITHDRAWN


def test_a_removal_that_takes_too_long_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surfaces, "examine", lambda *_args: [])
    monkeypatch.setattr(drill, "SECONDS", 0.0)
    [problem] = drill.run().problems
    assert problem.startswith("It took ")


def test_a_drill_that_breaks_leaves_no_story_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_values: object) -> Answer:
        raise RuntimeError("the site broke")

    monkeypatch.setattr(Site, "get", broken)
    with pytest.raises(RuntimeError):
        call_command("takedown", "drill")
    assert the_drills().status == Status.WITHDRAWN


def test_the_ledger_marks_a_drill_so_that_a_case_made_again_stays_out_of_the_figures() -> None:
    drill.run()
    [line] = ledger.read()
    assert line["drill"] is True
    Case.objects.all().first().events.all()._raw_delete("default")  # type: ignore[union-attr]
    Case.objects.get().items.all().delete()
    Case.objects.all().delete()
    rebuilding.rebuild()
    assert Case.objects.exists()
    assert transparency.items() == []
