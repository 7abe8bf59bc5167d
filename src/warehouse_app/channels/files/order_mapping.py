"""From the rows of one native order to its draft: order fields may stand on any of its rows, but not say two
different things.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from datetime import datetime

from warehouse_app.channels.files.columns import ADDRESS_FIELDS
from warehouse_app.channels.files.record import Record
from warehouse_app.domain.importing import gifts
from warehouse_app.domain.importing.dates import next_working_day_end
from warehouse_app.domain.importing.values import (
    FOR_NOBODY,
    AddressDraft,
    CustomerDraft,
    Draft,
    HoldDraft,
    LineKind,
    OrderDraft,
    OrderLineDraft,
)
from warehouse_app.domain.instructions.values import LONGEST_GIFT, Gift

DEFAULT_CHANNEL = "file"
DEFAULT_CURRENCY = "EUR"
_HEAD = (
    "channel", "customer", "customer_name", "email", "phone", "placed_at", "ship_by", "payment", "currency",
    "gift_note", "no_prices", *ADDRESS_FIELDS,
)  # fmt: skip
_PAYMENT: Mapping[str, str] = {
    "unpaid": "unpaid", "no": "unpaid", "pending": "unpaid", "open": "unpaid", "false": "unpaid",
    "authorised": "authorised", "authorized": "authorised", "paid": "paid", "yes": "paid", "true": "paid",
}  # fmt: skip
_LINE_KIND: Mapping[str, str] = {
    "goods": "goods", "product": "goods", "item": "goods", "service": "service",
    "discount": "discount", "shipping": "shipping",
}  # fmt: skip
_LINE_KINDS: Mapping[str, LineKind] = {
    "goods": "goods",
    "service": "service",
    "discount": "discount",
    "shipping": "shipping",
}


def orders(key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make the customer, when one is named, and the order. A row without product and quantity may carry order fields
    only.
    """
    head = _head(records)
    lines = tuple(_line(n, record) for n, record in enumerate([r for r in records if r.has("sku") or r.has("qty")], 1))
    if not lines:
        raise records[0].bad("sku", "order_without_lines")
    placed = head["placed_at"].when("placed_at")
    if placed is None:
        raise records[0].bad("placed_at", "missing")
    customer = head["customer"].code("customer")
    where = _address(head, alone=not customer)
    has_columns = "street1" in records[0].manner.columns
    payment = head["payment"].one_of("payment", _PAYMENT, "paid")
    order = OrderDraft(
        code=key,
        channel=head["channel"].code("channel") or DEFAULT_CHANNEL,
        customer_code=customer or None,
        placed_at=placed,
        ship_by=head["ship_by"].when("ship_by", end_of_day=True) or next_day(records[0], placed),
        payment=payment,
        payment_reason="" if head["payment"].has("payment") else "not_in_file",
        currency=(head["currency"].code("currency") or DEFAULT_CURRENCY).upper(),
        country=head["country"].text("country"),
        address=where,
        address_columns=has_columns,
        holds=address_holds(where, named=bool(customer)) if has_columns else (),
        lines=lines,
        content_hash="",
        gift=gift(head["gift_note"], no_prices=head["no_prices"].one_of("no_prices", gifts.YES_NO, "no") == "yes"),
    )
    return (*_customer(head, customer), hashed(order))


def gift(record: Record, words: str | None = None, *, no_prices: bool) -> Gift:
    """Return what a buyer asks for; `words` of a gift that stand in no cell of their own. Too many are cut, told."""
    said = " ".join((record.text("gift_note") if words is None else words).split())
    if len(said) > LONGEST_GIFT:
        record.manner.notes.add("gift_note_cut", record.raw("order"))
    return Gift(said[:LONGEST_GIFT].strip(), no_prices)


def address(record: Record) -> AddressDraft:
    """Read the address of one record."""
    return _address(dict.fromkeys(_HEAD, record), alone=False) or AddressDraft()


def _address(head: Mapping[str, Record], *, alone: bool) -> AddressDraft | None:
    """Read where an order goes. None when no door is named: then the customer's own address counts, if one is known.

    An order `alone` (of no known customer) keeps name, mail and telephone even so, for nobody else does.
    """
    values = {name: head[name].code(name) if name == "postcode" else head[name].text(name) for name in ADDRESS_FIELDS}
    name, email, phone = (head[field].text(field) for field in ("customer_name", "email", "phone"))
    if not any(value for field, value in values.items() if field != "country") and not (
        alone and (name or email or phone)
    ):
        return None
    name = values.pop("ship_name") or name
    return AddressDraft(name=name, email=email, phone=phone, **values)


def address_holds(where: AddressDraft | None, *, named: bool = False) -> tuple[HoldDraft, ...]:
    """Return why an order cannot be sent where it says; `named` where its customer has a name of his own."""
    if where is None or not where.usable():
        return (HoldDraft("address", "address_missing"),)
    return () if named or where.somebodys() else (HoldDraft("address", FOR_NOBODY),)


def next_day(record: Record, placed: datetime) -> datetime:
    """Return the end of the next working day, by which an order leaves whose file does not say it; told."""
    record.manner.notes.add("ship_by_computed", record.raw("order"))
    return next_working_day_end(placed, record.manner.zone)


def _head(records: Sequence[Record]) -> dict[str, Record]:
    head = dict.fromkeys(_HEAD, records[0])
    for name in _HEAD:
        if name not in records[0].manner.columns:
            continue
        filled = [record for record in records if record.has(name)]
        if not filled:
            continue
        head[name] = filled[0]
        other = next((record for record in filled if record.raw(name) != filled[0].raw(name)), None)
        if other is not None and name == "placed_at":
            head[name] = min(filled, key=lambda record: str(record.when("placed_at")))
            records[0].manner.notes.add("two_times", records[0].raw("order"))
        elif other is not None:
            raise other.bad(
                name, "order_disagrees", order=other.raw("order"), line=filled[0].line, other=filled[0].raw(name)
            )
    return head


def _line(n: int, record: Record) -> OrderLineDraft:
    written = record.code("sku")
    if not written:
        raise record.bad("sku", "missing")
    qty = record.whole("qty", 1)
    if qty is None:
        raise record.bad("qty", "missing")
    price = record.price_e4("price")
    kind = _LINE_KINDS[record.one_of("line_kind", _LINE_KIND, "goods")]
    if price < 0 and kind != "discount":
        raise record.bad("price", "out_of_range", low=0, high=10**9)
    return OrderLineDraft(n, written.upper(), written, record.text("description"), kind, qty, price, record.line)


def _customer(head: Mapping[str, Record], code: str) -> tuple[CustomerDraft, ...]:
    if not code:
        return ()
    given = frozenset(
        field
        for field, name in (("name", "customer_name"), ("email", "email"), ("phone", "phone"), ("country", "country"))
        if head[name].has(name)
    )
    name, email, phone = (head[field].text(field) for field in ("customer_name", "email", "phone"))
    where = _address(head, alone=False)
    return (CustomerDraft(code, name, email, phone, where, head["country"].text("country"), given=given),)


def hashed(order: OrderDraft) -> OrderDraft:
    """Return the order with the digest of its content."""
    lines = [
        f"{line.sku_written}\x1f{line.description}\x1f{line.kind}\x1f{line.qty}\x1f{line.price_e4}"
        for line in order.lines
    ]
    where = astuple(order.address) if order.address else ()
    head = [
        order.customer_code or "",
        order.placed_at.isoformat(),
        str(order.ship_by),
        order.payment,
        order.currency,
        order.country,
        *where,
    ]
    asked = [f"{order.gift.note}\x1f{order.gift.no_prices}"] if order.gift else []
    text = "\x1e".join([*head, *asked, *lines])
    return replace(order, content_hash=hashlib.blake2b(text.encode(), digest_size=16).hexdigest())
