"""The look-ups: prefixes on the indexes that codes have anyway, and words of names.

One statement answers over all codes and one for each kind of name, whatever the size of the company;
each reads a bounded number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, literal, select, union_all
from sqlalchemy import text as text_clause

from warehouse_app.domain.barcodes.gtin import trade_number
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.search import HitKind, range_of
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, purchasing, search, trade
from warehouse_app.store.search.words import Named
from warehouse_app.store.statement import Statement

COUNTED = 99
"""Hits of one kind that are counted; beyond them it says that there are more."""

EXAMINED = 8_000
"""Names with the longest of several words that are looked at for the others."""

FEWEST_DIGITS = 4
"""Digits from which on a text may be the beginning of a trade item number."""

Bounds = tuple[str, str]
Coded = tuple[HitKind, int, str]
_TEXT, _UPPER, _GTIN = ("low", "high"), ("upper_low", "upper_high"), ("gtin_low", "gtin_high")
_PLACES = (
    *((HitKind.PLACE, kind) for kind in ("BIN", "DOCK", "BENCH", "QUARANTINE", "TRANSIT", "LPN")),
    *((HitKind.TOTE, PlaceKind.TOTE), (HitKind.CART, PlaceKind.CART)),
)
_p, _i, _w, _o, _g, _k = ledger.place, ledger.item, search.word, trade.orders, ledger.product, floor.parcel


def _arm(kind: HitKind, ref: Any, code: ColumnElement[str], bounds: Bounds, *where: Any) -> Select[Any]:  # noqa: ANN401
    """Return the first rows whose code begins with the text, in the order of their codes, as (kind, ref, code)."""
    low: BindParameter[str] = bindparam(bounds[0])
    found = (
        select(literal(kind.value).label("kind"), ref.label("ref"), code.label("code"))
        .where(code >= low, code < bindparam(bounds[1]), *where)
        .order_by(code)
        .limit(COUNTED + 1)
        .subquery()
    )
    return select(found.c.kind, found.c.ref, found.c.code)


def _as_written(bounds: Bounds) -> list[Select[Any]]:
    """Return the arms over codes that are kept as they were written."""
    return [
        _arm(HitKind.ORDER, _o.c.id, _o.c.code, bounds),
        _arm(HitKind.CUSTOMER, trade.customer.c.id, trade.customer.c.code, bounds),
        *(_arm(hit, _p.c.id, _p.c.code, bounds, _p.c.kind == str(kind)) for hit, kind in _PLACES),
        _arm(HitKind.PARCEL, _k.c.id, _k.c.tracking, bounds),
        # The two conditions in words are those of the indexes.
        _arm(HitKind.SERIAL, _i.c.id, _i.c.serial, bounds, text_clause("serial <> '' AND product_id IS NOT NULL")),
        _arm(HitKind.LOT, _i.c.id, _i.c.lot, bounds, text_clause("lot <> ''")),
    ]


def _in_capitals() -> list[Select[Any]]:
    """Return the arms over codes that are kept in capitals."""
    code = ledger.barcode.c.code
    return [
        _arm(HitKind.PRODUCT, _g.c.id, _g.c.sku_key, _UPPER),
        _arm(HitKind.PRODUCT, ledger.barcode.c.product_id, code, _UPPER),
        _arm(HitKind.PARCEL, _k.c.id, _k.c.code, _UPPER),
        _arm(HitKind.BATCH, floor.batch.c.id, floor.batch.c.code, _UPPER),
        _arm(HitKind.MANIFEST, floor.manifest.c.id, floor.manifest.c.code, _UPPER),
        _arm(HitKind.PURCHASE, purchasing.purchase_order.c.id, purchasing.purchase_order.c.code, _UPPER),
        _arm(HitKind.SUPPLIER, purchasing.supplier.c.id, purchasing.supplier.c.code, _UPPER),
    ]


@cache
def _codes(*, small: bool, digits: bool) -> Statement:
    """Return the statement over all codes; with `small` letters those as written are asked for in both spellings."""
    arms = _as_written(_TEXT) + (_as_written(_UPPER) if small else []) + _in_capitals()
    if digits:
        arms.append(_arm(HitKind.PRODUCT, ledger.barcode.c.product_id, ledger.barcode.c.code, _GTIN))
    return Statement(union_all(*arms))


def by_code(desk: Desk, text: str) -> list[Coded]:
    """Return (kind, row, code) of everything whose code begins with `text`, codes in their order within a kind."""
    upper, digits = text.upper(), text.isdecimal() and len(text) >= FEWEST_DIGITS
    bounds = dict(zip((*_TEXT, *_UPPER), (*range_of(text), *range_of(upper)), strict=True))
    if digits:
        # A trade item number is kept with 14 digits, whatever was written.
        bounds |= dict(zip(_GTIN, range_of(trade_number(text) or f"0{text}"), strict=True))
    rows = _codes(small=upper != text, digits=digits).all(desk.connection, **bounds)
    return [(HitKind(row[0]), int(row[1]), str(row[2])) for row in rows]


@cache
def _words(count: int) -> Statement:
    """Return the statement for names with `count` words, each known by its beginning."""
    first = (
        select(_w.c.ref, _w.c.word)
        .where(_w.c.kind == bindparam("kind"), _w.c.word >= bindparam("low_0"), _w.c.word < bindparam("high_0"))
        .order_by(_w.c.word, _w.c.ref)
        .limit(EXAMINED if count > 1 else 4 * COUNTED)
        .subquery()
    )
    others = []
    for at in range(1, count):
        v = _w.alias()
        has = (v.c.kind == bindparam("kind"), v.c.ref == first.c.ref)
        within = (v.c.word >= bindparam(f"low_{at}"), v.c.word < bindparam(f"high_{at}"))
        others.append(select(v.c.ref).where(*has, *within).correlate(first).exists())
    best = func.min(first.c.word)
    return Statement(
        select(first.c.ref).where(*others).group_by(first.c.ref).order_by(best, first.c.ref).limit(COUNTED + 1)
    )


def by_words(desk: Desk, kind: Named, words: Sequence[str]) -> list[int]:
    """Return the rows of a kind whose name has all the words, each known by its beginning.

    The longest word leads; where so many names have it that none with the others was met, another leads.
    """
    longest = sorted(words, key=len, reverse=True)
    for at, leading in enumerate(longest):
        bounds: dict[str, object] = {"kind": kind}
        for n, word in enumerate((leading, *longest[:at], *longest[at + 1 :])):
            bounds[f"low_{n}"], bounds[f"high_{n}"] = range_of(word)
        found = [int(row[0]) for row in _words(len(words)).all(desk.connection, **bounds)]
        if found:
            return found
    return []


_ORDERS_OF = Statement(
    select(_o.c.id)
    .where(_o.c.customer_id == bindparam("customer_is"))
    .order_by(_o.c.customer_id, _o.c.id.desc())
    .limit(COUNTED + 1)
)


def orders_of(desk: Desk, customers: Iterable[int]) -> list[int]:
    """Return the newest orders of customers, newest first."""
    found = {int(row[0]) for each in customers for row in _ORDERS_OF.all(desk.connection, customer_is=each)}
    return sorted(found, reverse=True)[: COUNTED + 1]


_n = office.person
_PEOPLE = select(_n.c.id, _n.c.code, _n.c.name)


def people(desk: Desk, words: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (id, code, name) of people whose code or name has all the words. A company has few: all are looked at."""
    rows = desk.connection.execute(_PEOPLE.order_by(_n.c.name, _n.c.code))
    return [(row[0], row[1], row[2]) for row in rows if words and _has(f"{row[1]} {row[2]}".casefold(), words)]


def _has(name: str, words: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in name.split()) for word in words)
