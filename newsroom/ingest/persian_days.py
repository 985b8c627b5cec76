"""Days of the solar calendar that Iran and Afghanistan write, as days of the common one. Pure."""

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1369, 1472
_NAMES = (
    ("فروردین", "حمل"), ("اردیبهشت", "ثور"), ("خرداد", "جوزا"), ("تیر", "سرطان"), ("مرداد", "اسد"), ("شهریور", "سنبله"),
    ("مهر", "میزان"), ("آبان", "عقرب"), ("آذر", "قوس"), ("دی", "جدی"), ("بهمن", "دلو"), ("اسفند", "حوت"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
# The leap years within each 33 years, which is exact from 1343 to 1472.
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NEW_YEAR = date(1990, 3, 21)


def persian_month(word: str) -> int:
    """The month that `word` names, whichever way its letters are typed; 0 if none."""
    return _MONTHS.get(word.replace("ي", "ی").replace("ك", "ک"), 0)


def common_day(year: int, month: int, day: int) -> date | None:
    """The day of the common calendar; None when there is no such day, or it is long ago or far away."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    length = 31 if month <= 6 else 30 if month < 12 or year % 33 in _LEAP else 29
    if not 1 <= day <= length:
        return None
    passed = 365 * (year - FIRST_YEAR) + sum(one % 33 in _LEAP for one in range(FIRST_YEAR, year))
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return _NEW_YEAR + timedelta(days=passed + before + day - 1)
