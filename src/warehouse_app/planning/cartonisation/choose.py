"""Which boxes: one at a time from the cheapest on, then two and more where one does not do or costs more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from warehouse_app.domain.cartons.values import (
    Advice,
    Box,
    BoxKind,
    Choice,
    Filled,
    Goods,
    Misfit,
    Rules,
    Size,
    Unfit,
    dimensional_g,
)
from warehouse_app.planning.cartonisation.bodies import bodies_for
from warehouse_app.planning.cartonisation.search import Left, filled_of, load_box

MOST_UNITS = 5_000
"""A larger basket goes on pallets; no box is looked for."""

FIRST_BOXES = (10, 3, 1)
"""With so many boxes the first, second and any further box of a split is tried."""

AT_MOST = 100
"""So many times its effort a search may take at the very most, in looks: a single load of 250 different things takes
thirty times as many as the effort is.
"""

ROOMY = 600
"""Per mille: goods that fill less of a box mostly go in at the first try."""

SPLIT_OF = 2
"""Fewer units, and fewer boxes, cannot be split."""


def advise(basket: Iterable[Goods], boxes: Iterable[Box], rules: Rules) -> Advice:
    """Return the cheapest ways to ship a basket, cheapest first: by cost, then volume, then number of boxes.

    Goods of which one does not fit into any box are named, and nothing is advised then; nor where the search ended
    before anything was found.
    """
    goods = _merged(basket)
    stock = tuple(sorted((box for box in boxes if box.stock is None or box.stock > 0), key=lambda box: box.code))
    largest = sorted(stock, key=lambda box: -box.inner.volume)
    unfit = tuple(found for each in goods if (found := _unfit(each, largest, rules)) is not None)
    if unfit or not goods:
        return Advice(unfit=unfit)
    if sum(each.count for each in goods) > MOST_UNITS:
        return _none(goods, Misfit.TOO_MANY)
    desk = _Desk(stock, rules, Left(AT_MOST * rules.effort))
    choices = desk.singles(goods, rules.choices)
    split = desk.split(goods, choices[0].cost_e4 if choices else None)
    if split is not None:
        choices.append(split)
    choices.sort(key=_cost)
    if not choices:  # where the search was cut short, nobody knows whether a box would do
        return _none(goods, Misfit.TOO_MANY if desk.left.spent else Misfit.NO_BOX)
    return Advice(tuple(choices[: rules.choices]))


def _none(goods: Iterable[Goods], why: Misfit) -> Advice:
    return Advice(unfit=tuple(Unfit(each.item, why) for each in goods))


def _merged(basket: Iterable[Goods]) -> tuple[Goods, ...]:
    """Return goods in one order whatever order they came in, equal ones together."""
    counts = Counter[Goods]()
    for each in basket:
        if each.count > 0:
            counts[replace(each, count=1)] += each.count
    return tuple(sorted((replace(each, count=n) for each, n in counts.items()), key=_key))


def _key(goods: Goods) -> tuple[object, ...]:
    return (goods.item, goods.size or (), goods.weight_g, goods.count, goods.apart)


def _cost(choice: Choice) -> tuple[int, int, int, tuple[str, ...]]:
    return (choice.cost_e4, choice.volume, len(choice.boxes), choice.codes)


def _unfit(goods: Goods, boxes: Sequence[Box], rules: Rules) -> Unfit | None:
    """Tell why one unit alone goes into no box; the largest boxes come first, so that this is seen soon."""
    if goods.size is None:
        return Unfit(goods.item, Misfit.NO_SIZE)
    if not boxes:
        return Unfit(goods.item, Misfit.NO_BOX)
    why = Misfit.TOO_LARGE
    for box in boxes:
        if not box.inner.holds(goods.size, upright=goods.upright) or _room(box, rules) < goods.size.volume:
            continue
        if box.most_g < goods.weight_g:
            why = Misfit.TOO_HEAVY if why is Misfit.TOO_LARGE else why
        elif box.kind is BoxKind.CARTON or not goods.fragile:
            return None
        else:
            why = Misfit.ONLY_SOFT
    return Unfit(goods.item, why)


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


class _Sums(NamedTuple):
    """What decides whether goods may go into a box as far as sums tell: whatever their number, it is asked at once.

    `lying` are the sides that a box must have for goods that may lie, in rising order; `upright` for the others.
    """

    grams: int
    volume: int
    fragile: bool
    groups: int
    lying: tuple[int, int, int]
    upright: tuple[int, int, int]


NOTHING = _Sums(0, 0, fragile=False, groups=0, lying=(0, 0, 0), upright=(0, 0, 0))


def _sums(goods: Iterable[Goods]) -> _Sums:
    grams, volume, fragile, groups = 0, 0, False, set[str]()
    lying, upright = [0, 0, 0], [0, 0, 0]
    for each in goods:
        size = each.size or Size(0, 0, 0)
        sides = (*sorted(size[:2]), size.height) if each.upright else tuple(sorted(size))
        most = upright if each.upright else lying
        most[:] = map(max, most, sides)
        grams, volume = grams + each.weight_g * each.count, volume + _least_volume(each)
        fragile = fragile or each.fragile
        groups |= {each.apart} if each.apart else set()
    return _Sums(
        grams, volume, fragile, len(groups), (lying[0], lying[1], lying[2]), (upright[0], upright[1], upright[2])
    )


def _holds(box: Box, sums: _Sums) -> bool:
    """Tell whether each of the goods alone goes into a box."""
    inner = box.inner
    lies = all(map(int.__le__, sums.lying, sorted(inner)))
    return lies and all(map(int.__le__, sums.upright, (*sorted(inner[:2]), inner.height)))


@dataclass(slots=True)
class _Desk:
    """The boxes at hand, and how much searching is left: `looks` of the effort, and `left` at the very most."""

    boxes: Sequence[Box]
    rules: Rules
    left: Left
    looks: int = 0
    used: Counter[str] = field(default_factory=Counter)

    def singles(self, goods: Sequence[Goods], most: int) -> list[Choice]:
        """Return up to `most` single boxes that hold everything, cheapest first.

        Roomy ones are tried first, quickly; then, with what effort is left, those that are tight and would cost less.
        """
        sums, part = _sums(goods), Left(self.left.looks * 3 // 4)
        tight, found = [], list[Choice]()
        for box in self._candidates(sums):
            roomy = sums.volume * 1000 <= _room(box, self.rules) * ROOMY
            one = self._whole(goods, box, 0, part) if roomy and not part.spent else None
            if one is None:
                tight.append(box)
            else:
                found.append(Choice((one,), one.cost_e4))
            if len(found) == most:
                break
        for box in tight:
            if part.spent:
                break
            found.sort(key=_cost)
            if len(found) >= most and self._least(sums, box)[0] > found[most - 1].cost_e4:
                break
            dearer = bool(found) and self._least(sums, box)[0] >= found[0].cost_e4
            effort = self.rules.effort // (8 if dearer else 3) if self.looks < self.rules.effort else 0
            one = self._whole(goods, box, effort, part)
            found += [] if one is None else [Choice((one,), one.cost_e4)]
        self.left.looks -= self.left.looks * 3 // 4 - max(0, part.looks)
        return sorted(found, key=_cost)[:most]

    def _candidates(self, sums: _Sums) -> list[Box]:
        """Return the boxes into which all may go as far as sums tell, the cheapest to ship first."""
        return sorted((box for box in self.boxes if self._may_hold(sums, box)), key=lambda box: self._least(sums, box))

    def _may_hold(self, sums: _Sums, box: Box) -> bool:
        if box.stock is not None and self.used[box.code] >= box.stock:
            return False
        if (box.kind is BoxKind.MAILER and sums.fragile) or sums.groups > 1:
            return False
        return sums.grams <= box.most_g and sums.volume <= _room(box, self.rules) and _holds(box, sums)

    def _least(self, sums: _Sums, box: Box) -> tuple[int, int, str]:
        """Return the least that shipping in a box can cost; a mailer is as thick as it must be."""
        outer = box.outer
        if box.kind is BoxKind.MAILER:
            thick = sums.volume // (box.inner.length * box.inner.width)
            outer = outer._replace(height=outer.height - box.inner.height + thick)
        paid = max(box.tare_g + sums.grams, dimensional_g(outer, self.rules.divisor))
        return (box.cost_e4 + self.rules.parcel_e4 + -(-paid * self.rules.kilo_e4 // 1000), outer.volume, box.code)

    def _whole(self, goods: Sequence[Goods], box: Box, effort: int, left: Left) -> Filled | None:
        load, looks = load_box(bodies_for(goods, box), box, self.rules, effort, left)
        self.looks += looks if effort else 0
        return filled_of(load, self.rules) if load.whole else None

    def split(self, goods: Sequence[Goods], below: int | None) -> Choice | None:
        """Return the cheapest way found with several boxes, None where none can cost less than `below`."""
        if min(self.rules.most_boxes, sum(each.count for each in goods)) < SPLIT_OF:
            return None
        self.looks = 0
        found = self._split(goods, below, self.rules.most_boxes)
        return None if found is None else Choice(tuple(found), sum(each.cost_e4 for each in found))

    def _split(self, goods: Sequence[Goods], below: int | None, depth: int) -> list[Filled] | None:
        """Fill one box as well as can be, and seek the cheapest for what is left."""
        best: list[Filled] | None = None
        begun = FIRST_BOXES[min(self.rules.most_boxes - depth, len(FIRST_BOXES) - 1)]
        for box in self._firsts(goods)[:begun]:
            if self.left.spent:
                break
            least = self._least(NOTHING, box)[0] + self.rules.parcel_e4
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
        units = [_sums((replace(each, count=1),)) for each in goods]
        may = [box for box in self.boxes if any(self._may_hold(unit, box) for unit in units)]
        return sorted(may, key=lambda box: (-box.inner.volume, box.code))

    def _rest(self, goods: Sequence[Goods], below: int | None, depth: int) -> list[Filled] | None:
        if not goods:
            return []
        sums = _sums(goods)
        for box in self._candidates(sums):
            if self.left.spent:
                return None
            if below is not None and self._least(sums, box)[0] >= below:
                break
            effort = self.rules.effort // 40 if self.looks < self.rules.effort else 0
            one = self._whole(goods, box, effort, self.left)
            if one is not None:
                return [one]
        if depth < SPLIT_OF:
            return None
        return self._split(goods, below, depth)

    def _fill(self, goods: Sequence[Goods], box: Box) -> tuple[Filled | None, list[Goods]]:
        """Return a box with as much as goes in, and what is left."""
        may = [self._may_hold(_sums((replace(each, count=1),)), box) for each in goods]
        into = [each for each, goes in zip(goods, may, strict=True) if goes]
        load, looks = load_box(bodies_for(into, box), box, self.rules, self.rules.effort // 100, self.left)
        self.looks += looks
        if load.loaded.volume <= 0:
            return None, list(goods)
        left = Counter[Goods]()
        for body in load.left:
            left[body.goods] += body.count
        rest = [replace(each, count=left[each]) for each in into if left[each]]
        return filled_of(load, self.rules), rest + [each for each, goes in zip(goods, may, strict=True) if not goes]
