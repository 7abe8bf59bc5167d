"""Trade item numbers: GTIN-8, -12, -13 and -14 with a right check digit, told as the one 14-digit number they are."""

from __future__ import annotations

GTIN_LENGTHS = (8, 12, 13, 14)
SSCC_LENGTH = 18
UPCE_LENGTH = 8


def is_digits(text: str) -> bool:
    """Tell whether `text` is one or more of 0-9 and nothing else (no other script's digits)."""
    return text.isascii() and text.isdigit()


def modulo_10_holds(digits: str) -> bool:
    """Tell whether the last of `digits` is the GS1 modulo 10 check digit of the others."""
    if not is_digits(digits):
        return False
    total = sum(map(int, digits[-1::-2])) + 3 * sum(map(int, digits[-2::-2]))
    return total % 10 == 0


def check_digit_holds(digits: str) -> bool:
    """Tell whether `digits` is a number with a right check digit; all zeros, or one digit alone, is no number."""
    return len(digits) > 1 and modulo_10_holds(digits) and bool(digits.strip("0"))


def check_digit(digits: str) -> int:
    """Return the check digit that belongs behind `digits`."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return -total % 10


def gtin14(text: str) -> str | None:
    """Return the 14-digit form of a GTIN with a right check digit, None when `text` is none."""
    if len(text) in GTIN_LENGTHS and check_digit_holds(text):
        return text.zfill(14)
    return None


def upc_of_upce(text: str) -> str | None:
    """Return the 12 digits that a UPC-E of eight (number system 0 or 1, six digits, check digit) stands for.

    None when it is none: another number system, or a check digit that is not that of the twelve.
    """
    if len(text) != UPCE_LENGTH or not is_digits(text) or text[0] not in "01":
        return None
    system, body, check = text[0], text[1:7], text[7]
    last = body[5]
    if last in "012":
        digits = body[:2] + last + "0000" + body[2:5]
    elif last == "3":
        digits = body[:3] + "00000" + body[3:5]
    elif last == "4":
        digits = body[:4] + "00000" + body[4]
    else:
        digits = body[:5] + "0000" + last
    whole = system + digits + check
    return whole if check_digit_holds(whole) else None


def trade_number(text: str) -> str | None:
    """Return the one 14-digit number that `text` can be: a GTIN, or a UPC-E that is no GTIN-8; None when it is none."""
    found = gtin14(text)
    if found is not None:
        return found
    upc = upc_of_upce(text)
    return None if upc is None else upc.zfill(14)


def is_restricted(gtin: str) -> bool:
    """Tell whether a number of 14 digits is given out by a shop or company for itself, and told apart nowhere else.

    These are GTIN-13 with 02, 04 or 20 to 29 in front (the first two are UPC-A with 2 or 4), and GTIN-8 with 0 or 2.
    """
    if gtin.startswith("000000"):
        return gtin[6] in "02"
    return gtin[0] == "0" and (gtin[1:3] in {"02", "04"} or gtin[1] == "2")


def sscc18(text: str) -> str | None:
    """Return `text` when it is a serial shipping container code of 18 digits with a right check digit."""
    return text if len(text) == SSCC_LENGTH and check_digit_holds(text) else None
