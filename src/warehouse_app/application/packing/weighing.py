"""Weighing at the pack bench: the parcel waits for its weight, from the scale or typed, before it is closed."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing import closing
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.settings import number_of
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.packing import weighing
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.packing.values import Weighing
from warehouse_app.domain.packing.weighing import Allowed, WeightNotTaken
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

DIFFERS = "weight"
"""What the bench remembers while a weight that differs waits for a decision."""

SCALE, TYPED = "scale", "typed"


def allowed(desk: Desk, pack: Pack) -> Allowed | None:
    """Return what a parcel may weigh at this station."""
    percent, packaging = (number_of(desk, name, desk.station) for name in ("pack.weigh_percent", "pack.packaging_g"))
    return weighing.allowed(goods.weight_in(desk, pack.place), percent, packaging)


def state(desk: Desk, now: BenchNow) -> Weighing | None:
    """Return what the screen shows beside the scale, None where nothing waits to be weighed."""
    pack = now.mine
    if pack is None or pack.stage is not PackStage.BOXED:
        return None
    may, asked = allowed(desk, pack), now.row.recall("grams") if now.row.recall("next") == DIFFERS else None
    still = number_of(desk, "pack.weigh_still_ms", now.station)
    if may is None:
        return Weighing(still, asked_g=asked)
    return Weighing(still, may.expected, may.low if may.judged else None, may.high if may.judged else None, asked)


def reading(scan: PackScan) -> Weight | None:
    """Return the weight of a shot: the scale's, or one that was typed. Raises Refused for a figure without a unit."""
    if scan.weight is not None:
        return scan.weight
    typed = weighing.read_typed(scan.text)
    if typed is None and weighing.is_bare_figure(scan.text):
        raise Refused(WeightNotTaken("unit", scan.text.strip()))
    return typed


def weigh(desk: Desk, scan: PackScan, now: BenchNow, head: Head, weight: Weight) -> Deed:
    """Take a weight and close the parcel; one that differs too much asks first. Raises Refused(WeightNotTaken)."""
    refusal = weighing.judged(weight)
    if refusal is not None:
        raise Refused(refusal)
    pack, grams, source = now.at_hand(), int(weight.grams or 0), SCALE if scan.weight is not None else TYPED
    may = allowed(desk, pack)
    if may is not None and not may.holds(grams):
        remember(desk, now, "weight_differs", next=DIFFERS, grams=grams, source=source)
        return Deed("weight_differs", Verdict.ASKED, _differs(desk, pack, may, grams), order_id=pack.order_id)
    return closing.close(desk, now, head, Deed("order_packed", order_id=head.id), (grams, source))


def keep(desk: Desk, now: BenchNow, head: Head) -> Deed:
    """Take the weight that differs all the same: a person looked."""
    weight = int(now.row.recall("grams")), str(now.row.recall("source"))
    return closing.close(desk, now, head, Deed("order_packed", order_id=head.id), weight)


def back_to_items(desk: Desk, now: BenchNow) -> BenchNow:
    """Let goods be counted again: something is to come out of the parcel."""
    pack = now.at_hand()
    if pack.stage is not PackStage.BOXED:
        return now
    packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.VERIFYING,)))
    verifying = replace(pack, stage=PackStage.VERIFYING)
    return BenchNow(now.station, now.row, verifying, verifying)


def _differs(desk: Desk, pack: Pack, may: Allowed, grams: int) -> Facts:
    off = grams - (may.high if grams > may.high else may.low)
    found = weighing.likely(grams - may.expected, goods.kinds_in(desk, pack.place))
    facts: Facts = {"grams": grams, "expected": may.expected, "low": may.low, "high": may.high, "off": abs(off)}
    problem = ("heavy" if grams > may.high else "light") + ("_likely" if found else "")
    named: Facts = {"sku": found.sku, "name": found.name} if found else {}
    return {**facts, **named, "problem": problem}
