"""What a receiving bench is at: the open receipt with its papers, and the one question that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse_app.application.floorwork import Facts, FloorDeed, FloorScan
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.purchasing.values import DeliveryHead, PurchaseHead
from warehouse_app.domain.receiving.judge import Due
from warehouse_app.domain.receiving.refusals import NoReceiptOpen
from warehouse_app.domain.receiving.shot import Shot, shot_of
from warehouse_app.domain.receiving.values import Receipt
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import bench, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, orders
from warehouse_app.store.receiving import docks, receipts
from warehouse_app.store.statement import Ahead, foresee

WORK = Work.RECEIVE

ASK, SHOT, LAST, DOCK, OVER, HURT, PAPERS = "ask", "shot", "last", "dock", "agreed", "damaged", "papers"
"""What a bench remembers: the open question, the goods it is about, the last scan, the dock, products of which more
than ordered was agreed to, that the next scan is damaged, and the rows of the purchase order and delivery."""

MOST_AGREED = 200

MOST_LABELS = 50
"""Labels that one deed asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveScan(FloorScan):
    """One shot at the dock."""


@dataclass(frozen=True, slots=True)
class Here:
    """A bench with what it is at. No receipt: it is free."""

    station: str
    row: BenchRow
    receipt: Receipt | None = None
    purchase: PurchaseHead | None = None
    delivery: DeliveryHead | None = None

    @property
    def question(self) -> str:
        """Return what is asked, "" for nothing."""
        return str((self.row.recall(ASK) or {}).get("what", ""))

    @property
    def asked(self) -> Mapping[str, Any]:
        """Return the facts of the open question."""
        return self.row.recall(ASK) or {}

    @property
    def shot(self) -> Shot | None:
        """Return the goods that the open question is about."""
        kept = self.row.recall(SHOT)
        return None if kept is None else shot_of(kept)

    @property
    def paper(self) -> str:
        """Return the code of the paper at hand, or of the receipt where there is none."""
        if self.delivery is not None:
            return self.delivery.code
        if self.purchase is not None:
            return self.purchase.code
        return "" if self.receipt is None else self.receipt.code

    def open(self, deed: str) -> Receipt:
        """Return the open receipt. Raises Refused(NoReceiptOpen)."""
        if self.receipt is None:
            raise Refused(NoReceiptOpen(deed))
        return self.receipt

    def knows(self, **facts: Any) -> BenchRow:  # noqa: ANN401 - small JSON facts
        """Return the row with these facts; one that is None is forgotten."""
        kept = {name: value for name, value in {**self.row.memory, **facts}.items() if value is not None}
        return BenchRow(self.row.ref, self.row.stop, kept)

    def done(self, **facts: Any) -> BenchRow:  # noqa: ANN401 - small JSON facts
        """Return the row with nothing asked, and these facts."""
        return self.knows(**{ASK: None, SHOT: None, **facts})


def here(desk: Desk, station: str, row: BenchRow | None = None) -> Here:
    """Return what a bench is at; a receipt that was closed elsewhere is not open here."""
    row = bench.read(desk, station, WORK) if row is None else row
    if row.ref is None:
        return Here(station, row)
    _foresee(desk, row.ref, row.recall(PAPERS) or (None, None))
    receipt = receipts.get(desk, row.ref)
    if receipt.state.value != "open":
        return Here(station, BenchRow(None, row.stop, {}))
    purchase = None if receipt.purchase_id is None else orders.head(desk, receipt.purchase_id)
    delivery = None if receipt.delivery_id is None else deliveries.head(desk, receipt.delivery_id)
    return Here(station, row, receipt, purchase, delivery)


def _foresee(desk: Desk, receipt_id: int, papers: Sequence[int | None]) -> None:
    """Ask a server that is far away for the receipt and its papers in one go."""
    purchase, delivery = papers
    more: tuple[Ahead, ...] = () if purchase is None else (orders.ahead_of(purchase),)
    more += () if delivery is None else (deliveries.ahead_of(delivery),)
    foresee(desk.connection, receipts.ahead_of(receipt_id), *more)


def ask(at: Here, what: str, facts: Facts, shot: Shot | None = None, **more: Any) -> FloorDeed:  # noqa: ANN401 - JSON
    """Open a question: its words are `receive.<what>`, and nothing has happened yet."""
    kept = {"what": what, "facts": dict(facts), **more}
    row = at.knows(**{ASK: kept, SHOT: None if shot is None else shot.kept()})
    return FloorDeed(f"receive.{what}", facts, Verdict.ASKED, row)


def warehouse(desk: Desk, at: Here) -> str:
    """Return the warehouse where goods come in at this bench."""
    if at.receipt is not None:
        return at.receipt.warehouse
    return docks.warehouse_of(desk, at.station) or docks.first_warehouse(desk)


def dock_of(desk: Desk, at: Here, house: str) -> Place:
    """Return the dock of this bench: the one scanned last, else the first of the warehouse."""
    scanned = at.row.recall(DOCK)
    if scanned is not None:
        place = places.get(desk, PlaceId(int(scanned)))
        if place.warehouse == house and place.kind is PlaceKind.DOCK:
            return place
    return docks.dock(desk, house)


def due_of(desk: Desk, at: Here, sku: str) -> tuple[Due, ...]:
    """Return what the papers at hand wait for of a product, line by line."""
    if at.delivery is not None:
        mine = [each for each in deliveries.lines(desk, at.delivery.id) if each.sku == sku]
        return tuple(Due(each.purchase_line_id, each.id, each.open, each.lot, each.price_e4) for each in mine)
    if at.purchase is None or at.purchase.state.value != "confirmed":
        return ()
    return tuple(Due(each.id, None, each.open) for each in orders.lines_of_sku(desk, at.purchase.id, sku))
