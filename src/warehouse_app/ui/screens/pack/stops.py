"""The Stops of the pack bench as kit values: the blocking panel, and the amber one of another order's item. Pure."""

from __future__ import annotations

from warehouse_app.domain.packing.refusals import OtherOrder, TooManyToPack, WrongToPack
from warehouse_app.domain.packing.values import PackState
from warehouse_app.domain.verdicts.values import AMBER
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import Answer, Item, Stop, Verdict
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr
from warehouse_app.wording.screens import stop_words


def is_amber(state: PackScreen) -> bool:
    """Say whether a Stop waits that is told on the question panel: it says where the thing belongs."""
    now = state.now
    return now is not None and now.stop is not None and now.stop.code in AMBER


def amber(state: PackScreen) -> Verdict | None:
    """Return the question panel of a Stop that says where the thing belongs (mock-up 15), None where none waits."""
    now = state.now
    if now is None or now.stop is None or not is_amber(state):
        return None
    facts = dict(now.stop.facts)
    word, why, _deed = stop_words(now.stop.code, facts)
    place = str(facts.get("slot") or facts.get("tote") or "")
    label = tr("Put it in slot") if facts.get("slot") else tr("Put it in")
    answers = (Answer("ok", _done(now), "Enter", primary=True),)
    return Verdict("asked", word, why, _scanned(facts), place_label=label, place=code(place), answers=answers)


def blocking(state: PackScreen) -> Stop | None:
    """Return the Stop, if one waits: with the refusal's own fields, or, found again after a crash, with its facts."""
    now = state.now
    if now is None or now.stop is None or is_amber(state):
        return None
    facts = figures.told(now.stop.facts, state.heard.at)
    who = str(facts.get("who") or "")
    facts = {**facts, "who": state.names.get(who, who)}
    word, why, deed = stop_words(now.stop.code, facts)
    refusal = state.refusal
    scanned = _scanned(facts)
    needed: tuple[Item, ...] = ()
    if isinstance(refusal, WrongToPack):
        needed = tuple(_needed(state, each) for each in refusal.wanted)
        facts["wanted"] = ", ".join(map(calm, refusal.wanted))
        deed = stop_words(now.stop.code, facts)[2]
    if isinstance(refusal, (WrongToPack, TooManyToPack, OtherOrder)) or scanned:
        why = _why(now, why)
    return Stop(word, why or _safe(now), deed, _done(now), _safe(now) if why else "", scanned, needed)


def _why(now: PackState, why: str) -> str:
    stop = now.stop
    if stop is not None and stop.code == "wrong_item":  # the tiles name the item
        return tr("Not in order {order}. Nothing was added to the box.").format(order=stop.facts.get("order", ""))
    return why


def _scanned(facts: dict[str, str | int | bool | None]) -> Item | None:
    sku, name = str(facts.get("sku") or ""), str(facts.get("name") or "")
    return Item(name or sku, sku) if sku else None


def _needed(state: PackScreen, text: str) -> Item:
    sku = text.split(" ", 1)[0]
    for line in state.lines:
        if line.sku == sku and line.left:
            words = tr("{sku}, {done} of {all}").format(sku=sku, done=line.packed, all=line.required)
            return Item(line.name or sku, words, line.picture)
    return Item(calm(text[len(sku) :].strip()) or sku, sku)


def _safe(now: PackState) -> str:
    if now.stop is not None and now.stop.code == "cancelled_meanwhile":
        return tr("Its goods lie in their tote again then.")
    if now.order is None:
        return tr("Nothing was changed.")
    return tr("The order is safe: still {done} of {all}.").format(done=now.done_units, all=now.total_units)


def _done(now: PackState) -> str:
    tote = now.stop.facts.get("tote") if now.stop is not None else ""
    return tr("It is in {tote}").format(tote=tote) if tote else tr("Done")
