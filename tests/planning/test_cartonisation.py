"""Which box a basket takes: every placement is proven by a checker of its own, and planted slips are seen by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.cartons import LADDER, baskets, faults
from warehouse_app.domain.cartons.values import (
    Advice,
    Box,
    BoxKind,
    Goods,
    Misfit,
    Rules,
    Size,
    Unfit,
    dimensional_g,
)
from warehouse_app.planning.cartonisation import advise, choose, loader, search
from warehouse_app.planning.cartonisation.bodies import bodies_for
from warehouse_app.planning.cartonisation.loader import CompiledLoader, asked_of
from warehouse_app.planning.cartonisation.plain import Loaded, PlainLoader, _Box
from warehouse_app.planning.native import load

QUICK = Rules(effort=30_000)
EASY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def box(code: str, inner: tuple[int, int, int], **more: Any) -> Box:
    return Box(code, Size(*inner), Size(*(side + 8 for side in inner)), **more)


def item(name: str, size: tuple[int, int, int], count: int = 1, weight_g: int = 100, **more: Any) -> Goods:
    return Goods(name, Size(*size), weight_g, count, **more)


@EASY
@given(baskets(), st.sampled_from((0, 100, 250)), st.sampled_from((1, 2, 6)))
def test_every_placement_is_proven(basket: tuple[Goods, ...], infill: int, most_boxes: int) -> None:
    rules = replace(QUICK, infill=infill, most_boxes=most_boxes)
    advice = advise(basket, LADDER, rules)
    assert bool(advice.choices) != bool(advice.unfit)
    for choice in advice.choices:
        assert faults(choice, basket, LADDER, rules) == []


@EASY
@given(baskets(), st.integers(0, 3), st.randoms(use_true_random=False), st.sampled_from((0, 1, 40, 900, 10**9)))
@pytest.mark.skipif(not load.is_compiled(), reason="no compiler")
def test_compiled_and_plain_load_alike(basket: tuple[Goods, ...], rule: int, dice: Any, most: int) -> None:
    for each in LADDER[3:7]:
        bodies = bodies_for(basket, each)[:25]
        asked = asked_of(bodies, each, QUICK)
        order = dice.sample(range(len(bodies)), len(bodies))
        compiled = CompiledLoader(asked)
        compiled.load(order, rule, 10**9)
        assert compiled.load(order, rule, most) == PlainLoader(asked).load(order, rule, most)


def test_the_same_basket_has_one_answer_in_any_order_compiled_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    basket = [item("A", (120, 80, 40), 3), item("B", (60, 60, 60), 4), item("C", (200, 30, 30), 2, fragile=True)]
    first = advise(basket, LADDER, QUICK)
    assert advise(reversed(basket), reversed(LADDER), QUICK) == first
    monkeypatch.setattr(loader, "loader_of", PlainLoader)
    monkeypatch.setattr("warehouse_app.planning.cartonisation.search.loader_of", PlainLoader)
    assert advise(basket, LADDER, QUICK) == first


class Counting(PlainLoader):
    """A loader that counts what it looks at."""

    looks = 0

    def load(self, order: Sequence[int], rule: int, most: int) -> Loaded:
        found = super().load(order, rule, most)
        Counting.looks += found.looks
        return found


def test_what_cannot_be_told_soon_is_not_searched_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "loader_of", Counting)
    monkeypatch.setattr(Counting, "looks", 0)
    goods = [item(f"G{n}", (40 + n % 37, 41 + n % 31, 42 + n % 29)) for n in range(200)]
    stock = [box(f"B{n}", (300, 300, 300 + n), most_g=10**6) for n in range(100)]
    rules = Rules(effort=1_000)
    advice = advise(goods, stock, rules)
    assert {each.why for each in advice.unfit} == {Misfit.TOO_MANY}
    assert Counting.looks <= choose.AT_MOST * rules.effort * 2


def test_a_roomy_box_is_found_behind_many_into_which_goods_go_by_sums_alone() -> None:
    awkward = [
        item("A", (290, 290, 60)),
        item("B", (60, 290, 290)),
        item("C", (290, 60, 290)),
        item("D", (200, 200, 200)),
    ]
    tight = [box(f"T{n:03}", (300, 300, 301), cost_e4=n) for n in range(200)]
    roomy = box("ROOMY", (600, 500, 500), cost_e4=10**6)
    assert advise(awkward, [*tight, roomy], Rules(most_boxes=1)).choices[0].codes == ("ROOMY",)


def test_equal_goods_of_two_lines_are_so_many_and_no_more() -> None:
    goods = [item("A", (100, 100, 100), 2), item("A", (100, 100, 100), 2)]
    (choice, *_) = advise(goods, [box("TWO", (200, 100, 100))], Rules()).choices
    assert choice.codes == ("TWO", "TWO")
    assert sum(each.count for each in choice.boxes[0].placed + choice.boxes[1].placed) == 4


def test_the_box_that_costs_least_to_ship_comes_first_not_the_smallest() -> None:
    dear = box("DEAR", (100, 100, 100), cost_e4=900_000)
    cheap = box("CHEAP", (120, 120, 100), cost_e4=100)
    choices = advise([item("A", (90, 90, 90))], [dear, cheap], Rules()).choices
    assert [choice.codes for choice in choices] == [("CHEAP",), ("DEAR",)]


def test_weight_by_volume_is_paid_where_it_is_more() -> None:
    assert dimensional_g(Size(400, 300, 250), 5_000) == 6_000
    assert dimensional_g(Size(400, 300, 250), 6_000) == 5_000
    assert dimensional_g(Size(1, 1, 1), 5_000) == 1
    assert dimensional_g(Size(400, 300, 250), 0) == 0
    (filled,) = (
        advise([item("A", (90, 90, 90), weight_g=50)], [box("B", (192, 142, 92), tare_g=70)], Rules()).choices[0].boxes
    )
    assert (filled.goods_g, filled.gross_g, filled.dim_g, filled.paid_g) == (50, 120, 600, 600)


def test_several_boxes_where_one_does_not_hold_all() -> None:
    small = box("S", (100, 100, 100))
    (choice, *_others) = advise([item("A", (90, 90, 90), 3)], [small], Rules()).choices
    assert choice.codes == ("S", "S", "S")
    assert advise([item("A", (90, 90, 90), 3)], [replace(small, stock=2)], Rules()).unfit == (
        Unfit("A", Misfit.NO_BOX),
    )
    assert advise([item("A", (90, 90, 90), 3)], [small], Rules(most_boxes=2)).unfit == (Unfit("A", Misfit.NO_BOX),)


def test_two_boxes_win_where_they_cost_less() -> None:
    huge = box("HUGE", (900, 900, 900), cost_e4=500_000)
    small = box("S", (100, 100, 100))
    assert advise([item("A", (90, 90, 90), 2)], [small, huge], Rules()).choices[0].codes == ("S", "S")


def test_what_is_kept_apart_gets_boxes_of_its_own() -> None:
    goods = [item("PAINT", (40, 40, 40), apart="paint"), item("BREAD", (40, 40, 40), apart="food")]
    choice = advise(goods, [box("L", (300, 300, 300))], Rules()).choices[0]
    assert choice.codes == ("L", "L")


@pytest.mark.parametrize(
    ("goods", "why"),
    [
        (Goods("A", None, 10), Misfit.NO_SIZE),
        (item("A", (400, 20, 20)), Misfit.TOO_LARGE),
        (item("A", (60, 60, 110), upright=True), Misfit.TOO_LARGE),
        (item("A", (90, 90, 90), weight_g=9_000), Misfit.TOO_HEAVY),
        (item("A", (200, 200, 10), fragile=True), Misfit.ONLY_SOFT),
    ],
)
def test_what_goes_into_no_box_is_named_with_its_reason(goods: Goods, why: Misfit) -> None:
    boxes = [box("S", (120, 100, 100), most_g=5_000), box("M", (300, 250, 20), kind=BoxKind.MAILER)]
    assert advise([goods, item("Z", (10, 10, 10))], boxes, Rules()) == Advice(unfit=(Unfit("A", why),))


def test_nested_bowls_are_one_stack_and_a_mailer_is_as_thick_as_its_goods() -> None:
    choice = advise([item("BOWL", (200, 200, 80), 5, nest_mm=10)], [box("M", (210, 210, 120))], Rules()).choices[0]
    (body,) = choice.boxes[0].placed
    assert (body.count, body.nested, body.size) == (5, True, Size(200, 200, 120))
    soft = box("SOFT", (300, 200, 60), kind=BoxKind.MAILER)
    (filled,) = advise([item("BOOK", (200, 150, 20))], [soft], Rules()).choices[0].boxes
    assert filled.outer == Size(308, 208, 28)


def test_a_pallet_of_one_thing_is_few_bodies() -> None:
    choice = advise(
        [item("TIN", (80, 80, 100), 240, 400)], [box("XL", (800, 400, 400), most_g=60_000)], Rules()
    ).choices[0]
    assert sum(len(each.placed) for each in choice.boxes) < 20
    assert (
        faults(choice, [item("TIN", (80, 80, 100), 240, 400)], [box("XL", (800, 400, 400), most_g=60_000)], Rules())
        == []
    )


def planted(monkeypatch: pytest.MonkeyPatch, slip: str) -> None:
    """Plant an off-by-one in the packer."""
    touch, best, stop = _Box.touch, _Box.best, _Box._stop
    if slip == "a body is thought a millimetre narrower":
        monkeypatch.setattr(_Box, "touch", lambda self, b, at, side: touch(self, b, at, (side[0] - 1, *side[1:])))
    if slip == "a corner is slid a millimetre too far":
        monkeypatch.setattr(_Box, "_stop", lambda self, *how: max(0, stop(self, *how) - 1))
        monkeypatch.setattr(_Box, "touch", lambda self, b, at, side: abs(touch(self, b, at, side)))
    if slip == "the box is thought a millimetre longer":
        monkeypatch.setattr(
            "warehouse_app.planning.cartonisation.search.asked_of",
            lambda *how: replace(asked := asked_of(*how), box=(asked.box[0] + 1, *asked.box[1:])),
        )
    if slip == "what lies a millimetre higher is thought carried":

        def lifted(self: _Box, body: int, rule: int) -> tuple[int, ...]:
            lies = best(self, body, rule)
            return lies if lies[2] == 0 else (*lies[:2], lies[2] + 1, *lies[3:])

        monkeypatch.setattr(_Box, "best", lifted)


@pytest.mark.parametrize(
    "slip",
    [
        "a body is thought a millimetre narrower",
        "a corner is slid a millimetre too far",
        "the box is thought a millimetre longer",
        "what lies a millimetre higher is thought carried",
    ],
)
def test_the_checker_sees_a_planted_slip(monkeypatch: pytest.MonkeyPatch, slip: str) -> None:
    monkeypatch.setattr("warehouse_app.planning.cartonisation.search.loader_of", PlainLoader)
    planted(monkeypatch, slip)
    tight = [box(f"B{n}", (100 + 20 * n, 101, 101), most_g=9_000) for n in range(6)]
    seen = []
    for n in range(40):
        sizes = [(50 + (7 * n + 3 * k) % 30, 50 + (n * k) % 3, 33 + (n + 5 * k) % 19) for k in range(6)]
        basket = [item(f"I{k}", size, 1) for k, size in enumerate([*sizes, (101 + n % 20, 40, 40)])]
        for choice in advise(basket, tight, Rules(effort=4_000)).choices:
            seen += faults(choice, basket, tight, Rules())
    assert seen
