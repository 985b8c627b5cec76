"""Spreadsheets: what goes out is never a formula and comes in again as it was; hostile files are told in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.models import Author, Source, Tag
from newsroom.desk import log
from tests.desk.test_admin_records import imported
from tests.world import make_author, make_source

SignIn = Callable[[str], Client]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="'=+-@\t\r\n ab", max_size=8))
@example("'=1")
@example("''\t")
def test_what_was_made_harmless_is_given_back_exactly(value: str) -> None:
    cell = log.harmless(value)
    assert cell.strip()[:1] not in {"=", "+", "-", "@"}
    assert cell[:1] not in {"\t", "\r"}
    assert log.as_it_was(cell) == value


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["author", "source", "tag"])
def test_no_export_holds_a_formula_and_each_is_read_back(signed_in: SignIn, name: str) -> None:
    makers: dict[str, Callable[[], Any]] = {
        "author": lambda: make_author("=cmd", slug="cmd", role="+1", bio="@SUM(1)"),
        "source": lambda: make_source("=cmd", slug="cmd", home_page="https://cmd.example/", about="-2", licence="+1"),
        "tag": lambda: Tag.objects.create(name="=cmd", slug="cmd", description="@x"),
    }
    made = makers[name]()
    client = signed_in("ada")
    cells = client.post(f"/admin/articles/{name}/export/", {"format": "0", "resource": ""}).content.decode()
    assert "'=cmd" in cells
    assert ",=cmd" not in cells
    type(made).objects.filter(pk=made.pk).update(name="Changed")
    imported(client, name, cells)
    assert type(made).objects.get().name == "=cmd"
    assert vars(type(made).objects.get()) | {"_state": None} == vars(made) | {"_state": None}


@pytest.mark.django_db
def test_the_look_before_shows_words_and_no_styles(signed_in: SignIn) -> None:
    make_author("Mira Stone", role="Reporter")
    csv = "slug,name,role\nmira-stone,Mira Stone,<b>Editor</b>\n"
    file = SimpleUploadedFile("x.csv", csv.encode(), "text/csv")
    shown = signed_in("ada").post("/admin/articles/author/import/", {"import_file": file, "resource": ""})
    page = shown.content.decode()
    assert "&lt;b&gt;Editor" in page
    assert "style=" not in page
    assert Author.objects.get().role == "Reporter"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"\xff\xfe\x00\x00", "trying to read"),
        (b"", "empty"),
        (b"name\nOnly a name\n", "slug"),
        (b"slug,name,home_page\n" + b"a," + b"x" * 400 + b",https://a.example/\n", "160"),
    ],
)
def test_a_broken_file_is_told_in_words(signed_in: SignIn, file: bytes, told: str) -> None:
    sent = {"import_file": SimpleUploadedFile("x.csv", file, "text/csv"), "resource": ""}
    page = signed_in("ada").post("/admin/articles/source/import/", sent).content.decode()
    assert told in page
    assert "Traceback" not in page
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_a_format_that_nobody_can_tell_is_asked_for(signed_in: SignIn) -> None:
    sent = {"import_file": SimpleUploadedFile("names", b"slug,name\na,A\n"), "resource": ""}
    assert "Choose a format" in signed_in("ada").post("/admin/articles/author/import/", sent).content.decode()


@pytest.mark.django_db
def test_what_changed_between_the_look_and_the_import_keeps_all_of_it_out(signed_in: SignIn) -> None:
    client = signed_in("ada")
    csv = "slug,name,home_page,rights\none,One,https://one.example/,excerpt\ntwo,Two,https://two.example/,excerpt\n"
    form = {"import_file": SimpleUploadedFile("x.csv", csv.encode()), "resource": ""}
    confirm = client.post("/admin/articles/source/import/", form).context["confirm_form"]
    Source.objects.create(name="Two", slug="another", home_page="https://two.example/")
    said = client.post("/admin/articles/source/process_import/", confirm.initial, follow=True).content.decode()
    assert "Nothing was imported" in said
    assert not Source.objects.filter(name="One").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["author", "source", "tag", "article"])
def test_rows_without_columns_are_told_in_words(signed_in: SignIn, name: str) -> None:
    sent = {"import_file": SimpleUploadedFile("x.json", b"[{}]", "application/json"), "resource": ""}
    page = signed_in("ada").post(f"/admin/articles/{name}/import/", sent).content.decode()
    assert "The rows of this file have no columns." in page
