"""The manifest page: what the last scan did, the parcels on and beside the manifest, what left before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.cards import SideColumn
from warehouse_app.ui.kit.labels import FitLabel, Label, filled_card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.screens.manifest import shown
from warehouse_app.ui.screens.manifest.presenter import ManifestPresenter
from warehouse_app.ui.screens.manifest.state import ManifestScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.benchpage import BenchPage, bench_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return bench_actions(
        Action("close", tr("Hand over"), "F9", place="bench"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class ManifestView(BenchPage):
    """Renders `ManifestScreen`."""

    def __init__(self, now: Callable[[], str], bench: str) -> None:
        super().__init__(_actions())
        self._now, self._bench = now, bench
        self._panel, self._side = VerdictPanel(), SideColumn()
        self.use_bench(BenchArea(self._panel, self._middle(), self._side))

    def use(self, presenter: ManifestPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        assert self.area is not None
        self.area.blocking.confirmed.connect(lambda: presenter.commanded("ok"))
        self._panel.answered.connect(presenter.commanded)

    def _middle(self) -> QWidget:
        made, layout = filled_card()
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        self._head, self._note = FitLabel("", "bench_title", "ink"), Label("", "bench_line", "ink2")
        row.addWidget(self._head, 1)
        row.addWidget(self._note)
        layout.addLayout(row)
        layout.addWidget(rule())
        self._table = Table(shown.columns(), name=tr("Parcels"), key=lambda line: line.parcel.id)
        layout.addWidget(self._table, 1)
        return made

    def render_state(self, state: ManifestScreen) -> None:
        """Show the state."""
        assert self.area is not None
        said = shown.verdict(state)
        self._panel.show_verdict(said)
        head, note = shown.head(state)
        self._head.setText(head)
        self._note.setText(note)
        self._table.show_rows(shown.lines(state))
        self._side.show_values(shown.side(state, self._now()))
        self.show_line(shown.scan_line(state))
        self.enable(*shown.commands(state))
        self.area.show_stop(shown.stop(state))
        here = state.lists.manifest
        bench = tr("Bench {code}").format(code=self._bench) if self._bench else ""
        self.set_subtitle(here.code if here is not None else bench)
