"""A question with its answers below it, each with its number."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.labels import Label


class Asking(QWidget):
    """`question` are its words, `choices` the answers; what stands below it keeps its room."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.question, self.choices = Label("", "strong", wrap=True), Choices()
        column.addWidget(self.question)
        column.addWidget(self.choices)
        column.addStretch(1)
