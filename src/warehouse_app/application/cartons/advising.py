"""Which box a parcel takes: asked with what is known of its goods, worked out on a read lane and kept.

Promise: nothing is ever worked out while a scan is written; what is not there yet is not waited for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from warehouse_app.application.settings import number_of, value_of
from warehouse_app.domain.cartons.bench import (
    BoxChoice,
    Boxing,
    BoxPolicy,
    Measure,
    Traits,
    bare_choice,
    choices_of,
)
from warehouse_app.domain.cartons.boxes import BoxRow
from warehouse_app.domain.cartons.values import Advice, Goods, Rules
from warehouse_app.planning.cartonisation.known import Asked, KnownBaskets, asked
from warehouse_app.planning.native.load import is_compiled
from warehouse_app.store import boxes
from warehouse_app.store.desk import Desk

KNOWN = KnownBaskets(4096)
"""What was worked out in this process. An answer follows from its question alone, so it may be kept for ever."""

SLOWER = 20
"""Without the compiled part so many times less is searched: it takes about as long."""

MOST_CHOICES = 9
_CENT_E4 = 100


@dataclass(frozen=True, slots=True)
class Basket:
    """What a parcel holds, with the names of its goods, and the boxes there are."""

    goods: tuple[Goods, ...]
    names: dict[str, str]
    rows: tuple[BoxRow, ...]
    rules: Rules

    @property
    def question(self) -> Asked:
        """Return the question to be worked out."""
        return asked(self.goods, [row.box() for row in self.rows], self.rules)

    @property
    def grams(self) -> int:
        """Return what the goods weigh, as far as that is known."""
        return sum(each.weight_g * each.count for each in self.goods)

    def unsized(self, left_out: Collection[str]) -> list[Goods]:
        """Return the goods whose size is to be asked."""
        return [each for each in self.goods if each.size is None and each.item not in left_out]


def policy_of(desk: Desk, station: str) -> BoxPolicy:
    """Return what a bench does about boxes."""
    return BoxPolicy(value_of(desk, "pack.box", station))


def rules_of(desk: Desk, station: str, service: str = "") -> Rules:
    """Return what a site asks of its boxes, with the divisor of the carrier's service."""
    return Rules(
        infill=10 * number_of(desk, "pack.box_infill", station),
        divisor=divisor_of(desk, service),
        kilo_e4=_CENT_E4 * number_of(desk, "pack.box_kilo", station),
        parcel_e4=_CENT_E4 * number_of(desk, "pack.box_parcel", station),
        effort=Rules().effort // (1 if is_compiled() else SLOWER),
    )


def divisor_of(desk: Desk, service: str) -> int:
    """Return by how many cubic centimetres a carrier's service divides a volume into kilograms.

    The most exact word counts: `DHL-EXPRESS=4000` for that service, `DHL=5000` for all whose name begins so.
    """
    told = dict(word.partition("=")[::2] for word in value_of(desk, "pack.box_divisors").upper().split())
    named = [name for name in told if name and service.upper().startswith(name)]
    return int(told[max(named, key=len)]) if named else number_of(desk, "pack.box_divisor")


def basket_of(
    desk: Desk, station: str, place: int, warehouse: str, service: str, order_id: int | None = None
) -> Basket:
    """Return what a parcel holds, and the boxes of its warehouse; with its order, also what still waits."""
    goods, names = boxes.basket(desk, order_id, place)
    return Basket(goods, names, boxes.at(desk, warehouse), rules_of(desk, station, service))


def work_out(basket: Basket) -> Advice | None:
    """Return the best boxes, worked out now; for read lanes. None while a size is not known."""
    if not basket.rows or any(each.size is None for each in basket.goods):
        return None
    return KNOWN.answer(basket.question)


def boxing_of(basket: Basket, policy: BoxPolicy, left_out: Collection[str]) -> Boxing:
    """Return what the bench shows, with what was worked out before; else boxes by their size."""
    unsized = basket.unsized(left_out)
    if unsized:
        first = unsized[0].item
        return Boxing(policy.value, measure=Measure(first, basket.names.get(first, ""), len(unsized)))
    advice = KNOWN.get(basket.question)
    if advice is None or not advice.choices:
        unfit = () if advice is None else tuple((each.item, each.why.value) for each in advice.unfit)
        return Boxing(policy.value, advice is not None, _by_size(basket), unfit=unfit)
    traits = {each.item: Traits(basket.names.get(each.item, ""), each.fragile, each.upright) for each in basket.goods}
    return Boxing(policy.value, ready=True, choices=choices_of(advice, traits))


def _by_size(basket: Basket) -> tuple[BoxChoice, ...]:
    """Return boxes that carry the goods and are larger than they are, the smallest first; where none is, the largest:
    a person sees what nobody reckoned.
    """
    room = sum(each.size.volume * each.count for each in basket.goods if each.size is not None)
    fit = [row for row in basket.rows if row.most_g >= basket.grams and row.inner.volume >= room]
    fit.sort(key=lambda row: (row.inner.volume, row.sku))
    fit = fit or sorted(basket.rows, key=lambda row: (-row.inner.volume, row.sku))
    return tuple(bare_choice(n, row, basket.grams) for n, row in enumerate(fit[:MOST_CHOICES], 1))
