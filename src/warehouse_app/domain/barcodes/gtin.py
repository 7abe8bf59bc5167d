"""Trade item numbers: GTIN-8, -12, -13 and -14 with a right check digit, told as the one 14-digit number they are."""

from __future__ import annotations

GTIN_LENGTHS = (8, 12, 13, 14)
SSCC_LENGTH = 18


def is_digits(text: str) -> bool:
    """Tell whether `text` is one or more of 0-9 and nothing else (no other script's digits)."""
    return text.isascii() and text.isdigit()


def check_digit_holds(digits: str) -> bool:
    """Tell whether the last of `digits` is the GS1 modulo 10 check digit of the others; all zeros is no number."""
    if not is_digits(digits) or len(digits) < 2 or not digits.strip("0"):  # noqa: PLR2004 - a digit and its check
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def check_digit(digits: str) -> int:
    """Return the check digit that belongs behind `digits`."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return -total % 10


def gtin14(text: str) -> str | None:
    """Return the 14-digit form of a GTIN with a right check digit, None when `text` is none."""
    if len(text) in GTIN_LENGTHS and check_digit_holds(text):
        return text.zfill(14)
    return None


def sscc18(text: str) -> str | None:
    """Return `text` when it is a serial shipping container code of 18 digits with a right check digit."""
    return text if len(text) == SSCC_LENGTH and check_digit_holds(text) else None
