"""Our addresses written out are those that Django would give."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from articles import addresses
from articles.slugs import slugify

SLUGS = st.one_of(st.text(min_size=1).map(slugify).filter(bool), st.text("abç-'()*+,;=:@!$&~. 中", min_size=1))


@given(st.dates(min_value=date(1000, 1, 1)), SLUGS)
def test_a_storys_address_is_the_one_that_django_gives(day: date, slug: str) -> None:
    assert addresses.of_story(day, slug) == reverse("article", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", slug])


@pytest.mark.parametrize("slug", ["", "a/b"], ids=["none", "with a slash"])
def test_a_story_without_a_name_of_its_own_has_no_address(slug: str) -> None:
    with pytest.raises(NoReverseMatch):
        addresses.of_story(date(2026, 5, 1), slug)


def test_addresses_begin_where_the_site_is_mounted() -> None:
    assert addresses.of("country", "turkiye") == "/country/turkiye/"
    set_script_prefix("/paper/")
    try:
        assert addresses.of("country", "turkiye") == "/paper/country/turkiye/"
        assert addresses.of_story(date(2026, 5, 1), "rain") == "/paper/2026/05/01/rain/"
    finally:
        set_script_prefix("/")
