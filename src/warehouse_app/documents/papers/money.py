"""Amounts on papers: whole minor units and prices of 1/10 000, written with a point and the digits of the currency."""

from __future__ import annotations

from decimal import Decimal

from warehouse_app.domain.quantities import minor_digits as digits_of

__all__ = ("amount", "digits_of", "price")


def amount(minor: int, currency: str) -> str:
    """Return an amount of minor units."""
    return f"{Decimal(minor).scaleb(-digits_of(currency)):f}"


def price(price_e4: int, currency: str) -> str:
    """Return a unit price: the digits of the currency, and further ones where it has them."""
    whole, digits = f"{Decimal(price_e4).scaleb(-4):f}", digits_of(currency)
    kept = whole.rstrip("0")
    lacking = digits - (len(kept) - kept.index(".") - 1)
    return (kept + "0" * max(0, lacking)).rstrip(".")
