"""The house keeps its own rules; and each rule is shown to refuse what it forbids."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests import house

PRODUCT = [file for file in house.product_files() if "tests" not in file.relative_to(house.ROOT).parts]


def test_no_file_is_longer_than_one_subject_needs() -> None:
    assert house.too_long(house.product_files()) == []


def test_a_file_over_300_lines_is_refused(tmp_path: Path) -> None:
    long_file = tmp_path / "long.py"
    long_file.write_text("x = 1\n" * 301)
    assert house.too_long([long_file]) == ["long.py has 301 lines"]


def test_no_file_has_a_name_that_promises_nothing() -> None:
    assert house.badly_named(house.product_files()) == []
    assert house.badly_named([Path("articles/utils.py")]) == ["articles/utils.py"]


def test_no_key_points_up_the_ladder() -> None:
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in house.LADDER]
    assert house.upward_keys(ours) == []


def test_a_key_that_points_up_the_ladder_is_refused() -> None:
    class Upward(models.Model):  # noqa: DJ008 - never stored
        feed = models.ForeignKey("ingest.Feed", models.CASCADE, related_name="+")

        class Meta:
            app_label = "articles"
            managed = False

    try:
        assert house.upward_keys([Upward]) == ["Upward.feed points up to Feed"]
    finally:
        del apps.all_models["articles"]["upward"]
        apps.clear_cache()


def test_only_lifecycle_writes_a_status() -> None:
    writers = {file.name for file in PRODUCT if house.status_writers(file.read_text())}
    assert writers == {"lifecycle.py"}


WRITERS = {house.ROOT / "articles/editing.py", house.ROOT / "articles/erasing.py"}


def test_only_editing_writes_a_text_and_erasing_empties_it() -> None:
    elsewhere = {
        str(file.relative_to(house.ROOT))
        for file in PRODUCT
        if file not in WRITERS and house.text_writers(file.read_text())
    }
    assert elsewhere == set()


@pytest.mark.parametrize(
    "line",
    [
        "article.status = 'published'",
        "Article.objects.filter(pk=1).update(status='published')",
        "setattr(article, 'status', 'published')",
    ],
)
def test_a_status_written_elsewhere_is_refused(line: str) -> None:
    assert house.status_writers(line) == [1]


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
