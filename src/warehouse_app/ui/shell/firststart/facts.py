"""What a step of the first start only tells: the answers before they are made, the sample company, badge and PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit.labels import Label, drop
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.shell.firststart import flow
from warehouse_app.ui.shell.firststart.presenter import FirstStart
from warehouse_app.wording import tr

_NAME_WIDE = 148


class Facts(QFrame):
    """A card of labels and values; hidden in steps that ask."""

    def __init__(self, demo_home: str) -> None:
        super().__init__()
        self._demo_home = demo_home
        self.setProperty("card", "true")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(14)

    def show_state(self, state: FirstStart) -> None:
        """Show what belongs to the step."""
        self.setVisible(state.step in {"check", "demo", "made"})
        emptied(self._column)
        if state.step == "check":
            for label, value in flow.summary(state.wish):
                self._fact(label, value, "text_strong")
            self._say(tr("Nothing is made before you say so."))
        elif state.step == "demo":
            self._say(tr("A company with 20 real orders is made and worked for a shift; that takes half a minute."))
            self._fact(tr("Folder"), self._demo_home, "text_strong")
        elif state.step == "made" and state.new is not None:
            self._fact(tr("User"), state.new.user, "title")
            self._fact(tr("Badge"), state.new.badge, "title")
            self._fact(tr("PIN"), state.new.pin, "title")
            self._say(tr("They are shown this once. The badge can be saved and printed; the PIN is not on it."))

    def _say(self, words: str) -> None:
        self._column.addWidget(Label(words, "text", "ink2", wrap=True))

    def _fact(self, label: str, value: str, role: str) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = Label(label, "text", "ink2")
        name.setFixedWidth(_NAME_WIDE)
        shown = Label(unbroken(value), role, wrap=True)
        shown.setAccessibleName(f"{label}: {value}")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(name)
        row.addWidget(shown, 1)
        self._column.addWidget(line)


def emptied(column: QVBoxLayout) -> None:
    """Take every widget out of a column."""
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            drop(widget)
