"""Why something came back, as lines that wrap: points or a time before each, the claims themselves in strong ink."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea

from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.scrolled import Scrolled
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.screens.returncases.state import WhyRow
from warehouse_app.wording import tr

MOST = 120
"""Lines that are shown; an order of many scans has them all on the command line."""


class WhyList(QScrollArea):
    """Show it rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Why"))
        inside = Scrolled()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(4, 6, 4, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(MOST + 1, 1)
        self.setWidget(inside)
        for each in (inside, self.viewport()):
            each.setAutoFillBackground(False)
        self._labels: list[tuple[Label, Label]] = []
        self._none = Label(tr("Nobody says it was packed wrong."), "body", "ink2", wrap=True)
        self._grid.addWidget(self._none, MOST, 0, 1, 2)

    def rows(self) -> int:
        """Return how many lines are shown."""
        return sum(not mark.isHidden() for mark, _text in self._labels)

    def show_rows(self, rows: tuple[WhyRow, ...]) -> None:
        """Show these lines."""
        told = rows[:MOST]
        while len(self._labels) < len(told):
            at = len(self._labels)
            pair = Label("", "body_strong"), Label("", "body", wrap=True)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(pair[0], at, 0, top | Qt.AlignmentFlag.AlignTrailing)
            self._grid.addWidget(pair[1], at, 1, top)
            self._labels.append(pair)
        for at, (mark, text) in enumerate(self._labels):
            shown = at < len(told)
            mark.setVisible(shown)
            text.setVisible(shown)
            if shown:
                mark.setText(told[at].mark)
                text.setText(unbroken(told[at].text))
                text.set_role("body_strong" if told[at].strong else "body")
        self._none.setVisible(not told)
