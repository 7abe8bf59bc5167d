"""The deeds of what stands beside a list: in one row where all words have room, else in columns below each other.

Promise: no button is narrower than its words and its key with some air around them, however narrow the page.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

_GAP = 4
_AIR = 12
"""What a button gives of the air around its words, before the row breaks."""


class DeedRow(QWidget):
    """Give it buttons; those that are hidden take no room."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._buttons: list[QWidget] = []
        self._shown: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.take(buttons)

    def take(self, buttons: tuple[QWidget, ...]) -> None:
        """Put more buttons into it."""
        for each in buttons:
            self._buttons.append(each)
            each.installEventFilter(self)
        self._arrange()

    def columns(self) -> int:
        """Return how many buttons stand beside each other."""
        wides = [each.sizeHint().width() for each in self._seen()]
        for many in range(len(wides), 1, -1):
            least = max(wides) * many if many < len(wides) else sum(wides) - _AIR * many
            if least + _GAP * (many - 1) <= self.width():
                return many
        return 1

    def minimumSizeHint(self) -> QSize:
        widest = max((each.sizeHint().width() for each in self._seen()), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._shown = ()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._arrange()
        return False

    def _seen(self) -> list[QWidget]:
        """Return the buttons that nobody hid; one that was not shown yet will be."""
        told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [each for each in self._buttons if not (each.isHidden() and each.testAttribute(told))]

    def _arrange(self) -> None:
        """Lay the buttons out anew where something else has room than before."""
        many, seen = self.columns(), self._seen()
        wanted = (many, *map(id, seen))
        if wanted == self._shown:
            return
        self._shown = wanted
        for each in self._buttons:
            self._grid.removeWidget(each)
        one_row = len(seen) <= many
        for at in range(len(self._buttons) + 1):  # one row keeps its words' widths, several share theirs evenly
            self._grid.setColumnStretch(at, int(at == len(seen)) if one_row else int(at < many))
        for at, each in enumerate(seen):
            each.setMinimumWidth(each.sizeHint().width() - (_AIR if one_row else 0))
            self._grid.addWidget(each, at // many, at % many)
        self.updateGeometry()
