"""What stands in addresses: years, months, days, and names in any script."""

from unicodedata import normalize

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter, get_converters


class Year(IntConverter):
    """Four digits."""

    regex = "[0-9]{4}"

    def to_url(self, value: int | str) -> str:
        """With leading zeros."""
        return f"{int(value):04}"


class TwoDigits(IntConverter):
    """A month or a day: two digits."""

    regex = "[0-9]{2}"

    def to_url(self, value: int | str) -> str:
        """With a leading zero."""
        return f"{int(value):02}"


class Name(StringConverter):
    """A slug or a token. Control characters are in none, and PostgreSQL takes no question with a NUL in it."""

    regex = r"[^/\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        """Composed as slugs are stored: some systems write addresses with marks apart (NFD)."""
        return normalize("NFC", value)


def register() -> None:
    """Let addresses speak of `yyyy`, `dd` and `name`; whoever has addresses asks, in whatever order."""
    for word, converter in (("yyyy", Year), ("dd", TwoDigits), ("name", Name)):
        if word not in get_converters():
            register_converter(converter, word)
