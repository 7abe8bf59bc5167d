"""What a guided packer sees: the next step alone, as large as can be; lists and side cards stay away. Pure, no Qt."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.domain.packing.values import PackLine, PackState, Phase
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import Face, Item, Kind, ScanLine, Verdict
from warehouse_app.ui.screens.pack import labels, numbered, proven, wallside
from warehouse_app.ui.screens.pack.state import PackScreen, known
from warehouse_app.wording import tr, trn

_SAID = frozenset({"right", "closed"})


def face(state: PackScreen, said: Verdict, line: ScanLine) -> Face | None:
    """Return the next step; None while the panel asks a question of its own, or nothing is known yet.

    What became of the last scan stands over it: the panel's own word, or what the scan bar says of a refused one.
    """
    now = state.now
    waits = state.weighing or state.applying or state.boxing or numbered.is_open(now) or wallside.wall_of(state)
    if not state.beside.guided or now is None or said.kind == "asked" or waits:
        return None
    step = (
        _closed(state, now) if now.phase is Phase.CLOSED else _idle(state) if now.order is None else _item(state, said)
    )
    return None if step is None else replace(step, word=_word(said, line), kind=_kind(line))


def _word(said: Verdict, line: ScanLine) -> str:
    if line.state == "note" and line.chip is not None:
        return line.chip.text
    return said.word if said.kind in _SAID or _aside(said) else ""


def _aside(said: Verdict) -> bool:
    """Tell whether something is to be put elsewhere before the work goes on, or was taken on a word."""
    return said.icon in ("package-x", "triangle-alert")


def _kind(line: ScanLine) -> Kind:
    return "ask" if line.state == "note" else "ok"


def _idle(state: PackScreen) -> Face | None:
    if not state.waiting:
        return Face(tr("Nothing waits here"), tr("Fetch a tote"), tr("A tote that is picked can be packed."))
    return _tote(state, tr("Take this tote and scan its code"))


def _tote(state: PackScreen, lead: str) -> Face:
    first = state.waiting[0]
    seen = known(state, first.code)
    units = figures.counted(seen.units, "item", "items") if seen is not None else ""
    note = tr("Order {order}, {units}.").format(order=code(seen.order), units=units) if seen is not None else ""
    return Face(lead, code(first.code), f"{note} {tr('No scanner: press 1.')}".strip())


def _closed(state: PackScreen, now: PackState) -> Face:
    words = tr("Put the label on parcel {parcel}")
    if labels.waits(state):
        words = tr("Write {parcel} on the parcel and set it aside: its label comes later")
    label = words.format(parcel=code(now.parcel))
    if not state.waiting:
        return Face(label, tr("All done"), tr("No other tote waits here."))
    return _tote(state, tr("{label}. Then scan the next tote").format(label=label))


def _item(state: PackScreen, said: Verdict) -> Face | None:
    now = state.now
    offer = proven.offered(state)
    if now is None:
        return None
    if offer is not None and offer.what == "rest":
        words = trn("Is {n} more there?", "Are {n} more there?", offer.qty).format(n=figures.number(offer.qty))
        return Face(tr("Count what is left of it"), words, tr("Yes: Enter."), item=Item(calm(offer.name), offer.sku))
    left = [line for line in state.lines if line.left]
    following = next((line for line in left if line.line_id in state.touched), left[0] if left else None)
    if following is None:
        return None
    done = tr("{done} of {all}").format(done=now.done_units, all=now.total_units)
    item = Item(calm(following.name) or following.sku, _needed(following), following.picture)
    help_ = tr("Not in the tote: F6. Broken: F7.") if now.done_units else tr("Broken: F7.")
    lead = said.why if _aside(said) else tr("Take it out of the tote, scan it, put it in the box")
    return Face(lead, tr("Scan this"), help_, item=item, count=done)


def _needed(line: PackLine) -> str:
    if line.required == 1:
        return line.sku
    return tr("{sku}, {done} of {all} scanned").format(sku=line.sku, done=line.packed, all=line.required)
