"""Parts that pages share are composed once an edition, and anew when something that readers see changes."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from articles import edition, kept

pytestmark = pytest.mark.django_db


def asked() -> HttpRequest:
    return RequestFactory().get("/")


def test_a_part_is_composed_once_an_edition() -> None:
    made: list[int] = []

    def compose() -> list[int]:
        made.append(len(made))
        return list(made)

    assert kept.of_edition(asked(), compose, "side") == kept.of_edition(asked(), compose, "side") == [0]
    edition.bump()
    assert kept.of_edition(asked(), compose, "side") == [0, 1]


def test_parts_are_told_apart_by_what_they_show() -> None:
    request = asked()
    assert kept.of_edition(request, lambda: "one", "country", "mongolia") == "one"
    assert kept.of_edition(request, lambda: "two", "country", "japan") == "two"
    assert kept.key(request, "a", "b") != kept.key(request, "ab") != kept.key(request, ("a", "b"))


def test_a_part_that_is_empty_is_kept_as_well(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = asked()
    assert kept.of_edition(request, list, "events") == []
    with django_assert_num_queries(0):
        assert kept.of_edition(request, lambda: ["late"], "events") == []
