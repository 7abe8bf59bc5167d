"""What ends with a cancelled order: open pick tasks, its place in planned batches, labels and parcels still here."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, delete, or_, select, update

from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.statement import Statement

_l, _t, _k, _b = trade.order_line, floor.task, floor.parcel, floor.batch
_bo, _mp, _m, _label = floor.batch_order, floor.manifest_parcel, floor.manifest, floor.label
_LINES = Statement(select(_l.c.id).where(_l.c.order_id == bindparam("order_is")))
_GONE = Statement(
    select(_k.c.code)
    .outerjoin(_mp, _mp.c.parcel_id == _k.c.id)
    .outerjoin(_m, _m.c.id == _mp.c.manifest_id)
    .where(_k.c.order_id == bindparam("order_is"))
    .where(or_(_k.c.handed_at.is_not(None), and_(_m.c.id.is_not(None), _m.c.state != "open")))
    .limit(1),
)
_TASKS = Statement(
    update(_t)
    .where(_t.c.order_id == bindparam("order_is"), or_(_t.c.state == "open", _t.c.state == "started"))
    .values(state="cancelled", reason="order cancelled", qty=_t.c.picked),
)
_PLANNED = Statement(
    delete(_bo).where(
        _bo.c.order_id == bindparam("order_is"),
        _bo.c.batch_id.in_(select(_b.c.id).where(_b.c.state == "planned")),
    ),
)
_EMPTY = Statement(
    update(_b)
    .where(
        _b.c.state == "planned",
        _b.c.id.in_(select(_bo.c.batch_id).where(_bo.c.order_id == bindparam("order_is"))),
        ~select(_bo.c.order_id)
        .where(_bo.c.batch_id == _b.c.id, _bo.c.order_id != bindparam("order_is"))
        .correlate(_b)
        .exists(),
    )
    .values(state="discarded"),
)
_LABELS = Statement(
    update(_label)
    .where(_label.c.parcel_id.in_(select(_k.c.id).where(_k.c.order_id == bindparam("order_is"))))
    .values(state="voided"),
)
_PARCELS = Statement(
    update(_k)
    .where(
        _k.c.order_id == bindparam("order_is"),
        or_(*(_k.c.state == state for state in ("awaited", "waits_for_label", "labelled", "sealed", "manifested"))),
    )
    .values(state="voided"),
)
_OFF = Statement(
    delete(_mp).where(
        _mp.c.parcel_id.in_(select(_k.c.id).where(_k.c.order_id == bindparam("order_is"))),
        _mp.c.manifest_id.in_(select(_m.c.id).where(_m.c.state == "open")),
    ),
)


def lines_of(desk: Desk, order_id: int) -> tuple[int, ...]:
    """Return an order's lines."""
    return tuple(row[0] for row in _LINES.all(desk.connection, order_is=order_id))


def parcel_gone(desk: Desk, order_id: int) -> str:
    """Return a parcel of the order that left the house or stands on a manifest being handed over, or ""."""
    return str(_GONE.scalar(desk.connection, order_is=order_id) or "")


def end_work(desk: Desk, order_id: int) -> None:
    """Cancel open tasks, leave planned batches, void labels, also at carriers, take parcels off the open manifest.

    A planned batch that has no other order is discarded with it.
    A pack that is open stays: the packer is told at the next scan and unpacks.
    """
    purchases.take_back_of_order(desk, order_id)
    for statement in (_TASKS, _EMPTY, _PLANNED, _OFF, _LABELS, _PARCELS):
        statement.run(desk.connection, order_is=order_id)
