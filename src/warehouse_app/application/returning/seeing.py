"""One return as the desk sees it: whole, with the claims it gave rise to and how its goods had been packed."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.returning.causes import causes_of
from warehouse_app.application.returning.settling import preview
from warehouse_app.domain.photos import PhotoRow
from warehouse_app.domain.returning.claims import ClaimRow
from warehouse_app.domain.returning.evidence import Cause
from warehouse_app.domain.returning.rows import ReturnRow
from warehouse_app.domain.returning.states import AWAITED
from warehouse_app.domain.returning.values import Reason, ReturnDetail, Settlement, Sold
from warehouse_app.store import orders
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import claims, detail, lists, rules, sold


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """One return. `photos` are those of what came back and those of the packing. `keeps` is what settling it now would
    do where the goods are not asked back, None where they are.
    """

    row: ReturnRow
    detail: ReturnDetail
    claims: tuple[ClaimRow, ...]
    causes: tuple[Cause, ...]
    keeps: Settlement | None = None

    @property
    def photos(self) -> tuple[PhotoRow, ...]:
        """Return all photos there are, each once."""
        found = {each.id: each for each in self.detail.photos}
        found |= {each.id: each for cause in self.causes for each in cause.evidence.photos}
        return tuple(found[number] for number in sorted(found))


@dataclass(frozen=True, slots=True)
class OrderSold:
    """What may come back of an order, and the reasons that people can give."""

    order_id: int
    order: str
    lines: tuple[Sold, ...]
    reasons: tuple[Reason, ...]


def see(desk: Desk, return_id: int) -> CaseSeen | None:
    """Return one return; None where there is none of that row. For `Runner.ask`."""
    row = lists.returns(desk, [return_id]).get(return_id)
    if row is None:
        return None
    whole, mine = detail.whole(desk, return_id), claims.of_return(desk, return_id)
    return CaseSeen(row, whole, mine, causes_of(desk, return_id), _keeps(desk, whole))


def _keeps(desk: Desk, whole: ReturnDetail) -> Settlement | None:
    if whole.head.state not in AWAITED or whole.policy is None or whole.policy.keep_below_minor <= 0:
        return None
    told = preview(desk, whole.head.id)
    return told if told.kept else None


def order_sold(desk: Desk, code: str) -> OrderSold:
    """Return what may come back of an order. Raises Refused(NoSuchOrder). For `Runner.ask`."""
    head = orders.head(desk, orders.id_of(desk, code))
    lines = tuple(each for each in sold.of_order(desk, head.id) if each.kind == "goods" and each.left)
    return OrderSold(head.id, head.code, lines, rules.reasons(desk))
