"""The page of every floor bench: verdict and next deed on the left, the lines, choices or the number pad beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit import measures
from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.cards import Bar
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.floorface import FloorFace
from warehouse_app.ui.kit.labels import FitLabel, Label, filled_card, rule
from warehouse_app.ui.kit.lines import LineList
from warehouse_app.ui.kit.numberpad import NumberPad
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.benchpage import BenchPage, bench_actions
from warehouse_app.ui.shell.cards import ScreenContext
from warehouse_app.ui.shell.floorbench import shown
from warehouse_app.ui.shell.floorbench.presenter import BACK, ERASE, FloorPresenter
from warehouse_app.ui.shell.floorbench.state import FloorScreen
from warehouse_app.ui.shell.floorbench.work import FloorWork
from warehouse_app.ui.shell.photodeeds import PhotoDeeds
from warehouse_app.wording import tr

_LINES, _CHOICES, _PAD = range(3)


def floor_actions(work: FloorWork) -> tuple[Action, ...]:
    """Return the deeds of a floor bench; those that its cards do not do now are not shown."""
    known = (
        Action("resume", tr("Go on"), "Shift+F2", place="bench"),
        Action("type", tr("Type a code"), "Ctrl+K", place="bench"),
        Action("photo", tr("Photo"), "Shift+F4", place="bench"),
        Action("number", tr("Number"), "F11", place="bench"),
        Action("skip", tr("Skip"), "F2", place="bench"),
        Action("print_again", tr("Print again"), "F5", place="bench"),
        Action("short", tr("Too few"), "F6", place="bench"),
        Action("damaged", tr("Damaged"), "F7", place="bench"),
        Action("pause", tr("Pause"), "F8", place="bench"),
        Action("done", tr("Finish"), "F9", place="bench"),
        Action("close", tr("Close"), "F10", place="bench"),
        Action("found", tr("Found"), "Shift+F7", place="bench"),
        Action("issue", tr("Issue"), "Shift+F6", place="bench"),
        Action("next_box", tr("Next box"), "Shift+F11", place="bench"),
        Action("finish_short", tr("Finish short"), "Shift+F9", place="bench"),
        Action("take_over", tr("Take over"), "Shift+F8", place="bench"),
        Action(BACK, tr("Take the number back"), "Esc", place="key"),
    )
    always = {"number", BACK, *({"photo"} if work.photo is not None else ())}
    return bench_actions(*(one for one in known if one.name in work.deeds | always))


def floor_page(work: FloorWork, context: ScreenContext) -> FloorBenchView:
    """Return the page of a bench and its presenter, for the card of its screen."""
    view = FloorBenchView(work, context.now, context.session().station or context.bench)
    hands = context.hands(work.name)
    presenter = FloorPresenter(work, view, hands, context.sounds, context.notices, context.now)
    if work.photo is not None:
        view.photos = PhotoDeeds(view, context, work.name)
        presenter.photograph = view.photos.take_of
    view.use(presenter)
    return view


class FloorBenchView(BenchPage):
    """Renders `FloorScreen`."""

    def __init__(self, work: FloorWork, now: Callable[[], str], bench: str) -> None:
        super().__init__(floor_actions(work))
        self._now = now
        self._more: Callable[[], frozenset[str]] = frozenset
        self.photos: PhotoDeeds | None = None
        self.set_subtitle(tr("Bench {code}").format(code=bench) if bench else "")
        self._progress = self._lead()
        self.panel, self.face = VerdictPanel(), FloorFace()
        self._hero = QStackedWidget()
        self._hero.addWidget(self.panel)
        self._hero.addWidget(self.face)
        self.offers = Choices()
        self.lines, self.choices, self.pad = LineList(tr("What is done here"), marks=True), Choices(), NumberPad()
        self.use_bench(BenchArea(self._hero, self._middle()))
        assert self.area is not None
        self.area.show_asked(True)

    def use(self, presenter: FloorPresenter) -> None:
        """Wire the presenter."""
        self._more = presenter.more_deeds
        self.attach(presenter)
        assert self.area is not None
        self.area.blocking.confirmed.connect(lambda: presenter.commanded("ok"))
        self.panel.answered.connect(presenter.keyed)
        self.choices.chosen.connect(presenter.chosen)
        self.offers.chosen.connect(presenter.chosen)
        self.pad.pressed.connect(presenter.commanded)

    def _lead(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._far, self._bar = Label("", "strong"), Bar()
        self._bar.setMinimumWidth(120)
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._far)
        row.addWidget(self._bar)
        return made

    def _middle(self) -> QWidget:
        made, layout = filled_card()
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        self._head, self._note = FitLabel("", "bench_title", "ink", smallest=0.7), Label("", "bench_line", "ink2")
        row.addWidget(self._head, 1)
        row.addWidget(self._note)
        layout.addLayout(row)
        layout.addWidget(rule())
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choices)
        column.addStretch(1)
        self._beside = QStackedWidget()
        for page in (self.lines, waiting, self.pad):
            self._beside.addWidget(page)
        layout.addWidget(self._beside, 1)
        self._below = rule()
        layout.addWidget(self._below)
        layout.addWidget(self.offers)
        return made

    def render_state(self, state: FloorScreen) -> None:
        """Show the state."""
        assert self.area is not None
        now = self._now()
        said = shown.panel(state, now)
        if said is None:
            self.face.show_face(shown.face(state, now))
        else:
            self.panel.show_verdict(said)
        self._hero.setCurrentWidget(self.face if said is None else self.panel)
        self._render_beside(state)
        self._render_lead(state)
        self.show_line(shown.scan_line(state, now))
        self.enable(shown.commands(state) | self._more())
        if not measures.touch():
            self.scanbar().button("number").hide()  # who has keys just types
        self.area.show_stop(shown.stop(state))

    def _render_beside(self, state: FloorScreen) -> None:
        self.pad.show_typed(state.typed)
        self.choices.show_options(shown.options(state))
        offers = shown.offers(state)
        self.offers.show_options(offers)
        self.offers.setVisible(bool(offers))
        self._below.setVisible(bool(offers))
        self.lines.show_rows(shown.rows(state))
        assert self.area is not None
        self.area.show_alone(shown.by_itself(state))
        page = _CHOICES if shown.listed(state) else _PAD if state.pads else _LINES
        self._beside.setCurrentIndex(page)
        head, note = shown.head(state)
        self._head.setText(head)
        self._note.setText(note)

    def _render_lead(self, state: FloorScreen) -> None:
        told = shown.lead(state)
        self.show_lead(None if told is None else self._progress)
        if told is not None:
            words, part, whole = told
            self._far.setText(words)
            self._bar.show_part(part, whole)
            self._bar.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.presenter.commanded(ERASE)
            return
        super().keyPressEvent(event)
