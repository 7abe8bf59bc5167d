"""What all deeds of a transfer need: it in the right state, its places, its packages."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.transfers.refusals import NoSuchTransfer, NotOnTransfer, TransferNotIn
from warehouse_app.domain.transfers.states import TransferState, What, may_become
from warehouse_app.domain.transfers.values import Package, TransferHead, TransferLine
from warehouse_app.store import ledger, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.transfers import rows

TRANSIT = "TRANSIT"
"""Code of the place of a warehouse where stands what is on its way to it."""

USED_UP = "package used up"


def transfer_id_of(desk: Desk, code: str) -> int:
    """Return the row of a transfer by its code, or by that of one of its packages. Raises Refused(NoSuchTransfer)."""
    found = rows.id_of(desk, code)
    if found is None:
        held = [rows.of_package(desk, each.id) for each in places.with_code(desk, code.strip().upper())]
        found = next((each for each in held if each is not None), None)
    if found is None:
        raise Refused(NoSuchTransfer(code))
    return found


def head_in(desk: Desk, transfer_id: int, states: Iterable[TransferState], deed: str) -> TransferHead:
    """Return a transfer that is in one of the states. Raises Refused(NoSuchTransfer, TransferNotIn)."""
    head = rows.head(desk, transfer_id)
    if head.state not in states:
        raise Refused(TransferNotIn(head.code, head.state.value, deed))
    return head


def go(desk: Desk, head: TransferHead, state: TransferState, what: What, reason: str = "") -> None:
    """Let a transfer go to a state that may follow, and write down why. Raises Refused(TransferNotIn)."""
    if not may_become(head.state, state):
        raise Refused(TransferNotIn(head.code, head.state.value, state.value))
    rows.set_state(desk, head.id, state)
    rows.note(desk, head.id, what, reason)
    desk.touch(Touched.TRANSFER)


def line_of(desk: Desk, head: TransferHead, sku: str) -> TransferLine:
    """Return the line of a product. Raises Refused(NotOnTransfer)."""
    wanted = sku.strip().upper()
    found = next((each for each in rows.lines(desk, head.id) if each.sku.upper() == wanted), None)
    if found is None:
        known = products.find(desk, sku)
        raise Refused(NotOnTransfer(sku if known is None else known.sku, known.name if known else "", head.code))
    return found


def place_of(desk: Desk, warehouse: str, kind: PlaceKind) -> Place:
    """Return the first place of a kind in a warehouse, made where there is none."""
    found = rows.first_of(desk, warehouse, kind)
    if found is not None:
        return places.get(desk, PlaceId(found))
    return places.known(desk, warehouse, kind.value, kind)


def transit(desk: Desk, warehouse: str) -> Place:
    """Return where stands what is on its way to a warehouse."""
    return places.known(desk, warehouse, TRANSIT, PlaceKind.TRANSIT)


def open_package(desk: Desk, command_id: str, head: TransferHead, *, another: bool = False) -> Place:
    """Return the package that is being filled; the first one, and `another`, are made."""
    there = rows.packages(desk, head.id)
    filling = [each for each in there if not is_on_way(each)]
    if filling and not another:
        return places.get(desk, PlaceId(filling[-1].place_id))
    n = max((each.n for each in there), default=0) + 1
    code = f"{head.code}-{n}"
    made = places.add(desk, head.source, PlaceKind.LPN, code)
    bench = place_of(desk, head.source, PlaceKind.BENCH)
    leg = Leg(container_item(PlaceKind.LPN.value, code), places.outside(desk, PlaceKind.SUPPLIER).id, bench.id, 1)
    ledger.post(desk, Entry(EntryId(f"{command_id}.package"), EntryKind.RECEIVE, (leg,), "package"))
    rows.add_package(desk, head.id, n, made.id)
    desk.touch(Touched.PLACE)
    return made


def is_on_way(package: Package) -> bool:
    """Tell whether a package stands in transit."""
    return package.stands_kind == PlaceKind.TRANSIT.value
