"""Lots that may not leave: blocked, released, asked about; and where goods of a lot stand."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, select, update

from warehouse_app.domain.places import OUTSIDE, PlaceKind
from warehouse_app.domain.verdicts.lots import LotBlock, LotStand
from warehouse_app.store.desk import Desk
from warehouse_app.store.places import PROMISABLE_KINDS, promisable
from warehouse_app.store.schema import ledger, office, verdicts
from warehouse_app.store.statement import Statement

_b, _i, _p, _bal, _lot = verdicts.lot_block, ledger.item, ledger.place, ledger.balance, ledger.lot
ACTIVE = Statement(
    select(_b.c.lot, _b.c.why, _b.c.at).where(_b.c.sku == bindparam("sku_is"), _b.c.released_at.is_(None))
)
_BLOCK = Statement(insert(_b).values({name: bindparam(name) for name in ("sku", "lot", "why", "at", "who")}))
_RELEASE = Statement(
    update(_b)
    .where(_b.c.sku == bindparam("sku_is"), _b.c.lot == bindparam("lot_is"), _b.c.released_at.is_(None))
    .values(released_at=bindparam("at"), released_by=bindparam("who"), released_why=bindparam("why"))
)
_who, _by = office.person.alias("blocker"), office.person.alias("releaser")
_LIST = (
    select(
        *(_b.c.id, _b.c.sku, _b.c.lot, _b.c.why, _b.c.at, func.coalesce(_who.c.code, "")),
        *(func.coalesce(_b.c.released_at, ""), func.coalesce(_by.c.code, ""), _b.c.released_why),
    )
    .outerjoin(_who, _who.c.id == _b.c.who)
    .outerjoin(_by, _by.c.id == _b.c.released_by)
    .order_by(_b.c.id.desc())
    .limit(bindparam("many"))
)
_NEWEST, _OPEN = Statement(_LIST), Statement(_LIST.where(_b.c.released_at.is_(None)))
_CELLS = Statement(
    select(_p.c.warehouse, _p.c.code, _i.c.serial, _i.c.grade, _bal.c.on_hand)
    .join(_bal, _bal.c.place_id == _p.c.id)
    .join(_i, _i.c.id == _bal.c.item_id)
    .where(_i.c.sku == bindparam("sku_is"), _i.c.lot == bindparam("lot_is"), _bal.c.on_hand > 0, promisable(_p.c.kind))
    .order_by(_p.c.warehouse, _p.c.code)
    .limit(bindparam("many"))
)
_STANDS = Statement(
    select(_p.c.warehouse, _p.c.code, _i.c.serial, _i.c.grade, _bal.c.on_hand, _p.c.kind)
    .join(_bal, _bal.c.place_id == _p.c.id)
    .join(_i, _i.c.id == _bal.c.item_id)
    .where(_i.c.sku == bindparam("sku_is"), _i.c.lot == bindparam("lot_is"), _bal.c.on_hand > 0)
    .where(*(_p.c.kind != each.value for each in sorted(OUTSIDE)))
    .order_by(_p.c.warehouse, _p.c.code, _bal.c.item_id)
    .limit(bindparam("many"))
)
LAST_DAY = Statement(
    select(_lot.c.last_ship_day).where(_lot.c.sku == bindparam("sku_is"), _lot.c.lot == bindparam("lot_is"))
)


class Blocked(NamedTuple):
    """A lot that may not leave now."""

    lot: str
    why: str
    at: str


class LotCell(NamedTuple):
    """Goods of a lot in a bin or on a dock."""

    warehouse: str
    place: str
    serial: str
    grade: str
    qty: int


def blocked(desk: Desk, sku: str) -> tuple[Blocked, ...]:
    """Return the lots of a product that may not leave now."""
    return tuple(Blocked(*row) for row in ACTIVE.all(desk.connection, sku_is=sku))


def block(desk: Desk, sku: str, lot: str, why: str) -> None:
    """Let a lot not leave from now on."""
    _BLOCK.run(desk.connection, sku=sku, lot=lot, why=why, at=desk.at, who=desk.who)


def release(desk: Desk, sku: str, lot: str, why: str) -> bool:
    """Let a lot leave again; False where it is not blocked."""
    asked = {"sku_is": sku, "lot_is": lot, "at": desk.at, "who": desk.who, "why": why}
    return _RELEASE.run(desk.connection, **asked).rowcount > 0


def listed(desk: Desk, many: int, *, everything: bool) -> tuple[LotBlock, ...]:
    """Return the lots that may not leave, or all that ever were blocked, the newest first."""
    asked = _NEWEST if everything else _OPEN
    return tuple(LotBlock(*row) for row in asked.all(desk.connection, many=many))


def cells(desk: Desk, sku: str, lot: str, many: int) -> tuple[LotCell, ...]:
    """Return where goods of a lot stand that could be promised."""
    return tuple(LotCell(*row) for row in _CELLS.all(desk.connection, sku_is=sku, lot_is=lot, many=many))


def stands(desk: Desk, sku: str, lot: str, many: int) -> tuple[LotStand, ...]:
    """Return where goods of a lot stand in the house, free or not."""
    found = _STANDS.all(desk.connection, sku_is=sku, lot_is=lot, many=many)
    return tuple(
        LotStand(warehouse, place, serial, grade, qty, kind in PROMISABLE_KINDS, kind == PlaceKind.QUARANTINE.value)
        for warehouse, place, serial, grade, qty, kind in found
    )


def last_day(desk: Desk, sku: str, lot: str) -> str:
    """Return the last day on which a lot may leave (ISO), "" where it has none."""
    return str(LAST_DAY.scalar(desk.connection, sku_is=sku, lot_is=lot) or "")
