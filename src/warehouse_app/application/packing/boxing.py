"""The box step of the pack bench: when a box is asked for, what is shown beside it, what is worked out before.

Promise: nothing is worked out while a scan is written. What is shown follows from the parcel alone, so that another
process at the station shows the same.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.cartons import advising
from warehouse_app.application.cartons.advising import Basket
from warehouse_app.application.packing.bench_now import BOX, BenchNow, Deed, Facts, bench_now, remember
from warehouse_app.domain.cartons.bench import Boxing, BoxPolicy
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.values import Phase
from warehouse_app.store import boxes
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

LEFT_OUT = "unmeasured"
"""What the bench remembers of goods whose size was asked for and not given."""


def asked(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed | None:
    """Ask for the box of a parcel that is complete, where the station wants one and there are boxes."""
    policy = advising.policy_of(desk, desk.station)
    if policy is BoxPolicy.OFF or not boxes.in_use(desk):
        return None
    then = remember(desk, now, "choose_box", next=BOX)
    desk.touch(Touched.PACK)
    code, facts = said(state_of(desk, then, policy), policy)
    facts = {**deed.facts, **facts, "parcel": now.at_hand().parcel, "order": head.now.code}
    return replace(deed, code=code, facts=facts, asks=True)


def said(boxing: Boxing, policy: BoxPolicy) -> tuple[str, Facts]:
    """Return the words of the question: a size that is wanted first, the box to take, or which one it is."""
    if boxing.measure is not None:
        return "measure_item", {"sku": boxing.measure.sku, "name": boxing.measure.name or boxing.measure.sku}
    found = boxing.suggested
    words = {(True, True): "", (True, False): "none", (False, True): "scan", (False, False): "scan_none"}
    problem = words[policy is BoxPolicy.SUGGEST, found is not None]
    facts: Facts = {} if found is None else {"box": found.name}
    return "choose_box", {**facts, "problem": problem} if problem else facts


def state(desk: Desk, now: BenchNow, *, whole: bool = False) -> Boxing | None:
    """Return what stands beside the question, None where no box is asked for. `whole`: with its drawings, worked out
    now where it was not before; only on a read lane.
    """
    if now.phase is not Phase.BOXING:
        return None
    policy = advising.policy_of(desk, now.station)
    if whole:
        advising.work_out(basket(desk, now.at_hand()))
    found = state_of(desk, now, policy)
    return found if whole else found.short()


def state_of(desk: Desk, now: BenchNow, policy: BoxPolicy) -> Boxing:
    """Return what is known of the parcel at hand, drawings and all."""
    return advising.boxing_of(basket(desk, now.at_hand()), policy, now.row.recall(LEFT_OUT) or ())


def basket(desk: Desk, pack: Pack, order_id: int | None = None) -> Basket:
    """Return what is in a parcel; with its order, also what of it still waits."""
    head = orders.head(desk, pack.order_id)
    return advising.basket_of(desk, desk.station, int(pack.place), head.warehouse, head.shown.service, order_id)


def work_ahead(desk: Desk, station: str) -> Boxing | None:
    """Work out the box of the open order before its last item is scanned, and tell it. For `Runner.ask`.

    None where no order is open, or no box is asked for here.
    """
    policy, now = advising.policy_of(desk, station), bench_now(desk, station)
    if policy is BoxPolicy.OFF or now.mine is None or now.phase not in (Phase.VERIFYING, Phase.BOXING):
        return None
    order_id = now.mine.order_id if now.phase is Phase.VERIFYING else None
    found = basket(desk, now.mine, order_id)
    advising.work_out(found)
    return advising.boxing_of(found, policy, now.row.recall(LEFT_OUT) or ())
