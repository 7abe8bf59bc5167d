"""What the pack page shows of labels and boxes: the scan of a label, a parcel that is opened again, the boxes of an
order. Pure, no Qt.
"""

from __future__ import annotations

from warehouse_app.domain.packing.asking import Facts
from warehouse_app.domain.packing.values import Box, PackState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.labelvalues import LabelValue
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Answer, SideValue, Verdict
from warehouse_app.ui.screens.pack import scale
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import words_of


def panel(state: PackScreen) -> LabelValue:
    """Return the panel that asks for the label's scan."""
    now = state.now
    assert now is not None
    waiting, order = len(now.labels), "" if now.order is None else now.order.code
    parcel = tr("Parcel {n}").format(n=now.box)
    weight = figures.weight(now.weight_g) if now.weight_g is not None else ""
    to = (state.recipient, "" if now.order is None else now.order.country)
    lines = (parcel, *(line for line in (weight, *to, tr("Order {order}").format(order=order)) if line))
    complete = now.total_units == now.done_units
    head = tr("Order complete") if complete else tr("Parcel {n} is sealed").format(n=now.box)
    facts = (
        (tr("Items"), tr("{done} of {all}").format(done=now.done_units, all=now.total_units)),
        (tr("Parcel"), code(now.parcel)),
        *(((tr("Weight"), weight),) if weight else ()),
        *(((tr("Labels open here"), figures.number(waiting)),) if waiting > 1 else ()),
    )
    answers = (Answer("print_again", tr("Print again"), "F5"), Answer("undo", tr("Open it again"), "Ctrl+Z"))
    return LabelValue(tr("Scan the label"), _where(state), lines, now.tracking, head, facts, answers)


def _where(state: PackScreen) -> str:
    """Say which label is to be stuck on: one came with the goods where labels print with the release."""
    said = _of_label(state)
    if said == "label_void":
        return tr("Throw the old label away, stick the new one on. The scan closes the parcel.")
    if said == "label_kept":
        return tr("Stick the label on that came with the goods. The scan closes the parcel.")
    return tr("Stick it on the box first. The scan closes the parcel.")


def closed(state: PackScreen) -> tuple[str, str]:
    """Return the word over a closed parcel, and what to do with its label."""
    said = _of_label(state)
    if said == "label_void":
        return tr("New label"), tr("Throw the old label away, put the new one on")
    if said == "label_kept":
        return tr("Closed"), tr("Put on the label that came with it")
    if said == "applied":
        return tr("Closed"), tr("Order {order} is packed. Its label is on")
    if waits(state):
        return tr("Waits for label"), tr("Write its number on it and set it aside")
    return tr("Closed"), tr("Order {order} is packed. Put its label on")


def waits(state: PackScreen) -> bool:
    """Say whether the parcel that was just sealed waits for the label of a carrier."""
    return _of_label(state) == "wait_label"


def _of_label(state: PackScreen) -> str:
    return "" if state.said is None else str(state.said.facts.get("problem") or "")


def question(state: PackScreen) -> Verdict | None:
    """Return the question between which parcels items are moved, or whether a sealed one is opened again; None where
    neither is asked, or a Stop waits.

    It is told as the bench has it in mind: whatever was said since, and to whoever comes to the bench later.
    """
    now = state.now
    if now is None or now.stop is not None:
        return None
    asked = str(now.ask.get("asks") or "")
    if now.asked == "move" and asked:
        return _moves(state, asked, now.ask)
    return _opens(state, asked, now.ask) if state.reopening and asked else None


def _moves(state: PackScreen, asked: str, facts: Facts) -> Verdict:
    what, deed = words_of(asked, facts)
    named = () if asked == "move_items" else state.boxes  # an item is asked for then, no parcel
    parcels = ", ".join(code(each.parcel) for each in named if each.parcel != facts.get("parcel"))
    why = tr("{deed}. Of this order: {parcels}").format(deed=deed, parcels=parcels) if parcels else deed
    return Verdict("asked", what, why, answers=(Answer("undo", tr("Leave all as it is"), "2"),))


def _opens(state: PackScreen, asked: str, about: Facts) -> Verdict:
    facts = figures.told(about, state.heard.at)
    who = str(facts.get("who") or "")
    facts = {**facts, "who": state.names.get(who, who)}
    what = words_of(asked, facts)[0]
    word = tr("Open it again?") if asked == "reopen_reach" else tr("Packed already")
    reach = what if asked == "reopen_reach" else f"{what}. {words_of('reopen_reach', facts)[0]}"
    answers = (Answer("resume", tr("Open it again"), "1"), Answer("undo", tr("Leave it"), "2", primary=True))
    return Verdict("asked", word, reach, place_label=tr("Parcel"), place=str(about.get("parcel", "")), answers=answers)


def move_prompt(state: PackScreen) -> str:
    """Return what the scan bar asks for while items are moved between parcels."""
    words = {"move_from": tr("Scan the parcel"), "move_items": tr("Scan the item that is moved")}
    asked = "" if state.now is None else str(state.now.ask.get("asks") or "")
    return words.get(asked, tr("Scan more, or the other parcel"))


def commands(state: PackScreen) -> frozenset[str]:
    """Return the deeds that make sense while a label is asked for."""
    return frozenset({"resume", "undo"} if state.reopening else {"print_again", "pause", "undo"})


def card(state: PackScreen, now: PackState) -> SideValue:
    """Return the card of the parcel at hand, and of the other boxes of its order where it has several."""
    if len(state.boxes) <= 1:
        return SideValue("package", tr("Parcel"), code(now.parcel), scale.of_parcel(state), note=True)
    lines = tuple(_box(each) for each in state.boxes if each.parcel != now.parcel)
    words = tr("Parcel {n} of {all}").format(n=now.box, all=len(state.boxes))
    return SideValue("package", words, code(now.parcel), lines, note=True)


def _box(box: Box) -> str:
    told = {"closed": tr("closed"), "labelled": tr("label open"), "waits_for_label": tr("waits for its label")}
    state = told.get(box.stage, tr("being packed"))
    units = figures.counted(box.units, "unit", "units")
    return tr("{n}: {code}, {units}, {state}").format(n=box.n, code=code(box.parcel), units=units, state=state)


def to_come(now: PackState) -> str:
    """Return how many parcels of this bench wait for a carrier, in few words, or nothing."""
    refused = sum(each.state == "refused" for each in now.awaited)
    if refused:
        return trn("{n} label refused", "{n} labels refused", refused).format(n=figures.number(refused))
    waiting = len(now.awaited)
    words = trn("{n} label to come", "{n} labels to come", waiting)
    return words.format(n=figures.number(waiting)) if waiting else ""


def open_labels(now: PackState) -> str:
    """Return how many labels are open at a bench at rest, which a carrier refuses or has not sent, or nothing."""
    n, waiting = len(now.labels), len(now.awaited)
    told = [trn("{n} label is open: scan it.", "{n} labels are open: scan them.", n).format(n=n)] if n else []
    refused = next((each for each in now.awaited if each.state == "refused"), None)
    if refused is not None:
        words = tr("{carrier} refuses the label of {parcel}: scan the parcel.")
        told.append(words.format(carrier=refused.carrier, parcel=code(refused.parcel)))
    elif waiting:
        words = trn("{n} parcel waits for its label.", "{n} parcels wait for their labels.", waiting)
        told.append(words.format(n=figures.number(waiting)))
    return " ".join(told)
