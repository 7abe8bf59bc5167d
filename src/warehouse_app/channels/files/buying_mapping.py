"""From rows of a native file to suppliers, what they sell, purchase orders and deliveries told beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from warehouse_app.channels.files.record import Record
from warehouse_app.domain.barcodes.gtin import sscc18
from warehouse_app.domain.importing.buying import (
    BreakDraft,
    BuyLineDraft,
    DeliveryDraft,
    PurchaseDraft,
    SoldDraft,
    SupplierDraft,
    ToldLineDraft,
)
from warehouse_app.domain.importing.values import Draft

MOST_DAYS = 999
MOST_LINES = 400
"""Lines of a purchase order or delivery: it is written in one small transaction."""

LARGEST_PACK = 100_000
_YES_NO: Mapping[str, str] = {
    "yes": "yes", "no": "no", "true": "yes", "false": "no", "1": "yes", "0": "no", "y": "yes", "n": "no", "x": "yes",
}  # fmt: skip
_STATES: Mapping[str, str] = {
    "draft": "draft", "open": "confirmed", "confirmed": "confirmed", "ordered": "confirmed", "sent": "confirmed",
}  # fmt: skip
_HEAD = ("supplier_name", "country", "currency", "lead_days", "minimum", "email", "phone", "note")
_SOLD = ("supplier_sku", "pack", "least", "product_lead_days", "price", "preferred")


def suppliers(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make a supplier, and where the rows name a product how it sells it; rows with `from_qty` are its price breaks."""
    code = records[0].code("supplier").upper()
    if not code:
        raise records[0].bad("supplier", "missing")
    head = _agreeing(records, _HEAD)
    made = SupplierDraft(
        code=code,
        name=head["supplier_name"].text("supplier_name"),
        country=head["country"].text("country").upper(),
        currency=_currency(head["currency"]),
        lead_days=head["lead_days"].whole("lead_days", 0, MOST_DAYS) or 0,
        minimum_e4=head["minimum"].price_e4("minimum"),
        email=head["email"].text("email"),
        phone=head["phone"].text("phone"),
        note=head["note"].text("note"),
        given=frozenset(name for name in _HEAD if head[name].has(name)),
        source_line=records[0].line,
    )
    if made.minimum_e4 < 0:
        raise head["minimum"].bad("minimum", "out_of_range", low=0, high=10**9)
    return (made, _sold(code, records)) if records[0].has("sku") else (made,)


def _sold(supplier: str, records: Sequence[Record]) -> SoldDraft:
    plain = [record for record in records if not record.has("from_qty")]
    first = _agreeing(plain or records[:1], _SOLD)
    breaks = tuple(
        BreakDraft(record.whole("from_qty", 1) or 1, _price(record))
        for record in records
        if record.has("from_qty")
    )  # fmt: skip
    given = {name for name in _SOLD if plain and first[name].has(name)} | ({"breaks"} if breaks else set())
    return SoldDraft(
        supplier=supplier,
        sku=records[0].code("sku").upper(),
        code=first["supplier_sku"].code("supplier_sku"),
        pack=first["pack"].whole("pack", 1, LARGEST_PACK) or 1,
        least=first["least"].whole("least", 1) or 1,
        lead_days=first["product_lead_days"].whole("product_lead_days", 0, MOST_DAYS),
        price_e4=_price(first["price"]) if plain else 0,
        preferred=first["preferred"].one_of("preferred", _YES_NO, "no") == "yes",
        breaks=tuple(sorted(breaks)),
        given=frozenset(given),
        lines=tuple(record.line for record in records),
    )


def purchases(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one purchase order; what is told of the whole of it may stand on any of its rows."""
    names = ("supplier", "warehouse", "supplier_ref", "currency", "note", "placed_at", "state")
    head = _agreeing(records, names)
    supplier = head["supplier"].code("supplier").upper()
    if not supplier:
        raise records[0].bad("supplier", "missing")
    _few_enough(records)
    lines = tuple(_buy_line(n, record) for n, record in enumerate(records, 1))
    seen: dict[tuple[str, str], BuyLineDraft] = {}
    for line, record in zip(lines, records, strict=True):
        known = seen.setdefault((line.sku.upper(), line.due_day), line)
        if known is not line:
            raise record.bad("sku", "product_twice", line=known.source_line)
    code = records[0].code("purchase").upper()
    made = PurchaseDraft(
        code=code,
        supplier=supplier,
        warehouse=head["warehouse"].code("warehouse").upper(),
        supplier_ref=head["supplier_ref"].code("supplier_ref"),
        currency=_currency(head["currency"]),
        note=head["note"].text("note"),
        placed_at=_day(head["placed_at"], "placed_at"),
        state=head["state"].one_of("state", _STATES, "confirmed"),
        lines=lines,
        content_hash="",
    )
    told = [made.supplier, made.warehouse, made.supplier_ref, made.currency, made.note, made.placed_at, made.state]
    return (_hashed_purchase(made, told),)


def _hashed_purchase(made: PurchaseDraft, told: list[str]) -> PurchaseDraft:
    parts = [f"{each.sku}\x1f{each.qty}\x1f{each.price_e4}\x1f{each.due_day}" for each in made.lines]
    return replace(made, content_hash=_hash(*told, *parts))


def _buy_line(n: int, record: Record) -> BuyLineDraft:
    sku = record.code("sku") or record.code("supplier_sku")
    if not sku:
        raise record.bad("sku", "missing")
    price = _price(record) if record.has("price") else None
    return BuyLineDraft(n, sku, _qty(record), price, _day(record, "due"), record.line)


def deliveries(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one delivery; its rows may be of several purchase orders and pallets."""
    head = _agreeing(records, ("supplier", "warehouse", "due"))
    _few_enough(records)
    lines = tuple(_told_line(n, record) for n, record in enumerate(records, 1))
    supplier = head["supplier"].code("supplier").upper()
    if not supplier and not any(line.purchase for line in lines):
        raise records[0].bad("supplier", "missing")
    ref = records[0].code("delivery")
    warehouse, day = head["warehouse"].code("warehouse").upper(), _day(head["due"], "due")
    parts = [
        f"{each.sku}\x1f{each.qty}\x1f{each.purchase}\x1f{each.sscc}\x1f{each.lot}\x1f{each.last_ship_day}"
        f"\x1f{each.price_e4}"
        for each in lines
    ]
    return (DeliveryDraft(ref, supplier, warehouse, day, lines, _hash(supplier, warehouse, day, *parts)),)


def _told_line(n: int, record: Record) -> ToldLineDraft:
    sku = record.code("sku") or record.code("supplier_sku")
    if not sku:
        raise record.bad("sku", "missing")
    sscc = "".join(sign for sign in record.code("sscc") if sign not in "() ")
    sscc = sscc[2:] if len(sscc) == 20 and sscc.startswith("00") else sscc  # noqa: PLR2004 - with its identifier
    if sscc and sscc18(sscc) is None:
        raise record.bad("sscc", "bad_sscc")
    lot, expiry = record.code("lot"), _day(record, "expiry")
    price = _price(record) if record.has("price") else None
    return ToldLineDraft(n, sku, _qty(record), record.code("purchase").upper(), sscc, lot, expiry, price, record.line)


def _qty(record: Record) -> int:
    qty = record.whole("qty", 1)
    if qty is None:
        raise record.bad("qty", "missing")
    return qty


def _price(record: Record) -> int:
    price = record.price_e4("price")
    if price < 0:
        raise record.bad("price", "out_of_range", low=0, high=10**9)
    return price


def _currency(record: Record) -> str:
    found = record.code("currency").upper()
    if found and not (len(found) == 3 and found.isascii() and found.isalpha()):  # noqa: PLR2004 - letters of ISO 4217
        raise record.bad("currency", "bad_currency")
    return found


def _day(record: Record, name: str) -> str:
    """Return a day as ISO text, as it is in the zone of the file; "" for an empty cell."""
    found = record.when(name)
    return "" if found is None else found.astimezone(record.manner.zone).date().isoformat()


def _few_enough(records: Sequence[Record]) -> None:
    if len(records) > MOST_LINES:
        raise records[MOST_LINES].bad("sku", "too_many_lines")


def _agreeing(records: Sequence[Record], names: Sequence[str]) -> dict[str, Record]:
    """Return for each field the first record that fills it in (or the first of all); two may not say otherwise."""
    found = dict.fromkeys(names, records[0])
    for name in names:
        filled = [record for record in records if record.has(name)]
        if filled:
            found[name] = filled[0]
            other = next((each for each in filled if each.raw(name) != filled[0].raw(name)), None)
            if other is not None:
                raise other.bad(name, "twice_in_file", line=filled[0].line)
    return found


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\x1e".join(parts).encode(), digest_size=16).hexdigest()
