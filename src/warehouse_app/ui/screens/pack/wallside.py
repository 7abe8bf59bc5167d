"""The put wall on the pack page: the slot is the biggest thing while something is in the hand. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.floorwork import FloorLine, FloorState
from warehouse_app.domain.packing.values import Phase
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import Item, LineRow, Verdict
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import Words, words_of

_NOT_YET_SAID = frozenset({"sort_open", "sort_to", "part_to"})
"""Words that the panel says by itself: the question is the same."""


def wall_of(state: PackScreen) -> FloorState | None:
    """Return the wall while a batch is sorted here, None at any other work."""
    now = state.now
    return now.wall if now is not None and now.phase is Phase.IDLE and not state.stopped else None


def _asks(wall: FloorState) -> Words:
    facts = {name: code(str(each)) if each and name == "tote" else each for name, each in wall.facts.items()}
    problem = str(wall.facts.get("problem") or "")
    if wall.phase == "item" and not wall.facts.get("from"):
        problem = problem or "any"
    return words_of(f"sort.{wall.phase}", {**facts, "problem": problem})


def panel(state: PackScreen) -> Verdict | None:
    """Return what the wall asks: the slot for what is in the hand, or the next item; None where nothing is sorted."""
    wall = wall_of(state)
    if wall is None:
        return None
    what, why = _asks(wall)
    if wall.phase == "slot":
        sku, order = str(wall.facts.get("sku") or ""), str(wall.facts.get("order") or "")
        name = calm(str(wall.facts.get("name") or "")) or code(sku)
        whose = tr("Order {order}").format(order=code(order))
        item = Item(name, whose if name == code(sku) else f"{code(sku)}, {whose}")
        return Verdict("asked", what, why, item, place_label=tr("Slot"), place=wall.hero, icon="layout-grid")
    said = state.said
    if said is not None and said.code == wall.last and said.code not in _NOT_YET_SAID:
        done, deed = words_of(said.code, said.facts)
        return Verdict("idle", done, deed)
    return Verdict("idle", what, why)


def prompt(state: PackScreen) -> str:
    """Return what the scan bar says while a batch is sorted, nothing at any other work."""
    wall = wall_of(state)
    if wall is None:
        return ""
    what, why = _asks(wall)
    return why if wall.phase == "slot" else what


def hint(state: PackScreen) -> str:
    """Return what stands under the prompt before anything was scanned: the batch at hand."""
    wall = wall_of(state)
    return "" if wall is None else tr("Batch {code}").format(code=code(wall.about))


def commands(state: PackScreen) -> frozenset[str]:
    """Return the deeds that make sense while a batch is sorted."""
    return frozenset({"undo", "pause", "short"}) if wall_of(state) is not None else frozenset()


def rows(state: PackScreen) -> tuple[LineRow, ...]:
    """Return the slots of the wall: how much of each order lies in its slot, and in which tote."""
    wall = wall_of(state)
    lines = () if wall is None else wall.lines
    at = "" if wall is None else wall.hero
    return tuple(
        LineRow(each.code, tr("Slot {slot}").format(slot=each.code), _whose(each), each.done, each.wanted,
                last=each.code == at, pictured=False)
        for each in lines
    )  # fmt: skip


def _whose(line: FloorLine) -> str:
    """Return the tote that stands in a slot, which is what one looks for, and whose goods lie in it."""
    order = tr("order {order}").format(order=code(line.name))
    if not line.place:
        return tr("No tote yet, {order}").format(order=order)
    return f"{tr('Tote {code}').format(code=code(line.place))}, {order}"


def head(state: PackScreen) -> tuple[str, str] | None:
    """Return what stands over the slots; None where nothing is sorted."""
    wall = wall_of(state)
    if wall is None:
        return None
    note = tr("{done} of {all} sorted").format(done=figures.number(wall.done), all=figures.number(wall.wanted))
    return tr("Batch {code}").format(code=code(wall.about)), note
