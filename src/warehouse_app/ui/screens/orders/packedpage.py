"""The tab of an order that tells how it was packed: each unit's proof by parcel, and what was captured."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.application.packing.howpacked import HowPacked
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.orders import packed
from warehouse_app.wording import tr


class PackedPage(QWidget):
    """Two tables; the second where something was captured."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.proven = Table(packed.proven_columns(), name=tr("How the units were checked"), dense=True)
        self.proven.none = tr("Nothing lies in its parcels.")
        self._words = Label(tr("Captured while packing"), "small", "ink2")
        self.captured = Table(packed.captured_columns(), name=tr("Captured while packing"), dense=True)
        column.addWidget(self.proven, 1)
        column.addWidget(self._words)
        column.addWidget(self.captured, 1)

    def show_packed(self, found: HowPacked) -> None:
        """Show it."""
        self.proven.show_rows(found.proven)
        self.captured.show_rows(found.captured)
        for each in (self._words, self.captured):
            each.setVisible(bool(found.captured))
