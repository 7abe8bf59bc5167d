"""Rules of how packed lines are proven, and the marks of units that were not scanned one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, delete, exists, func, insert, or_, select

from warehouse_app.domain.packing.judge import Take
from warehouse_app.domain.packing.proof import Level, Proof, ProofRule
from warehouse_app.domain.places import PlaceId
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, proof, trade
from warehouse_app.store.statement import Statement

_r, _m, _g, _l = proof.proof_rule, proof.proof_mark, ledger.product, trade.order_line
_e, _leg, _place, _parcel = ledger.entry, ledger.leg, ledger.place, floor.parcel
_BEST_FIRST = ("each", "picked", "first", "none")
PICKED = "checked while it was picked"
"""The reason of an entry that put goods into a parcel on the picker's scans."""

MOST = 2_000
"""Rules that are read at once; nobody keeps so many."""

_SAID = (_r.c.level, _r.c.why)
_ANY = Statement(select(_r.c.product_id).limit(1))
_GENERAL = Statement(
    select(*_SAID, _r.c.person, _r.c.role, _r.c.station)
    .where(_r.c.product_id == 0)
    .where(or_(_r.c.station == "", _r.c.station == bindparam("station_is")))
    .where(or_(_r.c.person == "", _r.c.person == bindparam("person_is")))
    .order_by(_r.c.person, _r.c.role, _r.c.station)
    .limit(MOST)
)
_NAMES_GOODS = Statement(select(_r.c.product_id).where(_r.c.product_id > 0).limit(1))
_OF_PRODUCT = Statement(
    select(*_SAID, _r.c.person, _r.c.role, _r.c.station).where(_r.c.product_id == bindparam("product_is"))
)
_OF_ORDER = Statement(
    select(_g.c.sku, *_SAID, _r.c.person, _r.c.role, _r.c.station)
    .join_from(_r, _g, _g.c.id == _r.c.product_id)
    .where(exists().where(_l.c.order_id == bindparam("order_is"), _l.c.product_id == _r.c.product_id))
    .limit(MOST)
)
_WHERE = (
    _r.c.product_id == bindparam("product_is"),
    _r.c.person == bindparam("person_is"),
    _r.c.role == bindparam("role_is"),
    _r.c.station == bindparam("station_is"),
)
_ONE = Statement(select(*_SAID).where(*_WHERE))
_DROP = Statement(delete(_r).where(*_WHERE))
_KEEP = Statement(insert(_r).values({c.name: bindparam(c.name) for c in _r.c if c.name != "id"}))
_MARK = Statement(insert(_m).values({c.name: bindparam(c.name) for c in _m.c}))
_undone = _e.alias()
_STANDS = ~exists().where(_undone.c.reverses == _m.c.entry_id)
_came, _gone = _leg.alias("came"), _leg.alias("gone")


def _there(place: Any, line: Any) -> Any:  # noqa: ANN401 - expressions of Core
    """Return the expression for the units of a line in a parcel: what was moved or taken out is none of it."""
    came, gone = (
        select(func.coalesce(func.sum(each.c.qty), 0))
        .where(end == place, each.c.line_id == line)
        .correlate_except(each)
        .scalar_subquery()
        for each, end in ((_came, _came.c.target), (_gone, _gone.c.source))
    )
    return came - gone


_UNPROVEN = Statement(
    select(_m.c.line_id, func.sum(_m.c.qty), _there(_parcel.c.place_id, _m.c.line_id))
    .join_from(_m, _parcel, _parcel.c.id == _m.c.parcel_id)
    .where(_parcel.c.order_id == bindparam("order_is"), _parcel.c.state != "voided", _m.c.how == "none", _STANDS)
    .group_by(_m.c.line_id, _parcel.c.place_id)
)
_mine = _m.alias()
_went = (
    select(
        _leg.c.line_id,
        case(
            (_mine.c.how.is_not(None), _mine.c.how),
            (_e.c.why == PICKED, "picked"),
            else_="each",
        ).label("how"),
        _leg.c.qty,
        func.coalesce(_mine.c.by, "").label("by"),
        func.coalesce(_mine.c.why, "").label("why"),
    )
    .join_from(_leg, _e, _e.c.seq == _leg.c.entry_seq)
    .outerjoin(_mine, and_(_mine.c.entry_id == _e.c.id, _mine.c.line_id == _leg.c.line_id))
    .where(_leg.c.target == bindparam("place_is"), _leg.c.line_id.is_not(None))
    .where(~exists().where(_undone.c.reverses == _e.c.id))
    .subquery()
)
_OF_PARCEL = Statement(
    select(_l.c.sku, _went.c.how, func.sum(_went.c.qty), _went.c.by, _went.c.why)
    .add_columns(_went.c.line_id, _there(bindparam("place_is"), _went.c.line_id))
    .join_from(_went, _l, _l.c.id == _went.c.line_id)
    .group_by(_l.c.sku, _went.c.how, _went.c.by, _went.c.why, _went.c.line_id)
    .order_by(_l.c.sku, _went.c.how, _went.c.by, _went.c.why, _went.c.line_id)
)
_OPEN = Statement(
    select(_l.c.sku, func.coalesce(_g.c.name, _l.c.description), _g.c.tracking, _l.c.product_id)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.order_id == bindparam("order_is"), _l.c.kind == "goods", _l.c.picked > _l.c.packed)
    .where(_l.c.qty - _l.c.cancelled > _l.c.packed)
    .where(or_(bindparam("all_of") == 1, exists().where(_r.c.product_id == _l.c.product_id, _r.c.level == "none")))
    .order_by(_l.c.n)
    .limit(bindparam("most"))
)


class Part(NamedTuple):
    """Units of a product that went into a parcel in one way."""

    sku: str
    how: str
    units: int
    by: str
    why: str


class Waits(NamedTuple):
    """A product that still has units to pack."""

    sku: str
    name: str
    tracking: str
    product_id: int


def verified(parcel: Any) -> Any:  # noqa: ANN401 - tables and expressions of Core
    """Return the expression that tells in which way the weakest unit of a parcel was proven."""
    mine, there = _m.c.parcel_id == parcel.c.id, _there(parcel.c.place_id, _m.c.line_id) > 0
    marked = [exists().where(mine, _m.c.how == how, _STANDS, there) for how in ("none", "first")]
    picked = exists().where(
        _leg.c.target == parcel.c.place_id,
        _leg.c.line_id.is_not(None),
        _there(parcel.c.place_id, _leg.c.line_id) > 0,
        _e.c.seq == _leg.c.entry_seq,
        _e.c.why == PICKED,
    )
    return case((marked[0], "none"), (marked[1], "first"), (picked, "picked"), else_="each")


def any_rule(desk: Desk) -> bool:
    """Tell whether there is a rule at all."""
    return _ANY.one(desk.connection) is not None


def general(desk: Desk, person: str, station: str) -> tuple[ProofRule, ...]:
    """Return the rules that name no product and may hold for a person at a station."""
    return tuple(_rule("", row) for row in _GENERAL.all(desk.connection, person_is=person, station_is=station))


def name_goods(desk: Desk) -> bool:
    """Tell whether any rule names a product."""
    return _NAMES_GOODS.one(desk.connection) is not None


def of_product(desk: Desk, product_id: int, sku: str) -> tuple[ProofRule, ...]:
    """Return the rules that name a product."""
    return tuple(_rule(sku, row) for row in _OF_PRODUCT.all(desk.connection, product_is=product_id))


def of_order(desk: Desk, order_id: int) -> dict[str, tuple[ProofRule, ...]]:
    """Return the rules that name a product of an order, by SKU."""
    found: dict[str, tuple[ProofRule, ...]] = {}
    for sku, *row in _OF_ORDER.all(desk.connection, order_is=order_id):
        found[sku] = (*found.get(sku, ()), _rule(sku, row))
    return found


def _rule(sku: str, row: Iterable[str]) -> ProofRule:
    level, why, person, role, station = row
    return ProofRule(Level(level), why, sku, person, role, station)


def one(desk: Desk, product_id: int, person: str, role: str, station: str) -> tuple[str, str] | None:
    """Return level and reason of the rule for just this, None where there is none."""
    named = {"product_is": product_id, "person_is": person, "role_is": role, "station_is": station}
    row = _ONE.one(desk.connection, **named)
    return None if row is None else (row[0], row[1])


def keep(desk: Desk, product_id: int, rule: ProofRule) -> None:
    """Keep a rule, in the place of the one for the same."""
    drop(desk, product_id, rule.person, rule.role, rule.station)
    named = {"product_id": product_id, "person": rule.person, "role": rule.role, "station": rule.station}
    _KEEP.run(desk.connection, **named, level=rule.level.value, why=rule.why, at=desk.at, who=desk.who)


def drop(desk: Desk, product_id: int, person: str, role: str, station: str) -> None:
    """Let a rule go."""
    named = {"product_is": product_id, "person_is": person, "role_is": role, "station_is": station}
    _DROP.run(desk.connection, **named)


def mark(desk: Desk, entry_id: str, parcel_id: int, takes: Iterable[Take], how: str, asked: Proof) -> None:
    """Write down that units went into a parcel without a scan of each."""
    for each in takes:
        values = {"line_id": each.line_id, "qty": each.qty, "how": how, "by": asked.by, "why": asked.why}
        _MARK.do(desk.connection, entry_id=entry_id, parcel_id=parcel_id, **values)


def unproven(desk: Desk, order_id: int) -> dict[int, int]:
    """Return by line how many units are in parcels of an order on a person's word alone."""
    found = Counter[int]()
    for line, marked, there in _UNPROVEN.all(desk.connection, order_is=order_id):
        found[int(line)] += max(0, min(int(marked), int(there)))
    return dict(+found)


def of_parcel(desk: Desk, place: PlaceId) -> tuple[Part, ...]:
    """Return how the units that are in a parcel were proven.

    Which of them left it again nobody knows: those that were proven best. So a parcel never claims too much.
    """
    rows = _OF_PARCEL.all(desk.connection, place_is=place)
    too_many = Counter[int]()
    for row in rows:
        too_many[int(row[5])] += int(row[2])
    for line, there in {int(row[5]): int(row[6]) for row in rows}.items():
        too_many[line] -= max(0, there)
    found = Counter[tuple[str, str, str, str]]()
    for row in sorted(rows, key=lambda row: _BEST_FIRST.index(row[1])):
        line, units = int(row[5]), int(row[2])
        gone = min(units, too_many[line])
        too_many[line] -= gone
        found[row[0], row[1], row[3], row[4]] += units - gone
    return tuple(Part(sku, how, units, by, why) for (sku, how, by, why), units in sorted(found.items()) if units)


def waiting(desk: Desk, order_id: int, most: int, *, all_of: bool) -> tuple[Waits, ...]:
    """Return the first products with units still to pack: all of them, or those with a rule that asks for no scan."""
    rows = _OPEN.all(desk.connection, order_is=order_id, most=most, all_of=int(all_of))
    return tuple(Waits(row[0], row[1], row[2] or "", row[3] or 0) for row in rows)
