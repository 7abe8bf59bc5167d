"""Transfers as they leave in a file: one row a line."""

from __future__ import annotations

from sqlalchemy import select

from warehouse_app.store.export_rows import Export
from warehouse_app.store.schema import transfers

_t, _l = transfers.transfer, transfers.transfer_line


def transfer_lines() -> Export:
    """Return the lines of all transfers, with what became of them."""
    head = ("source", "target", "state", "due_day", "made_at", "sent_at", "received_at", "closed_at")
    counters = ("qty", "picked", "sent", "received", "damaged", "over", "lost")
    query = (
        select(_l.c.id.label("_key"), _t.c.code.label("transfer"), *(_t.c[name] for name in head))
        .add_columns(_l.c.n.label("line"), _l.c.sku, *(_l.c[name] for name in counters), _t.c.note)
        .join(_t, _t.c.id == _l.c.transfer_id)
        .order_by(_l.c.id)
    )
    return Export(("transfer", *head, "line", "sku", *counters, "note"), query, since=_t.c.made_at)
