"""A form beside a list (UI §4.16): fields with their refusals under them; what was typed stays until it is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.form import FieldRow, chooser, field, line_up
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.kit.labels import Label, drop
from warehouse_app.ui.kit.picturefield import PictureField
from warehouse_app.ui.kit.scrolled import Scrolled
from warehouse_app.wording import tr

_LONGEST = 400
_FEWEST_SIGNS = 8


class EditForm(QWidget):
    """Show it a form; `saved(values)` by Ctrl+S or the button, `dropped` by Esc."""

    saved = Signal(object)
    dropped = Signal()
    picturing = Signal(object)
    """A field for a picture was made, which its page must feed."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._title = Label("", "title_large", wrap=True)
        self._whole = CareStrip("", "octagon-x")
        column.addWidget(self._title)
        column.addWidget(self._whole)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = Scrolled()
        self._rows_in = QVBoxLayout(self._inner)
        self._rows_in.setContentsMargins(0, 4, 10, 4)
        self._rows_in.setSpacing(10)
        self._rows_in.addStretch(1)
        self._area.setWidget(self._inner)
        for each in (self._inner, self._area.viewport()):
            each.setAutoFillBackground(False)
        column.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._save, drop_it = Button(tr("Save"), kind="primary", key="Ctrl S"), Button(tr("Not now"), key="Esc")
        self._save.clicked.connect(lambda _on=False: self.save())
        drop_it.clicked.connect(lambda _on=False: self.dropped.emit())
        row.addStretch(1)
        row.addWidget(drop_it)
        row.addWidget(self._save)
        column.addLayout(row)
        self._fields: dict[str, FieldRow] = {}
        self._decimals: set[str] = set()
        self._shown: tuple[str, int] = ("", -1)

    def show_form(self, form: FormValue | None) -> None:
        """Show a form; another opening of it starts from what is there."""
        if form is None:
            self._shown = ("", -1)
            return
        if (form.name, form.number) != self._shown:
            self._shown = (form.name, form.number)
            self._build(form)
        self._whole.show_words(form.refusals.get("", ""), "octagon-x")
        for name, row in self._fields.items():
            row.refuse(form.refusals.get(name, ""))
        self._rows_in.activate()
        self._inner.adjustSize()
        for name in form.refusals:
            if name in self._fields:
                self._area.ensureWidgetVisible(self._fields[name])

    def values(self) -> dict[str, str]:
        """Return what is typed."""
        found = {}
        for name, row in self._fields.items():
            widget = row.field
            if isinstance(widget, QComboBox):
                found[name] = str(widget.currentData())
            elif isinstance(widget, QLineEdit):
                found[name] = figures.typed(widget.text()) if name in self._decimals else widget.text()
            elif isinstance(widget, PictureField):
                found[name] = widget.digest
        return found

    def save(self) -> None:
        """Hand over what is typed."""
        self.saved.emit(self.values())

    def _build(self, form: FormValue) -> None:
        for row in self._fields.values():
            self._rows_in.removeWidget(row)
            drop(row)
        self._title.setText(form.title)
        self._save.set_words(form.deed)
        self._fields, self._decimals = {}, set()
        for at, one in enumerate(form.fields):
            value = form.before.get(one.name, "")
            widget: QWidget
            if one.choices:
                choice = chooser(one.words, one.choices)
                # Words that are too long end in an ellipsis: the form is as wide as its page, never as its words.
                choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                choice.setMinimumContentsLength(_FEWEST_SIGNS)
                choice.setCurrentIndex(max(0, choice.findData(value)))
                widget = choice
            elif one.picture:
                widget = PictureField(one.words, value)
                self.picturing.emit(widget)
            else:
                line = field(one.words, figures.to_type(value) if one.decimal else value)
                if one.decimal:
                    self._decimals.add(one.name)
                line.setMaxLength(_LONGEST)
                line.returnPressed.connect(self.save)
                widget = line
            self._fields[one.name] = FieldRow(one.words, widget, one.help)
            self._rows_in.insertWidget(at, self._fields[one.name])
        line_up(tuple(self._fields.values()))
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
