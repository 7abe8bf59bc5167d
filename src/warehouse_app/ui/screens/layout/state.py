"""What the layout screen knows: the drawing and its map, what is picked where, the advice, the open form. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.application.layouts.drawing import FloorView
from warehouse_app.application.layouts.looking import PlaceHeat, SlottingAdvice
from warehouse_app.domain.layouts.values import Aisle, Layout
from warehouse_app.planning.slotting import SlotMove
from warehouse_app.ui.kit.formvalues import FormValue

Page = Literal["drawing", "heat", "slotting"]
PAGES: tuple[Page, ...] = ("drawing", "heat", "slotting")
DAYS = (7, 30, 90)
"""Days of tours that can be looked at."""


@dataclass(frozen=True, slots=True)
class LayoutScreen:
    """The screen. `aisle` is the chosen one's name, `place` the place and `move` the advice's move looked at.

    `seen` is the version that was drawn when the form was opened: what is drawn since is not written over unawares.
    """

    houses: tuple[str, ...] = ()
    house: str = ""
    page: Page = "drawing"
    view: FloorView | None = None
    aisle: str = ""
    place: str = ""
    move: str = ""
    form: FormValue | None = None
    seen: int = 0
    days: int = 30
    heat: tuple[PlaceHeat, ...] | None = None
    advice: SlottingAdvice | None = None
    refusal: str = ""
    may: bool = False

    @property
    def layout(self) -> Layout | None:
        """Return the drawing, or what the coordinates suggest."""
        drawn = None if self.view is None else self.view.drawn
        return None if drawn is None else drawn.layout

    @property
    def drawn(self) -> bool:
        """Tell whether anything was drawn."""
        return self.view is not None and self.view.drawn is not None and self.view.drawn.drawn

    @property
    def version(self) -> int:
        """Return the version that is seen."""
        return self.view.drawn.version if self.view is not None and self.view.drawn is not None else 0

    @property
    def row(self) -> Aisle | None:
        """Return the chosen aisle."""
        found = () if self.layout is None else self.layout.aisles
        return next((aisle for aisle in found if aisle.name == self.aisle), None)

    @property
    def chosen_move(self) -> SlotMove | None:
        """Return the move of the advice that is looked at."""
        moves = () if self.advice is None else self.advice.advice.moves
        return next((move for move in moves if move.sku == self.move), None)


def came(screen: LayoutScreen, view: FloorView) -> LayoutScreen:
    """The drawing was read; an answer about another warehouse is too late."""
    return replace(screen, view=view) if view.warehouse == screen.house else screen


def housed(screen: LayoutScreen, house: str) -> LayoutScreen:
    """Another warehouse: nothing of the one before is shown."""
    return replace(
        screen, house=house, view=None, aisle="", place="", move="", form=None, heat=None, advice=None, refusal=""
    )


def days_set(screen: LayoutScreen, days: int) -> LayoutScreen:
    """Another span of days: what was read is of the one before."""
    return replace(screen, days=days, heat=None, advice=None, move="")


def back(screen: LayoutScreen) -> LayoutScreen:
    """One step back: from a form, a refusal, another page, a choice."""
    if screen.form is not None:
        return replace(screen, form=None)
    if screen.refusal:
        return replace(screen, refusal="")
    if screen.page != "drawing":
        return replace(screen, page="drawing", place="", move="")
    return replace(screen, aisle="", place="")
