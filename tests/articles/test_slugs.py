"""Slugs keep the letters and marks of every script, and addresses of them are found however a browser writes them."""

import unicodedata
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Tag
from articles.slugs import keeps, slugify
from tests.world import make_article, make_country

NAMES = {
    "Hindi": "हिन्दी समाचार",
    "Bengali": "বাংলা সংবাদ",
    "Burmese": "မြန်မာ သတင်း",
    "Khmer": "ព័ត៌មាន ខ្មែរ",
    "Thai": "น้ำท่วม ใต้",
    "Arabic with harakat": "أَخْبَارُ الْمَدِينَةِ",
    "Urdu": "پاکستان کی خبریں",
    "Japanese": "ガザ 地区",
    "Vietnamese": "tiếng việt",
}
SCRIPTS = ["\u0900-\u0963", "\u0980-\u09e3", "\u1000-\u109f", "\u1780-\u17d3", "\u0620-\u065f"]
LETTERS = "".join(
    chr(code) for first, last in (part.split("-") for part in SCRIPTS) for code in range(ord(first), ord(last) + 1)
)


def marks(text: str) -> list[str]:
    return [letter for letter in text if unicodedata.category(letter).startswith("M")]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_slug_keeps_every_mark(name: str) -> None:
    assert marks(slugify(name)) == marks(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name)))


@given(st.text(alphabet=LETTERS, max_size=60))
def test_letters_and_marks_of_five_scripts_all_stay(text: str) -> None:
    whole = unicodedata.normalize("NFKC", text)
    kept = [letter for letter in unicodedata.normalize("NFC", whole.casefold()) if keeps(letter)]
    assert [letter for letter in slugify(text, limit=500) if letter != "-"] == kept


@given(st.text(max_size=120))
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@given(st.text(max_size=120))
def test_a_slug_is_the_same_however_its_letters_are_composed(text: str) -> None:
    assert slugify(unicodedata.normalize("NFD", text)) == slugify(unicodedata.normalize("NFC", text))


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_tag_is_found_percent_encoded_and_decomposed(client: Client, name: str) -> None:
    tag = Tag.objects.create(name=name)
    make_article(tags=[tag])
    assert tag.slug == slugify(name)
    assert client.get(f"/tag/{quote(tag.slug)}/").status_code == 200
    decomposed = client.get(f"/tag/{quote(unicodedata.normalize('NFD', tag.slug))}/")
    assert f'href="http://testserver{quote(f"/tag/{tag.slug}/")}"' in decomposed.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_country_is_found_percent_encoded_and_decomposed(client: Client, name: str) -> None:
    country = make_country("JP")
    type(country).objects.filter(pk=country.pk).update(slug=slugify(name))
    for form in ("NFC", "NFD"):
        path = f"/country/{quote(unicodedata.normalize(form, slugify(name)))}/"
        assert client.get(path, follow=True).status_code == 200
