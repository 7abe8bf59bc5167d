"""The manifests page: open and closed ones, and beside them one with its seal, its parcels, and its paper once more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from warehouse_app.ui.kit.cards import CareStrip, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.manifests import shown
from warehouse_app.ui.screens.manifests.presenter import ManifestsPresenter
from warehouse_app.ui.screens.manifests.state import ManifestsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.ui.shell.savedviews import view_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("load", tr("Load parcels"), "F2", "truck", "bar", "primary"),
        Action("print", tr("Print again"), "F9", "printer"),
        Action("pallet", tr("Pallet label"), "F6", "tag"),
        Action("pallet_file", tr("Label as a file"), "Ctrl+P", "file-down"),
        Action("seek", tr("Search manifests"), "Ctrl+L", place="key"),
        *step_actions(),
        *view_actions(),
    )


def _frame() -> Frame:
    return Frame(
        tr("Manifest or carrier"),
        (tr("Choose a manifest"), tr("Its parcels and its seal appear here."), "clipboard-list"),
        shares=(516, 640), least=420,
    )  # fmt: skip


class ManifestsView(ListPage):
    """Renders `ManifestsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._rows = Table(shown.columns(now()), name=tr("Manifests"), key=lambda row: row.code)
        self._rows.let_arrange()
        super().__init__(_actions(), self._rows, _frame(), icon="clipboard-list")
        self.add_side(self._detail())

    def use(self, presenter: ManifestsPresenter) -> None:
        """Wire the presenter."""
        self.wire_list(presenter, presenter)
        self._rows.picked.connect(lambda row: presenter.chosen(row.code if row is not None else ""))

    def _detail(self) -> QFrame:
        made, layout = card()
        layout.setSpacing(8)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "title_large"), Chip()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        layout.addLayout(head)
        self._facts = Facts()
        layout.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._seal, self._hash = Chip(), Label("", "small", "ink2")
        row.addWidget(self._seal)
        row.addWidget(self._hash, 1)
        layout.addLayout(row)
        layout.addWidget(DeedRow(*(self.table.button(name) for name in ("print", "pallet", "pallet_file"))))
        self._missing = CareStrip("", "octagon-x")
        self._missing.setProperty("card", "stop")
        self._missing.hide()
        layout.addWidget(self._missing)
        layout.addWidget(rule())
        self._lines = Table(shown.line_columns(), name=tr("Parcels"), key=lambda line: line.parcel, dense=True)
        layout.addWidget(self._lines, 1)
        return made

    def render_state(self, state: ManifestsScreen) -> None:
        """Show the state."""
        now, row = self._now(), state.row
        self._rows.show_rows(state.shown)
        if state.chosen:
            self._rows.choose(state.chosen)
        self.show_frame(
            Framed(
                *(shown.filters(state), state.view, state.text, shown.footer(state)),
                None if state.shown or not state.loaded else shown.empty(state),
                side=0 if row is None else 1,
                care=state.refusal,
                care_icon="octagon-x",
            )
        )
        self.show_reasons(shown.deeds(state))
        if row is None:
            return
        self._title.setText(shown.title(row))
        self._chip.show_chip(shown.state_chip(row))
        self._facts.show_facts(shown.facts(row, now))
        chip, seal = shown.seal(state.opened)
        self._seal.show_chip(chip)
        self._hash.setText(seal)
        self._hash.setAccessibleName(tr("Seal {seal}").format(seal=seal) if seal else "")
        self._missing.show_words(shown.missing_words(state.opened), "octagon-x")
        self._lines.show_rows(shown.lines(state.opened) if state.opened is not None else ())
