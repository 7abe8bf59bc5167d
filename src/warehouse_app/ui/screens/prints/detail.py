"""One print job beside the list: its state and why, the deeds, its story step by step, its paper as printed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.asking import Asking
from warehouse_app.ui.kit.cards import CareStrip, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.paper import PaperView
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.timeline import Timeline
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.screens.prints import shown
from warehouse_app.ui.screens.prints.presenter import PrintsPresenter
from warehouse_app.ui.screens.prints.state import PrintsScreen
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.wording import tr

_DEEDS = ("retry", "move", "cancel", "copy", "yes", "again", "swap")


class JobCard(QFrame):
    """Renders the chosen job."""

    def __init__(self, table: ActionTable) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        layout.setSpacing(8)
        self._title, self._chip = Label("", "title_large", wrap=True), Chip()
        layout.addWidget(self._title)
        chips = QHBoxLayout()
        chips.addWidget(self._chip)
        chips.addStretch(1)
        layout.addLayout(chips)
        self._why, self._what = Label("", "body_strong", wrap=True), Label("", "body", "ink2", wrap=True)
        layout.addWidget(self._why)
        layout.addWidget(self._what)
        self._facts = Facts()
        layout.addWidget(self._facts)
        self._buttons = {name: table.button(name) for name in _DEEDS}
        row = QGridLayout()
        row.setSpacing(4)
        for at, name in enumerate(("retry", "move", "cancel")):
            row.addWidget(self._buttons[name], 0, at)
        for at, name in enumerate(("yes", "again", "copy")):
            row.addWidget(self._buttons[name], 1, at)
        row.addWidget(self._buttons["swap"], 2, 0, 1, 3)
        layout.addLayout(row)
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        layout.addWidget(self._refusal)
        layout.addWidget(rule())
        self._below = QStackedWidget()
        self._below.addWidget(self._reading())
        self._asking = Asking()
        self._below.addWidget(self._asking)
        layout.addWidget(self._below, 1)

    def use(self, presenter: PrintsPresenter) -> None:
        """Wire the presenter."""
        self._tabs.chosen.connect(presenter.tabbed)
        self._asking.choices.chosen.connect(lambda n: presenter.keyed(str(n)))

    def _reading(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._tabs = FilterBar()
        column.addWidget(self._tabs)
        self._story = Timeline()
        paper = QWidget()
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(0, 0, 0, 0)
        self._told = CareStrip("")
        self._told.hide()
        self._paper = PaperView(tr("As it is printed"))
        inside.addWidget(self._told)
        inside.addWidget(self._paper, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._story)
        self._pages.addWidget(paper)
        column.addWidget(self._pages, 1)
        return made

    def render_state(self, state: PrintsScreen, now: str) -> None:
        """Show the chosen job."""
        job = state.job
        if job is None:
            return
        self._title.setText(unbroken(shown.title(job)))
        self._chip.show_chip(shown.state_chip(job.state, job.trouble))
        what, deed = shown.why(job)
        for label, words in ((self._why, what), (self._what, deed)):
            label.setText(unbroken(words))
            label.setVisible(bool(words))
        self._facts.show_facts(shown.facts(job, now))
        asked, may = state.unknown, state.may_try
        for name, button in self._buttons.items():
            seen = {"yes": asked, "again": asked, "copy": not asked and not may, "swap": state.swap is not None}
            button.setVisible(seen.get(name, may))
        self._buttons["swap"].set_words(shown.swap_words(state))
        self._refusal.show_words(state.refusal, "octagon-x")
        self._below.setCurrentIndex(1 if state.asking in {"move", "cancel", "copy"} else 0)
        self._asking.question.setText(shown.question(state))
        if state.asking in {"move", "cancel", "copy"}:
            self._asking.choices.show_options(shown.options(state))
        self._tabs.show_filters((FilterValue("story", tr("Story")), FilterValue("paper", tr("Paper"))), state.tab)
        self._pages.setCurrentIndex(0 if state.tab == "story" else 1)
        self._story.show_events(shown.story(state))
        words, icon = shown.paper_words(state)
        self._told.show_words(words, icon or "triangle-alert")
        self._paper.show_pages(state.drawn.pages if state.drawn is not None else ())
