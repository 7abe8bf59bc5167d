"""What people type about purchases as values: prices, amounts, days, price breaks. Raises Refused(BadField)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from warehouse_app.domain.editing import BadField, whole
from warehouse_app.domain.figures import scaled
from warehouse_app.domain.purchasing.values import PriceBreak
from warehouse_app.domain.quantities import MAX_QTY, minor_digits
from warehouse_app.domain.refusals import Refused

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_BREAKS = 20
PRICE_PLACES = 4
LARGEST_AMOUNT = 1_000_000_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_SHOWN = 40


def price_of(field: str, text: str) -> int:
    """Return a price in 1/10 000 of the currency; "" is 0."""
    return scaled(field, text, PRICE_PLACES)


def amount_of(field: str, text: str, currency: str = "") -> int:
    """Return an amount in the minor units of the currency, hundredths where none is named; "" is 0."""
    return scaled(field, text, minor_digits(currency), LARGEST_AMOUNT)


def day_of(field: str, text: str) -> str:
    """Return a day as ISO text; "" stays so."""
    trimmed = text.strip()
    if not trimmed:
        return ""
    try:
        found = date.fromisoformat(trimmed) if _DAY.fullmatch(trimmed) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refused(BadField(field, trimmed[:_SHOWN], "no_day"))
    return trimmed


def qty_of(field: str, text: str) -> int:
    """Return a quantity of base units above zero."""
    found = whole(field, text, 1, MAX_QTY)
    if found is None:
        raise Refused(BadField(field, "", "empty"))
    return found


def currency_of(field: str, text: str) -> str:
    """Return a currency's three letters."""
    found = text.strip().upper()
    if _CURRENCY.fullmatch(found) is None:
        raise Refused(BadField(field, text.strip()[:_SHOWN], "no_currency"))
    return found


def breaks_of(field: str, text: str) -> tuple[PriceBreak, ...]:
    """Return price breaks as people type them: `24: 1.10; 100: 0.95`."""
    found: dict[int, int] = {}
    for part in filter(None, (each.strip() for each in text.split(";"))):
        from_qty, colon, price = part.partition(":")
        if not colon or not price.strip():
            raise Refused(BadField(field, part[:_SHOWN], "no_breaks"))
        found[qty_of(field, from_qty)] = price_of(field, price)
    if len(found) > MOST_BREAKS:
        raise Refused(BadField(field, text[:_SHOWN], "no_breaks"))
    return tuple(PriceBreak(*each) for each in sorted(found.items()))


def written(value_e4: int) -> str:
    """Return a price as it is typed: two digits behind the point, more where it has them."""
    text = f"{value_e4 // 10_000}.{value_e4 % 10_000:04d}"
    return text[:-2] if text.endswith("00") else text.rstrip("0")


def written_amount(minor: int, currency: str = "") -> str:
    """Return an amount as it is typed."""
    return f"{Decimal(minor).scaleb(-minor_digits(currency)):f}"


def written_breaks(breaks: tuple[PriceBreak, ...]) -> str:
    """Return price breaks as they are typed."""
    return "; ".join(f"{each.from_qty}: {written(each.price_e4)}" for each in breaks)
