"""Which goods go from the reserve to the bins that are picked from: what waiting work needs first, then up to the most.

A product has forward bins (homes) with a least and a most. What batches need is brought before a picker comes for it,
urgent work first; then every home below its least is filled. Goods come from the lot that ends first, of those from
the smallest rest, in whole packs where a pack fits, and a pallet is emptied rather than opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

BEING_PICKED = 0
RELEASED = 1
PLANNED = 2
BELOW_LEAST = 3
"""How urgent a move is: the work it is for, or that a home is low."""

NEEDED, LOW = "replenish_needed", "replenish_low"
"""Why a move is planned, as codes that are worded."""

ENDLESS = 1 << 53
"""Room of a bin without a most."""

NEVER = "9999"
"""Ends after all others."""


@dataclass(frozen=True, slots=True)
class Home:
    """A forward bin of a product: `have` units stand there, `leaving` of them for released work, `coming` on their way.

    `lots` are those that stand there, where lots must not mix (else None).
    """

    place: int
    product: int
    walk: int
    least: int
    most: int | None
    fixed: bool = False
    have: int = 0
    leaving: int = 0
    coming: int = 0
    lots: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Reserve:
    """Goods in the reserve: `qty` units of an item in a place or on a pallet. `day` is the last they may leave."""

    place: int
    item: int
    product: int
    qty: int
    lot: str = ""
    day: str = ""
    walk: int = 0
    pallet: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """Units of a product that work needs. `place` and `item` name the reserve a picker would be sent to, or are 0."""

    product: int
    qty: int
    urgency: int
    due: str = ""
    batch: str = ""
    place: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class Refill:
    """One move: so many units of an item from the reserve to a home, why, for which batch, how urgent."""

    source: int
    target: int
    item: int
    qty: int
    reason: str
    urgency: int
    due: str = ""
    batch: str = ""
    least: int = 0
    have: int = 0


@dataclass(slots=True)
class _Bin:
    """A home while it is planned: `free` for work that is not served yet, `room` for more goods."""

    home: Home
    free: int
    room: int


@dataclass(slots=True)
class _Product:
    """One product while it is planned."""

    bins: list[_Bin]
    reserve: list[Reserve]
    left: dict[tuple[int, int], int]
    packs: Sequence[int]
    found: list[Refill] = field(default_factory=list)


def plan_refills(
    homes: Iterable[Home], reserve: Iterable[Reserve], needs: Iterable[Need], packs: Mapping[int, Sequence[int]]
) -> tuple[Refill, ...]:
    """Return the moves, the most urgent first; of one reserve to one home there is one at most."""
    bins: dict[int, list[Home]] = defaultdict(list)
    for home in homes:
        bins[home.product].append(home)
    stock: dict[int, list[Reserve]] = defaultdict(list)
    for each in reserve:
        if each.qty > 0:
            stock[each.product].append(each)
    wanted: dict[int, list[Need]] = defaultdict(list)
    for need in needs:
        wanted[need.product].append(need)
    found: list[Refill] = []
    for product in sorted(bins):
        if stock[product]:
            found += _of_product(bins[product], stock[product], wanted[product], packs.get(product, ()))
    return tuple(sorted(found, key=lambda each: (each.urgency, each.due or NEVER, each.source, each.item)))


def _of_product(
    homes: Sequence[Home], reserve: Sequence[Reserve], needs: Sequence[Need], packs: Sequence[int]
) -> list[Refill]:
    own = {home.place for home in homes}
    ready = [
        _Bin(
            home,
            home.have - home.leaving + home.coming,
            ENDLESS if home.most is None else max(0, home.most - home.have - home.coming),
        )
        for home in sorted(homes, key=lambda each: (not each.fixed, each.walk, each.place))
    ]
    outside = sorted(
        (each for each in reserve if each.place not in own),
        key=lambda each: (each.day or NEVER, each.lot, each.qty, each.walk, each.place, each.item),
    )
    left = {(each.place, each.item): each.qty for each in outside}
    now = _Product(ready, outside, left, sorted((each for each in packs if each > 1), reverse=True))
    for need in sorted(needs, key=lambda each: (each.urgency, each.due or NEVER, each.batch, each.place, each.item)):
        _serve(now, need)
    for each in now.bins:
        _fill(now, each)
    return _merged(now.found)


def _serve(now: _Product, need: Need) -> None:
    """Bring what a need lacks; what stands in homes and is for nobody serves it first."""
    short = need.qty
    if not need.place:
        for each in now.bins:
            taken = min(short, max(0, each.free))
            each.free -= taken
            short -= taken
    for each in now.bins:
        if short <= 0:
            return
        brought = _bring(now, each, short, need.urgency, NEEDED, need)
        served = min(short, brought)
        each.free += brought - served
        short -= served


def _fill(now: _Product, each: _Bin) -> None:
    """Fill a home that is below its least up to its most."""
    home = each.home
    if each.free >= home.least or home.least == 0:
        return
    wanted = each.room if home.most is not None else home.least - each.free
    each.free += _bring(now, each, wanted, BELOW_LEAST, LOW, None)


def _bring(now: _Product, into: _Bin, wanted: int, urgency: int, reason: str, need: Need | None) -> int:
    """Plan moves into one home until `wanted` units are on their way; return how many are."""
    brought = 0
    smallest = now.packs[-1] if now.packs else 0
    for source in now.reserve:
        enough = need is None and into.free + brought >= into.home.least and wanted - brought < smallest
        if brought >= wanted or into.room <= 0 or (brought and enough):
            break
        key = (source.place, source.item)
        if now.left[key] <= 0 or not _fits(into.home, source):
            continue
        if need is not None and need.place and key != (need.place, need.item):
            continue
        qty = _whole(now, into, source, wanted - brought, needed=need is not None)
        now.left[key] -= qty
        into.room -= qty
        brought += qty
        due, batch = ("", "") if need is None else (need.due, need.batch)
        home = into.home
        now.found.append(
            Refill(source.place, home.place, source.item, qty, reason, urgency, due, batch, home.least, home.have)
        )
    return brought


def _fits(home: Home, source: Reserve) -> bool:
    return not home.lots or source.lot in home.lots


def _whole(now: _Product, into: _Bin, source: Reserve, wanted: int, *, needed: bool) -> int:
    """Return what is taken of a reserve: a whole pallet, whole packs, or just what is wanted, as it fits."""
    there = now.left[source.place, source.item]
    most = min(there, into.room)
    if source.pallet and there <= into.room and into.room < ENDLESS:
        return there
    # Without a most nothing says how much is too much, so no more than the smallest pack is opened for.
    packs = now.packs if into.room < ENDLESS else now.packs[-1:]
    rounded = [-(-wanted // pack) * pack for pack in packs]
    fits = next((each for each in rounded if each <= most), 0)
    # What is only low takes whole packs as far as they fit; what is needed takes what is needed.
    fewer = 0 if needed else next((most // pack * pack for pack in packs if pack <= most), 0)
    return fits or fewer or min(wanted, most)


def _merged(found: Sequence[Refill]) -> list[Refill]:
    """Join moves of one reserve to one home: the most urgent says why."""
    kept: dict[tuple[int, int, int], Refill] = {}
    for each in found:
        key = (each.source, each.target, each.item)
        old = kept.get(key)
        if old is None:
            kept[key] = each
            continue
        first = min(old, each, key=lambda one: (one.urgency, one.due or NEVER))
        kept[key] = Refill(
            *(*key[:2], key[2], old.qty + each.qty, first.reason, first.urgency, first.due),
            *(first.batch, first.least, first.have),
        )
    return list(kept.values())
