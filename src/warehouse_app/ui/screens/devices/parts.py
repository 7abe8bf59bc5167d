"""Parts of the devices page: the bytes a device sends, and what to do now at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.devices.selftest import Step
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.barcode import BarcodeView
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.form import FieldRow, NumberField
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.screens.devices import shown
from warehouse_app.ui.screens.devices.state import DevicesScreen
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.wording import tr

_LINES = 4
_HEAVIEST = 200_000
_SIDE, _BETWEEN = 16, 16
_A_LINE = (24, shown.MOST_A_LINE, 12, 8, 6, 4)
"""How many bytes stand in a line, the most that have room: what a scale says then stays in one."""


class LiveBytes(QWidget):
    """The last bytes of a device: figures and text, line by line. It keeps its height, so that nothing moves."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(_SIDE, 10, _SIDE, 12)
        grid.setHorizontalSpacing(_BETWEEN)
        grid.setVerticalSpacing(2)
        self._head = Label(tr("What it sends"), "label_strong", "ink2")
        grid.addWidget(self._head, 0, 0, 1, 2)
        self._lines = [(Label("", "cell_number"), Label("", "cell", "ink2")) for _ in range(_LINES)]
        for at, (figures, text) in enumerate(self._lines, 1):
            figures.setMinimumHeight(fonts.px("cell") + 6)
            grid.addWidget(figures, at, 0)
            grid.addWidget(text, at, 1)
        grid.setColumnStretch(0, 1)
        self._told: tuple[bytes, str] = (b"", "")

    def show_bytes(self, data: bytes, nothing: str) -> None:
        """Show bytes, as many in a line as have room, or what is said where none came."""
        self._told = (data, nothing)
        lines = self._broken(data)
        for at, (figures, text) in enumerate(self._lines):
            line = lines[at] if at < len(lines) else ("", "")
            figures.setText(line[0] or (nothing if not at else ""))
            figures.set_tone("ink" if line[0] else "ink2")
            text.setText(line[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_bytes(*self._told)

    def _broken(self, data: bytes) -> tuple[tuple[str, str], ...]:
        figures, text = (QFontMetrics(fonts.font(role)) for role in ("cell_number", "cell"))
        room = self.contentsRect().width() - 2 * _SIDE - _BETWEEN
        lines: tuple[tuple[str, str], ...] = ()
        for many in _A_LINE:
            lines = shown.live(data, many)[-_LINES:]
            if all(figures.horizontalAdvance(one) + text.horizontalAdvance(two) <= room for one, two in lines):
                break
        return lines


class NowPanel(QWidget):
    """At the right: the deed of the step that waits, with its code, its weight or its label; or a form."""

    def __init__(self, table: ActionTable) -> None:
        super().__init__()
        self._pages = QStackedWidget()
        self._form = EditForm()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.addWidget(self._pages)
        self._pages.addWidget(self._now(table))
        self._pages.addWidget(self._form)
        self._table = table

    def use(
        self,
        saved: Callable[[Mapping[str, str]], None],
        dropped: Callable[[], None],
        weight: Callable[[int], None],
        chosen: Callable[[str], bool],
    ) -> None:
        """Wire the presenter."""
        self._form.saved.connect(saved)
        self._form.dropped.connect(dropped)
        self._grams.valueChanged.connect(weight)
        self._choices.chosen.connect(lambda n: chosen(str(n)))

    def save(self) -> bool:
        """Save the form in view; tell whether there is one."""
        if self._pages.currentIndex() == 0:
            return False
        self._form.save()
        return True

    def _now(self, table: ActionTable) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._code = BarcodeView()
        self._reading = Label("", "kpi")
        self._deed, self._why = Label("", "title_large", wrap=True), Label("", "strong_plain", "ink2", wrap=True)
        self._refusal = CareStrip("", "octagon-x")
        self._grams = NumberField(tr("Known weight"), 1, _HEAVIEST, unit="g")
        self._known = FieldRow(tr("Known weight"), self._grams)
        self._question, self._choices = Label("", "strong", wrap=True), Choices()
        for each in (self._code, self._reading, self._deed, self._why, self._known, self._refusal):
            column.addWidget(each)
        for name in ("new", "ask", "print", "zero"):
            column.addWidget(table.button(name))
        column.addWidget(self._question)
        column.addWidget(self._choices)
        column.addStretch(1)
        for name in ("edit", "forget", "save"):
            column.addWidget(table.button(name), 0, Qt.AlignmentFlag.AlignBottom)
        return made

    def render_state(self, state: DevicesScreen) -> None:
        """Show the state."""
        self._pages.setCurrentIndex(0 if state.form is None else 1)
        self._form.show_form(state.form)
        deed, why = shown.asked(state)
        self._deed.setText(deed)
        self._why.setText(why)
        self._code.show_code(shown.barcode(state))
        self._reading.setText(shown.reading(state))
        self._reading.setVisible(bool(shown.reading(state)))
        self._refusal.show_words(state.refusal, "octagon-x")
        weighing = state.test is not None and Step.WEIGHS in state.test.steps
        self._known.setVisible(weighing)
        if state.test is not None and weighing and self._grams.value() != state.test.grams:
            self._grams.setValue(state.test.grams)
        asks = state.asking == "forget"
        options = shown.options(state)
        self._question.setVisible(asks)
        self._choices.setVisible(bool(options))
        if asks:
            self._question.setText(tr("Forget {device}?").format(device=shown.title(state)[0]))
        if options:
            self._choices.show_options(options)
        reasons = shown.deeds(state)
        for name in ("ask", "print", "zero", "forget", "edit", "save"):
            self._table.button(name).setVisible(not reasons[name] and not asks)
        due = state.test is not None and state.test.now is Step.PRINTS
        self._table.button("print").set_kind("primary" if due else "normal")
        self._table.button("new").setVisible(state.port is not None)
