"""One transfer as rows: found, read with its lines, packages and deeds, written, and its counters changed."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, update

from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.ledger.promises import Purpose, Scope
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.transfers.refusals import NoSuchTransfer
from warehouse_app.domain.transfers.states import ARRIVING, COUNTED, EXPECTED, PROMISING, TransferState, What
from warehouse_app.domain.transfers.values import Deed, Package, Pick, TransferHead, TransferLine
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, office, transfers
from warehouse_app.store.statement import Statement

MOST_DEEDS = 500
"""Deeds that a story shows, the newest."""

_t, _l, _k, _d = transfers.transfer, transfers.transfer_line, transfers.transfer_package, transfers.transfer_deed
_g, _p, _i, _b, _s, _r = ledger.product, ledger.place, ledger.item, ledger.balance, ledger.serial_at, ledger.promise
_HEAD = (_t.c.id, _t.c.code, _t.c.source, _t.c.target, _t.c.state, _t.c.due_day, _t.c.note)
_BY_ID = Statement(select(*_HEAD).where(_t.c.id == bindparam("id_is")))
_ID_OF = Statement(select(_t.c.id).where(_t.c.code == bindparam("code_is")))
_OF_PLACE = Statement(select(_k.c.transfer_id).where(_k.c.place_id == bindparam("place_is")))
_COUNTERS = (_l.c.picked, _l.c.sent, _l.c.received, _l.c.damaged, _l.c.over, _l.c.lost)
_LINES = Statement(
    select(_l.c.id, _l.c.transfer_id, _l.c.n, _l.c.product_id, _l.c.sku, func.coalesce(_g.c.name, ""), _l.c.qty)
    .add_columns(*_COUNTERS)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.transfer_id == bindparam("transfer_is"))
    .order_by(_l.c.n)
)
_MINE = _r.c.ref.in_(select(_l.c.id).where(_l.c.transfer_id == bindparam("transfer_is")))
"""A selection, no join: SQLite joins from the side of all promises."""

_PICKS = Statement(
    select(_r.c.id, _r.c.ref, _r.c.place_id, _p.c.code, _r.c.item_id, _i.c.sku, func.coalesce(_g.c.name, ""))
    .add_columns(_i.c.lot, _i.c.serial, _r.c.qty)
    .join(_p, _p.c.id == _r.c.place_id)
    .join(_i, _i.c.id == _r.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_r.c.purpose == Purpose.TRANSFER.value, _r.c.scope == Scope.CELL.value, _MINE)
    .order_by(func.coalesce(_p.c.walk_seq, 0), _p.c.code, _r.c.id)
)
_PROMISED = Statement(
    select(_r.c.ref, func.sum(_r.c.qty)).where(_r.c.purpose == Purpose.TRANSFER.value, _MINE).group_by(_r.c.ref)
)
_WIDE = Statement(
    select(_r.c.id)
    .where(_r.c.purpose == Purpose.TRANSFER.value, _r.c.scope != Scope.CELL.value, _MINE)
    .order_by(_r.c.id)
    .limit(bindparam("most"))
)
_at = _p.alias()
_UNITS = select(func.coalesce(func.sum(_b.c.on_hand), 0)).where(_b.c.place_id == _k.c.place_id).correlate(_k)
_PACKAGES = Statement(
    select(_k.c.n, _k.c.place_id, _p.c.code, func.coalesce(_at.c.code, ""), func.coalesce(_at.c.kind, ""))
    .add_columns(_UNITS.scalar_subquery())
    .join(_p, _p.c.id == _k.c.place_id)
    .outerjoin(_s, and_(_s.c.sku == "@LPN", _s.c.serial == _p.c.code))
    .outerjoin(_at, _at.c.id == _s.c.place_id)
    .where(_k.c.transfer_id == bindparam("transfer_is"))
    .order_by(_k.c.n)
)
_CONTENTS = Statement(
    select(_b.c.place_id, _b.c.item_id, _b.c.on_hand)
    .join(_k, _k.c.place_id == _b.c.place_id)
    .where(_k.c.transfer_id == bindparam("transfer_is"), _b.c.on_hand > 0)
    .order_by(_k.c.n, _b.c.item_id)
)
_person, _e, _undone = office.person, ledger.entry, ledger.entry.alias()
_DEEDS = Statement(
    select(_d.c.at, _d.c.what, func.coalesce(_person.c.name, _d.c.who), func.coalesce(_l.c.sku, ""), _d.c.qty)
    .add_columns(func.coalesce(_i.c.lot, ""), func.coalesce(_i.c.serial, ""), _d.c.reason)
    .outerjoin(_l, _l.c.id == _d.c.line_id)
    .outerjoin(_i, _i.c.id == _d.c.item_id)
    .outerjoin(_person, _person.c.id == _d.c.who)
    .where(_d.c.transfer_id == bindparam("transfer_is"))
    .order_by(_d.c.seq.desc())
    .limit(MOST_DEEDS)
)
_LAST_PICKS = Statement(
    select(_d.c.entry_id, _d.c.line_id, _d.c.item_id, _d.c.qty)
    .where(_d.c.transfer_id == bindparam("transfer_is"), _d.c.what == What.PICKED.value)
    .where(~exists().where(_undone.c.reverses == _d.c.entry_id))
    .order_by(_d.c.seq.desc())
    .limit(bindparam("most"))
)
_g2 = ledger.leg
_CAME_FROM = Statement(
    select(_g2.c.source)
    .join(_e, _e.c.seq == _g2.c.entry_seq)
    .join(_d, _d.c.entry_id == _e.c.id)
    .where(_d.c.line_id == bindparam("line_is"), _d.c.what == What.PICKED.value, _g2.c.item_id == _d.c.item_id)
    .order_by(_d.c.seq.desc())
    .limit(1)
)
_NEW = Statement(
    insert(_t).values({name: bindparam(name) for name in ("code", "source", "target", "due_day", "note", "made_at")})
)
_NEW_LINE = Statement(
    insert(_l).values({name: bindparam(name) for name in ("transfer_id", "n", "product_id", "sku", "qty")})
)
_QTY = Statement(update(_l).where(_l.c.id == bindparam("line_is")).values(qty=bindparam("qty")))
_DROP_LINE = Statement(delete(_l).where(_l.c.id == bindparam("line_is")))
_NEW_PACKAGE = Statement(insert(_k).values({name: bindparam(name) for name in ("transfer_id", "n", "place_id")}))
_STATE = {
    state: Statement(
        update(_t)
        .where(_t.c.id == bindparam("id_is"))
        .values(state=state.value, **({} if column is None else {column: bindparam("at")}))
    )
    for state, column in (
        (TransferState.CONFIRMED, None),
        (TransferState.PICKING, None),
        (TransferState.SENT, "sent_at"),
        (TransferState.RECEIVED, "received_at"),
        (TransferState.CLOSED, "closed_at"),
        (TransferState.CANCELLED, "closed_at"),
    )
}
_COUNT = {
    column: Statement(
        update(_l).where(_l.c.id == bindparam("line_is")).values({column: _l.c[column] + bindparam("more")})
    )
    for column in ("picked", "sent", "received", "damaged", "over", "lost")
}
_DEED = Statement(insert(_d).values({c.name: bindparam(c.name) for c in _d.c if c.name != "seq"}))
_TO_COME = Statement(
    select(_l.c.id, _t.c.code, _t.c.source, _t.c.due_day, _t.c.state, _l.c.qty)
    .add_columns(_l.c.sent - _l.c.received - _l.c.damaged - _l.c.lost)
    .join(_t, _t.c.id == _l.c.transfer_id)
    .where(_l.c.sku == bindparam("sku_is"), _t.c.target == bindparam("warehouse_is"))
    .where(or_(*(_t.c.state == state.value for state in sorted(EXPECTED))))
    .order_by(_t.c.due_day, _l.c.id)
)
_OF_ENTRY = Statement(
    select(_d.c.line_id, _d.c.item_id, _d.c.qty)
    .where(_d.c.entry_id == bindparam("entry_is"), _d.c.what == What.RECEIVED.value)
    .where(~exists().where(_undone.c.reverses == _d.c.entry_id))
    .order_by(_d.c.seq)
)
_WORK = Statement(
    select(*_HEAD)
    .where(or_(*(_t.c.state == each.value for each in sorted(PROMISING | ARRIVING))))
    .where(or_(_t.c.source == bindparam("at"), _t.c.target == bindparam("at"), bindparam("at") == ""))
    .order_by(_t.c.id)
    .limit(bindparam("most"))
)
_BENCH = Statement(
    select(_p.c.id)
    .where(_p.c.kind == bindparam("kind_is"), _p.c.warehouse == bindparam("warehouse_is"), _p.c.active == 1)
    .order_by(_p.c.id)
    .limit(1)
)


class Lying(NamedTuple):
    """What lies in one package."""

    place_id: int
    item_id: int
    qty: int


class Picked(NamedTuple):
    """A pick that was not undone."""

    entry: EntryId
    line_id: int
    item_id: int
    qty: int


class ToCome(NamedTuple):
    """What a transfer will bring of a product."""

    line_id: int
    transfer: str
    source: str
    due_day: str
    qty: int


def head(desk: Desk, transfer_id: int) -> TransferHead:
    """Return the deciding facts of a transfer. Raises Refused(NoSuchTransfer)."""
    row = _BY_ID.one(desk.connection, id_is=transfer_id)
    if row is None:
        raise Refused(NoSuchTransfer(str(transfer_id)))
    return TransferHead(row[0], row[1], row[2], row[3], TransferState(row[4]), row[5], row[6])


def id_of(desk: Desk, code: str) -> int | None:
    """Return the row of a transfer by its code."""
    found = _ID_OF.scalar(desk.connection, code_is=code.strip().upper())
    return None if found is None else int(found)


def of_package(desk: Desk, place_id: int) -> int | None:
    """Return the transfer with which a container goes."""
    found = _OF_PLACE.scalar(desk.connection, place_is=place_id)
    return None if found is None else int(found)


def lines(desk: Desk, transfer_id: int) -> tuple[TransferLine, ...]:
    """Return the lines of a transfer, in their order."""
    return tuple(TransferLine(*row) for row in _LINES.all(desk.connection, transfer_is=transfer_id))


def picks(desk: Desk, transfer_id: int) -> tuple[Pick, ...]:
    """Return what is to be taken, in walking order: the promises that are narrowed to a place."""
    return tuple(Pick(*row) for row in _PICKS.all(desk.connection, transfer_is=transfer_id))


def promised(desk: Desk, transfer_id: int) -> dict[int, int]:
    """Return what is promised to each line."""
    return {int(row[0]): int(row[1]) for row in _PROMISED.all(desk.connection, transfer_is=transfer_id)}


def wide(desk: Desk, transfer_id: int, most: int) -> tuple[int, ...]:
    """Return promises of a transfer that are not narrowed to a place yet, at most so many."""
    return tuple(int(row[0]) for row in _WIDE.all(desk.connection, transfer_is=transfer_id, most=most))


def packages(desk: Desk, transfer_id: int) -> tuple[Package, ...]:
    """Return the packages of a transfer with what lies in them and where they stand."""
    rows = _PACKAGES.all(desk.connection, transfer_is=transfer_id)
    return tuple(Package(row[0], row[1], row[2], row[3], row[4], int(row[5])) for row in rows)


def contents(desk: Desk, transfer_id: int) -> tuple[Lying, ...]:
    """Return what lies in the packages of a transfer, package by package."""
    return tuple(Lying(row[0], row[1], int(row[2])) for row in _CONTENTS.all(desk.connection, transfer_is=transfer_id))


def deeds(desk: Desk, transfer_id: int) -> tuple[Deed, ...]:
    """Return what was done, newest first."""
    return tuple(Deed(*row) for row in _DEEDS.all(desk.connection, transfer_is=transfer_id))


def last_picks(desk: Desk, transfer_id: int, most: int) -> tuple[Picked, ...]:
    """Return the newest picks that were not undone."""
    rows = _LAST_PICKS.all(desk.connection, transfer_is=transfer_id, most=most)
    return tuple(Picked(EntryId(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in rows)


def received_by(desk: Desk, entry: str) -> tuple[tuple[int, int, int], ...]:
    """Return line, item and units of what an entry took in, none where it was undone."""
    return tuple((int(row[0]), int(row[1]), int(row[2])) for row in _OF_ENTRY.all(desk.connection, entry_is=entry))


def at_work(desk: Desk, warehouse: str, most: int) -> tuple[TransferHead, ...]:
    """Return transfers that somebody in a warehouse can go on with ("": in any), oldest first."""
    found = _WORK.all(desk.connection, at=warehouse, most=most)
    return tuple(TransferHead(row[0], row[1], row[2], row[3], TransferState(row[4]), *row[5:]) for row in found)


def came_from(desk: Desk, line_id: int) -> int | None:
    """Return the place that goods of a line were picked from last."""
    found = _CAME_FROM.scalar(desk.connection, line_is=line_id)
    return None if found is None else int(found)


def to_come(desk: Desk, sku: str, warehouse: str) -> tuple[ToCome, ...]:
    """Return what transfers will bring of a product to a warehouse, the earliest day first."""
    found = []
    for line_id, code, source, day, state, qty, on_way in _TO_COME.all(
        desk.connection, sku_is=sku, warehouse_is=warehouse
    ):
        left = on_way if state == TransferState.SENT.value else qty
        if left > 0:
            found.append(ToCome(int(line_id), code, source, day, int(left)))
    return tuple(found)


def add(desk: Desk, ends: tuple[str, str], due_day: str, note: str) -> tuple[int, str]:
    """Write a draft; return its row and code."""
    code = f"TR{desk.next_number('transfer'):06d}"
    values = {"source": ends[0], "target": ends[1], "due_day": due_day, "note": note, "made_at": desk.at}
    return _NEW.key(desk.connection, code=code, **values), code


def add_line(desk: Desk, transfer_id: int, n: int, product_id: int, sku: str, qty: int) -> None:
    """Write a line."""
    _NEW_LINE.run(desk.connection, transfer_id=transfer_id, n=n, product_id=product_id, sku=sku, qty=qty)


def set_qty(desk: Desk, line_id: int, qty: int) -> None:
    """Let a line of a draft ask for `qty`; 0 takes it away."""
    if qty:
        _QTY.run(desk.connection, line_is=line_id, qty=qty)
    else:
        _DROP_LINE.run(desk.connection, line_is=line_id)


def add_package(desk: Desk, transfer_id: int, n: int, place_id: int) -> None:
    """Let a container go with a transfer."""
    _NEW_PACKAGE.run(desk.connection, transfer_id=transfer_id, n=n, place_id=place_id)


def set_state(desk: Desk, transfer_id: int, state: TransferState) -> None:
    """Let a transfer go to `state`, from now."""
    _STATE[state].run(desk.connection, id_is=transfer_id, at=desk.at)


def note(desk: Desk, transfer_id: int, what: What, reason: str = "") -> None:
    """Write what was done to the whole transfer."""
    _write(desk, transfer_id, None, what, 0, None, "", reason)


def count(
    desk: Desk, line: TransferLine, what: What, qty: int, item_id: int | None, entry: str, reason: str = ""
) -> None:
    """Write what was done to a line by an entry, and change its counter."""
    column, sign = COUNTED[what]
    _COUNT[column].run(desk.connection, line_is=line.id, more=sign * qty)
    _write(desk, line.transfer_id, line.id, what, qty, item_id, entry, reason)


def _write(
    desk: Desk,
    transfer_id: int,
    line_id: int | None,
    what: What,
    qty: int,
    item_id: int | None,
    entry: str,
    reason: str,
) -> None:
    told: dict[str, Any] = {"qty": qty, "item_id": item_id, "entry_id": entry, "reason": reason}
    _DEED.run(
        desk.connection,
        transfer_id=transfer_id,
        line_id=line_id,
        what=what.value,
        at=desk.at,
        who=desk.who,
        **told,
    )


def first_of(desk: Desk, warehouse: str, kind: PlaceKind) -> int | None:
    """Return the first place of a kind in a warehouse that is in use."""
    found = _BENCH.scalar(desk.connection, kind_is=kind.value, warehouse_is=warehouse)
    return None if found is None else int(found)
