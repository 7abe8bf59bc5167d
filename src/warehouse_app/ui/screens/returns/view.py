"""The page of the returns bench (mock-up 08): parcel, units and what it comes to; a question, or a Stop, over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.labels import Label, card, filled_card, rule
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.screens.returns import shown
from warehouse_app.ui.screens.returns.panels import MoneyColumn, ParcelColumn, UnitColumn
from warehouse_app.ui.screens.returns.presenter import BACK, BOX_PHOTO, ReturnsPresenter
from warehouse_app.ui.screens.returns.state import ReturnsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.benchpage import BenchPage, bench_actions
from warehouse_app.wording import tr

_GAP, _USUAL = 12, 100


def _actions() -> tuple[Action, ...]:
    return bench_actions(
        Action("short", tr("Missing"), "F6", place="bench"),
        Action("damaged", tr("Box damaged"), "F7", place="bench"),
        Action("pause", tr("Park"), "F8", place="bench"),
        Action("issue", tr("Issue"), "F2", place="key"),
        Action("photo", tr("Photo"), "F3", place="key"),
        Action(BOX_PHOTO, tr("Photo of the parcel"), "Shift+F3", place="key"),
        Action("print_again", tr("Put-away label"), "F5", place="key"),
        Action("skip", tr("Next unit"), "F9", place="key"),
        Action("previous", tr("Previous unit"), "Shift+F9", place="key"),
        Action("change", tr("Goes elsewhere"), "F10", place="key"),
        Action("outcome", tr("What the customer gets"), "F11", place="key"),
        Action("type", tr("Type a code"), "Ctrl+K", place="key"),
        Action(BACK, tr("One step back"), "Esc", place="key"),
    )


class ReturnsView(BenchPage):
    """Renders `ReturnsScreen`."""

    def __init__(self, now: Callable[[], str], bench: str) -> None:
        super().__init__(_actions())
        self._now = now
        self.set_subtitle(tr("Bench {code}").format(code=bench) if bench else "")
        self._lead = Label("", "strong")
        self.parcel, self.units, self.money = ParcelColumn(), UnitColumn(), MoneyColumn()
        self.panel, self.choices, self._slots = VerdictPanel(), Choices(), Facts("bench_text")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._asked())
        self._pages.addWidget(self._intake())
        self.use_bench(BenchArea(self._pages))

    def use(self, presenter: ReturnsPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        assert self.area is not None
        presenter.type_weight = self.area.scanbar.open_typing
        self.area.blocking.confirmed.connect(lambda: presenter.commanded("ok"))
        self.panel.answered.connect(lambda name: self._answered(presenter, name))
        self.choices.chosen.connect(presenter.chosen)
        self.units.graded.connect(presenter.chosen)
        for column in (self.parcel, self.units, self.money):
            column.deed.connect(presenter.commanded)

    def _answered(self, presenter: ReturnsPresenter, name: str) -> None:
        if name.isdigit():
            presenter.keyed(name)
        elif name == "ok":
            presenter.keyed("Enter")
        else:
            presenter.commanded(name)

    def _asked(self) -> QWidget:
        made = QWidget()
        self._row = QHBoxLayout(made)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.panel, 3)
        self._beside, layout = filled_card()
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(Label(tr("Choose"), "bench_title"), 1)
        head.addWidget(Label(tr("Press a number, or scan"), "bench_line", "ink2"))
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.choices)
        layout.addStretch(1)
        self._parked, parked = card()
        parked.addWidget(Label(tr("Parked"), "bench_title"))
        parked.addWidget(Label(tr("Scan a slot to go on with what waits in it"), "bench_line", "ink2", wrap=True))
        parked.addSpacing(8)
        parked.addWidget(self._slots)
        parked.addStretch(1)
        self._row.addWidget(self._beside, 2)
        self._row.addWidget(self._parked, 2)
        return made

    def _intake(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.parcel)
        row.addWidget(self.units, 1)
        row.addWidget(self.money)
        self._share()
        return made

    def render_state(self, state: ReturnsScreen) -> None:
        """Show the state."""
        assert self.area is not None
        now, deeds = self._now(), shown.commands(state)
        at_work = state.open and not state.asking
        if at_work and state.now is not None:
            self.parcel.show_state(state, now)
            self.units.show_state(state.now, deeds)
            self.money.show_state(state.now)
        else:
            self.panel.show_verdict(shown.panel(state, now))
            options, waiting = shown.options(state, now), shown.waiting(state)
            self.choices.show_options(options)
            self._beside.setVisible(bool(options))
            self._slots.show_facts(waiting)
            self._parked.setVisible(bool(waiting) and not options and not state.asking)
        self._pages.setCurrentIndex(1 if at_work else 0)
        words = shown.lead(state)
        self._lead.setText(words)
        self.show_lead(self._lead if words else None)
        self.show_line(shown.scan_line(state, now))
        self.enable(deeds)
        self.area.show_stop(shown.stop(state))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        parcel, money = (400, 440) if fonts.is_wide() else (272, 304) if fonts.text_size() <= _USUAL else (252, 288)
        self.parcel.setFixedWidth(parcel)
        self.money.setFixedWidth(money)

    def sizes_changed(self) -> None:
        """Take the new sizes: larger words need the room in the middle."""
        self._share()
