"""What waits at the pack bench at rest, to be chosen by number. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.bench import Expect
from warehouse_app.domain.packing.values import Waiting
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.values import ChipValue, Kind, Option
from warehouse_app.ui.screens.pack import numbered, sidecards
from warehouse_app.ui.screens.pack.state import MAX_CHOICES, PackScreen, known
from warehouse_app.wording import tr


def options(state: PackScreen, now_text: str = "") -> tuple[Option, ...]:
    """Return what a digit chooses: what waits (whose it is, how much, when it leaves), or answers of a question."""
    if numbered.is_open(state.now):
        return numbered.options(state)
    offered = state.waiting[: MAX_CHOICES + 1 - state.first_digit]
    return tuple(
        _option(n, each, known(state, each.code), now_text) for n, each in enumerate(offered, state.first_digit)
    )


def _option(n: int, each: Expect, seen: Waiting | None, now_text: str) -> Option:
    if seen is None:  # not read yet
        return Option(n, each.code, {"tote": tr("Tote"), "order": tr("Order")}.get(each.kind, ""))
    order = (tr("Order {number}").format(number=seen.order),) if each.kind == "tote" else ()
    much = (figures.counted(seen.lines, "line", "lines"), figures.counted(seen.units, "unit", "units"))
    return Option(n, each.code, ", ".join((*order, *much)), mark=_due(seen.ship_by, now_text))


def _due(ship_by: str, now_text: str) -> ChipValue | None:
    """Return when it leaves: late and soon with their sign, as the card of an open order says it."""
    minutes = figures.minutes_until(ship_by, now_text)
    if minutes is None:
        return None
    if minutes < 0:
        return ChipValue("stop", tr("{span} late").format(span=figures.span(minutes)))
    kind: Kind = "ask" if minutes <= sidecards.SOON else "neutral"
    return ChipValue(kind, figures.stamp(ship_by, now_text), "" if kind == "ask" else "clock")
