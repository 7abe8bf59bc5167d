"""A Stop is confirmed. Of a cancelled order that is more than a word: what was packed goes back into its totes."""

from __future__ import annotations

from warehouse_app.application.bench import Acknowledged
from warehouse_app.application.packing import unpacking
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, let_go, remember
from warehouse_app.application.packing.state import ELSEWHERE
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.meaning import Kind
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.packing.refusals import CancelledMeanwhile, OrderCancelled
from warehouse_app.domain.packing.states import PackStage
from warehouse_app.domain.places import Place, PlaceId
from warehouse_app.domain.refusals import Refusal
from warehouse_app.store import bench, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.store.packing import goods, packs


def acknowledged(desk: Desk, scan: PackScan, now: BenchNow, meant: Acknowledged, tote: Place | None = None) -> Deed:
    """Confirm a Stop; of a cancelled order the parcel is unpacked, into `tote` or where its goods came from.

    Raises Refused(ToteTaken).
    """
    unpack = now.row.recall("unpack")
    pack = None if unpack is None else packs.get(desk, unpack)
    order_id = None if now.mine is None else now.mine.order_id
    if pack is None or (pack.stage is PackStage.UNPACKED and goods.is_empty(desk, pack.place)):
        memory = {name: value for name, value in now.row.memory.items() if name not in ("stop", "unpack")}
        bench.write(desk, now.station, Work.PACK, BenchRow(now.row.ref, "", memory))
        return Deed("acknowledged", facts={"stop": meant.stop}, order_id=order_id)
    done = unpacking.put_back(desk, scan.id, pack, "order cancelled", tote)
    facts: Facts = {"units": done.units, "totes": ", ".join(done.totes), "parcel": done.parcel}
    if done.more:
        bench.write(desk, now.station, Work.PACK, BenchRow(now.row.ref, meant.stop, now.row.memory))
        return Deed("unpacked_part", Verdict.ASKED, facts, order_id=pack.order_id, qty=-done.units)
    if now.mine is None or now.mine.id == pack.id:
        let_go(desk, now.station, "unpacked")
    else:  # another order is at hand, and stays
        remember(desk, now, "unpacked")
    return Deed("unpacked", Verdict.DONE, facts, order_id=pack.order_id, qty=-done.units)


def into_tote(desk: Desk, scan: PackScan, now: BenchNow) -> Deed | None:
    """Take the tote into which the goods of a cancelled order go, where theirs is not free; None for another shot."""
    facts = now.row.recall("stop") or {}
    if not now.row.stop or facts.get("problem") != ELSEWHERE:
        return None
    meant = meaning.understand(scan.text, DeskLookup(desk), frozenset({Kind.TOTE}))
    if not isinstance(meant, meaning.Tote):
        return None
    return acknowledged(desk, scan, now, Acknowledged(now.row.stop), places.get(desk, PlaceId(int(meant.tote))))


def to_unpack(desk: Desk, now: BenchNow, refusal: Refusal) -> int | None:
    """Return the pack that acknowledging a cancelled order unpacks: one of that order, whatever is at hand."""
    if not isinstance(refusal, CancelledMeanwhile | OrderCancelled) or not refusal.order_id:
        return None
    if isinstance(refusal, CancelledMeanwhile) and refusal.pack_id:
        return refusal.pack_id
    if now.mine is not None and now.mine.order_id == refusal.order_id:
        return now.mine.id
    live = packs.live(desk, refusal.order_id)
    return None if live is None else live.id
