"""Counts as they leave in a file: one row a count, with what each round found of each thing."""

from __future__ import annotations

from sqlalchemy import func, select

from warehouse_app.store.export_rows import Export, listed, who
from warehouse_app.store.schema import counting, ledger

_c, _l, _n, _p, _i = counting.count_request, counting.count_line, counting.count_plan, ledger.place, ledger.item


def counts() -> Export:
    """Return the export of counts."""
    query = (
        select(_c.c.id.label("_key"), _c.c.id.label("count"), func.coalesce(_n.c.code, "").label("plan"))
        .add_columns(_p.c.code.label("place"), _c.c.warehouse, func.coalesce(_i.c.sku, "").label("sku"), _c.c.state)
        .add_columns(_c.c.reason, _c.c.round.label("rounds"), _c.c.differences, _c.c.value_minor, _c.c.at)
        .add_columns(who(_c.c.who).label("who"), _c.c.counted_at, who(_c.c.decided_by).label("decided_by"))
        .add_columns(_c.c.decided_at, _c.c.note)
        .join(_p, _p.c.id == _c.c.place_id)
        .outerjoin(_i, _i.c.id == _c.c.item_id)
        .outerjoin(_n, _n.c.id == _c.c.plan_id)
        .order_by(_c.c.id)
    )
    thing = ledger.item.alias()
    children = (
        select(_l.c.count_id, _l.c.round, thing.c.sku, thing.c.lot, thing.c.serial, thing.c.grade, _l.c.counted)
        .add_columns(_l.c.book, _l.c.unit_e4, _l.c.reason, _l.c.entry_id, _l.c.at, who(_l.c.who))
        .join(thing, thing.c.id == _l.c.item_id)
        .order_by(_l.c.count_id, _l.c.id)
    )
    columns = (
        *("count", "plan", "place", "warehouse", "sku", "state", "reason", "rounds", "differences", "value_minor"),
        *("at", "who", "counted_at", "decided_by", "decided_at", "note", "lines"),
    )
    fields = ("round", "sku", "lot", "serial", "grade", "counted", "book", "unit_e4", "reason", "entry", "at", "who")
    return Export(columns, query, _c.c.at, children, listed("lines", *fields))
