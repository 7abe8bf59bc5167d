"""What the pack page says of how lines are proven: the reason at the line, what may be counted, what was not scanned.

Pure, no Qt.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.domain.packing.proof import Offer, Proof
from warehouse_app.domain.packing.values import PackLine
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, ScanLine
from warehouse_app.ui.screens.pack import numbered
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.proof import asked_words, whose_words

TWO, NINE = 2, 9


def rule_words(asked: Proof, units: int) -> str:
    """Return what is asked of so many units, and by whose rule."""
    rule = whose_words(asked.by, {"sku": asked.sku, "station": asked.station})
    return asked_words(asked.level.value, units, rule, asked.why)


def code_line(line: PackLine) -> str:
    """Return the line under a product's name: its code, and what is asked of it while units are to be packed."""
    sku = tr("{sku}, part of {kit}").format(sku=line.sku, kit=calm(line.kit)) if line.kit else line.sku
    if line.proof is None or not line.left:
        return sku
    return tr("{sku}. {asked}").format(sku=sku, asked=rule_words(line.proof, line.required))


def mark(line: PackLine) -> ChipValue | None:
    """Return the mark of a line whose units are in on a person's word alone."""
    if not line.unproven:
        return None
    return ChipValue("ask", tr("{n} not verified").format(n=figures.number(line.unproven)))


def offered(state: PackScreen) -> Offer | None:
    """Return what may be taken now when the packer says so."""
    now = state.now
    return now.offer if now is not None and state.open and not state.stopped and not numbered.is_open(now) else None


def key(state: PackScreen, pressed: str) -> str | None:
    """Return the shot that a key means while something is offered, None where it means nothing."""
    offer = offered(state)
    if offer is None:
        return None
    if pressed == "Enter":
        return ""
    if offer.what == "rest" and offer.scanned == 1 and pressed.isdigit() and TWO <= int(pressed) <= NINE:
        return f"*{pressed}"
    return None


def asked_line(state: PackScreen, line: ScanLine) -> ScanLine:
    """Return the scan bar with the question what of it lies there, where it is enough to say so.

    It stands beside a note as well: Enter answers it, and nobody takes it for a word about the note.
    """
    offer = offered(state)
    if offer is None or line.state not in ("ready", "note"):
        return line
    n = figures.number(offer.qty)
    why = rule_words(offer.proof, offer.qty + offer.scanned)
    if offer.what == "rest":
        words = trn("Is the other {n} there? Press Enter", "Are the other {n} there? Press Enter", offer.qty).format(
            n=n
        )
    else:
        name = calm(offer.name) or offer.sku
        words = tr("{n} × {name} there? Press Enter").format(n=n, name=name)
    if line.state == "note":
        return replace(line, prompt=words)
    return replace(line, prompt=words, hint=why, code="", chip=None)
