"""Beside the list: how the trail stands with its proof, and one deed with all it left."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import IconLabel, Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.screens.audit import shown
from warehouse_app.ui.screens.audit.state import AuditScreen
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.wording import tr


class TrailCard(QFrame):
    """How the trail stands, and how its last proof ended."""

    def __init__(self, table: ActionTable) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._icon = IconLabel("shield", 32, "accent")
        row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._head, self._line = Label("", "strong", wrap=True), Label("", "label", "ink2", wrap=True)
        self._chains = Label("", "label", "ink2")
        for label in (self._head, self._line, self._chains):
            words.addWidget(label)
        row.addLayout(words, 1)
        layout.addLayout(row)
        chips = QHBoxLayout()
        self._chip = Chip()
        chips.addWidget(self._chip)
        chips.addStretch(1)
        chips.addWidget(table.button("prove"))
        layout.addLayout(chips)
        self._broken = CareStrip("", "octagon-x")
        self._broken.hide()
        layout.addWidget(self._broken)

    def render_state(self, state: AuditScreen) -> None:
        """Show how the trail stands."""
        icon, head, line, chains = shown.trail_words(state)
        self._icon.show_icon(icon)
        self._head.setText(head)
        self._line.setText(line)
        self._chains.setText(chains)
        chip, broken = shown.proof(state)
        self._chip.show_chip(chip)
        self._broken.show_words("\n".join(broken), "octagon-x")


class LinkCard(QFrame):
    """One row opened. `tabs` are its pages."""

    def __init__(self, table: ActionTable) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        layout.setSpacing(8)
        self._title, self._who = Label("", "title_large", wrap=True), Label("", "body", "ink2", wrap=True)
        layout.addWidget(self._title)
        layout.addWidget(self._who)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        self._chip, self._sealed = Chip(), Chip()
        chips.addWidget(self._chip)
        chips.addWidget(self._sealed)
        chips.addStretch(1)
        layout.addLayout(chips)
        deeds = QHBoxLayout()
        deeds.setSpacing(4)
        deeds.addWidget(Label(tr("Only"), "label", "ink2"))
        shorter = (("only_who", tr("Person")), ("only_station", tr("Station")), ("only_deed", tr("Deed")))
        for name, words in shorter:
            button = table.button(name)
            button.set_words(words)
            deeds.addWidget(button, 1)
        layout.addLayout(deeds)
        layout.addWidget(rule())
        self.tabs = FilterBar()
        layout.addWidget(self.tabs)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._facts())
        self._pages.addWidget(self._then())
        layout.addWidget(self._pages, 1)

    def _facts(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._sentences = Label("", "body", wrap=True)
        self._legs = Table(shown.leg_columns(), name=tr("Goods that moved"), dense=True)
        self._none = Label(tr("No goods moved."), "body", "ink2")
        column.addWidget(self._sentences)
        column.addWidget(self._none)
        column.addWidget(self._legs, 1)
        column.addStretch(0)
        return made

    def _then(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._then_words = Label("", "body_strong", wrap=True)
        self._held = Table(shown.held_columns(), name=tr("What lay there then"), dense=True)
        column.addWidget(self._then_words)
        column.addWidget(self._held, 1)
        return made

    def render_state(self, state: AuditScreen, now: str) -> None:
        """Show the chosen row."""
        row, facts = state.picked, state.facts
        if row is None:
            return
        title, line = shown.head(row, now)
        self._title.setText(unbroken(title))
        self._who.setText(line)
        self._chip.show_chip(shown.verdict(row))
        self._sealed.show_chip(shown.seal_chip(facts))
        self.tabs.show_filters(shown.tabs(state), state.tab)
        self._pages.setCurrentIndex(0 if state.tab == "facts" else 1)
        words = "\n".join(shown.sentences(facts)) if facts is not None else ""
        self._sentences.setText(unbroken(words))
        self._sentences.setVisible(bool(words))
        legs = shown.legs(facts) if facts is not None else ()
        self._legs.show_rows(legs)
        self._legs.setVisible(bool(legs))
        self._none.setVisible(facts is not None and not legs)
        self._then_words.setText(shown.then_words(state, now))
        self._held.show_rows(state.then or ())
