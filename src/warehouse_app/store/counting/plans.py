"""Plans of counts: many places asked for together, in small parts, each place once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, func, insert, or_, select, update

from warehouse_app.domain.counting.states import OPEN, WAITING, CountState, PlanState
from warehouse_app.domain.counting.values import PlanRow
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.counting import counts
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import counting, ledger
from warehouse_app.store.schema import storage as rules
from warehouse_app.store.statement import Statement

_n, _c, _p, _b, _i = counting.count_plan, counting.count_request, ledger.place, ledger.balance, ledger.item
PART = 500
"""Counts that are asked for in one transaction."""

_COUNTED_KINDS = (PlaceKind.BIN, PlaceKind.DOCK, PlaceKind.QUARANTINE)
_BLIND = Statement(select(_n.c.blind).where(_n.c.id == bindparam("id_is")))
_ADD = Statement(
    insert(_n).values({name: bindparam(name) for name in ("code", "warehouse", "kind", "about", "blind", "at", "who")})
)
_CLOSE = Statement(
    update(_n).where(_n.c.id == bindparam("id_is")).values(state=PlanState.CLOSED.value, closed_at=bindparam("at"))
)
_WAITING = or_(*(_c.c.state == each.value for each in sorted(WAITING)))
_NEXT_WAITING = select(_c.c.id).where(_c.c.plan_id == bindparam("plan_is"), _WAITING).order_by(_c.c.id).limit(PART)
_CALL_OFF = Statement(
    update(_c)
    .where(_c.c.id.in_(_NEXT_WAITING))
    .values(state=CountState.REJECTED.value, decided_by=bindparam("who"), decided_at=bindparam("at"))
)
_ADOPT = Statement(
    update(_c)
    .where(_c.c.place_id == bindparam("place_is"), _c.c.item_id == bindparam("item_is"), _c.c.plan_id.is_(None))
    .where(_c.c.state == CountState.REQUESTED.value)
    .values(plan_id=bindparam("plan_is"))
)
_OPEN_HERE = (
    select(_c.c.id)
    .where(_c.c.place_id == _p.c.id, or_(*(_c.c.state == each.value for each in sorted(OPEN))))
    .where(_c.c.item_id.is_(None))
    .correlate(_p)
    .exists()
)
_PLACES: Select[Any] = (
    select(_p.c.id, func.coalesce(_p.c.walk_seq, 0))
    .where(_p.c.id > bindparam("after"), _p.c.warehouse == bindparam("warehouse_is"), ~_OPEN_HERE)
    .where(or_(*(_p.c.kind == kind.value for kind in _COUNTED_KINDS)), _p.c.active == 1)
    .order_by(_p.c.id)
    .limit(PART)
)
_SAME = counting.count_request.alias()
_same_item = ledger.item.alias()
_ASKED_HERE = (
    select(_SAME.c.id)
    .outerjoin(_same_item, _same_item.c.id == _SAME.c.item_id)
    .where(_SAME.c.place_id == _b.c.place_id, or_(*(_SAME.c.state == each.value for each in sorted(OPEN))))
    .where(or_(_SAME.c.item_id.is_(None), _same_item.c.sku == _i.c.sku))
    .correlate(_b, _i)
    .exists()
)
_OF_PRODUCT = Statement(
    select(_p.c.id, func.coalesce(_p.c.walk_seq, 0), func.min(_b.c.item_id))
    .join(_b, _b.c.place_id == _p.c.id)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_p.c.id > bindparam("after"), _p.c.warehouse == bindparam("warehouse_is"), _i.c.sku == bindparam("about"))
    .where(or_(*(_p.c.kind == kind.value for kind in (*_COUNTED_KINDS, PlaceKind.LPN))), _b.c.on_hand > 0)
    .where(~_ASKED_HERE)
    .group_by(_p.c.id, _p.c.walk_seq)
    .order_by(_p.c.id)
    .limit(PART)
)
_rule = rules.place_rule
_OF: dict[str, Statement] = {
    "warehouse": Statement(_PLACES),
    "place": Statement(_PLACES.where(_p.c.code == bindparam("about"))),
    "aisle": Statement(_PLACES.where(_p.c.aisle == bindparam("aisle_is"))),
    "zone": Statement(
        _PLACES.join(_rule, _rule.c.place_id == _p.c.id).where(_rule.c.zone == bindparam("about")),
    ),
}
_sums = [func.coalesce(func.sum(_c.c[name]), 0) for name in ("differences", "value_minor")]
_LIST = (
    select(_n.c.id, _n.c.code, _n.c.warehouse, _n.c.kind, _n.c.about, _n.c.state, _n.c.blind, _n.c.at)
    .order_by(_n.c.id.desc())
    .limit(bindparam("many"))
)
_LISTED = Statement(_LIST)
_BY_CODE = Statement(
    select(_n.c.id, _n.c.code, _n.c.warehouse, _n.c.kind, _n.c.about, _n.c.state, _n.c.blind, _n.c.at).where(
        _n.c.code == bindparam("code_is")
    )
)
_PROGRESS = Statement(
    select(_c.c.state, func.count(), *_sums).where(_c.c.plan_id == bindparam("plan_is")).group_by(_c.c.state)
)


def is_blind(desk: Desk, plan_id: int) -> bool:
    """Tell whether who counts by a plan is not told what the books have."""
    return bool(_BLIND.scalar(desk.connection, id_is=plan_id))


def add(desk: Desk, warehouse: str, kind: str, about: str, *, blind: bool) -> tuple[int, str]:
    """Make a plan without counts; return its row and code."""
    code = f"P{desk.next_number('count plan'):05d}"
    values = {"code": code, "warehouse": warehouse, "kind": kind, "about": about, "blind": int(blind)}
    return _ADD.key(desk.connection, **values, at=desk.at, who=desk.who), code


def part(desk: Desk, warehouse: str, kind: str, about: str, after: int) -> list[tuple[int, int, int | None]]:
    """Return the next places (place, number on the way, thing) that a plan asks for and nobody waits to count."""
    if kind == "product":
        return [
            tuple(row) for row in _OF_PRODUCT.all(desk.connection, after=after, warehouse_is=warehouse, about=about)
        ]
    given: dict[str, object] = {"after": after, "warehouse_is": warehouse}
    if kind == "aisle":
        given["aisle_is"] = int(about)
    elif kind != "warehouse":
        given["about"] = about
    return [(row[0], row[1], None) for row in _OF[kind].all(desk.connection, **given)]


def ask_many(desk: Desk, plan_id: int, warehouse: str, reason: str, rows: list[tuple[int, int, int | None]]) -> None:
    """Ask for many counts that nobody waits for."""
    about = {"reason": reason, "plan_id": plan_id, "warehouse": warehouse}
    who = {"at": desk.at, "who": desk.who, "command_id": desk.command_id}
    made = [{"place_id": place, "item_id": item, "seq": seq, **about, **who} for place, seq, item in rows]
    counts.ADD.run_many(desk.connection, made)


def adopt(desk: Desk, plan_id: int, place_id: int, item_id: int) -> bool:
    """Let a plan take up a count that is asked for already; tell whether there was one."""
    where = {"place_is": place_id, "item_is": item_id, "plan_is": plan_id}
    return _ADOPT.run(desk.connection, **where).rowcount > 0


def call_off(desk: Desk, plan_id: int) -> int:
    """Call off what still waits of a plan, at most 500, and end it; return how many counts that were."""
    found = _CALL_OFF.run(desk.connection, plan_is=plan_id, who=desk.who, at=desk.at).rowcount
    _CLOSE.do(desk.connection, id_is=plan_id, at=desk.at)
    return int(found)


def by_code(desk: Desk, code: str) -> PlanRow | None:
    """Return a plan with its progress."""
    row = _BY_CODE.one(desk.connection, code_is=code.strip().upper())
    return None if row is None else _plan(desk, row)


def listed(desk: Desk, many: int) -> tuple[PlanRow, ...]:
    """Return the newest plans with their progress."""
    return tuple(_plan(desk, row) for row in _LISTED.all(desk.connection, many=many))


def _plan(desk: Desk, row: Any) -> PlanRow:  # noqa: ANN401 - a database row
    by_state = {each[0]: each for each in _PROGRESS.all(desk.connection, plan_is=row[0])}

    def many(*states: CountState) -> int:
        return sum(int(by_state[each.value][1]) for each in states if each.value in by_state)

    every = sum(int(each[1]) for each in by_state.values())
    return PlanRow(
        *(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]), row[7]),
        places=every,
        waiting=many(CountState.REQUESTED, CountState.COUNTING),
        again=many(CountState.RECOUNT),
        review=many(CountState.REVIEW),
        matched=many(CountState.MATCHED),
        posted=many(CountState.POSTED),
        rejected=many(CountState.REJECTED),
        differences=sum(int(each[2]) for each in by_state.values()),
        value_minor=sum(int(each[3]) for each in by_state.values()),
    )
