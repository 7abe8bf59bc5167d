"""Where goods are put: hard rules sort places out, preferences order the rest, and each place says why.

Hard are locks, climate, hazard, mixing, fixed homes of others and what a place can take. Preferred are, in this order:
a place for waiting orders where they wait; the goods' own bin; where the same goods stand; the zone; the use (loose
goods in picking places, pallets and what overflows a home in reserve); the nearness that suits the demand (A nearest);
a place that takes all; the nearest place. The rank is one tuple in that order, so what decided between two places is
where they first differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from warehouse_app.domain.putaway.values import DemandClass, Goods, Judged, Proposal, Spot, Stop, Use

MAX_STOPS = 9
"""Places that one lot of goods is spread over; what is left then is told."""

FAR = 1 << 40
"""How far a place lies that nobody put into the walk."""

BANDS: Mapping[str, int] = {DemandClass.A.value: 0, DemandClass.B.value: 25, DemandClass.C.value: 60}
"""From which hundredth of the walk on goods of a class are put: what is nearer is for what is asked for more often."""

KINDS = ("home", "same_lot", "same_product", "empty", "mixed")
"""Why a place suits, the best first."""

DECIDED = ("no_stage", "less_suited", "other_zone", "wrong_use", "cool_place", "for_faster", "takes_less", "farther")
"""What a place is passed over for, by the part of the rank in which it is worse than the winner."""


def broken_rules(goods: Goods, spot: Spot) -> tuple[str, ...]:
    """Return the hard rules that forbid any unit of the goods in a place."""
    filled = spot.filled
    found = (
        ("locked", spot.locked),
        ("unused", not spot.active),
        ("climate", goods.climate not in ("", spot.climate)),
        ("hazard", goods.hazard != spot.hazard),
        ("others_home", spot.others_home and not spot.home),
        ("mixes_owners", not spot.mixes_owners and filled.other_owners > 0),
        ("mixes_products", not spot.mixes_products and (filled.other_products > 0 or _joins(goods, spot))),
        ("mixes_lots", not spot.mixes_lots and filled.other_lots > 0),
    )
    return tuple(code for code, is_broken in found if is_broken)


def _joins(goods: Goods, spot: Spot) -> bool:
    """Tell whether a pallet of several products goes where only one may stand."""
    return goods.pallet and goods.kinds > 1 and not spot.is_empty


def limits_reached(goods: Goods, spot: Spot) -> Mapping[str, int]:
    """Return for every limit of a place how many of the goods it still takes."""
    limits, filled, qty = spot.limits, spot.filled, goods.qty
    found: dict[str, int] = {}
    if goods.pallet:
        if limits.pallets is not None:
            found["over_pallets"] = max(0, limits.pallets - filled.pallets)
    elif limits.units is not None:
        found["over_units"] = max(0, limits.units - filled.units)
    for code, most, used, each in (
        ("over_weight", limits.g, filled.g, goods.unit_g),
        ("over_volume", limits.mm3, filled.mm3, goods.unit_mm3),
    ):
        if most is not None and each:
            found[code] = max(0, (most - used) // each)
    return {code: min(qty, room) for code, room in found.items()}


def judge(goods: Goods, spot: Spot, farthest: int = 0) -> Judged:
    """Judge one place. `farthest` is the highest number of the walk, by which nearness is measured."""
    broken = broken_rules(goods, spot)
    rooms = limits_reached(goods, spot)
    room = min((goods.qty, *rooms.values()))
    if spot.home and spot.home_most is not None and not goods.pallet:
        room = min(room, max(0, spot.home_most - spot.filled.same))
    if room == 0:
        broken = (*broken, *(code for code, left in rooms.items() if left == 0))
    kind = _kind(goods, spot)
    rank = (
        0 if (spot.use == Use.STAGE) is goods.stage else 1,
        KINDS.index(kind),
        int(goods.zone not in ("", spot.zone)),
        _use_rank(goods, spot),
        int(spot.climate not in ("", goods.climate)),
        _too_near(goods, spot, farthest),
        int(room < goods.qty),
        FAR if spot.walk_seq is None else spot.walk_seq,
    )
    return Judged(spot, 0 if broken else room, broken, kind, rank)


def _kind(goods: Goods, spot: Spot) -> str:
    if spot.home and not goods.pallet:
        return "home"
    if spot.filled.same and not spot.filled.other_products:
        return "same_product" if spot.filled.other_lots else "same_lot"
    return "empty" if spot.is_empty else "mixed"


def _use_rank(goods: Goods, spot: Spot) -> int:
    if spot.use == Use.STAGE:
        return 0 if goods.stage else 2
    return int((spot.use == Use.BULK) is not (goods.pallet or goods.has_home))


def _too_near(goods: Goods, spot: Spot, farthest: int) -> int:
    """Return by how many hundredths of the walk a place lies before the band of the goods' class."""
    start = BANDS.get(goods.demand, 0)
    if not start or not farthest or spot.walk_seq is None:
        return 0
    return max(0, start - spot.walk_seq * 100 // farthest)


def propose(goods: Goods, spots: Iterable[Spot], farthest: int = 0) -> Proposal:
    """Return where the goods go, and of every place why it won or was passed over.

    The best place takes what it has room for, then the next, until all have a place.
    """
    judged = sorted((judge(goods, spot, farthest) for spot in spots), key=_order)
    suited = [each for each in judged if each.room > 0 and not _is_stage_of_none(goods, each)]
    stops: list[Stop] = []
    left = goods.qty
    for each in suited[:MAX_STOPS]:
        qty = min(left, each.room)
        if qty == 0 or (goods.pallet and qty < goods.qty):
            continue
        stops.append(Stop(each.spot, qty, reason(goods, each)))
        left -= qty
    return Proposal(tuple(stops), left, _told(goods, judged, stops))


def _is_stage_of_none(goods: Goods, each: Judged) -> bool:
    """Tell whether a place is kept for goods that orders wait for, and nobody waits for these."""
    return each.spot.use == Use.STAGE and not goods.stage


def _order(each: Judged) -> tuple[object, ...]:
    return (*each.rank, each.spot.code)


def reason(goods: Goods, each: Judged) -> str:
    """Return the code of why a place was proposed."""
    if goods.stage and each.spot.use == Use.STAGE:
        return "cross_dock"
    if each.kind in ("home", "same_lot", "same_product"):
        return each.kind
    if each.spot.use == Use.BULK:
        return "reserve"
    if each.kind == "empty" and goods.demand in BANDS:
        return f"class_{goods.demand.lower()}"
    return each.kind


def _told(goods: Goods, judged: Sequence[Judged], stops: Sequence[Stop]) -> tuple[Judged, ...]:
    """Return each place with why: its reason where it is a stop, the first hard rule, or what was better elsewhere."""
    chosen = {stop.spot.id: stop.why for stop in stops}
    best = next((each for each in judged if each.spot.id in chosen), None)
    return tuple(replace(each, told=chosen.get(each.spot.id) or _passed(goods, each, best)) for each in judged)


def _passed(goods: Goods, each: Judged, best: Judged | None) -> str:
    if each.broken:
        return each.broken[0]
    if each.room == 0:
        return "home_full"
    if _is_stage_of_none(goods, each):
        return "for_waiting"
    if best is None:
        return "takes_less"
    return next((code for code, mine, its in zip(DECIDED, each.rank, best.rank, strict=True) if mine > its), "farther")


def walking_order(stops: Iterable[tuple[int, int | None, str, bool]]) -> tuple[int, ...]:
    """Return the numbers of stops in the order one walks them: what orders wait for first, then along the walk.

    A stop is its number, where its place lies in the walk, the place's code, and whether orders wait for the goods.
    """
    found = sorted(stops, key=lambda each: (not each[3], FAR if each[1] is None else each[1], each[2], each[0]))
    return tuple(each[0] for each in found)


A_SHARE, B_SHARE = 80, 95
"""Hundredths of all that is asked for: the products that make up the first are A, up to the second B, the rest C."""


def classes(demand: Mapping[int, int]) -> dict[int, str]:
    """Return the demand class of each product, by how much of it was asked for; what nobody asks for is C."""
    whole = sum(max(0, units) for units in demand.values())
    found: dict[int, str] = {}
    before = 0
    for product, units in sorted(demand.items(), key=lambda each: (-each[1], each[0])):
        share = before * 100 // whole if whole and units > 0 else 100
        found[product] = DemandClass.A if share < A_SHARE else DemandClass.B if share < B_SHARE else DemandClass.C
        before += max(0, units)
    return found
