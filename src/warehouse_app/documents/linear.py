"""Bars that stand beside each other: EAN-13, interleaved 2 of 5 and Code 39 as widths in modules, bar first.

Wide bars are three narrow ones, unless the ratio is given; nothing is completed or cut: check digits must be right.
"""

from __future__ import annotations

from itertools import pairwise

from warehouse_app.domain.barcodes.gtin import check_digit_holds

_LEFT = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
# Which digits of the left half are mirrored (even parity), by the first digit.
_MIRRORED = ("000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010")
_FIVES = ("00110", "10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010")
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*"
# Bars and spaces of each sign of Code 39 (ISO/IEC 16388), 1 is wide.
_TABLE = (
    "000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 100100100 001100100 "
    "100001001 001001001 101001000 000011001 100011000 001011000 000001101 100001100 001001100 000011100 "
    "100000011 001000011 101000010 000010011 100010010 001010010 000000111 100000110 001000110 000010110 "
    "110000001 011000001 111000000 010010001 110010000 011010000 010000101 110000100 011000100 010101000 "
    "010100010 010001010 000101010 010010100"
)
_THIRTY_NINE = tuple(_TABLE.split())
_EAN, _ITF = 13, 14
WIDE = 3


def is_ean13(text: str) -> bool:
    """Whether these are thirteen digits whose last one is right."""
    return len(text) == _EAN and text.isascii() and text.isdecimal() and check_digit_holds(text)


def is_itf14(text: str) -> bool:
    """Whether these are fourteen digits whose last one is right."""
    return len(text) == _ITF and text.isascii() and text.isdecimal() and check_digit_holds(text)


def is_code39(text: str) -> bool:
    """Whether Code 39 has every sign; the star frames the code and is none of its signs."""
    return all(sign in _SIGNS and sign != "*" for sign in text)


def is_plain39(text: str) -> bool:
    """Whether every scanner reads these signs alike: `+A` and its kin are small letters to those set to full ASCII."""
    pairs = pairwise(text)
    return is_code39(text) and not any(one in "$%/+" and other.isalpha() for one, other in pairs)


def ean13(digits: str) -> tuple[int, ...]:
    """Return the widths of an EAN-13 of thirteen digits: guards, six digits, middle, six digits, guard."""
    parity = _MIRRORED[int(digits[0])]
    left = "".join(
        _LEFT[int(digit)][::-1] if even == "1" else _LEFT[int(digit)]
        for digit, even in zip(digits[1:7], parity, strict=True)
    )
    right = "".join(_LEFT[int(digit)] for digit in digits[7:])
    return tuple(int(wide) for wide in f"111{left}11111{right}111")


def interleaved(digits: str, wide: int = WIDE) -> tuple[int, ...]:
    """Return the widths of an interleaved 2 of 5 of an even number of digits: bars say one digit, spaces the next."""
    found = [1, 1, 1, 1]
    for bar, space in zip(digits[::2], digits[1::2], strict=True):
        for one, other in zip(_FIVES[int(bar)], _FIVES[int(space)], strict=True):
            found += [wide if one == "1" else 1, wide if other == "1" else 1]
    return (*found, wide, 1, 1)


def code39(text: str, wide: int = WIDE) -> tuple[int, ...]:
    """Return the widths of a Code 39 between its stars, one narrow space from sign to sign."""
    found: list[int] = []
    for sign in f"*{text}*":
        found += [wide if one == "1" else 1 for one in _THIRTY_NINE[_SIGNS.index(sign)]]
        found.append(1)
    return tuple(found[:-1])


def check39(text: str) -> str:
    """Return the check sign (modulo 43) of a Code 39."""
    return _SIGNS[sum(_SIGNS.index(sign) for sign in text) % 43]
