"""Plans of counts: many places asked for together."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import counting
from warehouse_app.store.statement import Statement

_n = counting.count_plan
_BLIND = Statement(select(_n.c.blind).where(_n.c.id == bindparam("id_is")))
_ADD = Statement(
    insert(_n).values({name: bindparam(name) for name in ("code", "warehouse", "kind", "about", "blind", "at", "who")})
)
_CLOSE = Statement(
    update(_n).where(_n.c.id == bindparam("id_is")).values(state=bindparam("state"), closed_at=bindparam("at"))
)


def is_blind(desk: Desk, plan_id: int) -> bool:
    """Tell whether who counts by a plan is not told what the books have."""
    return bool(_BLIND.scalar(desk.connection, id_is=plan_id))
