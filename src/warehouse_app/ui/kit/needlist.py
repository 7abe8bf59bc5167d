"""What needs a person, beside a board: the dearest first, each with its one deed.

Promise: rows are kept, so that nothing flickers; F4 goes to the first deed (`enter`), Tab from deed to deed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.kit.boardvalues import NeedRow
from warehouse_app.ui.kit.buttons import Button, KeyChip
from warehouse_app.ui.kit.cards import EmptyState
from warehouse_app.ui.kit.labels import IconLabel, Label, filled_card, rule
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.wording import tr

_WIDE_PX, _WIDER_PX, _DEED = 420, 520, 116


class NeedLine(QWidget):
    """One row: icon, what waits and for whom, the one deed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(10)
        self._icon = IconLabel("", 20)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title, self._line = Label("", "body_strong", wrap=True), Label("", "small", "ink2", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        self.deed = Button("")
        self.deed.clicked.connect(lambda _on=False: self.chosen.emit())
        self.sizes_changed()
        row.addWidget(self.deed)

    def sizes_changed(self) -> None:
        """Take the new sizes: the deeds stand under one another, equally wide."""
        self.deed.setMinimumWidth(_DEED * fonts.text_size() // 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between this need and the next."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))

    def show_need(self, need: NeedRow) -> None:
        """Show one need."""
        self._icon.show_icon(need.icon, need.token)
        self._title.setText(unbroken(need.title))
        self._line.setText(unbroken(need.line))
        self.deed.set_words(need.deed)
        self.deed.setAccessibleName(f"{need.title}, {need.line}: {need.deed}")


class NeedList(QWidget):
    """The card. `chosen(at)`: the deed of the row at that place."""

    chosen = Signal(int)

    def __init__(self, key: str = "F4") -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        made, layout = filled_card()
        whole.addWidget(made)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 10)
        head.setSpacing(8)
        head.addWidget(Label(tr("Needs you"), "strong"))
        head.addStretch(1)
        self._count = Label("", "small", "ink2")
        head.addWidget(self._count)
        head.addWidget(KeyChip(key))
        layout.addLayout(head)
        layout.addWidget(rule())
        inside = QFrame()
        inside.setObjectName("list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        self._needs, self.rows = column, list[NeedLine]()
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._area, 1)
        self._calm = EmptyState("", "", icon="circle-check")
        self._calm.setProperty("card", "")
        layout.addWidget(self._calm, 1)
        self.sizes_changed()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        wide = _WIDER_PX if fonts.is_wide() else _WIDE_PX
        self.setFixedWidth(round(wide * fonts.text_size() / 100))

    def show_needs(self, needs: tuple[NeedRow, ...], words: str, calm: tuple[str, str]) -> None:
        """Show these needs, `words` about how many they are, and `calm` where there are none."""
        self._count.setText(words)
        for at in range(len(self.rows), len(needs)):
            row = NeedLine()
            row.chosen.connect(lambda one=at: self.chosen.emit(one))
            self.rows.append(row)
            self._needs.insertWidget(at, row)
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(needs))
            if at < len(needs):
                row.show_need(needs[at])
        self._area.setVisible(bool(needs))
        self._calm.setVisible(not needs)
        self._calm.show_words(*calm)

    def enter(self) -> None:
        """Go to the first deed."""
        if self.rows and not self.rows[0].isHidden():
            self.rows[0].deed.setFocus(Qt.FocusReason.ShortcutFocusReason)
