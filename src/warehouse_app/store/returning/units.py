"""Units of returns: expected, received with the entry that brings them, graded, and taken on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import ReturnNotIn
from warehouse_app.domain.returning.states import UNIT_NEXT, Disposition, Finding, Grade, Outcome, UnitState
from warehouse_app.domain.returning.values import Unit
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, returning
from warehouse_app.store.statement import Statement, upsert

_u, _a = returning.return_unit, returning.return_answer
_i, _g = ledger.item, ledger.product
_v = ledger.product.alias("variant")
_NAMES = (
    *("id", "return_id", "line_id", "product_id", "item_id", "sku", "name", "lot", "serial", "qty", "state"),
    *("reason_id", "source_id", "place_id", "grade", "finding", "disposition", "why", "note", "outcome", "fee_minor"),
    *("entry_id", "traced_id", "settled_id", "variant", "variant_name", "variant_e4", "kept_e4", "back_id"),
    "identified",
)
_OTHERS = {
    "name": func.coalesce(_g.c.name, ""),
    "lot": func.coalesce(_i.c.lot, ""),
    "serial": func.coalesce(_i.c.serial, ""),
    "variant": func.coalesce(_v.c.sku, ""),
    "variant_name": func.coalesce(_v.c.name, ""),
}
_UNIT = (
    select(*(_OTHERS[name] if name in _OTHERS else _u.c[name] for name in _NAMES))
    .select_from(_u)
    .outerjoin(_g, _g.c.id == _u.c.product_id)
    .outerjoin(_i, _i.c.id == _u.c.item_id)
    .outerjoin(_v, _v.c.id == _u.c.variant_id)
)
_BY_ID = Statement(_UNIT.where(_u.c.id == bindparam("id_is")))
_OF_RETURN = Statement(_UNIT.where(_u.c.return_id == bindparam("return_is")).order_by(_u.c.id))
_GIVEN = (
    *("return_id", "line_id", "product_id", "item_id", "sku", "qty", "state", "reason_id", "source_id", "place_id"),
    *("note", "entry_id", "at", "who", "grade", "finding", "disposition", "why", "outcome", "traced_id"),
)
_NEW = Statement(insert(_u).values({name: bindparam(name) for name in _GIVEN}))
_SETTABLE = (
    *("line_id", "product_id", "item_id", "sku", "qty", "reason_id", "source_id", "place_id", "grade", "finding"),
    *("disposition", "why", "note", "outcome", "fee_minor", "entry_id", "traced_id", "settled_id", "variant_id"),
    *("variant_e4", "kept_e4", "back_id", "identified"),
)
_WORDS = frozenset({"grade", "disposition", "outcome"})
"""Columns in which "" says that nothing is decided yet."""

_SET = {
    name: Statement(
        update(_u).where(_u.c.id == bindparam("id_is")).values({name: bindparam("value")}),
    )
    for name in _SETTABLE
}
_STATE = Statement(
    update(_u)
    .where(_u.c.id == bindparam("id_is"))
    .values(state=bindparam("state_to"), at=bindparam("at_is"), who=bindparam("who_is"))
)
_w = _u.alias("like")
_AS = ("variant_id", "variant_e4", "kept_e4", "fee_minor", "identified")
_LIKE = Statement(
    update(_u)
    .where(_u.c.id == bindparam("id_is"))
    .values({name: select(_w.c[name]).where(_w.c.id == bindparam("like")).scalar_subquery() for name in _AS})
)
_DROP = Statement(delete(_u).where(_u.c.id == bindparam("id_is")))
_OF_ORDER, _OF_LINE = (
    Statement(update(table).where(table.c.unit_id == bindparam("unit_is")).values(unit_id=None))
    for table in (returning.return_order, returning.return_order_line)
)
_DROP_ANSWERS = Statement(delete(_a).where(_a.c.unit_id == bindparam("unit_is")))
_ANSWER = upsert(_a)
_ANSWERS = Statement(select(_a.c.check_id, _a.c.yes).where(_a.c.unit_id == bindparam("unit_is")))


def _unit(row: Any) -> Unit:  # noqa: ANN401 - a database row
    told = dict(zip(_NAMES, row, strict=True))
    return Unit(
        **told
        | {
            "state": UnitState(told["state"]),
            "grade": Grade(told["grade"]) if told["grade"] else None,
            "finding": Finding(told["finding"]),
            "disposition": Disposition(told["disposition"]) if told["disposition"] else None,
            "outcome": Outcome(told["outcome"]) if told["outcome"] else None,
        }
    )


def get(desk: Desk, unit_id: int) -> Unit:
    """Return a unit that exists; a missing one is a bug."""
    row = _BY_ID.one(desk.connection, id_is=unit_id)
    if row is None:
        message = f"no unit of a return {unit_id}"
        raise LookupError(message)
    return _unit(row)


def of_return(desk: Desk, return_id: int) -> tuple[Unit, ...]:
    """Return the units of a return in the order in which they were written."""
    return tuple(_unit(row) for row in _OF_RETURN.all(desk.connection, return_is=return_id))


def add(
    desk: Desk,
    return_id: int,
    sku: str,
    qty: int,
    state: UnitState,
    *,
    product_id: int | None = None,
    line_id: int | None = None,
    item_id: int | None = None,
    reason_id: int | None = None,
    source_id: int | None = None,
    place_id: int | None = None,
    entry_id: str = "",
    note: str = "",
    grade: Grade | None = None,
    finding: Finding = Finding.NONE,
    disposition: Disposition | None = None,
    why: str = "",
    outcome: Outcome | None = None,
    traced_id: str = "",
) -> int:
    """Write a row of units and return its number."""
    return _NEW.key(
        desk.connection,
        return_id=return_id, line_id=line_id, product_id=product_id, item_id=item_id, sku=sku, qty=qty,
        state=state.value, reason_id=reason_id, source_id=source_id, place_id=place_id, note=note, entry_id=entry_id,
        at=desk.at, who=desk.who, grade=_word(grade), finding=finding.value, disposition=_word(disposition), why=why,
        outcome=_word(outcome), traced_id=traced_id,
    )  # fmt: skip


def split(desk: Desk, unit: Unit, qty: int) -> Unit:
    """Take `qty` units of a row into a row of their own, alike in all else; return it, or the row itself for all."""
    if qty >= unit.qty:
        return unit
    note(desk, unit.id, qty=unit.qty - qty)
    made = add(
        desk, unit.return_id, unit.sku, qty, unit.state, product_id=unit.product_id, line_id=unit.line_id,
        item_id=unit.item_id, reason_id=unit.reason_id, source_id=unit.source_id, place_id=unit.place_id,
        entry_id=unit.entry_id, note=unit.note, grade=unit.grade, finding=unit.finding, disposition=unit.disposition,
        why=unit.why, outcome=unit.outcome, traced_id=unit.traced_id,
    )  # fmt: skip
    _LIKE.run(desk.connection, id_is=made, like=unit.id)
    return get(desk, made)


def step(desk: Desk, unit: Unit, to: UnitState, code: str = "") -> None:
    """Lead a unit to its next state; `code` is its return's. Raises Refused(ReturnNotIn)."""
    if to not in UNIT_NEXT[unit.state]:
        raise Refused(ReturnNotIn(code or unit.sku, unit.state.value, to.value))
    _STATE.run(desk.connection, id_is=unit.id, state_to=to.value, at_is=desk.at, who_is=desk.who)


def note(desk: Desk, unit_id: int, **values: object) -> None:
    """Keep facts of a unit: columns of its table, by name."""
    for name, value in values.items():
        plain = value.value if isinstance(value, Grade | Disposition | Outcome | Finding) else value
        _SET[name].run(desk.connection, id_is=unit_id, value="" if value is None and name in _WORDS else plain)


def _word(value: Grade | Disposition | Outcome | None) -> str:
    return "" if value is None else value.value


def drop(desk: Desk, unit_id: int) -> None:
    """Forget a unit that nobody expected and whose scan was taken back."""
    for each in (_DROP_ANSWERS, _OF_ORDER, _OF_LINE):
        each.do(desk.connection, unit_is=unit_id)
    _DROP.run(desk.connection, id_is=unit_id)


def answer(desk: Desk, unit_id: int, check_id: int, *, yes: bool) -> None:
    """Keep how a question of the checklist was answered."""
    _ANSWER.do(desk.connection, unit_id=unit_id, check_id=check_id, yes=int(yes), at=desk.at, who=desk.who)


def answers(desk: Desk, unit_id: int) -> dict[int, bool]:
    """Return by check how it was answered."""
    return {int(row[0]): bool(row[1]) for row in _ANSWERS.all(desk.connection, unit_is=unit_id)}
