"""Every decision about the UCI Online Retail file, in this one place; `docs/import.md` tells the same as a table with
the figures.

The file has one row for each line of an invoice. Invoice numbers starting with C are credit notes and with A are
bookings; everything else
is a sale when at least one row has a quantity and a price above zero. Rows are seen only through `RetailRow`, so the
rules are pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from warehouse_app.domain.importing.texts import code as clean_code
from warehouse_app.domain.importing.values import BadValueError, LineKind

CURRENCY = "GBP"
ZONE = "Europe/London"
OPENING_MULTIPLE = 12
FIELDS = ("invoice", "code", "description", "quantity", "at", "price", "customer", "country")
HEADER: dict[str, frozenset[str]] = {
    "invoice": frozenset({"invoiceno", "invoice"}),
    "code": frozenset({"stockcode"}),
    "description": frozenset({"description"}),
    "quantity": frozenset({"quantity"}),
    "at": frozenset({"invoicedate"}),
    "price": frozenset({"unitprice", "price"}),
    "customer": frozenset({"customerid"}),
    "country": frozenset({"country"}),
}
ROLES: dict[str, Literal["code", "text", "number", "date"]] = {
    "invoice": "code",
    "code": "code",
    "description": "text",
    "quantity": "number",
    "at": "date",
    "price": "number",
    "customer": "code",
    "country": "text",
}
_NOT_STOCKED: dict[str, LineKind] = {
    "POST": "shipping",
    "DOT": "shipping",
    "C2": "shipping",
    "C3": "shipping",
    "D": "discount",
    "M": "service",
    "S": "service",
    "B": "service",
    "BANK CHARGES": "service",
    "AMAZONFEE": "service",
    "PADS": "service",
    "CRUK": "service",
}
_NOT_STOCKED_FORM = re.compile(r"(GIFT_0001_.*|DCGS.*|TEST.*|ADJUST\d*)")
_USUAL_CODE = re.compile(r"\d{5}[A-Z]{0,2}")
_CUSTOMER = re.compile(r"(\d+)\.0+")
_LETTERS = 3

Sort = Literal["sale", "credit_note", "adjustment"]


class RetailCode(NamedTuple):
    """A stock code: the product's SKU (upper case), the spelling of the file, and what kind of line it makes."""

    sku: str
    written: str
    kind: LineKind


class RetailRow(NamedTuple):
    """One row of the file, typed: quantity in pieces, price in 1/10 000 pound, both with the sign of the file."""

    line: int
    sku: str
    written: str
    kind: LineKind
    description: str
    qty: int
    price_e4: int


def read_code(text: str) -> RetailCode:
    """Read a stock code: codes that differ only by case are one product, whose SKU is the upper-case spelling."""
    written = clean_code(text)
    if not written:
        raise BadValueError("missing")
    sku = written.upper()
    kind: LineKind = _NOT_STOCKED.get(sku) or ("service" if _NOT_STOCKED_FORM.fullmatch(sku) else "goods")
    return RetailCode(sku, written, kind)


def usual_code(sku: str) -> bool:
    """Tell whether a stocked code has the shop's usual form of five digits and up to two letters."""
    return bool(_USUAL_CODE.fullmatch(sku))


def read_customer(text: str) -> str:
    """Read a customer number; the source wrote it as a decimal fraction, so `17850.0` is `17850`. Empty stays empty."""
    written = clean_code(text)
    match = _CUSTOMER.fullmatch(written)
    return match[1] if match else written


def well_formed(description: str) -> bool:
    """Tell whether a description names a product: the shop writes names in capitals, and notes ("damaged", "?", "wet
    boxes") in small letters.
    """
    upper = sum(map(str.isupper, description))
    return upper >= _LETTERS and upper >= sum(map(str.islower, description)) and "?" not in description


def best_name(sku: str, sold: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> str:
    """Choose a product's name: the most frequent well-formed description in sales, else any in sales, else
    well-formed elsewhere, else the SKU.
    """
    groups = ([pair for pair in sold if well_formed(pair[0])], sold, [pair for pair in other if well_formed(pair[0])])
    for group in groups:
        if group:
            return min(group, key=lambda pair: (-pair[1], pair[0]))[0]
    return sku


def adjustment_reason(descriptions: Sequence[str]) -> str:
    """Return the most frequent note among the descriptions of an adjustment; product names are no reason."""
    notes = [text for text in descriptions if text and not well_formed(text)]
    return min(notes, key=lambda text: (-notes.count(text), text)) if notes else ""


def all_paid(invoice: str, quantities: Sequence[int], prices: Sequence[int]) -> bool:
    """Tell whether every row is a paid line of a sale: then `sort_out` has nothing to divide."""
    return invoice[:1] not in ("C", "c", "A", "a") and min(quantities) > 0 and min(prices) > 0


def sort_out(invoice: str, rows: Sequence[RetailRow]) -> dict[Sort, Sequence[RetailRow]]:
    """Divide the rows of one invoice number.

    C numbers: everything is the credit note. A numbers: everything is an adjustment. Others: rows with a quantity
    above zero and a price of
    zero or more are the sale when at least one of them has a price above zero; all that remains is an adjustment.
    """
    if invoice[:1] in ("C", "c"):
        return {"credit_note": rows}
    if invoice[:1] in ("A", "a"):
        return {"adjustment": rows}
    if not any(row.qty > 0 and row.price_e4 > 0 for row in rows):
        return {"adjustment": rows}
    sale = [row for row in rows if row[5] > 0 and row[6] >= 0]
    if len(sale) == len(rows):
        return {"sale": sale}
    return {"sale": sale, "adjustment": [row for row in rows if not (row.qty > 0 and row.price_e4 >= 0)]}


def goods_digest(rows: Iterable[RetailRow]) -> str:
    """Return a digest of which goods and how many, equal for a sale and the credit note that undoes exactly it; ""
    when there are no goods.
    """
    units: dict[str, int] = {}
    for _, sku, _, kind, _, qty, _ in rows:
        if kind == "goods":
            units[sku] = units.get(sku, 0) + abs(qty)
    if not units:
        return ""
    text = "\n".join(f"{sku}\t{qty}" for sku, qty in sorted(units.items()))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def invoice_sequence(invoice: str) -> int:
    """Return the running number of an invoice or credit note; both are counted in one sequence. 0 when it has none."""
    digits = invoice.lstrip("CcAa")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else 0  # noqa: PLR2004 - fits 64 bits


def undone(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Match credit notes with the sales they undo, each once: `pairs` of (credit note, candidate sale), earliest
    credit and latest sale first.
    """
    by_sale: dict[str, str] = {}
    used: set[str] = set()
    for credit, sale in pairs:
        if credit not in used and sale not in by_sale:
            used.add(credit)
            by_sale[sale] = credit
    return by_sale


def opening_quantity(units: int) -> int:
    """Return the opening stock for so many sold units: the next multiple of 12."""
    return -(-units // OPENING_MULTIPLE) * OPENING_MULTIPLE
