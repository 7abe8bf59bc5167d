"""Whose parcel is it: any code that stands on one, or a name, leads to returns and orders. Never more than a few rows.

Every way begins at an index, whatever the size of the company: codes, the serial's own movements into parcels, the
youngest lines of a product, the words of names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, literal, or_, select, union_all
from sqlalchemy import text as text_clause

from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.returning.finding import MOST_FOUND, By, Candidate, ranked
from warehouse_app.domain.returning.states import AT_BENCH, AWAITED, ReturnState
from warehouse_app.domain.search import MOST_ASKED, range_of, words_of
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases
from warehouse_app.store.schema import floor, ledger, returning, trade
from warehouse_app.store.search import look
from warehouse_app.store.statement import Statement

FEWEST_SIGNS = 4
"""Signs from which half a code is looked for."""

EXAMINED = 200
"""Youngest lines of a product that are looked at for one that left."""

_r, _u, _k, _o, _l, _c = (
    *(returning.returns, returning.return_unit, floor.parcel),
    *(trade.orders, trade.order_line, trade.customer),
)
_i, _leg, _g, _b = ledger.item, ledger.leg, ledger.product, ledger.barcode
_TEXT: BindParameter[str] = bindparam("text_is")
_UPPER: BindParameter[str] = bindparam("upper_is")
_GTIN: BindParameter[str] = bindparam("gtin_is")
_SERIAL_IS: BindParameter[str] = bindparam("serial_is")
_SSCC: BindParameter[str] = bindparam("sscc_is")
_LOW: BindParameter[str] = bindparam("low")
_HIGH: BindParameter[str] = bindparam("high")


def _arm(by: By, key: Any, *where: Any) -> Select[Any]:  # noqa: ANN401 - expressions of Core
    return select(literal(int(by)).label("by"), key.label("key")).where(*where).limit(MOST_FOUND)


def _together(*arms: Select[Any]) -> Statement:
    return Statement(union_all(*(select(each.subquery()) for each in arms)))


_CODES = _together(
    _arm(By.RETURN, _r.c.id, _r.c.code == _UPPER),
    _arm(By.RETURN_LABEL, _r.c.id, _r.c.tracking == _TEXT),
    _arm(By.RETURN_LABEL, _r.c.id, _r.c.tracking == _SSCC),
    _arm(By.EXTERNAL, _r.c.id, _r.c.external == _TEXT),
    _arm(By.SLOT, _r.c.id, _r.c.slot == _UPPER, text_clause("slot <> ''")),
    _arm(By.PARCEL, _k.c.id, _k.c.code == _UPPER),
    _arm(By.TRACKING, _k.c.id, _k.c.tracking == _TEXT),
    _arm(By.TRACKING, _k.c.id, _k.c.tracking == _SSCC),
    _arm(By.ORDER, _o.c.id, _o.c.code == _TEXT),
    _arm(By.ORDER, _o.c.id, _o.c.code == _UPPER),
    _arm(By.CUSTOMER, _c.c.id, or_(_c.c.code == _TEXT, _c.c.code == _UPPER)),
    _arm(By.SERIAL, _i.c.id, _i.c.serial == _SERIAL_IS, text_clause("serial <> '' AND product_id IS NOT NULL")),
    _arm(By.PRODUCT, _g.c.id, _g.c.sku_key == _UPPER),
    _arm(By.PRODUCT, _b.c.product_id, or_(_b.c.code == _UPPER, _b.c.code == _GTIN)),
)
_HALVES = _together(
    _arm(By.RETURN, _r.c.id, _r.c.code >= _LOW, _r.c.code < _HIGH),
    _arm(By.PARCEL, _k.c.id, _k.c.code >= _LOW, _k.c.code < _HIGH),
    _arm(By.TRACKING, _k.c.id, _k.c.tracking >= _LOW, _k.c.tracking < _HIGH),
    _arm(By.ORDER, _o.c.id, _o.c.code >= _LOW, _o.c.code < _HIGH),
)
_PARCEL = Statement(select(_k.c.order_id, _k.c.code).where(_k.c.id == bindparam("id_is")))
_SERIAL = Statement(
    select(_k.c.id, _k.c.order_id, _k.c.code, _i.c.sku, _i.c.serial)
    .select_from(_leg)
    .join(_k, _k.c.place_id == _leg.c.target)
    .join(_i, _i.c.id == _leg.c.item_id)
    .where(_leg.c.item_id == bindparam("item_is"))
    .order_by(_leg.c.entry_seq.desc())
    .limit(MOST_FOUND)
)
_ORDER = Statement(
    select(_o.c.code, _o.c.channel, _o.c.state, _o.c.placed_at, _o.c.customer_id, _c.c.code)
    .outerjoin(_c, _c.c.id == _o.c.customer_id)
    .where(_o.c.id == bindparam("id_is"))
)
_SHIPPED = Statement(select(_l.c.id).where(_l.c.order_id == bindparam("order_is"), _l.c.shipped > 0).limit(1))
_OF_CUSTOMER = Statement(
    select(_r.c.id).where(_r.c.customer_id == bindparam("customer_is")).order_by(_r.c.id.desc()).limit(MOST_FOUND)
)
_CUSTOMER = Statement(select(_c.c.code).where(_c.c.id == bindparam("id_is")))
_PRODUCT = Statement(select(_g.c.sku).where(_g.c.id == bindparam("id_is")))
_AWAITED = Statement(
    select(_u.c.return_id)
    .join(_r, _r.c.id == _u.c.return_id)
    .where(_u.c.product_id == bindparam("product_is"), _u.c.state == "expected")
    .where(or_(*(_r.c.state == each.value for each in sorted(AWAITED | AT_BENCH))))
    .order_by(_u.c.id.desc())
    .limit(MOST_FOUND)
)
_YOUNGEST = (
    select(_l.c.order_id, _l.c.shipped)
    .where(_l.c.product_id == bindparam("product_is"))
    .order_by(_l.c.product_id, _l.c.order_id.desc())
    .limit(EXAMINED)
    .subquery()
)
_SOLD = Statement(
    select(_YOUNGEST.c.order_id).where(_YOUNGEST.c.shipped > 0).order_by(_YOUNGEST.c.order_id.desc()).limit(MOST_FOUND)
)


def candidates(desk: Desk, text: str, most: int = MOST_FOUND) -> tuple[Candidate, ...]:
    """Return what a code, or words of a name, can lead to, the surest first. An order with returns is told by them."""
    code = _meant(text)
    if not code.text:
        return ()
    rows = _CODES.all(
        desk.connection, text_is=code.text, upper_is=code.text.upper(), gtin_is=code.gtin or code.text.upper(),
        serial_is=code.serial or code.text, sscc_is=code.sscc or code.text,
    )  # fmt: skip
    found = [each for by, key in rows for each in _led(desk, By(by), int(key))]
    if not found:
        found = _by_name(desk, code.text) or _by_half(desk, code.text)
    return ranked(found, most)


class Meant(NamedTuple):
    """What a text says without what scanners put around it, and the numbers that a GS1 code holds ("" for none)."""

    text: str
    gtin: str = ""
    serial: str = ""
    sscc: str = ""


def _meant(text: str) -> Meant:
    code = read(text)
    if not isinstance(code, Barcode):
        return Meant(text.strip()[:100] if text.isprintable() else "")
    own = code.own or _proven(code.text)
    if own is not None and own.kind in _KINDS:
        return Meant(own.body)
    said = code.gs1
    serial, sscc = (said.serial or "", said.sscc or "") if said is not None else ("", "")
    return Meant(code.text.strip(), code.gtin or "", serial, sscc)


_KINDS = frozenset({OwnKind.RETURN, OwnKind.PARCEL, OwnKind.ORDER, OwnKind.PRODUCT, OwnKind.PLACE, OwnKind.SLOT})


def _proven(text: str) -> OwnCode | None:
    found = parse(text.upper())
    return found if isinstance(found, OwnCode) else None


def _led(desk: Desk, by: By, key: int) -> list[Candidate]:
    """Return what one row leads to."""
    if by in (By.RETURN, By.RETURN_LABEL, By.EXTERNAL, By.SLOT):
        return [_return(desk, by, key)]
    if by in (By.PARCEL, By.TRACKING):
        order_id, code = _PARCEL.all(desk.connection, id_is=key)[0]
        return _order(desk, by, int(order_id), parcel_id=key, parcel=code)
    if by is By.ORDER:
        return _order(desk, by, key)
    if by is By.SERIAL:
        rows = _SERIAL.all(desk.connection, item_is=key)
        return [
            each
            for row in rows
            for each in _order(desk, by, row[1], parcel_id=row[0], parcel=row[2], sku=row[3], serial=row[4])
        ]
    if by is By.PRODUCT:
        return _product(desk, key)
    return _customer(desk, by, key)


def _return(desk: Desk, by: By, return_id: int, **facts: Any) -> Candidate:  # noqa: ANN401 - fields of a candidate
    head = cases.get(desk, return_id)
    told = Candidate(
        by, head.id, head.code, head.state, head.order_id, parcel_id=head.parcel_id, customer_id=head.customer_id,
        channel=head.channel, at=head.requested_at,
    )  # fmt: skip
    if head.order_id is not None:
        told = _facts(desk, told, head.order_id)
    if told.parcel_id is not None:
        told = replace(told, parcel=_PARCEL.all(desk.connection, id_is=told.parcel_id)[0][1])
    return replace(told, **facts)


def _order(desk: Desk, by: By, order_id: int, **facts: Any) -> list[Candidate]:  # noqa: ANN401 - fields of a candidate
    """Return the returns of an order that are not over, else the order itself."""
    opened = [each for each in cases.of_order(desk, order_id) if each.state in _GOING]
    if opened:
        return [_return(desk, by, each.id, **facts) for each in opened]
    return [replace(_facts(desk, Candidate(by, order_id=order_id), order_id), **facts)]


_GOING = AWAITED | AT_BENCH | {ReturnState.REQUESTED, ReturnState.EXPIRED}


def _facts(desk: Desk, told: Candidate, order_id: int) -> Candidate:
    code, channel, state, placed, customer_id, customer = _ORDER.all(desk.connection, id_is=order_id)[0]
    shipped = _SHIPPED.one(desk.connection, order_is=order_id) is not None
    return replace(
        told, order=code, channel=channel, order_state=state, at=told.at or placed, shipped=shipped,
        customer_id=customer_id, customer=customer or "",
    )  # fmt: skip


def _product(desk: Desk, product_id: int) -> list[Candidate]:
    """Return the returns in which a product is awaited, else the youngest orders that it left in."""
    sku = str(_PRODUCT.scalar(desk.connection, id_is=product_id))
    awaited = [int(row[0]) for row in _AWAITED.all(desk.connection, product_is=product_id)]
    if awaited:
        return [_return(desk, By.PRODUCT, each, sku=sku) for each in dict.fromkeys(awaited)]
    sold = dict.fromkeys(int(row[0]) for row in _SOLD.all(desk.connection, product_is=product_id))
    return [each for order_id in sold for each in _order(desk, By.PRODUCT, order_id, sku=sku)]


def _customer(desk: Desk, by: By, customer_id: int) -> list[Candidate]:
    """Return a customer's returns that are not over, and the youngest orders."""
    heads = [cases.get(desk, int(row[0])) for row in _OF_CUSTOMER.all(desk.connection, customer_is=customer_id)]
    code = str(_CUSTOMER.scalar(desk.connection, id_is=customer_id))
    found = [_return(desk, by, each.id, customer=code) for each in heads if each.state in _GOING]
    for order_id in look.orders_of(desk, [customer_id])[: max(0, MOST_FOUND - len(found))]:
        found += [each for each in _order(desk, by, order_id) if each.return_id is not None or each.shipped]
    return found


def _by_name(desk: Desk, text: str) -> list[Candidate]:
    """Return what customers of that name, and orders to that name, lead to."""
    words = words_of(text)[:MOST_ASKED]
    if not words:
        return []
    found: list[Candidate] = []
    for customer_id in look.by_words(desk, "customer", words)[:MOST_FOUND]:
        if len(found) >= MOST_FOUND:
            return found
        found += _customer(desk, By.NAME, customer_id)
    for order_id in look.by_words(desk, "order", words)[: MOST_FOUND - len(found)]:
        found += _order(desk, By.NAME, order_id)
    return found


def _by_half(desk: Desk, text: str) -> list[Candidate]:
    """Return what has a code that begins so."""
    if len(text) < FEWEST_SIGNS:
        return []
    low, high = range_of(text.upper())
    rows = _HALVES.all(desk.connection, low=low, high=high)
    return [replace(each, by=By.PART) for by, key in rows for each in _led(desk, By(by), int(key))]
