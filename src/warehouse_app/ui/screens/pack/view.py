"""The pack page (mock-ups 01, 02, 15): verdict, lines, side cards; a Stop over all of it; idle with what waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.boxchoices import BoxChoices
from warehouse_app.ui.kit.boxfit import BoxFit
from warehouse_app.ui.kit.cards import SideColumn
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.filters import StepTabs
from warehouse_app.ui.kit.floorface import FloorFace
from warehouse_app.ui.kit.labelpanel import LabelPanel
from warehouse_app.ui.kit.labels import Label, filled_card, rule
from warehouse_app.ui.kit.lines import LineList
from warehouse_app.ui.kit.values import ScanLine, Verdict
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.kit.weightpanel import WeightPanel
from warehouse_app.ui.screens.pack import boxes, guided, labels, numbered, proven, scale, shown, sidecards, wallside
from warehouse_app.ui.screens.pack.presenter import PackPresenter
from warehouse_app.ui.screens.pack.rows import Rows
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.ui.screens.pack.waits import options
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.benchpage import BenchPage, bench_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return bench_actions(
        Action("resume", tr("Go on"), "F2", place="bench"),
        Action("print_again", tr("Print again"), "F5", place="bench"),
        Action("take_over", tr("Take over"), "F10", place="bench"),
        Action("photo", tr("Photo"), "Shift+F4", place="bench"),
        Action("short", tr("Missing"), "F6", place="bench"),
        Action("damaged", tr("Damaged"), "F7", place="bench"),
        Action("issue", tr("Issue"), "F9", place="bench"),
        Action("count_again", tr("Count again"), "F11", place="bench"),
        Action("next_box", tr("Next box"), "F3", place="bench"),
        Action("move", tr("Move items"), "Shift+F3", place="key"),
        Action("pause", tr("Pause"), "F8", place="bench"),
        Action("supervisor", tr("Call a supervisor"), "F12", place="key"),
        Action("my_day", tr("My day"), "Ctrl+D", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class PackView(BenchPage):
    """Renders `PackScreen`. `now` is the house's clock, for the time left."""

    def __init__(self, now: Callable[[], str], bench: str) -> None:
        super().__init__(_actions())
        self._now = now
        self._state, self._rows = PackScreen(), Rows()
        self.set_subtitle(tr("Bench {code}").format(code=bench) if bench else "")
        self._steps = StepTabs()
        self._panel, self._side = VerdictPanel(), SideColumn()
        self._weight, self._label, self._hero = WeightPanel(), LabelPanel(), QStackedWidget()
        self._hero.addWidget(self._panel)
        self._hero.addWidget(self._weight)
        self._hero.addWidget(self._label)
        self._boxes = BoxChoices()
        self._hero.addWidget(self._boxes)
        self._face = FloorFace()
        self._hero.addWidget(self._face)
        self.use_bench(BenchArea(self._hero, self._middle(), self._side))
        self.beat.connect(self._show_side)

    def use(self, presenter: PackPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        assert self.area is not None
        self.area.blocking.confirmed.connect(lambda: presenter.commanded("ok"))
        self._panel.answered.connect(presenter.commanded)
        self._weight.answered.connect(presenter.commanded)
        self._label.answered.connect(presenter.commanded)
        self._choices.chosen.connect(presenter.chosen)
        self._boxes.choices.chosen.connect(presenter.chosen)
        presenter.type_size = self.area.scanbar.open_typing

    def _middle(self) -> QWidget:
        made, layout = filled_card()
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        self._head, self._note = Label("", "bench_title"), Label("", "bench_line", "ink2")
        row.addWidget(self._head, 1)
        row.addWidget(self._note)
        layout.addLayout(row)
        layout.addWidget(rule())
        self._lines, self._choices = LineList(), Choices()
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._choices)
        column.addStretch(1)
        self._lists = QStackedWidget()
        self._lists.addWidget(self._lines)
        self._lists.addWidget(waiting)
        self._fit = BoxFit()
        self._lists.addWidget(self._fit)
        layout.addWidget(self._lists, 1)
        return made

    def render_state(self, state: PackScreen) -> None:
        """Show the state."""
        self._state = state
        assert self.area is not None
        said = shown.verdict(state, self._now())
        self._panel.show_verdict(said)
        line = proven.asked_line(state, scale.asked_line(state, shown.scan_line(state)))
        self._show_hero(state, said, line)
        boxing = boxes.boxing_of(state) if said.kind != "asked" else None
        resting = state.now is None or state.now.order is None
        self.area.show_asked(said.kind == "asked" or resting or state.applying)
        asks = numbered.is_open(state.now) and bool(state.now and state.now.choices)
        self.area.show_alone(state.beside.guided and not asks and boxing is None)
        waits = bool(state.waiting) or asks
        self._lists.setCurrentIndex(1 if waits or not (state.lines or wallside.wall_of(state)) else 0)
        lead = tr("Choose") if asks else tr("Waiting")
        head, note = shown.head(state) if not waits else (lead, shown.waiting_note(state))
        self._head.setText(head)
        self._note.setText(note)
        self._choices.show_options(options(state, self._now()))
        self._lines.show_rows(() if waits else self._rows.of(state))
        if boxing is not None:
            self._boxes.show_boxes(
                state.now.done_units if state.now is not None else 0, boxes.head(boxing), boxes.options(boxing)
            )
            self._fit.show_fit(boxes.fit(boxing))
            self._hero.setCurrentWidget(self._boxes)
            self._lists.setCurrentWidget(self._fit)
        self._steps.show_steps(shown.steps(state))
        self.show_lead(None if resting else self._steps)
        self._show_side()
        self.show_line(line)
        self.rename("resume", shown.go_on_words(state))
        self.enable(*shown.commands(state))
        self.area.show_stop(shown.stop(state))

    def _show_hero(self, state: PackScreen, said: Verdict, line: ScanLine) -> None:
        """Show what is biggest: the verdict, the scale, the label, or the next step of who is guided."""
        weighs = state.weighing and said.kind != "asked"
        if weighs:
            self._weight.show_weight(scale.panel(state))
        applies = state.applying and said.kind != "asked"
        if applies:
            self._label.show_label(labels.panel(state))
        step = guided.face(state, said, line)
        if step is not None:
            self._face.show_face(step)
        panel = self._weight if weighs else self._label if applies else self._panel
        self._hero.setCurrentWidget(self._face if step is not None else panel)

    def _show_side(self) -> None:
        self._side.show_values(sidecards.cards(self._state, self._now()))
