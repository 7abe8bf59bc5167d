"""What the pack page shows while a parcel is weighed, as kit values. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.packing.values import Phase, Weighing
from warehouse_app.domain.packing.weighing import Waits
from warehouse_app.domain.weights.causes import Cause
from warehouse_app.ports.device import DeviceState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import Answer, Band, ChipValue, ScanLine, Verdict, WeightValue
from warehouse_app.ui.runtime.scalefeed import ScaleNow
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import words_of
from warehouse_app.wording.weights import cause_words

DIFFERS, WHY = "weight", "weight_why"
"""What the bench asks while a weight differs, and while it is kept and nobody said why."""

MINUS = "\N{MINUS SIGN}"
_CHIPS: Mapping[WeightState, ChipValue] = {
    WeightState.MOTION: ChipValue("ask", "Moves", "activity"),
    WeightState.ZERO: ChipValue("neutral", "Empty", "circle-dashed"),
    WeightState.NEGATIVE: ChipValue("ask", "Below zero", "circle-minus"),
    WeightState.UNDER: ChipValue("ask", "Below zero", "circle-minus"),
    WeightState.OVER: ChipValue("stop", "Too heavy", "octagon-x"),
    WeightState.FAULTY: ChipValue("stop", "Fault", "octagon-x"),
}


def panel(state: PackScreen) -> WeightValue:
    """Return the weight panel: the live figure, how it stands in words and sign, and why it is not taken yet."""
    now, weigh = state.now, (state.now.weigh if state.now is not None else None)
    weight = state.scale.weight
    stands, say = _stands(state, weigh)
    head = tr("All items are right")
    if now is not None:
        head = trn("The item is right", "All {n} items are right", now.done_units).format(
            n=figures.number(now.done_units)
        )
    answers = (Answer("again", tr("Weigh"), "F4", primary=True), Answer("zero", tr("Set to zero"), "2"))
    band = None
    if weigh is not None and weigh.low_g is not None and weigh.high_g is not None:
        at = weight.grams if weight is not None else None
        band = Band(weigh.low_g, weigh.high_g, at if at is None or at > 0 else None)
    return WeightValue(
        head, _figure(weight), stands, say, _expected(weigh), band, answers if state.scale.code else answers[:0]
    )


def _figure(weight: Weight | None) -> str:
    if weight is None or weight.grams is None:
        return figures.NOTHING
    return (weight.shown or figures.weight(weight.grams)).replace("-", MINUS)


def _expected(weigh: Weighing | None) -> str:
    if weigh is None or weigh.expected_g is None:
        return tr("Something in it was never weighed: learning")
    return tr("Expected {weight}").format(weight=figures.weight(weigh.expected_g))


def _stands(state: PackScreen, weigh: Weighing | None) -> tuple[ChipValue, str]:
    """Return the state in sign and word, and what to do."""
    scale, weight = state.scale, state.scale.weight
    if not scale.code:
        return ChipValue("ask", tr("No scale"), "unplug"), tr("Type the weight with g, kg or lb (Ctrl+K)")
    if scale.state is DeviceState.AWAY:
        return ChipValue("ask", tr("Away"), "unplug"), _away(scale)
    if weight is None:
        return ChipValue("neutral", tr("One moment"), "hourglass"), ""
    if weight.state is not WeightState.STABLE:
        chip = _CHIPS[weight.state]
        return ChipValue(chip.kind, tr(chip.text), chip.icon), words_of(f"weight_reads.{weight.state.value}", {})[1]
    return ChipValue("ok", tr("Stands still")), _still(state.standing.waits, weigh)


def _still(waits: Waits, weigh: Weighing | None) -> str:
    if waits is Waits.EMPTY:
        return tr("Take the last parcel off, or press F4")
    if waits is Waits.CHANGE:
        return tr("Put the last item in. If it is in, press F4")
    return tr("Press F4 to take it") if weigh is None or not weigh.still_ms else tr("Leave it, it is taken by itself")


def _away(scale: ScaleNow) -> str:
    what, deed = words_of("scale_away", {"device": code(scale.code), "problem": scale.why})
    return f"{what}. {deed}"


def differs(state: PackScreen) -> Verdict | None:
    """Return the question about a weight that differs, None where there is none."""
    grams, said = state.differs, state.said
    if grams is None:
        return None
    facts = dict(said.facts) if said is not None and said.code == "weight_differs" else {}
    off = facts.get("off")
    word = tr("Weight differs")
    if isinstance(off, int):
        heavy = str(facts.get("problem", "")).startswith("heavy")
        word = (tr("{weight} too heavy") if heavy else tr("{weight} too light")).format(weight=figures.weight(off))
    amount, _, unit = figures.weight(grams).rpartition(" ")
    label = tr("On the scale, {unit}").format(unit=unit)
    return Verdict("asked", word, _cause(state, facts), place_label=label, place=amount, answers=_offers(state))


def _offers(state: PackScreen) -> tuple[Answer, ...]:
    """Return what can be done about a weight that differs; keeping it is a supervisor's, with a reason."""
    if state.now is not None and state.now.asked == WHY:
        why = (tr("Counted again, it is right"), tr("The books are wrong"), tr("Box or filling differs"))
        return (*(Answer(f"why_{n}", words, str(n)) for n, words in enumerate(why, 1)), Answer("undo", tr("Back"), "4"))
    return (
        Answer("again", tr("Weigh again"), "F4", primary=True),
        Answer("count_again", tr("Count again"), "F11"),
        Answer("resume", tr("Keep it"), "Enter"),
    )


def _cause(state: PackScreen, facts: Mapping[str, object]) -> str:
    """Return the likeliest cause in words, and the next one where two are about as likely."""
    if state.now is not None and state.now.asked == WHY:
        return tr("Why is it kept? Choose, or type it (Ctrl+K).")
    weigh = state.now.weigh if state.now is not None else None
    named = [words for each in (weigh.causes if weigh is not None else ()) if (words := cause_words(_calm(each)))]
    if named:
        told = tr("Likely {cause}.").format(cause=named[0])
        if len(named) > 1:
            told = tr("Likely {cause}, or {other}.").format(cause=named[0], other=named[1])
        return told
    if facts and weigh is not None and weigh.counted:
        return tr("Counted again, it still differs.")
    return tr("Count again, then weigh again.")


def _calm(cause: Cause) -> Cause:
    return replace(cause, name=calm(cause.name), other_name=calm(cause.other_name))


def of_parcel(state: PackScreen) -> tuple[str, ...]:
    """Return what the parcel weighs and how that is known, nothing while it is not."""
    grams = None if state.now is None else state.now.weight_g
    words = tr("{weight}, weighed") if state.beside.weighs else tr("{weight}, computed")
    return () if grams is None else (words.format(weight=figures.weight(grams)),)


def prompt(state: PackScreen) -> str:
    """Return what the scan bar asks for."""
    scale, standing = state.scale, state.standing
    if not scale.code or scale.state is DeviceState.AWAY:
        return tr("Type the weight")
    weigh = state.now.weigh if state.now is not None else None
    lies = scale.weight is not None and scale.weight.takeable
    if not lies:
        return tr("Put the parcel on the scale")
    if standing.waits is Waits.EMPTY:
        return tr("Take the last parcel off")
    by_itself = standing.waits is Waits.NOTHING and weigh is not None and weigh.still_ms > 0
    return tr("Leave it on the scale") if by_itself else tr("Press F4 to weigh")


def begins_weight(state: PackScreen, key: str) -> bool:
    """Tell whether a key is the first digit of a weight: one is typed where no scale answers, or none is there."""
    now = state.now
    if now is None or now.phase is not Phase.WEIGHING or now.asked or state.differs is not None:
        return False
    return key.isdigit() and (not state.scale.code or state.scale.state is DeviceState.AWAY)


def asked_line(state: PackScreen, line: ScanLine) -> ScanLine:
    """Return the scan bar while a weight that differs waits for a decision."""
    if state.differs is None:
        return line
    if state.now is not None and state.now.asked == WHY:
        return replace(line, prompt=tr("Why is it kept?"), state="held_ask", hint=tr("Press 1, 2 or 3, or type it"))
    return replace(line, prompt=tr("Weigh or count again?"), state="held_ask", hint=tr("F4 or F11; Enter keeps it"))


def commands(asked: str) -> frozenset[str]:
    """Return the deeds that make sense at the scale; a weight is kept only where one differs."""
    kept = {"resume"} if asked == DIFFERS else set()
    return frozenset({"damaged", "pause", "undo", "photo", "count_again"} | kept)
