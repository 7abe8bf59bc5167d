"""A small card that asks for one of a few things: arrows and Enter choose, a click chooses, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.popover import Popover
from warehouse_app.wording import tr

_WIDE, _ROW = 340, 40
_NAME = Qt.ItemDataRole.UserRole


class ChoicePanel(Popover):
    """Give it a question and its answers, name and words; `chosen(name)` once, then it is gone.

    No digit and no letter answers: a scanner may type while it is open.
    """

    chosen = Signal(str)

    def __init__(self, question: str, options: tuple[tuple[str, str], ...], home: QWidget, parent: QWidget) -> None:
        super().__init__(home, parent)
        wide = round(_WIDE * fonts.text_size() / 100)
        asked = Label(question, "strong", wrap=True)
        asked.setFixedWidth(wide - 24)
        self.column.addWidget(asked)
        self.list = _Answers(self)
        self.list.setAccessibleName(question)
        for name, words in options:
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, _ROW))
            item.setData(_NAME, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight((_ROW + 2) * len(options) + 4)
        self.list.itemClicked.connect(lambda item: self.choose(str(item.data(_NAME))))
        self.column.addWidget(self.list)
        row = QHBoxLayout()
        row.addWidget(Label(tr("Enter chooses"), "small", "ink2"))
        row.addStretch(1)
        leave = Button(tr("Not now"), key="Esc")
        leave.clicked.connect(lambda _on=False: self.leave())
        row.addWidget(leave)
        self.column.addLayout(row)
        self.setFixedWidth(wide)

    def choose(self, name: str) -> None:
        """Take an answer."""
        self.leave()
        self.chosen.emit(name)

    def keyed(self, event: QKeyEvent) -> bool:
        """Take a key; say whether it was one of the card's. Letters and digits are taken, and do nothing."""
        item = self.list.currentItem()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item is not None:
                self.choose(str(item.data(_NAME)))
        else:
            return bool(event.text().strip())
        return True


class _Answers(QListWidget):
    """The answers, one a row."""

    def __init__(self, panel: ChoicePanel) -> None:
        super().__init__()
        self._panel = panel
        fonts.bind(self, "body")
        self.setObjectName("answers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(1)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._panel.keyed(event):
            super().keyPressEvent(event)
