"""Damage that the carrier did: noted at one key, and a claim drafted while the parcel is still on the table."""

from __future__ import annotations

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning import claims
from warehouse_app.application.returning.claims import OURSELVES
from warehouse_app.application.returning.here import Here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, sources


def draft(desk: Desk, return_id: int, kind: ClaimKind) -> str:
    """Draft a claim for a return; return the last day for it (ISO), "" where nobody carried it that can be asked."""
    head = cases.get(desk, return_id)
    carrier = head.carrier or ("" if head.parcel_id is None else sources.parcel(desk, head.parcel_id).carrier)
    return "" if carrier in ("", OURSELVES) else claims.draft(desk, return_id, kind).deadline


def damaged(desk: Desk, at: Here) -> FloorDeed:
    """Note that the parcel itself is damaged, or take that back."""
    head = at.open()
    desk.touch(Touched.RETURN)
    cases.note(desk, head.id, damaged=not head.damaged)
    if head.damaged:
        cases.tell(desk, head.id, "not damaged")
        claims.withdraw(desk, head.id, ClaimKind.DAMAGE)
        return FloorDeed("return_box_whole", {"return": head.code}, row=at.row)
    cases.tell(desk, head.id, "damaged")
    until = draft(desk, head.id, ClaimKind.DAMAGE)
    facts: Facts = {"return": head.code, "until": until}
    return FloorDeed("return_box_damaged" if until else "return_box_damaged_alone", facts, row=at.row)
