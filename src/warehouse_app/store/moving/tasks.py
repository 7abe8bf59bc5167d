"""Move tasks in the database: written, offered in walking order, taken, and ended. They hold no stock."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, case, func, insert, or_, select, update

from warehouse_app.domain.moving.states import MoveKind, MoveState
from warehouse_app.domain.moving.values import MoveDraft, MoveTask
from warehouse_app.store import items
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, moving, office
from warehouse_app.store.statement import Statement

MAX_OPEN = 5_000
"""Tasks of one kind that a plan lets wait in a warehouse: the most urgent ones."""

_m, _i, _g = moving.move_task, ledger.item, ledger.product
_from, _to, _who = ledger.place.alias(), ledger.place.alias(), office.person
SHOWN = (
    select(
        *(_m.c.id, _m.c.code, _m.c.warehouse, _m.c.kind, _m.c.state, _m.c.reason, _m.c.facts, _m.c.urgency, _m.c.due),
        *(_m.c.source, _from.c.code, _m.c.target, _to.c.code, _m.c.item_id, func.coalesce(_g.c.name, "")),
        *(_m.c.qty, _m.c.done, func.coalesce(_who.c.name, _m.c.person), _m.c.station, func.coalesce(_g.c.picture, "")),
    )
    .join(_from, _from.c.id == _m.c.source)
    .join(_to, _to.c.id == _m.c.target)
    .join(_i, _i.c.id == _m.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_who, _who.c.id == _m.c.person)
)
_LIVE = or_(_m.c.state == MoveState.OPEN.value, _m.c.state == MoveState.TAKEN.value)
_BY_ID = Statement(SHOWN.where(_m.c.id == bindparam("id_is")))
_BY_CODE = Statement(SHOWN.where(_m.c.code == bindparam("code_is")))
_BEHIND = case((func.coalesce(_from.c.walk_seq, 0) >= bindparam("walk"), 0), else_=1)
_NEXT = Statement(
    SHOWN.where(_m.c.state == MoveState.OPEN.value)
    .where(or_(_m.c.warehouse == bindparam("warehouse_is"), bindparam("any_house") == 1))
    .order_by(_m.c.urgency, _m.c.turn, _BEHIND, func.coalesce(_from.c.walk_seq, 0), _m.c.due, _m.c.id)
    .limit(bindparam("many"))
)
_OPEN = Statement(
    select(func.count())
    .select_from(_m)
    .where(_m.c.state == MoveState.OPEN.value)
    .where(or_(_m.c.warehouse == bindparam("warehouse_is"), bindparam("any_house") == 1))
)
_ALIVE = Statement(
    SHOWN.where(_LIVE, _m.c.warehouse == bindparam("warehouse_is"), _m.c.kind == bindparam("kind_is"))
    .order_by(_m.c.id)
    .limit(2 * MAX_OPEN)
)
_INSERT = Statement(
    insert(_m).values(
        {
            **{name: bindparam(name) for name in ("code", "warehouse", "kind", "reason", "facts", "urgency", "due")},
            **{name: bindparam(name) for name in ("source", "target", "item_id", "qty", "at", "who")},
            "state": MoveState.OPEN.value,
        }
    )
)
_TAKE = Statement(
    update(_m)
    .where(_m.c.id == bindparam("id_is"), _m.c.state == MoveState.OPEN.value)
    .values(state=MoveState.TAKEN.value, person=bindparam("who"), station=bindparam("where"), taken_at=bindparam("at"))
)
_GIVE_BACK = Statement(
    update(_m)
    .where(_m.c.id == bindparam("id_is"), _m.c.state == MoveState.TAKEN.value)
    .values(state=MoveState.OPEN.value, person="", station="", turn=_m.c.turn + bindparam("more_turns"))
)
_LATER = Statement(update(_m).where(_m.c.id == bindparam("id_is")).values(turn=_m.c.turn + 1))
_DID = Statement(
    update(_m)
    .where(_m.c.id == bindparam("id_is"), _LIVE)
    .values(done=_m.c.done + bindparam("more"), state=bindparam("state"), ended_at=bindparam("ended"))
)
_END = Statement(
    update(_m).where(_m.c.id == bindparam("id_is"), _LIVE).values(state=bindparam("state"), ended_at=bindparam("at"))
)
_REOPEN = Statement(
    update(_m)
    .where(_m.c.id == bindparam("id_is"), _m.c.state != MoveState.CANCELLED.value)
    .values(state=MoveState.OPEN.value, done=bindparam("done_now"), ended_at=None, person="", station="")
)
_CHANGE = Statement(
    update(_m)
    .where(_m.c.id == bindparam("id_is"), _m.c.state == MoveState.OPEN.value)
    .values(
        qty=bindparam("qty"),
        reason=bindparam("reason"),
        facts=bindparam("facts"),
        urgency=bindparam("urgency"),
        due=bindparam("due"),
    )
)


def task_of(desk: Desk, row: Any) -> MoveTask:  # noqa: ANN401 - a database row
    """Return the task of a row of `SHOWN`."""
    return MoveTask(
        id=row[0], code=row[1], warehouse=row[2], kind=MoveKind(row[3]), state=MoveState(row[4]), reason=row[5],
        facts=json.loads(row[6] or "{}"), urgency=row[7], due=row[8], source_id=row[9], source=row[10],
        target_id=row[11], target=row[12], item_id=row[13], item=items.get(desk, row[13]), name=row[14], qty=row[15],
        done=row[16], who=row[17], station=row[18], picture=row[19],
    )  # fmt: skip


def get(desk: Desk, task_id: int) -> MoveTask | None:
    """Return a task by its row."""
    row = _BY_ID.one(desk.connection, id_is=task_id) if task_id else None
    return None if row is None else task_of(desk, row)


def with_code(desk: Desk, code: str) -> MoveTask | None:
    """Return a task by its code."""
    row = _BY_CODE.one(desk.connection, code_is=code.strip().upper())
    return None if row is None else task_of(desk, row)


def offered(desk: Desk, warehouse: str, walk: int, many: int = 1) -> tuple[MoveTask, ...]:
    """Return the next tasks of a warehouse ("" for any): the most urgent, then ahead on the walk from `walk`."""
    house = {"warehouse_is": warehouse, "any_house": int(not warehouse)}
    rows = _NEXT.all(desk.connection, walk=walk, many=many, **house)
    return tuple(task_of(desk, row) for row in rows)


def count_open(desk: Desk, warehouse: str) -> int:
    """Return how many tasks wait in a warehouse ("" for any)."""
    return int(_OPEN.scalar(desk.connection, warehouse_is=warehouse, any_house=int(not warehouse)) or 0)


def alive(desk: Desk, warehouse: str, kind: MoveKind) -> tuple[MoveTask, ...]:
    """Return the tasks of one kind of a warehouse that are open or taken, oldest first."""
    rows = _ALIVE.all(desk.connection, warehouse_is=warehouse, kind_is=kind.value)
    return tuple(task_of(desk, row) for row in rows)


def listed(desk: Desk, warehouse: str, states: Iterable[str]) -> tuple[MoveTask, ...]:
    """Return tasks in some states, of one warehouse or ("") all, the most urgent first, then as they are walked."""
    question = SHOWN.where(_m.c.state.in_(tuple(states)))
    if warehouse:
        question = question.where(_m.c.warehouse == warehouse)
    order = (_m.c.urgency, _m.c.turn, func.coalesce(_from.c.walk_seq, 0), _m.c.due, _m.c.id)
    rows = desk.connection.execute(question.order_by(*order).limit(MAX_OPEN)).all()
    return tuple(task_of(desk, row) for row in rows)


def add(desk: Desk, draft: MoveDraft) -> str:
    """Write a task and return its code."""
    code = f"M{desk.next_number('move task'):05d}"
    _INSERT.do(
        desk.connection, code=code, warehouse=draft.warehouse, kind=draft.kind.value, reason=draft.reason,
        facts=draft.facts or "{}", urgency=draft.urgency, due=draft.due, source=draft.source_id,
        target=draft.target_id, item_id=draft.item_id, qty=draft.qty, at=desk.at, who=desk.who,
    )  # fmt: skip
    return code


def change(desk: Desk, task_id: int, draft: MoveDraft) -> None:
    """Let an open task ask for what the plan asks for now."""
    _CHANGE.do(
        desk.connection, id_is=task_id, qty=draft.qty, reason=draft.reason, facts=draft.facts or "{}",
        urgency=draft.urgency, due=draft.due,
    )  # fmt: skip


def take(desk: Desk, task_id: int) -> bool:
    """Give an open task to whoever asks; tell whether it was open."""
    return _TAKE.run(desk.connection, id_is=task_id, who=desk.who, where=desk.station, at=desk.at).rowcount == 1


def give_back(desk: Desk, task_id: int, *, later: bool) -> None:
    """Let a taken task be open again; `later` puts it behind the others."""
    if _GIVE_BACK.run(desk.connection, id_is=task_id, more_turns=int(later)).rowcount == 0 and later:
        _LATER.run(desk.connection, id_is=task_id)


def did(desk: Desk, task_id: int, more: int, state: MoveState) -> None:
    """Count what was moved for a task, and say where it is then."""
    ended = None if state is MoveState.TAKEN or state is MoveState.OPEN else desk.at
    _DID.run(desk.connection, id_is=task_id, more=more, state=state.value, ended=ended)


def end(desk: Desk, task_id: int, state: MoveState) -> bool:
    """End a live task as short or cancelled; tell whether it was alive."""
    return _END.run(desk.connection, id_is=task_id, state=state.value, at=desk.at).rowcount == 1


def reopen(desk: Desk, task_id: int, done: int) -> None:
    """Let a task ask again for what an undo took back."""
    _REOPEN.run(desk.connection, id_is=task_id, done_now=done)
