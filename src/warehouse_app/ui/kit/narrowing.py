"""The filters beside the views of a list: one choice each, and they combine; a filter with one value is not shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from warehouse_app.domain.listing import ListQuery
from warehouse_app.ui.kit.form import chooser

_WIDE = 148
Choices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class Narrowing(QWidget):
    """Give it (name, words of the open choice); `narrowed(name, value)` when a person chooses, "" for all."""

    narrowed = Signal(str, str)

    def __init__(self, filters: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._boxes: dict[str, QComboBox] = {}
        for name, words in filters:
            made = chooser(words, (("", words),))
            made.setMinimumWidth(_WIDE)
            made.activated.connect(lambda _at, name=name, made=made: self._chose(name, made))
            self._boxes[name] = made
            row.addWidget(made)

    def box(self, name: str) -> QComboBox:
        """Return one of the choices."""
        return self._boxes[name]

    def show_choices(self, choices: Choices, query: ListQuery) -> None:
        """Show what can be chosen, and what is."""
        for name, options in choices:
            made = self._boxes[name]
            if [made.itemData(at) for at in range(1, made.count())] != [each for each, _words in options]:
                while made.count() > 1:
                    made.removeItem(1)
                for each, words in options:
                    made.addItem(words, each)
            value = query.value(name)
            if value and made.findData(value) < 0:  # asked for, though nothing has it now
                made.addItem(value, value)
            made.setCurrentIndex(max(0, made.findData(value)))
            made.setVisible(len(options) > 1 or bool(query.value(name)))

    def _chose(self, name: str, made: QComboBox) -> None:
        self.narrowed.emit(name, str(made.currentData() or ""))
