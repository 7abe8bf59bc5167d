"""An independent checker of packed boxes, and baskets to try: it shares no code with the packer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, permutations

from hypothesis import strategies as st

from warehouse_app.domain.cartons.values import Box, BoxKind, Choice, Filled, Goods, Placed, Rules, Size


def faults(choice: Choice, basket: Sequence[Goods], boxes: Sequence[Box], rules: Rules) -> list[str]:
    """Return what is wrong with a choice, in words; nothing when it is right."""
    found: list[str] = []
    wanted = Counter({each.item: each.count for each in basket if each.count})
    packed = Counter[str]()
    for filled in choice.boxes:
        for body in filled.placed:
            packed[body.item] += body.count
        found += _of_box(filled, {each.item: each for each in basket}, {box.code: box for box in boxes}, rules)
    if packed != wanted:
        found.append(f"packed {packed}, wanted {wanted}")
    stock = {box.code: box.stock for box in boxes if box.stock is not None}
    found += [f"more {code} than there are" for code, n in Counter(choice.codes).items() if n > stock.get(code, n)]
    if len(choice.boxes) > max(1, rules.most_boxes):
        found.append("too many boxes")
    if choice.cost_e4 != sum(each.cost_e4 for each in choice.boxes):
        found.append("wrong sum of costs")
    return found


def _of_box(filled: Filled, goods: dict[str, Goods], boxes: dict[str, Box], rules: Rules) -> list[str]:
    box, found = boxes[filled.box], []
    grams = sum(goods[body.item].weight_g * body.count for body in filled.placed)
    if grams > box.most_g or grams != filled.goods_g:
        found.append(f"{grams} g in {box.code}")
    if len({goods[body.item].apart for body in filled.placed} - {""}) > 1:
        found.append("what is kept apart lies together")
    if box.kind is BoxKind.MAILER and any(goods[body.item].fragile for body in filled.placed):
        found.append("fragile goods in what bends")
    volume = sum(body.size.length * body.size.width * body.size.height for body in filled.placed)
    if volume != filled.goods_mm3 or volume * 1000 > box.inner.volume * (1000 - rules.infill):
        found.append("no room for padding")
    for body in filled.placed:
        found += [f"{body}: {what}" for what in _of_body(body, filled, goods[body.item], box, rules)]
    for one, other in combinations(filled.placed, 2):
        if all(a < c + d and c < a + b for a, b, c, d in _sides(one, other)):
            found.append(f"{one} overlaps {other}")
    top = max(body.at.z + body.size.height for body in filled.placed)
    if box.kind is BoxKind.MAILER and filled.outer.height != box.outer.height - box.inner.height + top:
        found.append("a mailer of another thickness")
    outer = filled.outer.length * filled.outer.width * filled.outer.height
    if rules.divisor and not (filled.dim_g - 1) * rules.divisor < outer <= filled.dim_g * rules.divisor:
        found.append("wrong weight by volume")
    return found


def _of_body(body: Placed, filled: Filled, goods: Goods, box: Box, rules: Rules) -> list[str]:
    found = []
    ends = [at + side for at, side in zip(body.at, body.size, strict=True)]
    if min(body.at) < 0 or any(end > room for end, room in zip(ends, box.inner, strict=True)):
        found.append("sticks out")
    if not _is_unit(body, goods):
        found.append("is not what it says it is")
    if body.at.z and _carried(body, filled) * 1000 < body.size.length * body.size.width * rules.support:
        found.append("stands in the air")
    if goods.fragile and any(
        other.at.z >= ends[2] and _overlap(body, other) for other in filled.placed if other is not body
    ):
        found.append("is lain upon")
    return found


def _is_unit(body: Placed, goods: Goods) -> bool:
    assert goods.size is not None
    unit = goods.size
    if body.nested:
        unit = Size(unit.length, unit.width, unit.height + (body.count - 1) * goods.nest_mm)
        if goods.fragile or not goods.nest_mm:
            return False
    elif body.grid.x * body.grid.y * body.grid.z != body.count or (goods.fragile and body.grid.z > 1):
        return False
    lies = tuple(side / n for side, n in zip(body.size, body.grid, strict=True))
    ways = permutations(unit) if not goods.upright else ((*unit[:2], unit.height), (*unit[1::-1], unit.height))
    return lies in set(ways)


def _sides(one: Placed, other: Placed) -> list[tuple[int, int, int, int]]:
    return [(one.at[n], one.size[n], other.at[n], other.size[n]) for n in range(3)]


def _overlap(one: Placed, other: Placed) -> int:
    long, wide = (max(0, min(a + b, c + d) - max(a, c)) for a, b, c, d in _sides(one, other)[:2])
    return long * wide


def _carried(body: Placed, filled: Filled) -> int:
    return sum(_overlap(body, other) for other in filled.placed if other.at.z + other.size.height == body.at.z)


SIDES = (40, 60, 90, 120, 170, 230, 310)
LADDER = tuple(
    Box(
        f"{kind.value[0].upper()}{long}x{wide}x{high}",
        Size(long, wide, high),
        Size(long + 8, wide + 8, high + 12),
        tare_g=long * wide // 400,
        most_g=most,
        cost_e4=long * wide // 20,
        stock=stock,
        kind=kind,
    )
    for long, wide, high, most, stock, kind in (
        (150, 100, 70, 2_000, None, BoxKind.CARTON),
        (250, 180, 20, 1_000, None, BoxKind.MAILER),
        (200, 150, 100, 5_000, None, BoxKind.CARTON),
        (250, 200, 150, 8_000, 2, BoxKind.CARTON),
        (350, 250, 80, 3_000, None, BoxKind.MAILER),
        (350, 250, 200, 12_000, None, BoxKind.CARTON),
        (400, 300, 300, 20_000, None, BoxKind.CARTON),
        (600, 400, 400, 30_000, None, BoxKind.CARTON),
    )
)  # fmt: skip


@st.composite
def baskets(draw: st.DrawFn, most: int = 7) -> tuple[Goods, ...]:
    """A basket of goods of all kinds, equal ones among them."""
    side = st.sampled_from(SIDES) | st.integers(10, 320)
    found = []
    for n in range(draw(st.integers(1, most))):
        size = Size(draw(side), draw(side), draw(side))
        nest = draw(st.sampled_from((0, 0, 0, 5, 30)))
        found.append(
            Goods(
                f"I{n}",
                size,
                draw(st.integers(1, 2_500)),
                draw(st.sampled_from((1, 1, 1, 2, 3, 5, 9, 70))),
                upright=draw(st.integers(0, 4)) == 0,
                fragile=draw(st.integers(0, 4)) == 0,
                nest_mm=min(nest, size.height),
                apart=draw(st.sampled_from(("", "", "", "food", "paint"))),
            )
        )
    return tuple(found)
