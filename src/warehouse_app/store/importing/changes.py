"""What an import changed of things that were there before, or posted: kept so that it can be undone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Bulk
from warehouse_app.store.schema import intake
from warehouse_app.store.statement import Statement

PRODUCT, BARCODE, PLACE, CUSTOMER, ENTRY, CLAIM = "product", "barcode", "place", "customer", "entry", "claim"
PLACE_RULE, PRODUCT_RULE, HOME = "place rule", "product rule", "home"
PAYMENT = "order"
"""Payment and holds of an order that was there: a shop's export moved them on."""

_c = intake.import_change
_NEW = Bulk(_c, *("import_id", "n", "kind", "ref", "before", "after"))
_LAST = Statement(select(func.max(_c.c.n)).where(_c.c.import_id == bindparam("run_is")))
_PAGE = Statement(
    select(_c.c.n, _c.c.kind, _c.c.ref, _c.c.before, _c.c.after)
    .where(_c.c.import_id == bindparam("run_is"), _c.c.n < bindparam("below"))
    .order_by(_c.c.n.desc())
    .limit(bindparam("most"))
)
_MOVE = Statement(
    update(_c).where(_c.c.import_id == bindparam("run_is"), _c.c.n == bindparam("n_is")).values(ref=bindparam("to_ref"))
)
_DROP = Statement(delete(_c).where(_c.c.import_id == bindparam("run_is"), _c.c.n == bindparam("n_is")))
TOP = 2**62


class Change(NamedTuple):
    """One change: of which kind of thing, which one, its columns before and after (JSON; "" for none)."""

    kind: str
    ref: str
    before: str = ""
    after: str = ""


class KeptChange(NamedTuple):
    """A change with its number within the import."""

    n: int
    change: Change


def columns(values: Mapping[str, object]) -> str:
    """Return columns as they are kept."""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)


def keep(desk: Desk, run: int, changes: Sequence[Change]) -> None:
    """Keep changes of an import; run 0 is none."""
    if changes and run:
        last = int(_LAST.scalar(desk.connection, run_is=run) or 0)
        _NEW.put(desk.connection, [(run, n, *each) for n, each in enumerate(changes, last + 1)])


def page(desk: Desk, run: int, most: int, below: int = TOP) -> tuple[KeptChange, ...]:
    """Return changes, newest first."""
    rows = _PAGE.all(desk.connection, run_is=run, below=below, most=most)
    return tuple(KeptChange(row[0], Change(*row[1:])) for row in rows)


def point(desk: Desk, run: int, n: int, ref: str) -> None:
    """Let a change name another thing (an entry that was posted again)."""
    _MOVE.run(desk.connection, run_is=run, n_is=n, to_ref=ref)


def drop(desk: Desk, run: int, n: int) -> None:
    """Forget a change that was undone."""
    _DROP.run(desk.connection, run_is=run, n_is=n)
