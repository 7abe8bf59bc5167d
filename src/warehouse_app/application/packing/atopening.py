"""What a bench reads once when an order is opened, and keeps in mind until its end: no scan asks for it again."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.packing import capturing, instructing, proving
from warehouse_app.store.desk import Desk


def kept(desk: Desk, station: str, order_id: int) -> dict[str, Any]:
    """Return what is kept in mind of an order that is opened at a station."""
    return {**proving.of_bench(desk, station), **capturing.at_opening(desk), **instructing.begun(desk, order_id)}
