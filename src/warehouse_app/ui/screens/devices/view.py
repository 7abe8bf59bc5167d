"""The devices page: what the bench has, the test of one and its live bytes, and the deed that is due."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.labels import IconLabel, Label, filled_card, rule
from warehouse_app.ui.kit.rowlist import RowList
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.screens.devices import shown
from warehouse_app.ui.screens.devices.parts import LiveBytes, NowPanel
from warehouse_app.ui.screens.devices.presenter import DevicesPresenter
from warehouse_app.ui.screens.devices.state import WEDGE, DevicesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_LEFT, _RIGHT = 316, 352


def _actions() -> tuple[Action, ...]:
    return (
        Action("new", tr("Set up a device"), "Ctrl+N", "plus", "page"),
        Action("ports", tr("Look for devices"), "F6", "refresh-cw", "bar"),
        Action("printers", tr("Printers"), "F3", "printer", "bar"),
        Action("test", tr("Test again"), "F5"),
        Action("edit", tr("Change"), "F2", "pencil"),
        Action("print", tr("Print the test label"), "F8", "printer-check", kind="primary"),
        Action("ask", tr("Ask the scale"), "F7", "scale"),
        Action("zero", tr("Set to zero"), "F4"),
        Action("virtual", tr("Use virtual devices"), "F9"),
        Action("forget", tr("Forget"), "", "trash-2", kind="dangerous"),
        Action("save", tr("Save"), "Ctrl+S", "save", kind="primary"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class DevicesView(Page):
    """Renders `DevicesScreen`."""

    def __init__(self) -> None:
        super().__init__(_actions())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        self._cards: list[QFrame] = []
        self._left = QVBoxLayout()
        self._left.setSpacing(12)
        self._left.addWidget(self._list(), 1)
        self._left.addWidget(self._virtual())
        row.addLayout(self._left)
        row.addWidget(self._middle(), 1)
        self.sizes_changed()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)

    def use(self, presenter: DevicesPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self.table.set_enabled("virtual", presenter.has_lab, tr("This window has none"))
        self._rows.picked.connect(presenter.chosen)
        self._quiet.timeout.connect(presenter.rested)
        self._now.use(presenter.saved, lambda: presenter.commanded("back"), presenter.known_weight, presenter.keyed)

    def sizes_changed(self) -> None:
        """Let the list grow with the text."""
        for each in self._cards:
            each.setFixedWidth(round(_LEFT * fonts.text_size() / 100))

    def rest(self, ms: int) -> None:
        """Call `rested` once nothing more was asked for so long."""
        self._quiet.start(ms)

    def _deed(self, name: str) -> None:
        if name == "save" and self._now.save():
            return
        super()._deed(name)

    def _list(self) -> QFrame:
        made, column = filled_card()
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        self._count, self._work = Label("", "strong"), Label("", "label", "ink2")
        head.addWidget(self._count, 1)
        head.addWidget(self._work)
        column.addLayout(head)
        column.addWidget(rule())
        self._rows = RowList(tr("Devices of this bench"))
        column.addWidget(self._rows, 1)
        self._cards.append(made)
        return made

    def _virtual(self) -> QFrame:
        made, column = filled_card()
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("graduation-cap", 20))
        head.addWidget(Label(tr("No hardware here?"), "body_strong"), 1)
        column.addLayout(head)
        words = tr("A scanner, a scale and a printer on the screen do the same. Labels of this bench go there then.")
        column.addWidget(Label(words, "label", "ink2", wrap=True))
        column.addWidget(self.table.button("virtual"))
        self._cards.append(made)
        return made

    def _middle(self) -> QFrame:
        made, column = filled_card()
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        names = QVBoxLayout()
        names.setSpacing(0)
        self._title, self._line = Label("", "title"), Label("", "label", "ink2")
        for each in (self._title, self._line):
            each.setMinimumWidth(1)
            names.addWidget(each)
        head.addLayout(names, 1)
        head.addWidget(self.table.button("test"))
        column.addLayout(head)
        column.addWidget(rule())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._test(), 3)
        body.addWidget(rule("v"))
        self._now = NowPanel(self.table)
        self._now.setMinimumWidth(_RIGHT)
        body.addWidget(self._now, 2)
        column.addLayout(body, 1)
        return made

    def _test(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        self._score = Label("", "body_strong")
        head.addWidget(Label(tr("Self-test"), "strong"), 1)
        head.addWidget(self._score)
        column.addLayout(head)
        column.addWidget(rule())
        self._steps = RowList(tr("Steps of the self-test"), chooses=False)
        column.addWidget(self._steps, 1)
        column.addWidget(rule())
        self._live, self._below_live = LiveBytes(), rule()
        column.addWidget(self._live)
        column.addWidget(self._below_live)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        self._foot = Label("", "label", "ink2", wrap=True)
        foot.addWidget(self._foot, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(foot)
        return made

    def render_state(self, state: DevicesScreen) -> None:
        """Show the state."""
        self.set_subtitle(tr("Devices at bench {bench}").format(bench=code(state.station)))
        count, work = shown.head(state)
        self._count.setText(count)
        self._work.setText(work)
        self._rows.show_rows(shown.devices(state), state.chosen)
        title, line = shown.title(state)
        self._title.setText(title)
        self._line.setText(line)
        self._score.setText(shown.score(state))
        test = state.test
        now = test.now.value if test is not None and test.now is not None else ""
        self._steps.show_rows(shown.steps(state), now)
        for each in (self._live, self._below_live):
            each.setVisible(state.device is not None)
        self._live.show_bytes(state.live, tr("Nothing came yet"))
        self._foot.setText(shown.foot(state))
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        self._now.render_state(state)
        if state.chosen == WEDGE and not self._rows.hasFocus() and self.focusWidget() is None:
            self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
