"""Which plan is in view: a chip for each where there are few, else a choice, so that the page never grows wider."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import chooser
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.wording import tr

CHIPS = 3
"""Plans that have a chip each; of more one is chosen from a list."""

_WIDE = 220


class Plans(QWidget):
    """Show it the plans there are. `chosen(key)` when a person wants another."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.chips, self.box = FilterBar(), chooser(tr("Plans"), ())
        self.box.setMinimumWidth(_WIDE)
        self.chips.chosen.connect(self.chosen.emit)
        self.box.activated.connect(lambda _at: self.chosen.emit(str(self.box.currentData() or "")))
        row.addWidget(self.chips)
        row.addWidget(self.box)
        self.box.hide()

    def show_plans(self, plans: tuple[FilterValue, ...], current: str) -> None:
        """Show these plans, one of them in view."""
        few = len(plans) <= CHIPS
        self.chips.setVisible(few)
        self.box.setVisible(not few)
        self.chips.show_filters(plans if few else (), current)
        told = [f"{plan.words}  {plan.count}" for plan in plans]
        if not few and told != [self.box.itemText(at) for at in range(self.box.count())]:
            self.box.clear()
            for plan, words in zip(plans, told, strict=True):
                self.box.addItem(words, plan.name)
        if not few:
            self.box.setCurrentIndex(max(0, self.box.findData(current)))
