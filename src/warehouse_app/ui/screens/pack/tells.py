"""Packing instructions on the pack page: the question that waits, and the cards of this moment. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.instructions.values import Moment, Told
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import Answer, Item, SideValue, Verdict
from warehouse_app.ui.screens.pack.state import PackScreen, touched_lines
from warehouse_app.wording import tr

INSTRUCTION = "instruction"
MOST_CARDS = 2
"""Instructions that stand beside the lines at once; the others wait for their moment."""


def question(state: PackScreen) -> Verdict | None:
    """Return the panel of an instruction that waits to be confirmed, None where none does."""
    tell = state.now.tell if state.now is not None else ()
    if not tell:
        return None
    first, waiting = tell[0], sum(each.must for each in tell)
    answers = (Answer("resume", tr("Done"), "Enter", primary=True),)
    line = tr("{n} more to confirm").format(n=waiting - 1) if waiting > 1 else ""
    picture = state.pictures.get(first.picture, "")
    item = Item("", "", picture) if picture else None
    return Verdict("asked", _head(first), line, item, answers=answers, icon="clipboard-check", long=calm(first.text))


def _head(told: Told) -> str:
    if told.products:
        return tr("For {products}").format(products=", ".join(map(code, told.products)))
    return tr("Before it is closed") if told.moment is Moment.SEAL else tr("For this order")


def cards(state: PackScreen) -> tuple[SideValue, ...]:
    """Return the cards of what belongs to this moment: dangers first, then what must not be missed, then the gift."""
    now = state.now
    if now is None:
        return ()
    full = 0 < now.total_units == now.done_units or state.weighing
    skus = {line.sku for line in touched_lines(state)}
    mine = [each for each in state.beside.told if _now(each, skus, full=full)]
    mine.sort(key=lambda each: (not each.danger, each.moment is not Moment.ITEM, not each.must))
    found = tuple(_card(each) for each in mine[:MOST_CARDS])
    return (*found, *_gift(state))


def _now(each: Told, skus: set[str], *, full: bool) -> bool:
    if each.moment is Moment.ITEM:
        return bool(skus.intersection(each.products))
    return full if each.moment is Moment.SEAL else True


def _card(each: Told) -> SideValue:
    icon = "triangle-alert" if each.danger else "clipboard-list"
    label = tr("Care") if each.danger else tr("Instruction")
    kind = "ask" if each.danger or each.must or each.moment is Moment.ITEM else "neutral"
    return SideValue(icon, label, calm(each.text), kind=kind, note=True)  # type: ignore[arg-type]


def _gift(state: PackScreen) -> tuple[SideValue, ...]:
    gift = state.beside.gift
    if not gift:
        return ()
    lines = (tr("No invoice in the box"),) if gift.no_prices else ()
    return (SideValue("gift", tr("Gift"), calm(gift.note) or tr("It is a gift"), lines, kind="ask", note=True),)
