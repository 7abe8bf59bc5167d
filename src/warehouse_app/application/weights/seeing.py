"""A parcel as the scale sees it: what is believed of all that lies in it, what it may weigh, and why it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from warehouse_app.application.weights import boxes
from warehouse_app.application.weights.policy import begun, boxed, policy_of
from warehouse_app.domain.items import sku_key
from warehouse_app.domain.weights.causes import Around, Cause, Kind, causes
from warehouse_app.domain.weights.judging import Allowed, Policy, allowed
from warehouse_app.domain.weights.learning import Belief, Part, variance_mg2
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.weights import beliefs, checks
from warehouse_app.store.weights.beliefs import Weighed

MOST_BESIDE = 60
"""Products of the same round that are compared with what is in a parcel."""

MOST_ALIKE, NEIGHBOURS = 8, 3
"""Products of a parcel whose variants are looked for, and variants of each before and behind it."""

SAME_SIGNS = 2
"""Signs with which two SKUs begin alike, at least, to be variants of each other."""

LAST, ABOUT_PERCENT = 3, 25
"""Weighings in a row that were off by about as much: the scale is not at zero."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies in a parcel, as believed, and what it may weigh. `whole`: every item in it is of a known product."""

    goods: tuple[tuple[Weighed, Belief], ...]
    box: Belief
    policy: Policy
    may: Allowed
    step_g: int
    whole: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the goods and their box."""
        return (*(Part(belief, each.qty) for each, belief in self.goods), Part(self.box))


def see(desk: Desk, pack: Pack, step_g: int = 1) -> Seen:
    """Return a parcel as the scale sees it: as many questions whatever lies in it."""
    policy = policy_of(desk, desk.station)
    lying = beliefs.in_parcel(desk, pack.place)
    goods = tuple((each, _belief(each, policy)) for each in lying)
    named = boxes.box_of(desk, pack)
    box = beliefs.of_box(desk, named.code) or boxed(named.grams, policy)
    may = allowed([Part(belief, each.qty) for each, belief in goods], Part(box), policy, step_g)
    return Seen(goods, box, policy, may, step_g, all(each.id is not None for each in lying))


def _belief(each: Weighed, policy: Policy) -> Belief:
    return each.learned or begun(each.book_g, policy)


def explain(desk: Desk, pack: Pack, seen: Seen, grams: int) -> tuple[Cause, ...]:
    """Return why a parcel weighs so much, the likeliest first: asked only where a weight differs."""
    variance = variance_mg2(seen.parts, seen.step_g)
    return causes(grams - seen.may.expected, variance, _kinds(desk, pack, seen), _around(desk, pack, seen))


def _kinds(desk: Desk, pack: Pack, seen: Seen) -> tuple[Kind, ...]:
    mine = {each.sku: Kind(each.sku, each.name, belief, each.qty) for each, belief in seen.goods if each.id is not None}
    others: dict[str, Kind] = {}

    def add(found: Iterable[Weighed], like: str = "") -> None:
        for each in found:
            known = others.get(each.sku) or Kind(each.sku, each.name, _belief(each, seen.policy))
            liked = known.like | {like} if like else known.like
            others[each.sku] = Kind(known.sku, known.name, known.belief, 0, liked)

    add(beliefs.beside(desk, pack.order_id, MOST_BESIDE))
    for sku in list(mine)[:MOST_ALIKE]:
        key = sku_key(sku)
        add(beliefs.alike(desk, key, max(SAME_SIGNS, len(key) - 2), NEIGHBOURS), sku)
    both = {
        sku: Kind(kind.sku, kind.name, kind.belief, kind.qty, others[sku].like if sku in others else frozenset())
        for sku, kind in mine.items()
    }
    return (*both.values(), *(kind for sku, kind in others.items() if sku not in both))


def _around(desk: Desk, pack: Pack, seen: Seen) -> Around:
    own = boxes.box_of(desk, pack)
    others: tuple[tuple[str, int], ...] = ()
    if own.grams is not None:
        known = [(each.code, each.grams) for each in boxes.other_boxes(desk) if each.code != own.code]
        others = tuple((code, grams - own.grams) for code, grams in known if grams is not None)
    return Around(others, boxes.inserts(desk, pack), _zero_off(checks.last_off(desk, pack.parcel_id, LAST), seen))


def _zero_off(last: tuple[int, ...], seen: Seen) -> int | None:
    """Return by how much the scale seems to be off, None where the last weighings do not agree."""
    if len(last) < LAST:
        return None
    middle = round(median(last))
    near = max(seen.step_g, seen.policy.least_g, abs(middle) * ABOUT_PERCENT // 100)
    agree = all(abs(each - middle) <= near for each in last)
    return middle if agree and abs(middle) > 2 * seen.policy.least_g else None
