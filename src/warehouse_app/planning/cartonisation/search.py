"""The search for a good load of one box: several orders and rules, then small changes of the best order found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse_app.domain.cartons.values import Box, BoxKind, Filled, Rules, Size, Spot, dimensional_g
from warehouse_app.planning.cartonisation.bodies import Body
from warehouse_app.planning.cartonisation.loader import asked_of, loader_of
from warehouse_app.planning.cartonisation.plain import Loaded

RULES = (1, 3, 0, 2)
"""The rules of choosing a corner, the one that most often succeeds first."""

TRY = 1_000
"""A try counts as so many looks at least: it costs time however few bodies there are."""

SHUFFLED = 2
"""Fewer bodies have one order alone."""

_MULTIPLIER, _STEP, _BITS = 6364136223846793005, 1442695040888963407, (1 << 64) - 1
SEED = 20_231_009


@dataclass(frozen=True, slots=True)
class Load:
    """Bodies in a box: where they lie, and which of them were left out."""

    box: Box
    bodies: Sequence[Body]
    loaded: Loaded

    @property
    def left(self) -> list[Body]:
        """Return the bodies that are not in."""
        return [body for body, lies in zip(self.bodies, self.loaded.at, strict=True) if not lies[3]]

    @property
    def whole(self) -> bool:
        """Tell whether everything is in."""
        return all(lies[3] for lies in self.loaded.at)


class _Dice:
    """A row of numbers that every machine and release of Python draws alike."""

    def __init__(self, seed: int) -> None:
        self._at = seed

    def below(self, most: int) -> int:
        self._at = (self._at * _MULTIPLIER + _STEP) & _BITS
        return (self._at >> 33) % most


LOAD, BODY = 10_000, 2_000
"""What trying a load costs beside its looks, as so many looks: for itself, and for each body."""


@dataclass(slots=True)
class Left:
    """How much is searched yet, in looks; each load takes of it what it costs."""

    looks: int

    @property
    def spent(self) -> bool:
        """Tell whether no more is searched."""
        return self.looks <= 0


def load_box(bodies: Sequence[Body], box: Box, rules: Rules, effort: int, left: Left) -> tuple[Load, int]:
    """Return the fullest load found within about `effort` looks, and how many were taken; a whole one ends it.

    One load is always tried, but nothing goes on when nothing is `left`.
    """
    loader = loader_of(asked_of(bodies, box, rules))
    best, best_order, best_rule, looks = Loaded(-1, (), 0), list(range(len(bodies))), RULES[0], 0
    dice, firsts = _Dice(SEED + len(bodies)), ((order, rule) for order in _orders(bodies) for rule in RULES)
    tries = 0
    while True:
        found = next(firsts, None)
        if found is None and (looks >= effort or len(bodies) < SHUFFLED or tries >= effort // TRY):
            break
        order, rule = found or _changed(best_order, best_rule, dice)
        loaded = loader.load(order, rule, left.looks)
        tries, looks = tries + 1, looks + loaded.looks + len(bodies)
        left.looks -= loaded.looks + LOAD + BODY * len(bodies)
        if loaded.volume >= best.volume:
            best, best_order, best_rule = loaded, list(order), rule
        if all(lies[3] for lies in loaded.at) or looks >= effort or left.spent:
            break
    return Load(box, bodies, best), max(looks, TRY * tries)


def _orders(bodies: Sequence[Body]) -> Iterator[list[int]]:
    """Yield orders that often succeed; what must lie on top comes last in each."""
    alike = range(len(bodies))
    volume = [body.size.volume for body in bodies]
    brittle = [body.goods.fragile for body in bodies]
    for measure in (_volume, _longest, _base, _tall):
        told = [measure(body) for body in bodies]
        yield sorted(alike, key=lambda n: (brittle[n], -told[n], -volume[n], bodies[n].kind, n))


def _volume(body: Body) -> int:
    return body.size.volume


def _longest(body: Body) -> int:
    return max(body.size)


def _base(body: Body) -> int:
    long, wide, _ = sorted(body.size, reverse=True)
    return long * wide


def _tall(body: Body) -> int:
    return body.size.height if body.goods.upright else max(body.size)


def _changed(order: Sequence[int], rule: int, dice: _Dice) -> tuple[list[int], int]:
    """Change places of two bodies, or take one to another place; now and then try another rule."""
    changed = list(order)
    for _n in range(1 + dice.below(3)):
        one, other = dice.below(len(changed)), dice.below(len(changed))
        if dice.below(2):
            changed[one], changed[other] = changed[other], changed[one]
        else:
            changed.insert(other, changed.pop(one))
    return changed, rule if dice.below(4) else RULES[dice.below(len(RULES))]


def filled_of(load: Load, rules: Rules) -> Filled:
    """Return what is in the box, lowest first, as the packer puts it in."""
    placed = [
        body.placed(Spot(*lies[:3]), Size(*lies[3:]))
        for body, lies in zip(load.bodies, load.loaded.at, strict=True)
        if lies[3]
    ]
    placed.sort(key=lambda each: (each.at.z, each.at.y, each.at.x))
    box, inside = load.box, [body for body, lies in zip(load.bodies, load.loaded.at, strict=True) if lies[3]]
    outer = box.outer
    if box.kind is BoxKind.MAILER:
        thick = max(each.at.z + each.size.height for each in placed)
        outer = Size(outer.length, outer.width, outer.height - box.inner.height + thick)
    goods_g, dim_g = sum(body.weight_g for body in inside), dimensional_g(outer, rules.divisor)
    paid = max(goods_g + box.tare_g, dim_g)
    return Filled(
        box=box.code,
        name=box.name,
        kind=box.kind,
        inner=box.inner,
        outer=outer,
        placed=tuple(placed),
        goods_mm3=sum(body.size.volume for body in inside),
        goods_g=goods_g,
        tare_g=box.tare_g,
        dim_g=dim_g,
        cost_e4=box.cost_e4 + rules.parcel_e4 + -(-paid * rules.kilo_e4 // 1000),
    )
