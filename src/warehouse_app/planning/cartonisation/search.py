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


def load_box(bodies: Sequence[Body], box: Box, rules: Rules, effort: int) -> tuple[Load, int]:
    """Return the fullest load found within about `effort` looks, and how many were taken; a whole one ends it."""
    loader = loader_of(asked_of(bodies, box, rules))
    best, best_order, best_rule, looks = Loaded(-1, (), 0), list(range(len(bodies))), RULES[0], 0
    dice = _Dice(SEED + len(bodies))
    firsts = [(order, rule) for order in _orders(bodies) for rule in RULES]
    tries = 0
    while tries < len(firsts) or (looks < effort and len(bodies) > 1 and tries < effort // 1000):
        order, rule = firsts[tries] if tries < len(firsts) else _changed(best_order, best_rule, dice)
        tries += 1
        loaded = loader.load(order, rule)
        looks += loaded.looks + len(bodies)
        if loaded.volume >= best.volume:
            best, best_order, best_rule = loaded, list(order), rule
        if all(lies[3] for lies in loaded.at):
            return Load(box, bodies, loaded), looks
        if looks >= effort:
            break
    return Load(box, bodies, best), looks


def _orders(bodies: Sequence[Body]) -> Iterator[list[int]]:
    """Yield orders that often succeed; what must lie on top comes last in each."""
    alike = range(len(bodies))
    sizes = [sorted(body.size, reverse=True) for body in bodies]
    brittle = [body.goods.fragile for body in bodies]
    base = [size[0] * size[1] for size in sizes]
    tall = [body.size.height if body.goods.upright else max(body.size) for body in bodies]
    for measure in (
        [body.size.volume for body in bodies],
        [size[0] for size in sizes],
        base,
        tall,
    ):
        yield sorted(alike, key=lambda n: (brittle[n], -measure[n], -bodies[n].size.volume, bodies[n].kind, n))


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
