"""The page of the first start: the way so far on the left, one question at a time on the right. Keyboard first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.choice import Choice, Choices
from warehouse_app.ui.kit.form import FieldRow, NumberField, chooser, field
from warehouse_app.ui.kit.labels import IconLabel, Label, drop
from warehouse_app.ui.kit.overlays import FocusRing
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import Option
from warehouse_app.ui.shell.firststart import flow
from warehouse_app.ui.shell.firststart.facts import Facts, emptied
from warehouse_app.ui.shell.firststart.flow import Ask
from warehouse_app.ui.shell.firststart.presenter import FirstStart, FirstStartPresenter
from warehouse_app.ui.shell.signon.badge import FarLines, SignOnGround
from warehouse_app.wording import tr

_MARKS = {-1: "circle-check", 0: "circle-dot", 1: "circle"}
_FORM_WIDE = 640


def ways() -> tuple[Option, ...]:
    """Return the three ways to begin."""
    return (
        Option(1, tr("Begin a company"), tr("Its name, its warehouse, its first user")),
        Option(2, tr("Look around"), tr("A sample company with orders, in a folder of its own")),
        Option(3, tr("Open a company that exists"), tr("A file on this computer, or a PostgreSQL server")),
    )


class FirstStartWindow(QWidget):
    """Renders `FirstStart`. `ask_file(suggestion)` asks where the badge is saved and returns a path or ""."""

    saved = Signal(str)

    def __init__(self, zones: tuple[str, ...], demo_home: str, ask_file: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Warehouse"))
        self.setMinimumSize(1024, 720)
        self._zones, self._demo_home = zones, demo_home
        self._ask_file = ask_file or self._file_dialog
        self._presenter: FirstStartPresenter | None = None
        self._shown: tuple[object, ...] = ()
        self._rows: dict[str, FieldRow] = {}
        self._asked: dict[str, Ask] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 5)
        row.addWidget(self._right(), 11)
        self.ring = FocusRing(self)

    def use(self, presenter: FirstStartPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self._ways.chosen.connect(presenter.way)
        self.next.clicked.connect(lambda _on=False: presenter.forward())
        self.back.clicked.connect(lambda _on=False: self._step_back())
        self._badge.clicked.connect(lambda _on=False: presenter.badge(self._save))

    def show_state(self, state: FirstStart) -> None:
        """Show the state; fields are only made anew when another question is asked."""
        self._show_steps(state)
        self._question.setText(flow.question(state.step))
        self._ways.setVisible(state.step == "way")
        self._facts.show_state(state)
        asks = flow.asks(state.wish, state.step, self._zones)
        if (state.step, asks) != self._shown:
            moved = not self._shown or self._shown[0] != state.step
            self._shown = (state.step, asks)
            self._build(asks, state, anew=moved)
            if moved:
                self._focus(state)
        for name, row in self._rows.items():
            row.refuse(state.wrong.get(name, ""))
        self._trouble_card.setVisible(bool(state.trouble))
        self._trouble.setText(unbroken(state.trouble))
        self._show_deeds(state)

    def _show_deeds(self, state: FirstStart) -> None:
        words = {
            "check": tr("Make it"), "demo": tr("Open the sample company"), "made": tr("Open the window"),
            "place": tr("Open it") if state.wish.way == "existing" else tr("Next"),
        }.get(state.step, tr("Next"))  # fmt: skip
        self.next.setVisible(state.step != "way")
        self.next.set_words(state.busy or words)
        self.next.setEnabled(not state.busy)
        self.back.setVisible(state.step != "made")
        self.back.set_words(tr("Leave") if state.step == "way" else tr("Back"))
        self.back.setEnabled(not state.busy)
        self._badge.setVisible(state.step == "made")

    def _left(self) -> QWidget:
        ground = SignOnGround()
        column = QVBoxLayout(ground)
        column.setContentsMargins(40, 44, 24, 40)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("warehouse", 28, "on_sign_on"))
        head.addWidget(Label(tr("Warehouse"), "bench_step", "sign_on"), 1)
        column.addLayout(head)
        column.addSpacing(20)
        words = FarLines("far", "on_sign_on")
        words.show_lines(tr("First\nstart"))
        column.addWidget(words)
        column.addSpacing(20)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(14)
        column.addLayout(self._steps)
        column.addStretch(1)
        return ground

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(56, 48, 56, 40)
        column.setSpacing(20)
        self._question = Label("", "count", wrap=True)
        column.addWidget(self._question)
        self._ways = Choices()
        self._ways.show_options(ways())
        column.addWidget(self._ways)
        self._facts = Facts(self._demo_home)
        column.addLayout(_narrowed(self._facts))
        form = QWidget()
        self._form = QVBoxLayout(form)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(16)
        column.addLayout(_narrowed(form))
        column.addLayout(_narrowed(self._trouble_sheet()))
        column.addStretch(1)
        deeds = QHBoxLayout()
        self.back = Button("", key="Esc", tall=64, role="name")
        self.next = Button("", kind="primary", key="Enter", tall=64, role="name")
        self._badge = Button(tr("Save the badge as PDF"), icon="id-card", tall=64, role="name")
        deeds.addWidget(self.back)
        deeds.addStretch(1)
        deeds.addWidget(self._badge)
        deeds.addSpacing(12)
        deeds.addWidget(self.next)
        column.addLayout(deeds)
        return side

    def _trouble_sheet(self) -> QFrame:
        self._trouble_card = QFrame()
        self._trouble_card.setProperty("card", "stop")
        row = QHBoxLayout(self._trouble_card)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addWidget(IconLabel("octagon-x", 24, "stop_mark"))
        self._trouble = Label("", "text_strong", wrap=True)
        row.addWidget(self._trouble, 1)
        return self._trouble_card

    def _show_steps(self, state: FirstStart) -> None:
        emptied(self._steps)
        way = flow.steps(state.wish)
        at = way.index(state.step)
        for n, step in enumerate(way):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(IconLabel(_MARKS[(n > at) - (n < at)], 20, "on_sign_on"))
            row.addWidget(Label(flow.title(step), "lead_strong" if n == at else "lead", "sign_on"), 1)
            self._steps.addWidget(line)

    def _build(self, asks: tuple[Ask, ...], state: FirstStart, *, anew: bool) -> None:
        """Ask these questions; one that is asked already keeps its field, and the keyboard in it."""
        kept = {} if anew else {name: row for name, row in self._rows.items() if self._asked.get(name) in asks}
        while self._form.count():
            self._form.takeAt(0)
        for name, row in self._rows.items():
            if name not in kept:
                drop(row)
        self._rows, self._asked = {}, {ask.name: ask for ask in asks}
        for ask in asks:
            row = kept.get(ask.name) or self._new_row(ask, flow.value_of(state.wish, ask.name))
            self._rows[ask.name] = row
            self._form.addWidget(row)
            row.show()

    def _new_row(self, ask: Ask, value: str) -> FieldRow:
        return FieldRow(ask.label, self._made(ask, value), ask.help)

    def _made(self, ask: Ask, value: str) -> QWidget:
        def told(text: str) -> None:
            if self._presenter is not None:
                self._presenter.answered(ask.name, text)

        if ask.kind == "choice":
            box = chooser(ask.label, ask.options)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.currentIndexChanged.connect(lambda at: told(str(box.itemData(at))))
            return box
        if ask.kind == "number":
            number = NumberField(ask.label, 1, ask.most)
            number.setValue(int(value or "1"))
            number.valueChanged.connect(lambda n: told(str(n)))
            return number
        line = field(ask.label, value, hint=ask.hint)
        line.textChanged.connect(told)
        return line

    def _focus(self, state: FirstStart) -> None:
        """Another step begins at its first field, or at the way on where it has none."""
        first = next((row.field for row in self._rows.values()), None)
        way = self._ways.findChild(Choice)
        target = first or (way if state.step == "way" and way is not None else self.next)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _step_back(self) -> None:
        if self._presenter is None:
            return
        if self._presenter.state().step == "way":
            self.close()
        else:
            self._presenter.back()

    def _save(self, badge: bytes) -> None:
        path = self._ask_file("badge.pdf")
        if path:
            try:
                Path(path).write_bytes(badge)
            except OSError as error:
                self._badge.set_words(tr("Not saved: {why}").format(why=error.strerror or str(error)))
                return
            self._badge.set_words(tr("Saved"))
            self.saved.emit(path)

    def _file_dialog(self, suggestion: str) -> str:
        return QFileDialog.getSaveFileName(self, tr("Save the badge"), suggestion, "PDF (*.pdf)")[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        presenter = self._presenter
        if presenter is None:
            return
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.isAutoRepeat():  # a key held down must not run past the PIN that is shown once
                return
            held = self.focusWidget()
            if isinstance(held, Button) and held is not self.next and held.isVisible():
                held.click()
            elif presenter.state().step == "way":
                presenter.way(1)
            else:
                presenter.forward()
        elif not isinstance(self.focusWidget(), QLineEdit) and event.text() in {"1", "2", "3"}:
            presenter.way(int(event.text()))
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._presenter is not None and not self._presenter.leave():
            event.ignore()
        else:
            super().closeEvent(event)


def _narrowed(what: QWidget) -> QHBoxLayout:
    """Return a line that holds a widget of the form's width.

    A column asks how high its widgets are at its own width, whatever their greatest one: words that wrap in a narrower
    widget were cut off. A line asks at the width it gives.
    """
    what.setMaximumWidth(_FORM_WIDE)
    line = QHBoxLayout()
    line.addWidget(what)
    line.addStretch(0)
    return line
