"""The ways in to the pack bench: which order a tote, a cart, a batch or an item opens, and which comes after it."""

from __future__ import annotations

from warehouse_app.application.packing import together
from warehouse_app.application.packing.bench_now import BenchNow, Run
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.meaning import Meaning
from warehouse_app.domain.items import sku_key
from warehouse_app.domain.packing import choosing
from warehouse_app.domain.packing.choosing import Candidate
from warehouse_app.domain.packing.refusals import NoOrderWaits, NothingWaitsOn, ToteEmpty
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.picking.ways import Way
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import places, products, sorting
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import candidates, goods, orders, packs

TOTE, BATCH = "tote", "batch"


def order_of(desk: Desk, now: BenchNow, meant: Meaning) -> tuple[int, Run | None] | None:
    """Return the order that a tote, a cart, a batch or its own number opens, and where it comes from. Raises Refused.

    None where the code is none of them, or a cart or a batch while an order is open: they say nothing about it.
    """
    if isinstance(meant, meaning.Tote):
        tote = PlaceId(int(meant.tote))
        return by_tote(desk, tote, now.station), Run(TOTE, tote)
    if isinstance(meant, meaning.Order):
        return int(meant.order), None
    if now.phase is Phase.IDLE and isinstance(meant, meaning.Cart):
        return by_cart(desk, PlaceId(int(meant.cart)), now.station)
    if now.phase is Phase.IDLE and isinstance(meant, meaning.Batch):
        return by_batch(desk, int(meant.batch), now.station)
    return None


def by_tote(desk: Desk, tote: PlaceId, station: str) -> int:
    """Return the order to open for a tote: fully picked first, then the oldest wave, shorts last.

    Raises Refused(ToteEmpty).
    """
    found = sorted(candidates.of_tote(desk, tote, station), key=choosing.of_tote)
    for each in found:
        if _lies_in(desk, each, tote):
            return each.order_id
    bound, lately = goods.bound_to(desk, tote), goods.orders_in(desk, tote)
    if bound is None and not lately:
        raise Refused(ToteEmpty(places.get(desk, tote).code))
    return bound if bound is not None else lately[0]


def _lies_in(desk: Desk, each: Candidate, tote: int) -> bool:
    return any(lying.place_id == tote for lying in goods.of_order(desk, each.order_id))


def by_cart(desk: Desk, cart: PlaceId, station: str) -> tuple[int, Run]:
    """Return the order to open for a cart, slot by slot by position. Raises Refused(NothingWaitsOn)."""
    code = places.get(desk, cart).code
    batch = candidates.batch_on(desk, code)
    if batch is None:
        raise Refused(NothingWaitsOn("cart", code))
    return _of_batch(desk, batch, station, NothingWaitsOn("cart", code))


def by_batch(desk: Desk, batch: int, station: str) -> tuple[int, Run]:
    """Return the order to open for a batch. Raises Refused(NothingWaitsOn)."""
    return _of_batch(desk, batch, station, NothingWaitsOn("batch", candidates.code_of(desk, batch)))


def _of_batch(desk: Desk, batch: int, station: str, nothing: NothingWaitsOn) -> tuple[int, Run]:
    found = [each for each in candidates.of_batch(desk, batch, station) if each.left or each.picking]
    if not found:
        raise Refused(nothing)
    return min(found, key=choosing.of_slots).order_id, Run(BATCH, batch)


def by_product(desk: Desk, sku: str, station: str) -> int:
    """Return the one order to open for an item in the hand. Raises Refused(NoOrderWaits)."""
    found = orders.for_product(desk, sku_key(sku), station)
    if found is None:
        product = products.find(desk, sku)
        raise Refused(NoOrderWaits(sku, "" if product is None else product.name))
    return found


def next_of(desk: Desk, run: Run, station: str) -> Candidate | None:
    """Return the order that is packed next of a tote, a cart or a batch; None where none can be opened now.

    What was checked while it was picked is left: there the scan of its tote is the proof.
    """
    if run.kind == TOTE:
        found = sorted(candidates.of_tote(desk, run.id, station), key=choosing.of_tote)
    else:
        found = sorted(candidates.of_batch(desk, run.id, station), key=choosing.of_slots)
    for each in found:
        if each.opens and (run.kind != TOTE or _lies_in(desk, each, run.id)) and _may_open(desk, each):
            return each
    return None


def _may_open(desk: Desk, each: Candidate) -> bool:
    if sorting.way_of_order(desk, each.order_id) == Way.PACK or packs.live(desk, each.order_id) is not None:
        return False
    try:
        together.check(desk, each.order_id, each.code)
    except Refused:
        return False
    return True
