"""Answers kept: the same basket with the same boxes and rules is worked out once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from warehouse_app.domain.cartons.values import Advice, Box, Goods, Rules
from warehouse_app.planning.cartonisation.choose import advise


class Asked(NamedTuple):
    """A question: goods, boxes and rules, in one order whatever order they came in."""

    goods: tuple[Goods, ...]
    boxes: tuple[Box, ...]
    rules: Rules


def asked(goods: Sequence[Goods], boxes: Sequence[Box], rules: Rules) -> Asked:
    """Return a question in its one form. How many of a box there are counts no further than can be used."""
    told = (box if box.stock is None else replace(box, stock=max(0, min(box.stock, rules.most_boxes))) for box in boxes)
    return Asked(tuple(sorted(goods, key=lambda each: each.item)), tuple(sorted(told, key=lambda box: box.code)), rules)


class KnownBaskets:
    """The last answers. Two threads may ask at once: at worst both work the same out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Asked, Advice] = OrderedDict()

    def get(self, question: Asked) -> Advice | None:
        """Return an answer that is there already; nothing is worked out."""
        return self._kept.get(question)

    def answer(self, question: Asked) -> Advice:
        """Return the answer, worked out where it is not there."""
        found = self._kept.get(question)
        if found is None:
            found = self._kept[question] = advise(*question)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)  # one step: whoever looks for the oldest first may see it go
        return found

    def forget(self) -> None:
        """Forget all answers."""
        self._kept.clear()
