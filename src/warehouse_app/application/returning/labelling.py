"""The put-away label of the unit in hand."""

from __future__ import annotations

from warehouse_app.application import printing
from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning.grading import hand
from warehouse_app.application.returning.here import Here
from warehouse_app.application.run import Session, check
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import NotGradedYet
from warehouse_app.store.desk import Desk


def asked(desk: Desk, session: Session, at: Here) -> FloorDeed:
    """Print the label of the unit in hand, once more each time. Raises Refused (NoUnitInHand, NotGradedYet)."""
    unit = hand(desk, at)
    check(session, Right.PRINT)
    if unit.grade is None:
        raise Refused(NotGradedYet(unit.sku))
    printing.want_copies(desk, Document.PUTAWAY, str(unit.id), at.station, 1)
    facts: Facts = {"sku": unit.sku, "name": unit.name, "return": at.name}
    return FloorDeed("return_label_wanted", facts, row=at.row)
