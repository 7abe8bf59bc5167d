"""Which boxes: one at a time from the cheapest on, then two and more where one does not do or costs more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from warehouse_app.domain.cartons.values import (
    Advice,
    Box,
    BoxKind,
    Choice,
    Filled,
    Goods,
    Misfit,
    Rules,
    Unfit,
    dimensional_g,
)
from warehouse_app.planning.cartonisation.bodies import bodies_for
from warehouse_app.planning.cartonisation.search import filled_of, load_box

MOST_UNITS = 5_000
"""A larger basket goes on pallets; no box is looked for."""

FIRST_BOXES = (10, 3, 1)
"""With so many boxes the first, second and any further box of a split is tried."""

SPLIT_OF = 2
"""Fewer units, and fewer boxes, cannot be split."""


def advise(basket: Iterable[Goods], boxes: Iterable[Box], rules: Rules) -> Advice:
    """Return the cheapest ways to ship a basket, cheapest first: by cost, then volume, then number of boxes.

    Goods of which one does not fit into any box are named, and nothing is advised then.
    """
    goods = tuple(sorted((each for each in basket if each.count > 0), key=_key))
    stock = tuple(sorted((box for box in boxes if box.stock is None or box.stock > 0), key=lambda box: box.code))
    unfit = tuple(found for each in goods if (found := _unfit(each, stock, rules)) is not None)
    if unfit or not goods:
        return Advice(unfit=unfit)
    if sum(each.count for each in goods) > MOST_UNITS:
        return Advice(unfit=tuple(Unfit(each.item, Misfit.TOO_MANY) for each in goods))
    desk = _Desk(stock, rules)
    choices = desk.singles(goods, rules.choices)
    split = desk.split(goods, choices[0].cost_e4 if choices else None)
    if split is not None:
        choices.append(split)
    choices.sort(key=_cost)
    if not choices:
        return Advice(unfit=tuple(Unfit(each.item, Misfit.NO_BOX) for each in goods))
    return Advice(tuple(choices[: rules.choices]))


def _key(goods: Goods) -> tuple[object, ...]:
    return (goods.item, goods.size or (), goods.weight_g, goods.count, goods.apart)


def _cost(choice: Choice) -> tuple[int, int, int, tuple[str, ...]]:
    return (choice.cost_e4, choice.volume, len(choice.boxes), choice.codes)


def _unfit(goods: Goods, boxes: Sequence[Box], rules: Rules) -> Unfit | None:
    """Tell why one unit alone goes into no box."""
    if goods.size is None:
        return Unfit(goods.item, Misfit.NO_SIZE)
    large = [
        box
        for box in boxes
        if box.inner.holds(goods.size, upright=goods.upright) and _room(box, rules) >= goods.size.volume
    ]
    if not boxes:
        return Unfit(goods.item, Misfit.NO_BOX)
    if not large:
        return Unfit(goods.item, Misfit.TOO_LARGE)
    strong = [box for box in large if box.most_g >= goods.weight_g]
    if not strong:
        return Unfit(goods.item, Misfit.TOO_HEAVY)
    hard = [box for box in strong if box.kind is BoxKind.CARTON or not goods.fragile]
    return None if hard else Unfit(goods.item, Misfit.ONLY_SOFT)


def _least_volume(goods: Goods) -> int:
    """Return the room that goods take at least, nested as far as they nest."""
    size = goods.size
    if size is None:
        return 0
    if goods.nest_mm and not goods.fragile:
        return size.length * size.width * (size.height + (goods.count - 1) * goods.nest_mm)
    return size.volume * goods.count


def _room(box: Box, rules: Rules) -> int:
    return box.inner.volume * (1000 - rules.infill) // 1000


@dataclass(slots=True)
class _Desk:
    """The boxes at hand, and how much searching is left."""

    boxes: Sequence[Box]
    rules: Rules
    looks: int = 0
    used: Counter[str] = field(default_factory=Counter)

    def singles(self, goods: Sequence[Goods], most: int) -> list[Choice]:
        """Return up to `most` single boxes that hold everything, cheapest first."""
        found: list[Choice] = []
        for box in self._candidates(goods):
            one = self._whole(goods, box, self.rules.effort // (8 if found else 3))
            if one is not None:
                found.append(Choice((one,), one.cost_e4))
            if len(found) == most:
                break
        return found

    def _candidates(self, goods: Sequence[Goods]) -> list[Box]:
        """Return the boxes into which all may go as far as sums tell, the cheapest to ship first."""
        return sorted(
            (box for box in self.boxes if self._may_hold(goods, box)), key=lambda box: self._least(goods, box)
        )

    def _may_hold(self, goods: Sequence[Goods], box: Box) -> bool:
        if box.stock is not None and self.used[box.code] >= box.stock:
            return False
        if box.kind is BoxKind.MAILER and any(each.fragile for each in goods):
            return False
        if len({each.apart for each in goods if each.apart}) > 1:
            return False
        if sum(each.weight_g * each.count for each in goods) > box.most_g:
            return False
        fits = all(each.size is not None and box.inner.holds(each.size, upright=each.upright) for each in goods)
        return fits and sum(map(_least_volume, goods)) <= _room(box, self.rules)

    def _least(self, goods: Sequence[Goods], box: Box) -> tuple[int, int, str]:
        """Return the least that shipping in a box can cost; a mailer is as thick as it must be."""
        outer = box.outer
        if box.kind is BoxKind.MAILER:
            thick = sum(map(_least_volume, goods)) // (box.inner.length * box.inner.width)
            outer = outer._replace(height=outer.height - box.inner.height + thick)
        grams = box.tare_g + sum(each.weight_g * each.count for each in goods)
        paid = max(grams, dimensional_g(outer, self.rules.divisor))
        return (box.cost_e4 + self.rules.parcel_e4 + -(-paid * self.rules.kilo_e4 // 1000), outer.volume, box.code)

    def _whole(self, goods: Sequence[Goods], box: Box, effort: int) -> Filled | None:
        if self.looks >= self.rules.effort:
            effort = 0
        load, looks = load_box(bodies_for(goods, box), box, self.rules, effort)
        self.looks += looks
        return filled_of(load, self.rules) if load.whole else None

    def split(self, goods: Sequence[Goods], below: int | None) -> Choice | None:
        """Return the cheapest way found with several boxes, None where none can cost less than `below`."""
        if min(self.rules.most_boxes, sum(each.count for each in goods)) < SPLIT_OF:
            return None
        found = self._split(goods, below, self.rules.most_boxes)
        return None if found is None else Choice(tuple(found), sum(each.cost_e4 for each in found))

    def _split(self, goods: Sequence[Goods], below: int | None, depth: int) -> list[Filled] | None:
        """Fill one box as well as can be, and seek the cheapest for what is left."""
        best: list[Filled] | None = None
        begun = FIRST_BOXES[min(self.rules.most_boxes - depth, len(FIRST_BOXES) - 1)]
        for box in self._firsts(goods)[:begun]:
            least = self._least((), box)[0] + self.rules.parcel_e4
            if below is not None and least >= below:
                continue
            first, left = self._fill(goods, box)
            if first is None:
                continue
            self.used[box.code] += 1
            rest = self._rest(left, None if below is None else below - first.cost_e4, depth - 1)
            self.used[box.code] -= 1
            if rest is None:
                continue
            cost = first.cost_e4 + sum(each.cost_e4 for each in rest)
            if below is None or cost < below:
                best, below = [first, *rest], cost
        return best

    def _firsts(self, goods: Sequence[Goods]) -> list[Box]:
        """Return the boxes a split may begin with: those that take something, the largest first."""
        may = [
            box
            for box in self.boxes
            if (box.stock is None or self.used[box.code] < box.stock)
            and any(self._may_hold((replace(each, count=1),), box) for each in goods)
        ]
        return sorted(may, key=lambda box: (-box.inner.volume, box.code))

    def _rest(self, goods: Sequence[Goods], below: int | None, depth: int) -> list[Filled] | None:
        if not goods:
            return []
        for box in self._candidates(goods):
            if below is not None and self._least(goods, box)[0] >= below:
                break
            one = self._whole(goods, box, self.rules.effort // 40)
            if one is not None:
                return [one]
        if depth < SPLIT_OF:
            return None
        return self._split(goods, below, depth)

    def _fill(self, goods: Sequence[Goods], box: Box) -> tuple[Filled | None, list[Goods]]:
        """Return a box with as much as goes in, and what is left."""
        may = [each for each in goods if self._may_hold((replace(each, count=1),), box)]
        load, looks = load_box(bodies_for(may, box), box, self.rules, self.rules.effort // 100)
        self.looks += looks
        if load.loaded.volume <= 0:
            return None, list(goods)
        left = Counter[Goods]()
        for body in load.left:
            left[body.goods] += body.count
        rest = [replace(each, count=left[each]) for each in may if left[each]]
        return filled_of(load, self.rules), rest + [each for each in goods if each not in may]
