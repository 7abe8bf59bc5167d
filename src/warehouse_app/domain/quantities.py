"""Whole numbers for facts: quantities in base units, grams, millimetres, prices in 1/10 000, amounts in minor units."""

from __future__ import annotations

from typing import NewType

PriceE4 = NewType("PriceE4", int)
Minor = NewType("Minor", int)

MAX_QTY = 2**53 - 1
"""Largest quantity ever accepted; it survives JSON and spreadsheets unharmed."""

E4 = 10_000

_PLAIN = 2
WITHOUT_DIGITS = frozenset({
    *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND"),
    *("VUV", "XAF", "XOF", "XPF"),
})  # fmt: skip
"""Currencies that are counted whole."""

THREE_DIGITS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies that are counted in thousandths."""


def minor_digits(currency: str) -> int:
    """Return how many digits a currency has behind the point (ISO 4217, table A.1); two for one that nobody knows."""
    return 0 if currency in WITHOUT_DIGITS else 3 if currency in THREE_DIGITS else _PLAIN


def line_total_minor(qty: int, price_e4: int, minor_digits: int = 2) -> int:
    """Return the amount owed for one line in minor units, rounded once, half up (away from zero)."""
    scale: int = 10**minor_digits
    exact = qty * price_e4 * scale
    rounded = (abs(exact) * 2 + E4) // (2 * E4)
    return rounded if exact >= 0 else -rounded


def recounted(minor: int, before: str, after: str) -> int:
    """Return the same figure of one currency in the minor units of another, rounded half up; no rate is applied."""
    return line_total_minor(minor, E4 // int(10 ** minor_digits(before)), minor_digits(after))


def hundredths(minor: int, currency: str) -> int:
    """Return an amount in hundredths, whatever its currency counts in: to weigh and to add up, not to pay."""
    return recounted(minor, currency, "")


def ceil_to(qty: int, step: int) -> int:
    """Return the smallest multiple of `step` (> 0) that is at least `qty`."""
    return -(-qty // step) * step
