"""What a free bench tells before anybody signs on: where it is, what works, what was left open.

Promise: nothing of customers, no code that opens anything, no name in full: whoever walks by may read it.
"""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.floorfront import left_on_floor
from warehouse_app.application.packing.bench_now import bench_now
from warehouse_app.application.printing import print_notices
from warehouse_app.application.run import Runner
from warehouse_app.domain.bench import Work
from warehouse_app.domain.front import Front, LabelPrinter, LeftOpen
from warehouse_app.domain.people import first_name
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.store import batches, bench, devices, front, people, print_lists
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders

SPOOL_LABELS = "LABELS"
"""What the print ledger calls the folder of a home for labels."""


def front_of(runner: Runner, station: str, seconds: Callable[[], float]) -> Front:
    """Return how a station stands. `seconds` counts them, for the round trip. Raises Trouble."""
    with runner.store.read() as desk:
        known = devices.station(desk, station)  # opens what the next question finds open
        begun = seconds()
        known = devices.station(desk, station)
        trip_ms = (seconds() - begun) * 1000
        return Front(
            at=runner.now(),
            warehouse=known.warehouse if known else "",
            warehouse_name=front.warehouse_name(desk, known.warehouse) if known else "",
            name=known.name if known else "",
            printer=_printer(desk, known.label_printer if known else ""),
            left_open=_packing(desk, station) or _picking(desk, station) or left_on_floor(desk, station),
            server=runner.store.path is None,
            trip_ms=trip_ms,
        )


def _printer(desk: Desk, code: str) -> LabelPrinter:
    ours = code or SPOOL_LABELS
    waiting, unknown = print_lists.loads(desk).get(ours, (0, 0))
    trouble = next((each.trouble for each in print_notices(desk) if each.printer == ours), "") if waiting else ""
    return LabelPrinter(code, waiting, unknown, trouble, front.printed_at(desk, ours))


def _packing(desk: Desk, station: str) -> LeftOpen | None:
    pack = bench_now(desk, station).mine
    if pack is None:
        return None
    order, units = orders.head(desk, pack.order_id).now.code, orders.counted(desk, pack.order_id).units
    at = front.worked_at(desk, station, Work.PACK)
    return LeftOpen(Work.PACK, order, _who(desk, pack.person), units.packed, units.packed + units.left, at)


def _picking(desk: Desk, station: str) -> LeftOpen | None:
    row = bench.read(desk, station, Work.PICK)
    found = None if row.ref is None else batches.GET.one(desk.connection, id_is=row.ref)
    if found is None or found[7] != row.recall("claim") or found[2] != BatchState.PICKING:
        return None
    progress = batches.PROGRESS.one(desk.connection, id_is=row.ref)
    done, total = (int(progress[1] or 0), int(progress[0] or 0)) if progress is not None else (0, 0)
    at = front.worked_at(desk, station, Work.PICK)
    return LeftOpen(Work.PICK, str(found[1]), _who(desk, str(found[3] or "")), done, total, at)


def _who(desk: Desk, person: str) -> str:
    found = people.shown(desk, person) if person else None
    return "" if found is None else first_name(found[2])
