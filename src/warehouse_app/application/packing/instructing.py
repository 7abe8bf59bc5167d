"""Packing instructions at the bench: told at their moment, confirmed where they must be, asked for before sealing.

Promise: an order that has no instruction costs no question at any scan; no parcel is sealed while one that must be
confirmed is not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from warehouse_app.application.instructions.telling import told_of
from warehouse_app.application.packing.bench_now import TELL, BenchNow, Deed, Facts, remember
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.instructions.values import Moment, Told
from warehouse_app.domain.packing.refusals import ConfirmFirst
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.instructions import orders
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

INSTRUCTION = "instruction"
"""What the bench remembers while an instruction waits to be confirmed."""

SHOWS = "shows"
_OPENS = frozenset({"order_opened", "order_resumed", "taken_over"})
_COUNTS = frozenset({"right_item", "counted", "taken_unproven"})


def begun(desk: Desk, order_id: int) -> dict[str, Any]:
    """Return what the bench remembers of the instructions of an order that was opened; nothing where it has none."""
    told = told_of(desk, order_id)
    if not told:
        return {}
    items: dict[str, list[int]] = {}
    for each in told:
        for sku in each.products if each.moment is Moment.ITEM else ():
            items.setdefault(sku, []).append(each.id)
    return {TELL: {"open": any(each.moment is not Moment.ITEM for each in told), "item": items}}


def followed(desk: Desk, now: BenchNow, deed: Deed) -> Deed:
    """Tell what belongs to this moment: to the order that was opened, or to the item that was just counted."""
    opened, counts = deed.opened is not None or deed.code in _OPENS, deed.code in _COUNTS
    order_id = deed.opened or deed.order_id
    if (
        (deed.asks and deed.opened is None)
        or deed.closed is not None
        or not (opened or (counts and now.row.recall(TELL)))
    ):
        return deed
    row = bench.read(desk, desk.station, Work.PACK)
    tell, sku = row.recall(TELL), str(deed.facts.get("sku") or "")
    if not tell or order_id is None or not (tell["open"] if opened else tell["item"].get(sku)):
        return deed
    told = told_of(desk, order_id)
    mine = tuple(each for each in told if _belongs(each, "" if opened else sku))
    asks = _waiting(desk, int(row.ref or 0), mine)
    shows = (*asks, *(each for each in mine if each not in asks))
    memory = {**row.memory, SHOWS: _keys(shows), **({"next": INSTRUCTION} if asks else {})}
    bench.write(desk, desk.station, Work.PACK, BenchRow(row.ref, row.stop, memory))
    after = None if deed.after is None else deed.after._replace(now=None)
    return replace(deed, after=after, asks=bool(asks))


def _belongs(each: Told, sku: str) -> bool:
    """Tell whether an instruction is told at an item, or (no SKU) when an order is opened.

    What is only shown before sealing is told then too, for nothing stops there to tell it.
    """
    if sku:
        return each.moment is Moment.ITEM and sku in each.products
    return each.moment is Moment.OPEN or (each.moment is Moment.SEAL and not each.must)


def _waiting(desk: Desk, pack_id: int, told: tuple[Told, ...], *, seal: bool = False) -> tuple[Told, ...]:
    """Return those that wait to be confirmed now; before sealing all that were not confirmed yet.

    What belongs to sealing is confirmed for each parcel, all else once for the order.
    """
    must = [each for each in told if each.must and (seal or each.moment is not Moment.SEAL)]
    if not must:
        return ()
    done = orders.confirmed(desk, pack_id)
    return tuple(each for each in must if each.id not in (done.here if each.moment is Moment.SEAL else done.order))


def _keys(told: tuple[Told, ...]) -> list[list[Any]]:
    return [[each.id, list(each.products)] for each in told]


def shown(desk: Desk, now: BenchNow) -> tuple[Told, ...]:
    """Return the instructions of this moment, the one that waits first."""
    keys = now.row.recall(SHOWS)
    if not keys or now.mine is None:
        return ()
    told = {(each.id, each.products): each for each in told_of(desk, now.mine.order_id)}
    found = (told.get((number, tuple(products))) for number, products in keys)
    return tuple(each for each in found if each is not None)


def before_sealing(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed | None:
    """Ask for what was not confirmed before a parcel is sealed; None where nothing is left."""
    if not now.row.recall(TELL):
        return None
    pack = now.at_hand()
    left = _waiting(desk, pack.id, told_of(desk, head.id), seal=True)
    if not left:
        return None
    facts: Facts = {**deed.facts, "text": left[0].text}
    remember(desk, now, "instruction_wanted", next=INSTRUCTION, seal=1, **{SHOWS: _keys(left)})
    return replace(deed, code="instruction_wanted", verdict=Verdict.ASKED, facts=facts, asks=True)


def confirm(desk: Desk, now: BenchNow, pack: Pack) -> Deed | None:
    """Confirm the instruction that is asked; return the next question, None where none is left here."""
    shows = shown(desk, now)
    if shows:
        orders.confirm(desk, pack.id, shows[0].id)
    rest = shows[1:]
    done = {shows[0].id} if shows else set()
    asks = tuple(each for each in _waiting(desk, pack.id, rest, seal=at_seal(now)) if each.id not in done)
    if not asks:
        return None
    more = (*asks, *(each for each in rest if each not in asks))
    seal = {"seal": 1} if at_seal(now) else {}
    remember(desk, now, "instruction_wanted", next=INSTRUCTION, **seal, **{SHOWS: _keys(more)})
    return Deed("instruction_wanted", Verdict.ASKED, {"text": asks[0].text}, order_id=pack.order_id)


def asked(now: BenchNow) -> bool:
    """Tell whether an instruction waits to be confirmed."""
    return bool(now.row.recall("next") == INSTRUCTION)


def at_seal(now: BenchNow) -> bool:
    """Tell whether it waits before the parcel is sealed."""
    return bool(now.row.recall("seal"))


def check_read(desk: Desk, now: BenchNow) -> None:
    """Refuse to count while an instruction waits to be confirmed. Raises Refused(ConfirmFirst)."""
    if asked(now):
        shows = shown(desk, now)
        if shows:
            raise Refused(ConfirmFirst(shows[0].text))
