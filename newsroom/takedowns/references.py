"""References of cases, such as TD-7F3K-Q2MX: random, easy to say, a slip of the finger is noticed. Pure."""

import secrets

# Without 0, 1, I, L, O and U: nothing that is mistaken for something else or spells a word.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "TD"


def new_reference() -> str:
    """A random reference: seven letters and one that checks them."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(7))
    return _written(letters + _check(letters))


def tidy_reference(text: str) -> str:
    """A reference as we write it, "" when it cannot be one."""
    letters = text.upper().replace("-", "").replace(" ", "")
    if len(letters) > 8:  # The letters themselves may begin with T and D.
        letters = letters.removeprefix(PREFIX)
    if len(letters) != 8 or not set(letters) <= set(LETTERS) or _check(letters[:7]) != letters[7]:
        return ""
    return _written(letters)


def _written(letters: str) -> str:
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


def _check(letters: str) -> str:
    """The check letter: Luhn's rule over our 30 letters; it finds every wrong letter and nearly every swapped pair."""
    total, base = 0, len(LETTERS)
    for place, letter in enumerate(reversed(letters)):
        value = LETTERS.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // base + value % base
    return LETTERS[-total % base]
