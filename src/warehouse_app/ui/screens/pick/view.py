"""The pick page (mock-up 07): the biggest thing is what the step asks: the place, then how many, then the slot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.picking.values import PickState, PickTask
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.cards import Bar, CareStrip
from warehouse_app.ui.kit.cart import CartView
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.filters import StepTabs
from warehouse_app.ui.kit.labels import FitLabel, Label, card, filled_card, rule
from warehouse_app.ui.kit.pickface import PlaceFace
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.text import code, product
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.screens.pick import shown
from warehouse_app.ui.screens.pick.presenter import PickPresenter
from warehouse_app.ui.screens.pick.state import PickScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.benchpage import BenchPage, bench_actions
from warehouse_app.wording import tr

_COMING = 3
_ROOMY = 115


def _actions() -> tuple[Action, ...]:
    return bench_actions(
        Action("done", tr("Trip done"), "F9", place="bench"),
        Action("short", tr("Too few"), "F6", place="bench"),
        Action("skip", tr("Skip"), "F2", place="bench"),
        Action("damaged", tr("Damaged"), "F7", place="bench"),
        Action("problem", tr("Problem"), "F3", place="bench"),
        Action("full", tr("Tote is full"), "F5", place="bench"),
        Action("found", tr("Found"), "Shift+F7", place="key"),
        Action("pause", tr("Pause"), "F8", place="bench"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class _Coming(QWidget):
    """One task to come: place, name, what to do."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._rule = rule()
        column.addWidget(self._rule)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._place = Label("", "bench_next")
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name, self._what = FitLabel("", "strong", "ink", smallest=0.8), Label("", "label", "ink2")
        words.addWidget(self._name)
        words.addWidget(self._what)
        row.addWidget(self._place)
        row.addLayout(words, 1)
        column.addLayout(row)

    def show_task(self, task: PickTask, *, first: bool) -> None:
        place, name, what = shown.coming(task)
        self._rule.setVisible(not first)
        self._place.setText(code(place))
        self._name.setText(product(name))
        self._what.setText(what)
        self.setAccessibleName(f"{place}, {name}, {what}")

    def place_width(self) -> int:
        """Return how wide the place is by itself, at the sizes in force."""
        return QFontMetrics(fonts.font("bench_next")).horizontalAdvance(self._place.text()) + 2

    def give_place(self, width: int) -> None:
        """Give the place as much room as the others have, so that the names stand below each other."""
        self._place.setMinimumWidth(width)


class PickView(BenchPage):
    """Renders `PickScreen`."""

    def __init__(self, now: Callable[[], str], bench: str) -> None:
        super().__init__(_actions())
        self._now, self._bench = now, bench
        self._progress = self._lead()
        self._pages = QStackedWidget()
        self._panel, self._choices = VerdictPanel(), Choices()
        self._pages.addWidget(self._rest())
        self._pages.addWidget(self._walk())
        self.use_bench(BenchArea(self._pages))

    def use(self, presenter: PickPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._choices.chosen.connect(presenter.chosen)
        self._panel.answered.connect(presenter.commanded)
        assert self.area is not None
        self.area.blocking.confirmed.connect(lambda: presenter.commanded("ok"))

    def _lead(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._batch, self._far, self._bar = Label("", "strong"), Label("", "strong_plain"), Bar()
        self._bar.setMinimumWidth(120)
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for widget in (self._batch, self._far, self._bar):
            row.addWidget(widget)
        return made

    def _rest(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._panel, 5)
        self._list, layout = filled_card()
        self._listed = Label(tr("Waiting batches"), "bench_title")
        self._listed.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._listed)
        layout.addWidget(rule())
        layout.addWidget(self._choices)
        layout.addStretch(1)
        row.addWidget(self._list, 6)
        return made

    def _walk(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._hero(), 848)
        row.addWidget(self._side(), 384)
        return made

    def _hero(self) -> QFrame:
        made, column = card()
        column.setContentsMargins(16, 16, 28, 20)
        self._steps = StepTabs(large=True)
        column.addWidget(self._steps, 0, Qt.AlignmentFlag.AlignLeading)
        self._face = PlaceFace()
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 14, 0, 0)
        inner.setSpacing(20)
        inner.addWidget(self._face, 3)
        inner.addWidget(rule())
        inner.addLayout(self._item(), 2)
        column.addLayout(inner, 1)
        return made

    def _item(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        self._photo = Photo(208)
        row.addWidget(self._photo)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        self._name, self._sku = Label("", "item_pick", wrap=True), Label("", "bench_name_done", "ink2")
        words.addWidget(self._name)
        words.addWidget(self._sku)
        self._why = CareStrip(bench=True)
        words.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeading)
        words.addSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(12)
        self._taken, self._shelf = Label("", "bench_step"), Label("", "bench_text", "ink2")
        line.addWidget(self._taken)
        line.addWidget(self._shelf, 1)
        words.addLayout(line)
        words.addStretch(1)
        row.addLayout(words, 1)
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        upper, layout = card()
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        head = QHBoxLayout()
        self._into = Label(tr("Put into slot"), "bench_name")
        head.addWidget(self._into, 1)
        head.addWidget(Label(tr("front of cart"), "bench_line", "ink2"))
        layout.addLayout(head)
        self._cart = CartView()
        layout.addWidget(self._cart, 1)
        column.addWidget(upper, 1)
        lower, layout = card()
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        self._after = Label("", "bench_name")
        layout.addWidget(self._after)
        self._coming = tuple(_Coming() for _ in range(_COMING))
        for row in self._coming:
            layout.addWidget(row)
        layout.addStretch(1)
        column.addWidget(lower, 0)
        return side

    def render_state(self, state: PickScreen) -> None:
        """Show the state."""
        now = state.now
        assert self.area is not None
        said = shown.panel(state)
        self._pages.setCurrentIndex(1 if said is None else 0)
        if now is not None and now.task is not None:
            self._render_walk(now, now.task)
        if said is not None:
            self._panel.show_verdict(said)
            self._render_list(state)
        self._render_lead(now)
        self.show_line(shown.scan_line(state))
        self.rename("skip", shown.skip_words(state))
        self.rename("done", shown.done_words(state))
        self.enable(*shown.commands(state))
        self.area.show_stop(shown.stop(state))

    def _render_list(self, state: PickScreen) -> None:
        """Show what the digits choose from: what can be wrong here, or the batches that wait."""
        now = state.now
        wrong = shown.problems(now) if now is not None and now.phase == "problem" else ()
        options = wrong or (shown.options(state.waiting, self._now()) if state.idle else ())
        self._listed.setText(tr("It is this") if wrong else tr("Waiting batches"))
        self._choices.show_options(options)
        self._list.setVisible(bool(options))

    def _render_lead(self, now: PickState | None) -> None:
        at_work = now is not None and bool(now.batch)
        self.show_lead(self._progress if at_work else None)
        if now is not None and at_work:
            batch, words, part, whole = shown.progress(now)
            self._batch.setText(batch)
            self._far.setText(words)
            self._bar.show_part(part, whole)
            self._bar.setAccessibleName(words)
        bench = tr("Bench {code}").format(code=self._bench) if self._bench else ""
        self.set_subtitle(tr("Cart {cart}").format(cart=now.cart) if now is not None and now.cart else bench)

    def _render_walk(self, now: PickState, task: PickTask) -> None:
        face = shown.face(now, task)
        self._steps.show_steps(shown.steps(now))
        self._face.show_place(face.lead, face.far, face.how, face.take, face.count, face.icon)
        self._photo.show_product(task.name, task.picture)
        self._name.setText(product(task.name or task.sku))
        self._sku.setText(shown.which(task))
        taken, shelf = shown.taken(task)
        self._taken.setText(taken)
        self._shelf.setText(shelf)
        self._into.setText(tr("Put into tote") if shown.shared(now)[0] else tr("Put into slot"))
        self._cart.show_cart(shown.slots(now), *shown.target(now))
        self._why.show_words(shown.reason(task))
        self._after.setText(tr("After that") if now.coming else tr("This is the last one"))
        room = 1 if fonts.text_size() > _ROOMY else _COMING  # large text: the cart is needed more than what follows
        for at, row in enumerate(self._coming):
            row.setVisible(at < min(room, len(now.coming)))
            if at < len(now.coming):
                row.show_task(now.coming[at], first=at == 0)
        self.sizes_changed()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        widest = max(row.place_width() for row in self._coming)
        for row in self._coming:
            row.give_place(widest)
