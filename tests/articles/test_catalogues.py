"""The catalogues of the interface: what readers see has words in each language, and the compiled files say the same."""

import ast
import gettext
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override
from django.utils.translation.template import templatize

from articles.models.article import Kind
from articles.models.source import Medium, Paywall, Rights
from newsroom.takedowns.disputes import COUNTER_STATEMENTS, Reason
from newsroom.takedowns.models import Message as Letter

LANGUAGES = ["tr", "ar", "id"]
PLURALS = {"tr": 2, "ar": 6, "id": 1}
NUMBERLESS = {"tr": 1, "ar": 3}  # Turkish has a word for once; Arabic for none, one and two
ROOT = Path(settings.BASE_DIR)
TEMPLATES = ("articles/**/*.html", "takedowns/**/*.html", "[45]*.html", "base.html", "plain.html", "text.html")
MODULES = (
    "articles/filters.py",
    "articles/making.py",
    "articles/source_filter.py",
    "articles/searching.py",
    "articles/syndication.py",
)
FORMS = tuple(f"newsroom/takedowns/{name}.py" for name in ("forms", "fields", "traps", "dispute_forms"))
MODULE_FOLDERS = ("articles/views", "articles/templatetags")
CALLS = {"_", "gettext", "gettext_lazy", "lazy", "ngettext", "ngettext_lazy"}
TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
MARKED = re.compile(rf"\b(?:_|gettext|ngettext)\(\s*{TEXT}")
PLACE = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>")


def of_templates() -> set[str]:
    """The words that templates mark for translation, as Django's own reader of templates finds them."""
    paths = [path for pattern in TEMPLATES for path in (ROOT / "templates").glob(pattern)]
    marked = (MARKED.findall(templatize(path.read_text(), origin=str(path))) for path in paths)
    return {ast.literal_eval(text) for found in marked for text in found}


def of_modules() -> set[str]:
    """The words that the modules behind the public pages mark for translation."""
    paths = [ROOT / name for name in MODULES + FORMS]
    paths += [path for folder in MODULE_FOLDERS for path in (ROOT / folder).glob("*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    calls = [node for node in nodes if isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args]
    return {str(node.args[0].value) for node in calls if isinstance(node.args[0], ast.Constant)}


def of_labels() -> set[str]:
    """The labels of stories, outlets, messages and counter-notices that pages show, and what is signed there."""
    with override("en"):
        choices = (Kind, Rights, Medium, Paywall, Letter.Topic, Reason)
        signed = {str(text) for version in COUNTER_STATEMENTS.values() for text in version.values()}
        return {str(label) for one in choices for label in one.labels} | signed


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / f"newsroom/locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_readers_see_is_translated(language: str) -> None:
    translated = {singular(message) for message in messages(language) if all(forms(message))}
    assert sorted((of_templates() | of_modules() | of_labels()) - translated) == []


def test_the_words_of_templates_and_modules_are_found() -> None:
    assert {"Skip to the main text", "%(stories)s story", "Confirm your request"} <= of_templates()
    assert {"Newest first", "%(count)d result", "Your name"} <= of_modules()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_waits_for_a_translator(language: str) -> None:
    assert [message.id for message in messages(language) if message.fuzzy or not all(forms(message))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_and_marked_up_is_the_same_in_translation(language: str) -> None:
    for message in messages(language):
        if isinstance(message.id, str):
            assert places(forms(message)[0]) == places(message.id), message.id
            continue
        free = NUMBERLESS.get(language, 0)
        for number, form in enumerate(forms(message)):
            wanted = places(message.id[1])
            assert places(form) == wanted or (number < free and set(places(form)) <= set(wanted)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_plural_has_all_the_forms_of_its_language(language: str) -> None:
    plurals = [message for message in messages(language) if not isinstance(message.id, str)]
    assert plurals
    assert {len(forms(message)) for message in plurals} == {PLURALS[language]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_the_written_one_says(language: str) -> None:
    with (ROOT / f"newsroom/locale/{language}/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written: dict[object, str] = {}
    for message in messages(language):
        if isinstance(message.id, str):
            written[message.id] = forms(message)[0]
        else:
            written |= {(message.id[0], number): form for number, form in enumerate(forms(message))}
    held = {key: text for key, text in compiled._catalog.items() if key}  # type: ignore[attr-defined]
    assert held == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_names_files_alone_and_no_day(language: str) -> None:
    text = (ROOT / f"newsroom/locale/{language}/LC_MESSAGES/django.po").read_text()
    assert not re.search(r"^#: .*:\d", text, re.MULTILINE)
    assert "POT-Creation-Date" not in text
