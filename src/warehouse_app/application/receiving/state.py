"""What a receiving bench shows: the paper with its lines, the last scan, and the one question."""

from __future__ import annotations

from warehouse_app.application.floorwork import continue_first, stop_of
from warehouse_app.application.receiving.asking import TEXTS, choices, facts_of
from warehouse_app.application.receiving.here import HURT, LAST, WORK, Here, here, warehouse
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import Expect
from warehouse_app.domain.floorwork import MAX_LINES, FloorLine, FloorState
from warehouse_app.domain.receiving.values import Came
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, orders
from warehouse_app.store.receiving import parking, receipts
from warehouse_app.store.statement import Ahead, foresee

MOST_OPEN = 20
"""Open receipts that a free bench shows."""

_CARDS = (Card.UNDO, Card.DAMAGED, Card.PRINT_AGAIN, Card.PAUSE, Card.DONE)
_OF_LAST = frozenset({Card.UNDO, Card.PRINT_AGAIN})


def state(desk: Desk, station: str) -> FloorState:
    """Return what a station shows."""
    at = here(desk, station)
    if at.receipt is not None:
        _foresee(desk, at, at.receipt.id)
    last = at.row.recall(LAST) or {}
    lines = _open_receipts(desk, at) if at.receipt is None else _lines(desk, at, last)
    shown, asked = lines[:MAX_LINES], facts_of(at)
    return FloorState(
        station,
        WORK.value,
        phase=_phase(at),
        about=at.paper,
        hero=str(asked.get("qty") or "") if at.question else "",
        ask=asked,
        facts=_facts(desk, at),
        lines=tuple(shown),
        more=len(lines) - len(shown),
        choices=choices(desk, at, _offered(desk, at)),
        offered=not at.question,
        done=sum(each.done for each in lines) if at.receipt is not None else 0,
        wanted=sum(each.wanted for each in lines) if at.receipt is not None else 0,
        last=str(at.row.recall("said") or ""),
        at=str(last.get("sku", "")),
        stop=stop_of(at.row),
        expects=_expects(at, last),
    )


def _foresee(desk: Desk, at: Here, receipt_id: int) -> None:
    """Ask a server that is far away for all that is shown in one go."""
    more: tuple[Ahead, ...] = () if at.delivery is None else (deliveries.ahead_of_lines(at.delivery.id),)
    if at.delivery is None and at.purchase is not None:
        more = (orders.ahead_of_lines(at.purchase.id),)
    foresee(desk.connection, receipts.ahead_of_came(receipt_id), parking.ahead_of_count(receipt_id), *more)


def _phase(at: Here) -> str:
    if at.question:
        return at.question
    if at.receipt is None:
        return "idle"
    return "damaged" if at.row.recall(HURT) else "item"


def _facts(desk: Desk, at: Here) -> dict[str, str | int | bool | None]:
    head = at.purchase or at.delivery
    return {
        "paper": at.paper,
        "receipt": "" if at.receipt is None else at.receipt.code,
        "supplier": "" if head is None else head.supplier_name,
        "warehouse": warehouse(desk, at),
        "parked": 0 if at.receipt is None else parking.count(desk, at.receipt.id),
    }


def _offered(desk: Desk, at: Here) -> dict[int, str]:
    return {int(each): orders.head(desk, int(each)).code for each in at.asked.get("papers", ())}


def _expects(at: Here, last: dict[str, object]) -> tuple[Expect, ...]:
    if at.row.stop:
        return continue_first()
    if at.receipt is None:
        return (Expect("purchase order", ""), Expect("pallet", ""), Expect("item", ""))
    if at.question:
        typed = "number" if at.question in ("qty", "labels") else "text" if at.question in TEXTS else ""
        return (*((Expect(typed, ""),) if typed else ()), Expect("command", word_of(Card.UNDO)))
    cards = tuple(Expect("command", word_of(each)) for each in _CARDS if last or each not in _OF_LAST)
    more = (Expect("number", ""), Expect("command", word_of(Card.CONTINUE))) if last.get("sku") else ()
    return (Expect("item", ""), *more, *cards)


def _open_receipts(desk: Desk, at: Here) -> list[FloorLine]:
    """Return the receipts that somebody can go on with."""
    found = receipts.open_in(desk, warehouse(desk, at), MOST_OPEN)
    return [FloorLine(each.code, _paper(desk, each.purchase_id, each.delivery_id)) for each in found]


def _paper(desk: Desk, purchase_id: int | None, delivery_id: int | None) -> str:
    if delivery_id is not None:
        head = deliveries.head(desk, delivery_id)
        return f"{head.code} {head.supplier_name}"
    if purchase_id is not None:
        order = orders.head(desk, purchase_id)
        return f"{order.code} {order.supplier_name}"
    return ""


def _lines(desk: Desk, at: Here, last: dict[str, object]) -> list[FloorLine]:
    """Return the lines of the paper and what came beside it: each keeps its place while the receipt is open."""
    receipt = at.open("")
    came = {each.sku: each for each in receipts.came(desk, receipt.id)}
    if at.delivery is not None:
        told = [FloorLine(each.sku, "", "", each.received, each.qty, each.lot, "", each.last_ship_day)
                for each in deliveries.lines(desk, at.delivery.id)]  # fmt: skip
    elif at.purchase is not None:
        told = [FloorLine(each.sku, each.name, "", each.received, each.qty - each.cancelled)
                for each in orders.lines(desk, at.purchase.id)]  # fmt: skip
    else:
        told = []
    known = {each.code for each in told}
    beside = [_beside(each) for each in came.values() if each.sku not in known and each.qty]
    marked = [_marked(each, came.get(each.code), last) for each in told]
    return [*marked, *beside]


def _beside(came: Came) -> FloorLine:
    mark = "damaged" if came.damaged else "wrong" if came.unordered else ""
    return FloorLine(came.sku, came.name, "", came.qty, 0, mark=mark)


def _marked(line: FloorLine, came: Came | None, last: dict[str, object]) -> FloorLine:
    mark = ""
    if line.done > line.wanted:
        mark = "over"
    elif came is not None and came.damaged:
        mark = "damaged"
    elif last.get("sku") == line.code and last.get("serves"):
        mark = "cross_dock"
    name = line.name or (came.name if came is not None else "")
    return FloorLine(line.code, name, "", line.done, line.wanted, line.lot, "", line.expiry, mark)
