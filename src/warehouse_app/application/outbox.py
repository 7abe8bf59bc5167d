"""The worker: works off what must follow a commit, seals the chains, and is the only one that does, by lease.

Each row is handed to the function of its kind and ends done, later (with a growing pause) or parked for a person.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warehouse_app.application.carriers.buying import label_row, void_row
from warehouse_app.application.carriers.calls import Calls, Straight
from warehouse_app.application.erasing import CLEAN, FORGET_PHOTO, clean_row, forget_photo_row
from warehouse_app.application.health.following import follow_if_due
from warehouse_app.application.labelfirst import LABELS, labels_row
from warehouse_app.application.lane import LeaseLost, WorkLane
from warehouse_app.application.moving.replenish import REPLENISH, replenish_row
from warehouse_app.application.print_standin import look_after
from warehouse_app.application.print_worker import PRINTS, print_row, recover
from warehouse_app.application.receiving.later import serve_row
from warehouse_app.application.receiving.serving import SERVE
from warehouse_app.application.returning.following import returns_if_due
from warehouse_app.application.returning.moneyback import REFUND
from warehouse_app.application.returning.refunding import refund_row
from warehouse_app.application.run import Runner, Session
from warehouse_app.application.sealing import seal_if_due
from warehouse_app.domain.changes import Changes, Touched
from warehouse_app.domain.outbox import MOST_FAULTS, Done, Ending, Later, OutboxRow, Parked, PutOff, pause_after
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.carrier import NO_CARRIERS, Carriers
from warehouse_app.ports.payment import NO_PROVIDERS, Providers
from warehouse_app.ports.photos import Photos
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.store import outbox
from warehouse_app.store.carriers.purchases import KIND as CARRIER_LABEL
from warehouse_app.store.carriers.purchases import VOID_KIND
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import pegs

IDLE_S = 0.5
"""Pause when nothing is due: how long a print waits for the worker at most."""

AWAY_S = 2.0
"""Pause after trouble with the database, or while another worker holds the lease."""

AT_ONCE = 50
"""Rows looked up in one go."""

Handler = Callable[[WorkLane, OutboxRow], Ending]

HANDLES: Mapping[str, Handler] = MappingProxyType(
    {**dict.fromkeys(PRINTS, print_row), CLEAN: clean_row, REPLENISH: replenish_row, SERVE: serve_row}
    | {FORGET_PHOTO: forget_photo_row, REFUND: refund_row, LABELS: labels_row}
    | {CARRIER_LABEL: label_row, VOID_KIND: void_row}
)
"""Kind of row -> its function."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is not done: so many rows of a kind, why (a code for wording, "" for not tried yet), and since when."""

    kind: str
    trouble: str
    count: int
    since: str


def find_waiting(desk: Desk) -> tuple[Waiting, ...]:
    """Return what the worker has still before it, by kind and reason."""
    return tuple(Waiting(*row) for row in outbox.waiting(desk))


def _ignore(_what: object) -> None:
    """Nobody asked to be told."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told: of what each commit touched, and of a bug (its row is tried again a few times, then parked)."""

    changes: Callable[[Changes], None] = _ignore
    fault: Callable[[BaseException], None] = _ignore


NO_EARS = Ears()


def work_off(
    runner: Runner,
    session_system: Session,
    printers: PrinterDesk,
    *,
    once: bool,
    stop: threading.Event | None = None,
    pause: Callable[[float], None],
    ears: Ears = NO_EARS,
    shelf: Photos | None = None,
    payments: Providers = NO_PROVIDERS,
    carriers: Carriers = NO_CARRIERS,
    calls: Calls | None = None,
) -> int:
    """Work until `stop`, or (`once`) until nothing is due; return how many rows were done.

    What waits for a printer that is off stays waiting (`find_waiting`). While another living worker holds the lease,
    `once` waits for it to do the work. `shelf` is where photos lie: without it none is forgotten;
    `payments` are who pays refunds back, `carriers` who sells labels; `calls` is how they are called: where nothing is
    said, at once and waited for. Raises Trouble with `once` only; otherwise trouble is waited out.
    """
    holder = f"{runner.writer.id}/{runner.ids.new()}"
    lane = WorkLane(runner, session_system, printers, holder, ears.changes, shelf=shelf, payments=payments)
    lane.carriers, lane.calls, lane.fault = carriers, calls or Straight(), ears.fault
    done = 0
    try:
        while stop is None or not stop.is_set():
            try:
                count = _shift(lane, stop, ears, pause)
            except LeaseLost:
                lane.token = 0
                continue
            except Trouble:
                if once:
                    raise
                count = None
            done += count or 0
            if once and not _due(lane):
                break
            if not count:
                pause(AWAY_S if count is None else IDLE_S)
    finally:
        with contextlib.suppress(Trouble):  # the lease runs out by itself
            lane.release()
    return done


def _due(lane: WorkLane) -> tuple[OutboxRow, ...]:
    with lane.read() as desk:
        return outbox.due(desk, lane.now(), AT_ONCE)


def _shift(lane: WorkLane, stop: threading.Event | None, ears: Ears, pause: Callable[[float], None]) -> int | None:
    """Work off what is due now and seal; None where another worker holds the lease."""
    if not lane.token:
        if not lane.take():
            return None
        recover(lane)
    done = 0
    for row in _due(lane):
        if stop is not None and stop.is_set():
            break
        ending = _work(lane, row, ears)
        _write_down(lane, row, ending)
        done += isinstance(ending, Done)
    _peg(lane, stop)
    look_after(lane)
    seal_if_due(lane)
    follow_if_due(lane, pause)
    returns_if_due(lane)
    return done


def _peg(lane: WorkLane, stop: threading.Event | None) -> None:
    """Let short order lines wait for what is to come, of the products whose needs or purchases changed."""
    with lane.read() as desk:
        waiting = pegs.stale(desk, AT_ONCE)
    for sku, warehouse in waiting:
        if stop is not None and stop.is_set():
            break
        lane.write(lambda desk, sku=sku, warehouse=warehouse: pegs.settle(desk, sku, warehouse))  # type: ignore[misc]


def _work(lane: WorkLane, row: OutboxRow, ears: Ears) -> Ending:
    handler = HANDLES.get(row.kind)
    if handler is None:
        return Parked("outbox_kind")
    try:
        return handler(lane, row)
    except (LeaseLost, Trouble):
        raise
    except Exception as fault:  # noqa: BLE001 - one row's bug must not hold up all others
        ears.fault(fault)
        return Parked("outbox_fault") if row.attempts + 1 >= MOST_FAULTS else Later("outbox_fault")


def _write_down(lane: WorkLane, row: OutboxRow, ending: Ending) -> None:
    def noted(desk: Desk) -> None:
        if isinstance(ending, Done):
            outbox.done(desk, row)
        elif isinstance(ending, Parked):
            outbox.park(desk, row, ending.trouble)
        elif isinstance(ending, PutOff):
            outbox.later(desk, row, ending.trouble, ending.until, counts=False)
        else:
            until = ending.until or lane.after(pause_after(row.attempts + 1))
            outbox.later(desk, row, ending.trouble, until, counts=True)
        desk.touch(Touched.PRINT)

    lane.write(noted)
