"""Amounts within questions: what a currency counts in, as an expression of the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, String, case, literal_column

from warehouse_app.domain.quantities import E4, THREE_DIGITS, WITHOUT_DIGITS, minor_digits


def _of_minor(currency: str) -> int:
    return E4 // int(10 ** minor_digits(currency))


def _written(figure: int) -> Any:  # noqa: ANN401 - a part of a question, written into it
    return literal_column(str(figure), Integer)


_OTHERS = {
    literal_column(f"'{each}'", String): _written(_of_minor(each)) for each in sorted(WITHOUT_DIGITS | THREE_DIGITS)
}


def of_minor(currency: Any) -> Any:  # noqa: ANN401 - columns of Core
    """Return how many 1/10 000 of a currency one of its minor units is: 100, or 10 000, or 10."""
    return case(_OTHERS, value=currency, else_=_written(_of_minor("")))


def line_total(qty: Any, price_e4: Any, currency: Any) -> Any:  # noqa: ANN401 - columns of Core
    """Return what a line of nothing below zero is worth in minor units, rounded once, half up."""
    one = of_minor(currency)
    return (qty * price_e4 + one // 2) // one


def hundredths(minor: Any, currency: Any) -> Any:  # noqa: ANN401 - columns of Core
    """Return an amount in hundredths, whatever its currency counts in: to weigh and to add up, not to pay."""
    return minor * of_minor(currency) // _of_minor("")
