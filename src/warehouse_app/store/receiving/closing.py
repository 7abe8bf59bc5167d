"""What did not come and is not waited for any more."""

from __future__ import annotations

from sqlalchemy import bindparam, case, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import purchasing
from warehouse_app.store.statement import Statement

_l = purchasing.purchase_line
_OPEN = _l.c.qty - _l.c.cancelled - _l.c.received
_CANCEL = Statement(
    update(_l)
    .where(_l.c.id == bindparam("line_is"), _OPEN > 0)
    .values(cancelled=_l.c.cancelled + case((bindparam("most") > _OPEN, _OPEN), else_=bindparam("most")))
)


def cancel(desk: Desk, purchase_line_id: int, most: int) -> None:
    """Wait for nothing more of a line, but for what is open beyond `most`."""
    _CANCEL.run(desk.connection, line_is=purchase_line_id, most=most)
