"""GS1 element strings as labels carry them: joined and split by the lengths that the first two digits give.

What the elements mean, and which may stand together, is judged in `domain.barcodes`; here they are only spelt.
"""

from __future__ import annotations

from collections.abc import Iterable

GS = "\x1d"
"""What ends an element string whose length is not fixed, where another follows."""

# First two digits -> length of the whole element string (GS1 General Specifications, predefined lengths).
_FIXED = {
    "00": 20,
    "01": 16,
    "02": 16,
    "03": 16,
    "04": 18,
    "20": 4,
    "41": 16,
    **{f"1{digit}": 8 for digit in "123456789"},
    **{f"3{digit}": 10 for digit in "123456"},
}
# First digits -> length of the identifier; the longest beginning that is here counts.
_IDENTIFIERS = {
    **{f"{digit}": 2 for digit in "0129"},
    "23": 3,
    "24": 3,
    "25": 3,
    "30": 2,
    "37": 2,
    **{f"3{digit}": 4 for digit in "12345689"},
    "40": 3,
    "41": 3,
    "42": 3,
    "43": 4,
    "70": 4,
    "71": 3,
    "72": 4,
    "80": 4,
    "81": 4,
    "82": 4,
}


def joined(elements: Iterable[tuple[str, str]]) -> str:
    """Return element strings as a scanner reads them: (("10", "A"), ("21", "B")) -> "10A", GS, "21B"."""
    parts = [ai + value + ("" if ai[:2] in _FIXED else GS) for ai, value in elements]
    return "".join(parts).removesuffix(GS)


def split(data: str) -> tuple[tuple[str, str], ...]:
    """Return identifier and value of each element string. Raises ValueError where it cannot be taken apart."""
    found: list[tuple[str, str]] = []
    rest = data
    while rest:
        whole = _FIXED.get(rest[:2])
        one = rest.partition(GS)[0] if whole is None else rest[:whole]
        wide = _IDENTIFIERS.get(rest[:2]) or _IDENTIFIERS.get(rest[:1]) or 0
        if not wide or not one[:wide].isdecimal() or not one[wide:] or GS in one or (whole or len(one)) != len(one):
            raise ValueError("no GS1 element string")
        found.append((one[:wide], one[wide:]))
        rest = rest[len(one) :].removeprefix(GS)
    return tuple(found)


def bracketed(data: str) -> str:
    """Return the elements with their identifiers in brackets, as people read them. Raises ValueError as `split`."""
    return "".join(f"({ai}){value}" for ai, value in split(data))
