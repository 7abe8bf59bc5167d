"""The gallery's view: the kit by sections, and whole screens composed from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.screens.gallery import widgets
from warehouse_app.ui.screens.gallery.compositions import OrdersSample, PackSample, PickSample
from warehouse_app.ui.screens.gallery.floorsamples import STATES, sample
from warehouse_app.ui.screens.gallery.maps import maps
from warehouse_app.ui.screens.gallery.states import states
from warehouse_app.ui.shell.page import Page

#: What can be looked at: name -> how it is built.
PARTS: dict[str, Callable[[], QWidget]] = {
    "verdicts": lambda: widgets.scrolling(widgets.verdicts()),
    "bars": lambda: widgets.scrolling(widgets.bars()),
    "controls": lambda: widgets.scrolling(widgets.controls()),
    "desk": lambda: widgets.scrolling(widgets.desk()),
    "states": lambda: widgets.scrolling(states()),
    "pack": PackSample,
    "stop": lambda: PackSample("stop"),
    "asked": lambda: PackSample("asked"),
    "pick": PickSample,
    "orders": OrdersSample,
    "map": maps,
    **{name: lambda name=name: sample(name) for name in STATES},  # type: ignore[misc]
}


class GalleryView(Page):
    """A row of parts, and the chosen part below; parts are built when first looked at."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        self._bar, self._stack = FilterBar(), QStackedWidget()
        self._shown: dict[str, QWidget] = {}
        self._bar.chosen.connect(self.show_part)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self.show_part("verdicts")

    def show_part(self, name: str) -> None:
        """Show one part."""
        if name not in self._shown:
            self._shown[name] = PARTS[name]()
            self._stack.addWidget(self._shown[name])
        self._stack.setCurrentWidget(self._shown[name])
        self._bar.show_filters(tuple(FilterValue(part, part.capitalize()) for part in PARTS), name)
