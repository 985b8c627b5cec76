"""References of cases, such as TD-7F3K-Q2MX, and of messages (MS-7F3K-Q2MX). Pure.

They are random and easy to say, and a slip of the finger is noticed.
"""

import secrets

# Without 0, 1, I, L, O and U: nothing that is mistaken for something else or spells a word.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX, OF_MESSAGES = "TD", "MS"


def new_reference() -> str:
    """A random reference: seven letters and one that checks them."""
    return _written(_random())


def new_message_reference() -> str:
    """The same for a message to the newsroom, which is no case and must not be taken for one."""
    return _written(_random(), OF_MESSAGES)


def tidy_reference(text: str) -> str:
    """A reference as we write it, "" when it cannot be one."""
    letters = text.upper().replace("-", "").replace(" ", "")
    if len(letters) > 8:  # The letters themselves may begin with T and D.
        letters = letters.removeprefix(PREFIX)
    return _written(letters) if _checked(letters) else ""


def is_message_reference(text: str) -> bool:
    """Whether a text is a reference of a message, written as we write it."""
    letters = _checked(text.removeprefix(OF_MESSAGES).replace("-", ""))
    return bool(letters) and text == _written(letters, OF_MESSAGES)


def _random() -> str:
    letters = "".join(secrets.choice(LETTERS) for _place in range(7))
    return letters + _check(letters)


def _written(letters: str, prefix: str = PREFIX) -> str:
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def _checked(letters: str) -> str:
    """The eight letters of a reference, "" where they are none."""
    sound = len(letters) == 8 and set(letters) <= set(LETTERS) and _check(letters[:7]) == letters[7]
    return letters if sound else ""


def _check(letters: str) -> str:
    """The check letter: Luhn's rule over our 30 letters; it finds every wrong letter and nearly every swapped pair."""
    total, base = 0, len(LETTERS)
    for place, letter in enumerate(reversed(letters)):
        value = LETTERS.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // base + value % base
    return LETTERS[-total % base]
