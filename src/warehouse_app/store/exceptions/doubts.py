"""Exceptions that ask for a decision: holds, prints, counts that differ, goods and codes nobody knows, bad scanners."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, select

from warehouse_app.domain.bench import UnknownBarcode, UnreadableScan
from warehouse_app.domain.carriers.states import LIVE
from warehouse_app.domain.carriers.values import BoughtLabel
from warehouse_app.domain.exceptions.values import Case, CaseKind
from warehouse_app.domain.orders.states import HoldKind
from warehouse_app.domain.printing.states import CONFIRMED, NEEDS_A_PERSON
from warehouse_app.domain.printing.values import Document, PaperVoided
from warehouse_app.domain.quantities import recounted
from warehouse_app.store import products
from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk
from warehouse_app.store.health.costs import currency_of
from warehouse_app.store.money import hundredths
from warehouse_app.store.orders import holds_of
from warehouse_app.store.printing import ROWS, as_row
from warehouse_app.store.schema import counting, floor, ledger, office, purchasing, trade
from warehouse_app.store.statement import Statement

DECIDED_HERE = (HoldKind.ADDRESS, HoldKind.FRAUD, HoldKind.CUSTOMER, HoldKind.MANUAL)
"""Holds that a person ends. Payment comes from the shop, and stock is told as what is short."""

BAD_SHOTS = 3
"""So many unreadable shots of one scanner are no accident."""

_o, _x, _j, _away, _s = trade.orders, trade.order_hold, floor.print_job, floor.printer_away, floor.scan
_c, _p, _i, _k, _bc = counting.count_request, ledger.place, ledger.item, purchasing.parked, ledger.barcode
_parcel, _receipt = floor.parcel, purchasing.receipt
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CODES: BindParameter[Any] = bindparam("codes", expanding=True)


def _one_of(column: Any, values: Collection[str]) -> ColumnElement[bool]:  # noqa: ANN401 - expressions of Core
    return or_(*(column == value for value in sorted(values)))


_HOLDS = Statement(
    select(_o.c.id, _o.c.code, _x.c.kind, _x.c.reason, _x.c.at, _o.c.ship_by)
    .add_columns(hundredths(_o.c.total_minor, _o.c.currency), _o.c.country)
    .join(_o, _o.c.id == _x.c.order_id)
    .where(_one_of(_x.c.kind, [each.value for each in DECIDED_HERE]), _o.c.state == "confirmed")
    .order_by(_o.c.ship_by, _o.c.id)
    .limit(bindparam("many"))
)
_later = _j.alias("later")
_PRINTS = Statement(
    ROWS.where(
        _one_of(_j.c.state, [each.value for each in NEEDS_A_PERSON]),
        _j.c.trouble != PaperVoided.code,
        ~select(_later.c.id)
        .where(
            _later.c.document == _j.c.document,
            _later.c.ref == _j.c.ref,
            _later.c.copy > _j.c.copy,
            _one_of(_later.c.state, [each.value for each in CONFIRMED]),
        )
        .correlate(_j)
        .exists(),
    )
    .order_by(_j.c.id)
    .limit(bindparam("many"))
)
_PARCELS = (
    select(_parcel.c.id, _o.c.code, _o.c.ship_by, hundredths(_o.c.total_minor, _o.c.currency))
    .join(_o, _o.c.id == _parcel.c.order_id)
    .where(_parcel.c.id.in_(_IDS))
)
_PRINTERS_AWAY = Statement(
    select(_away.c.printer, _away.c.at, func.coalesce(office.printer.c.stand_in, ""))
    .outerjoin(office.printer, office.printer.c.code == _away.c.printer)
    .order_by(_away.c.printer)
    .limit(bindparam("many"))
)
_REVIEWS = Statement(
    select(_c.c.id, _p.c.code, func.coalesce(_i.c.sku, ""), _c.c.reason, _c.c.counted_at, _c.c.differences)
    .add_columns(_c.c.value_minor, _c.c.round)
    .join(_p, _p.c.id == _c.c.place_id)
    .outerjoin(_i, _i.c.id == _c.c.item_id)
    .where(_c.c.state == "review")
    .order_by(_c.c.id)
    .limit(bindparam("many"))
)
_PARKED = Statement(
    select(_k.c.id, _k.c.barcode, _k.c.note, _k.c.qty, _k.c.at, _receipt.c.code)
    .join(_receipt, _receipt.c.id == _k.c.receipt_id)
    .where(_k.c.solved_at.is_(None))
    .order_by(_k.c.id)
    .limit(bindparam("many"))
)
_UNKNOWN = Statement(
    select(_s.c.raw, func.count(), func.max(_s.c.seq), func.min(_s.c.at), func.max(_s.c.station), func.max(_s.c.work))
    .where(_s.c.seq >= bindparam("from_seq"), _s.c.code == UnknownBarcode.code)
    .group_by(_s.c.raw)
    .order_by(func.count().desc(), func.max(_s.c.seq).desc())
    .limit(bindparam("many"))
)
_UNREADABLE = Statement(
    select(_s.c.station, _s.c.device, func.count(), func.max(_s.c.seq), func.min(_s.c.at), func.max(_s.c.raw))
    .where(_s.c.seq >= bindparam("from_seq"), _s.c.code == UnreadableScan.code)
    .group_by(_s.c.station, _s.c.device)
    .having(func.count() >= BAD_SHOTS)
    .order_by(func.count().desc(), _s.c.station)
    .limit(bindparam("many"))
)
_KNOWN_CODES = select(_bc.c.code).where(_bc.c.code.in_(_CODES))


def holds(desk: Desk, many: int) -> list[Case]:
    """Return the orders that a person holds or may let go on, those that leave first."""
    return [
        Case(
            CaseKind.HOLD, f"{row[0]}.{row[2]}", 1, row[5], row[4], int(row[6]), row[4],
            {"order": row[1], "id": int(row[0]), "hold": row[2], "reason": row[3], "country": row[7]},
        )
        for row in _HOLDS.all(desk.connection, many=many)
    ]  # fmt: skip


def prints(desk: Desk, many: int) -> list[Case]:
    """Return the papers that did not come out, or of which nobody knows; a later copy that did settles it."""
    jobs = [as_row(row) for row in _PRINTS.all(desk.connection, many=many)]
    labels = sorted({int(job.ref) for job in jobs if job.document == Document.LABEL})
    parcels = {row[0]: row[1:] for row in desk.connection.execute(_PARCELS, {"ids": labels})} if labels else {}
    found = []
    for job in jobs:
        order, due, value = parcels.get(int(job.ref), ("", "", 0)) if job.document == Document.LABEL else ("", "", 0)
        facts = {
            "state": job.state, "document": job.document, "ref": job.code, "printer": job.printer,
            "trouble": job.trouble, "order": order,
        }  # fmt: skip
        told = (int(bool(order)), due, job.changed_at, int(value), f"{job.state}/{job.changed_at}")
        found.append(Case(CaseKind.PRINT, str(job.id), *told, facts))
    return found


def printers(desk: Desk, many: int) -> list[Case]:
    """Return the printers that are away."""
    return [
        Case(CaseKind.PRINTER, row[0], 0, "", row[1], 0, row[1], {"printer": row[0], "stand_in": row[2]})
        for row in _PRINTERS_AWAY.all(desk.connection, many=many)
    ]


def reviews(desk: Desk, many: int) -> list[Case]:
    """Return the counts that found a difference."""
    currency = currency_of(desk)
    return [
        Case(
            CaseKind.REVIEW, str(row[0]), 0, "", row[4] or "", recounted(abs(int(row[6])), currency, ""), str(row[7]),
            {"place": row[1], "sku": row[2], "reason": row[3], "differences": int(row[5]), "minor": int(row[6])},
        )
        for row in _REVIEWS.all(desk.connection, many=many)
    ]  # fmt: skip


def parked(desk: Desk, many: int) -> list[Case]:
    """Return the goods that stand aside at the dock."""
    return [
        Case(
            CaseKind.PARKED, str(row[0]), 0, "", row[4], 0, f"{row[3]}/{row[2]}",
            {"text": row[1], "note": row[2], "units": int(row[3]), "receipt": row[5]},
        )
        for row in _PARKED.all(desk.connection, many=many)
    ]  # fmt: skip


def codes(desk: Desk, from_seq: int, many: int) -> list[Case]:
    """Return the codes that nobody knew when they were scanned, and nobody knows now."""
    rows = [row for row in _UNKNOWN.all(desk.connection, from_seq=from_seq, many=many) if row[0].strip()]
    forms = {row[0]: products.lookup_form(row[0]) for row in rows}
    asked = sorted(set(forms.values()))
    known = {row[0] for row in desk.connection.execute(_KNOWN_CODES, {"codes": asked})} if asked else set()
    return [
        Case(
            CaseKind.CODE, row[0], 0, "", row[3], 0, str(row[2]),
            {"text": row[0], "times": int(row[1]), "station": row[4], "work": row[5]},
        )
        for row in rows
        if forms[row[0]] not in known
    ]  # fmt: skip


def scanners(desk: Desk, from_seq: int, many: int) -> list[Case]:
    """Return the scanners that sent several shots nobody could read."""
    return [
        Case(
            CaseKind.SCANNER, f"{row[0]}.{row[1]}", 0, "", row[4], 0, str(row[3]),
            {"station": row[0], "device": row[1], "times": int(row[2]), "sample": row[5][:40]},
        )
        for row in _UNREADABLE.all(desk.connection, from_seq=from_seq, many=many)
    ]  # fmt: skip


def labels(desk: Desk, before: str, many: int) -> tuple[Case, ...]:
    """Return labels that a carrier refused, did not send since then, or did not take back.

    One that a parcel waits for is as dear as its order; `held` is what keeps that, `hold` where a person may end it.
    """
    found = purchases.stuck(desk, before, many)
    live = sorted({each.parcel_id for each in found if each.state in LIVE})
    orders = {row[0]: row[2:] for row in desk.connection.execute(_PARCELS, {"ids": live})} if live else {}
    return tuple(_label(desk, each, *orders.get(each.parcel_id, ("", 0))) for each in found)


def _label(desk: Desk, each: BoughtLabel, due: str, value: int) -> Case:
    waits = each.state in LIVE
    kept = holds_of(desk, each.order_id) if waits else ()
    hold, reason = next(((kind, why) for kind, why, *_ in kept if kind in DECIDED_HERE), ("", ""))
    held = hold or (kept[0][0] if kept else "")
    facts: dict[str, str | int] = {
        "id": each.order_id, "parcel": each.parcel, "order": each.order, "carrier": each.carrier,
        "state": each.state.value, "why": each.why, "station": each.station, "hold": hold, "held": held,
        "reason": reason,
    }  # fmt: skip
    told = (int(waits), due, each.at, int(value), f"{each.state.value}/{held}")
    return Case(CaseKind.LABEL, str(each.id), *told, facts)
