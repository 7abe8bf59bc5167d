"""Four figures in a row: new, changed, same, rejected. Numbers keep their place; old ones are told in a word."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.wording import tr


class Figures(QWidget):
    """Shows a row of figures with their words."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._pairs: list[tuple[Label, Label]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_figures(self, values: tuple[FilterValue, ...], *, old: bool = False) -> None:
        """Show these; `old` ones are of before the last change, and grey."""
        while len(self._pairs) < len(values):
            at = len(self._pairs)
            pair = Label("", "title", "ink"), Label("", "label", "ink2")
            self._grid.addWidget(pair[0], 0, at)
            self._grid.addWidget(pair[1], 1, at)
            self._grid.setColumnStretch(at, 1)
            self._pairs.append(pair)
        for (number, words), value in zip(self._pairs, values, strict=True):
            number.setText("–" if old and not value.count else figures.number(value.count))
            number.set_tone("ink3" if old else "ink")
            words.setText(value.words)
        told = ", ".join(f"{value.words} {value.count or 0}" for value in values)
        self.setAccessibleName(tr("Before the last change: {figures}").format(figures=told) if old else told)
