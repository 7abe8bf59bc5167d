"""One group of settings as a card: a field each, of the kind the setting is, with its help and its no."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout

from warehouse_app.domain.settings import LONGEST_VALUE
from warehouse_app.ui.kit.form import FieldRow, chooser, field
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.screens.settings.shown import OWN, FieldValue, Group
from warehouse_app.wording import tr

Edited = Callable[[str, str | None], None]


class GroupCard(QFrame):
    """Fields are made once; `show_fields` changes what they hold, but never under somebody's hands."""

    def __init__(self, group: Group, edited: Edited) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        layout.setSpacing(14)
        layout.addWidget(Label(group.title, "strong"))
        layout.addWidget(rule())
        self._edited = edited
        self._rows: list[FieldRow] = []
        for each in group.fields:
            row = FieldRow(each.label, self._field(each), each.help)
            layout.addWidget(row)
            self._rows.append(row)

    def rows(self) -> tuple[FieldRow, ...]:
        """Return its rows, in their order."""
        return tuple(self._rows)

    def _field(self, value: FieldValue) -> QLineEdit | QComboBox:
        if value.options:
            box = chooser(value.label, value.options)
            box.activated.connect(lambda _at: self._chose(value.name, box))
            return box
        line = field(value.label, value.value)
        line.setMaxLength(LONGEST_VALUE)
        line.textEdited.connect(lambda text: self._edited(value.name, text))
        return line

    def _chose(self, name: str, box: QComboBox) -> None:
        value = str(box.currentData())
        self._edited(name, None if value == OWN else value)

    def show_fields(self, fields: tuple[FieldValue, ...]) -> None:
        """Show these values."""
        for row, value in zip(self._rows, fields, strict=True):
            held = row.field
            if isinstance(held, QComboBox):
                held.setCurrentIndex(max(0, held.findData(value.value)))
            elif isinstance(held, QLineEdit) and held.text() != value.value:
                held.setText(value.value)
            row.refuse(value.refusal)
            if value.mark and not value.refusal:
                held.setAccessibleDescription(tr("Changed, not saved"))
