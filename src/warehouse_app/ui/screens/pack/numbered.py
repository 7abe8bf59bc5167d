"""The numbered questions of the pack bench as kit values: what is wrong, or missing, which product. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.packing.asking import CAPTURE, CARRIER, ISSUE, LINK, MISSING, NOTE, TAKE_OUT, UNKNOWN, Choice
from warehouse_app.domain.packing.values import PackState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import Item, Option, ScanLine, Verdict
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import words_of

_ASKS = frozenset({ISSUE, MISSING, LINK, NOTE, CAPTURE, TAKE_OUT, CARRIER})
"""Questions that take the panel; of a code that nobody knows the scan bar tells, and its digits work as well."""

_CODES = {
    CAPTURE: "capture", LINK: "which_carries", NOTE: "type_note", ISSUE: "what_is_wrong_here", TAKE_OUT: "take_out",
}  # fmt: skip
"""In whose words a question is asked: a Stop that was confirmed in between has left its own as the last ones."""


def _code(now: PackState) -> str:
    return str(now.ask.get("asks") or "") or _CODES.get(now.asked, now.last)


def is_open(now: PackState | None) -> bool:
    """Say whether such a question is open."""
    return now is not None and now.stop is None and now.asked in _ASKS


def question(state: PackScreen) -> Verdict | None:
    """Return the question, None where none of these is open."""
    now, said = state.now, state.said
    if now is None or not is_open(now):
        return None
    facts = _facts(state, now)
    if said is None and not facts:  # found again by another program
        return Verdict("asked", tr("A question is open"), tr("Press a number, or scan on"))
    what, deed = words_of(_code(now), _calm(facts))
    if now.asked == MISSING:
        left = now.ordered_units - now.done_units
        why = f"{what}. {deed}" if facts and now.last == "look_again" else ""
        name, sku = calm(str(facts.get("name") or "")), str(facts.get("sku") or "")
        item = Item(name or code(sku), code(sku)) if sku and facts.get("lines") == 1 else None
        return Verdict(
            "asked", tr("Something is missing"), why, item, place_label=tr("Not there"), place=figures.number(left)
        )
    if now.asked == TAKE_OUT:
        item = Item(calm(str(facts.get("name") or "")), str(facts.get("sku") or ""))
        return Verdict(
            "asked", tr("The order changed"), deed, item, place_label=tr("Take out"), place=f"{facts.get('units')}"
        )
    if now.asked == CARRIER:
        word = tr("Label refused") if _code(now) == "label_refused" else tr("Waits for label")
        return Verdict("asked", word, what, place_label=tr("Parcel"), place=code(str(facts.get("parcel") or "")))
    return Verdict("asked", what, deed)


def _facts(state: PackScreen, now: PackState) -> Mapping[str, object]:
    """Return what the question is about: as the bench has it in mind, else as it was asked here.

    What was said since, to a call for a supervisor say, is about something else.
    """
    said = state.said
    if now.ask or said is None or said.code != _code(now):
        return now.ask
    return {**said.facts, "who": state.names.get(str(said.facts.get("who")), said.facts.get("who"))}


def _calm(facts: Mapping[str, object]) -> dict[str, object]:
    told = dict(facts)
    for name in ("name", "text", "place"):
        if told.get(name):
            told[name] = calm(str(told[name])) if name == "name" else code(str(told[name]))
    return told


def options(state: PackScreen) -> tuple[Option, ...]:
    """Return what a digit answers now."""
    now = state.now
    if now is None or not is_open(now):
        return ()
    return tuple(_option(each, suggested=each.n == 1 and now.asked == MISSING) for each in now.choices)


def _option(each: Choice, *, suggested: bool) -> Option:
    words, line = words_of(f"choice_{each.code}", figures.told(each.facts, ""))
    if each.code == "product":
        words, line = calm(line) or words, words
    return Option(each.n, words, line, suggested=suggested)


def digit(state: PackScreen, key: str) -> str:
    """Return what a digit shoots: the answer of an open question, "" where it answers none."""
    now = state.now
    waits = now is not None and now.stop is None and (is_open(now) or now.asked == UNKNOWN)
    there = {str(each.n) for each in now.choices} if now is not None else set()
    return key if waits and key in there else ""


def line(state: PackScreen) -> ScanLine | None:
    """Return the scan bar while a question is open."""
    now = state.now
    if now is None or not is_open(now):
        return None
    if now.asked == TAKE_OUT:
        return ScanLine(tr("Scan what you take out"), "held_ask")
    if now.asked in (NOTE, CAPTURE):
        return ScanLine(words_of(_code(now), _facts(state, now))[1], "held_ask", tr("Ctrl+K types"))
    return ScanLine(tr("Press a number, or scan on"), "held_ask")
