"""The scenes of the layout screen: the demo's warehouse on its map, a form, where is picked, what stands wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.layouts.drawing import KeepLayout, drawn_or_derived
from warehouse_app.application.warehouses import find_warehouses


class Stage(Protocol):
    """The window and who sits before it, as `make_guides` has them."""

    shift: Any

    def take(self, name: str) -> None:
        """Grab the window as a picture of this name."""

    def look(self, name: str) -> None:
        """Grab what no guide shows, to be looked at."""

    def settle(self) -> None:
        """Let the window finish what it does."""

    def go(self, screen: str, what: str = "") -> Any:  # noqa: ANN401 - a page
        """Show a screen."""


def laying(stage: Stage) -> None:
    """The warehouse as its coordinates suggest it, drawn with a one-way aisle, and what past tours say of it."""
    runner, admin = stage.shift.company.runner, stage.shift.admin
    house = runner.ask(find_warehouses, admin)[0]
    page = stage.go("layout", f"layout:{house}")
    stage.look("layout-derived")
    now = runner.ask(lambda desk: drawn_or_derived(desk, house), admin)
    first, *rest = now.layout.aisles
    drawn = replace(now.layout, aisles=(replace(first, one_way="up"), *rest))
    runner.perform(KeepLayout(id=runner.ids.new(), layout=drawn), admin).done()
    page.presenter.commanded("refresh")
    page.presenter.aisle_chosen(first.name)
    stage.take("layout-drawn")
    page.presenter.commanded("edit")
    stage.look("layout-aisle")
    page.presenter.commanded("back")
    page.presenter.paged("heat")
    stage.take("layout-heat")
    page.presenter.commanded("undo")
    stage.settle()
    page.presenter.paged("slotting")
    stage.settle()
    moves = page.presenter.state.advice
    if moves is not None and moves.advice.moves:
        page.presenter.move_chosen(moves.advice.moves[0].sku)
    stage.look("layout-slotting")
    page.presenter.commanded("back")
