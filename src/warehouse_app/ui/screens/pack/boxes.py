"""What the pack page shows while a box is chosen, and of the box that is to come, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.cartons.bench import BoxChoice, Boxing, BoxItem, BoxPlan
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boxvalues import BoxFitValue, BoxLine, BoxPart
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import Answer, Option, SideValue, Verdict
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.cartons import why

_CENT_E4 = 100
_MEASURED = 3
"""Goods that are named beside the question when they go into no box."""


def boxing_of(state: PackScreen) -> Boxing | None:
    """Return what stands beside the question for a box, None where none is asked for."""
    return state.now.boxing if state.boxing and state.now is not None else None


def items(state: PackScreen) -> int:
    """Return how many items were proven right."""
    return 0 if state.now is None else state.now.done_units


def measure(state: PackScreen) -> Verdict | None:
    """Return the question for a size, None where none is wanted."""
    found = boxing_of(state)
    if found is None or found.measure is None:
        return None
    goods = found.measure
    more = (
        trn("{n} kind of goods has no size yet. ", "{n} kinds of goods have no size yet. ", goods.left).format(
            n=goods.left
        )
        if goods.left > 1
        else ""
    )
    words = tr("{more}{sku}: length, width and height in millimetres, as 300x200x100. It is asked once.")
    answers = (Answer("leave_out", tr("Not now"), "0"),)
    name = calm(goods.name) or code(goods.sku)
    why_asked = words.format(more=more, sku=code(goods.sku))
    return Verdict("asked", tr("Measure {name}").format(name=name), why_asked, answers=answers, icon="ruler")


def head(found: Boxing) -> tuple[str, str]:
    """Return what stands over the boxes, and how one is taken."""
    best = found.suggested
    words = tr("Which box?") if best is None else tr("Take {box}").format(box=calm(best.name))
    return words, tr("Scan the box") if found.policy == "scan" else tr("Press a number or scan the box, 0 for none")


def options(found: Boxing) -> tuple[Option, ...]:
    """Return the boxes to choose from: size and how full, why it is there, what it costs."""
    return tuple(_option(each, ready=found.ready) for each in found.choices)


def _option(choice: BoxChoice, *, ready: bool) -> Option:
    first, several = choice.boxes[0], len(choice.boxes) > 1
    size = figures.counted(len(choice.boxes), "box", "boxes") if several else sides(first.inner)
    reason = tr("one more label") if several else ""
    parts = (size, tr("soft") if first.soft and not several else "", _full(choice) if first.items else "", reason)
    cost = figures.money(-(-choice.cost_e4 // _CENT_E4), "") if ready else ""
    line = ", ".join(part for part in parts if part)
    return Option(choice.n, calm(choice.name), line, figure=cost, suggested=choice.suggested)


def _full(choice: BoxChoice) -> str:
    """Return how full boxes are; of several each."""
    return " + ".join(tr("{n} % full").format(n=each.fill) for each in choice.boxes)


def sides(inner: tuple[int, int, int]) -> str:
    """Return the sides of a box."""
    return tr("{sides} mm").format(sides=" × ".join(str(side) for side in inner))


def fit(found: Boxing) -> BoxFitValue:
    """Return the drawing of the box that is suggested; where none is, why not."""
    best = found.suggested
    if best is None:
        if found.unfit and all(each == "no_box" for _sku, each in found.unfit):
            return BoxFitValue(
                tr("No suggestion"), note=tr("No box holds all of it, nor do several. Press 0 to pack it without one.")
            )
        lacks = [tr("{sku}: {why}").format(sku=code(sku), why=why(each)) for sku, each in found.unfit[:_MEASURED]]
        words = ". ".join(lacks) or tr("Take the smallest box that everything goes into.")
        return BoxFitValue(tr("No suggestion"), note=words)
    return drawn(best.boxes[0])


def drawn(plan: BoxPlan) -> BoxFitValue:
    """Return one box as it is drawn."""
    paid = tr("{weight} paid, for its volume") if plan.by_volume else tr("{weight} with the box")
    line = ", ".join((tr("{n} % full").format(n=plan.fill), paid.format(weight=figures.weight(plan.paid_g))))
    lines = tuple(BoxLine(each.n, _goods(each), _how(each, len(plan.items))) for each in plan.items)
    parts = tuple(
        BoxPart(each.n, each.count, (each.x, each.y, each.z), (each.length, each.width, each.height))
        for each in plan.bodies
    )
    return BoxFitValue(tr("How it fits"), line, plan.inner, parts, lines)


def _goods(item: BoxItem) -> str:
    name = calm(item.name) or code(item.sku)
    return name if item.qty == 1 else tr("{n} × {name}").format(n=item.qty, name=name)


def _how(item: BoxItem, kinds: int) -> str:
    """Return where goods lie and how: what goes in first, what on top, what stands upright."""
    where = "" if kinds == 1 else (tr("put first"), tr("then"), tr("on top"))[item.level]
    said = (where, tr("upright") if item.upright else "", tr("nothing on it") if item.fragile else "")
    return ", ".join(part for part in said if part)


def coming(state: PackScreen) -> tuple[SideValue, ...]:
    """Return the card of the box that the open order will take; of several, what goes into which."""
    found = state.ahead
    if not state.open or found is None or not found.ready or not found.choices:
        return ()
    best = found.choices[0]
    if len(best.boxes) == 1:
        only = best.boxes[0]
        return (SideValue("box", tr("Box"), calm(only.name), (_full(best), sides(only.inner)), note=True),)
    lines = tuple(
        tr("{box}: {goods}").format(box=calm(each.name), goods=", ".join(_goods(item) for item in each.items))
        for each in best.boxes
    )
    return (SideValue("boxes", tr("Boxes"), calm(best.name), lines, kind="ask", note=True),)


def prompt(state: PackScreen) -> str:
    """Return what the scan bar says while a box is chosen."""
    found = boxing_of(state)
    if found is None:
        return tr("Scan the next item")
    if found.measure is not None:
        return tr("Type its size, as 300x200x100")
    if found.policy == "scan" or not found.choices:
        return tr("Scan the box")
    if found.suggested is None:
        return tr("Press a number, or scan the box")
    return tr("Press {n}, or scan the box").format(n=found.suggested.n)


def begins_size(state: PackScreen, key: str) -> bool:
    """Tell whether a key is the first digit of a size that is asked for."""
    found = boxing_of(state)
    return found is not None and found.measure is not None and key.isdigit() and key != "0"


def answers(state: PackScreen, key: str) -> str:
    """Return what a key is taken for while a box is chosen, "" where it is nothing."""
    found = boxing_of(state)
    if found is None:
        return ""
    if found.measure is not None:
        return key if key == "0" else ""
    return key if key == "0" or any(str(each.n) == key for each in found.choices) else ""
