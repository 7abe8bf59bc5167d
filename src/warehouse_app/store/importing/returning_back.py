"""What an import changed of returns that were there, compared with what is there and put back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.schema import returning

RETURN = "return"
COLUMNS = ("state", "carrier", "tracking", "expires_on")
_r = returning.returns


def now(desk: Desk, number: int) -> dict[str, Any] | None:
    """Return how far a return has come, and what is known of its parcel; None where it is gone."""
    asked = select(*(_r.c[name] for name in COLUMNS)).where(_r.c.id == number)
    row = desk.connection.execute(asked).first()
    return None if row is None else dict(zip(COLUMNS, row, strict=True))


def is_as_left(desk: Desk, change: Change) -> bool:
    """Tell whether a changed return still is what the import made of it."""
    after: dict[str, Any] = json.loads(change.after)
    return now(desk, int(change.ref)) == after


def put_back(desk: Desk, change: Change) -> None:
    """Make a changed return what it was before."""
    before = json.loads(change.before)
    desk.connection.execute(update(_r).where(_r.c.id == int(change.ref)).values(before))


def code_of(desk: Desk, change: Change) -> str:
    """Return the number of a changed return."""
    found = desk.connection.execute(select(_r.c.code).where(_r.c.id == int(change.ref))).scalar()
    return change.ref if found is None else str(found)
