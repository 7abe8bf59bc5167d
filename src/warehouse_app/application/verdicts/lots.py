"""Lots that may not leave: blocked with a reason, what can be promised of them locked away; released again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from warehouse_app.application.listing import ListOf
from warehouse_app.application.moving.deeds import QuarantineStock
from warehouse_app.application.moving.naming import Named
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.verdicts.lots import LotBlock, LotBlockedAlready, LotNotBlocked, LotSeen
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.verdicts import lotlist, lots

LONGEST_WHY, LONGEST_LOT = 200, 40
MOST_CELLS = 5_000
MOST_SHOWN = 500
PAUSE_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLot(Command):
    """Let a lot not leave from now on: recalled by its maker, or doubted."""

    sku: str
    lot: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLot(Command):
    """Let a lot leave again. What was locked away stays locked until somebody puts it back."""

    sku: str
    lot: str
    reason: str


@dataclass(frozen=True, slots=True)
class LotDone:
    """What was done: so many units locked away from so many places; what could not be, by place."""

    sku: str
    lot: str
    units: int = 0
    places: int = 0
    left: tuple[str, ...] = ()


@handles(BlockLot, right=Right.STOCK, answer=str)
def block_lot(desk: Desk, command: BlockLot, _session: Session) -> str:
    """Block it and return the product's SKU. Raises Refused(NoSuchProduct, BadField, LotBlockedAlready)."""
    sku, lot = _known(desk, command.sku), words("lot", command.lot, LONGEST_LOT)
    why = words("reason", command.reason, LONGEST_WHY)
    for each in lots.blocked(desk, sku):
        if each.lot == lot:
            raise Refused(LotBlockedAlready(sku, lot, each.at))
    lots.block(desk, sku, lot, why)
    desk.touch(Touched.STOCK)
    return sku


@handles(ReleaseLot, right=Right.STOCK, answer=str)
def release_lot(desk: Desk, command: ReleaseLot, _session: Session) -> str:
    """Release it and return the product's SKU. Raises Refused(NoSuchProduct, BadField, LotNotBlocked)."""
    sku, lot = _known(desk, command.sku), command.lot.strip()
    if not lots.release(desk, sku, lot, words("reason", command.reason, LONGEST_WHY)):
        raise Refused(LotNotBlocked(sku, lot[:LONGEST_LOT]))
    desk.touch(Touched.STOCK)
    return sku


def _known(desk: Desk, sku: str) -> str:
    found = products.find(desk, sku.strip())
    if found is None:
        raise Refused(NoSuchProduct(sku[:LONGEST_LOT]))
    return found.sku


def recall(
    runner: Runner, session: Session, sku: str, lot: str, reason: str, pause: Callable[[float], None]
) -> LotDone:
    """Block a lot and lock away all of it that could be promised, place by place; benches stop the rest.

    Taken up again after an interruption it goes on where it stopped. Raises Refused, Trouble.
    """
    outcome = runner.perform(BlockLot(id=runner.ids.new(), sku=sku, lot=lot, reason=reason), session)
    if outcome.refusal is not None and not isinstance(outcome.refusal, LotBlockedAlready):
        raise Refused(outcome.refusal)
    lot = lot.strip()
    found = runner.ask(lambda desk: (_known(desk, sku), lots.cells(desk, _known(desk, sku), lot, MOST_CELLS)), session)
    name, cells = found
    units, left = 0, []
    for cell in cells:
        goods = Named(name, cell.qty, lot=lot, serial=cell.serial, grade=cell.grade)
        locked = QuarantineStock(
            id=runner.ids.new(), place=cell.place, goods=goods, why=reason, warehouse=cell.warehouse
        )
        done = runner.perform(locked, session)
        if done.refusal is None:
            units += cell.qty
        else:
            left.append(cell.place)
        pause(PAUSE_S)
    return LotDone(name, lot, units, len(cells) - len(left), tuple(left))


LOTS: ListOf[LotBlock] = ListOf("lots", lotlist.LOTS, home="blocked")
"""The list of lots that may not leave, and of those that may again."""


def lot_of(desk: Desk, key: int) -> LotSeen | None:
    """Return one blocked lot, and where its goods stand. For `Runner.ask`."""
    found = lotlist.rows(desk, [key]).get(key)
    return None if found is None else LotSeen(found, lots.stands(desk, found.sku, found.lot, MOST_SHOWN))


def count_lots(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many lots it shows."""
    return lotlist.counts(desk)


def find_lots(desk: Desk, *, everything: bool = False) -> tuple[LotBlock, ...]:
    """Return the lots that may not leave, or all that ever were blocked. For `Runner.ask`."""
    return lots.listed(desk, MOST_SHOWN, everything=everything)
