"""The layout page: the aisles, a form, the busiest places or the advice on the left; the map of the floor beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.application.run import Session
from warehouse_app.ports.wholefile import whole_binary
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip, EmptyState, Facts
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import chooser
from warehouse_app.ui.kit.heatkey import HeatKey
from warehouse_app.ui.kit.labels import Label, card, drop, filled_card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.warehousemap import WarehouseMap
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.layout import shown
from warehouse_app.ui.screens.layout.presenter import LayoutPresenter
from warehouse_app.ui.screens.layout.state import LayoutScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_LEFT = 420
_NONE, _AISLES, _FORM, _HEAT, _MOVES = range(5)


def _actions() -> tuple[Action, ...]:
    return (
        Action("draw", tr("Draw"), "Ctrl+N", "pencil", "bar"),
        Action("places", tr("Make its places"), "F9", "map-pin", "bar", "primary"),
        Action("labels", tr("Labels"), "Ctrl+P", "tags", "bar"),
        Action("edit", tr("Change"), "F2"),
        Action("add", tr("One more aisle"), "F6"),
        Action("rules", tr("Start and pace"), "F3"),
        Action("remove", tr("Take aisle away"), "F10", kind="dangerous"),
        Action("undo", tr("Undo"), "Ctrl+Z", "undo-2"),
        Action("import", tr("From a file"), "Ctrl+O", "file-up", place="key"),
        Action("export", tr("To a file"), "Ctrl+E", "file-down", place="key"),
        Action("export_csv", tr("Its aisles as a table"), place="key"),
        Action("propose", tr("Ask for these moves"), "F8", "forklift", kind="primary"),
        Action("save", tr("Save"), "Ctrl+S", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class LayoutView(Page):
    """Renders `LayoutScreen`. `hands` write files beside the window."""

    def __init__(self, hands: Hands, toast: Callable[[str, bool], None]) -> None:
        super().__init__(_actions())
        self._hands, self._toast = hands, toast
        self.choose_file: Callable[[str, Callable[[str], None]], None] = self._save_dialog
        self.map = WarehouseMap()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        self._care = CareStrip()
        self._care.hide()
        column.addWidget(self._care)
        below = QHBoxLayout()
        below.setSpacing(12)
        self._left = QStackedWidget()
        self._left.setFixedWidth(_LEFT)
        self.empty = EmptyState(
            tr("Nothing is drawn"), tr("Draw the warehouse, or give its places coordinates."), icon="layout-grid",
            button=tr("Draw it"),
        )  # fmt: skip
        self.form = EditForm()
        for part in (self.empty, self._aisles_card(), self._form_card(), self._heat_card(), self._moves_card()):
            self._left.addWidget(part)
        below.addWidget(self._left)
        below.addWidget(self._map_card(), 1)
        column.addLayout(below, 1)

    def use(self, presenter: LayoutPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self._pages.chosen.connect(presenter.paged)
        self._days.activated.connect(lambda _at: presenter.days_set(int(self._days.currentData())))
        self.aisles.picked.connect(lambda row: presenter.aisle_chosen("" if row is None else row.name))
        self.aisles.opened.connect(lambda _row: presenter.commanded("edit"))
        self.busy.picked.connect(lambda row: presenter.place_chosen("" if row is None else row.place))
        self.moves.picked.connect(lambda row: presenter.move_chosen("" if row is None else row.sku))
        self.form.saved.connect(presenter.saved)
        self.form.dropped.connect(presenter.dropped)
        self.map.opened.connect(presenter.place_chosen)
        self.empty.chosen.connect(lambda: presenter.commanded("draw"))
        self.chosen.connect(lambda name: self.form.save() if name == "save" and self.form.isVisible() else None)

    # --------------------------------------------------------------------------------------------------- the parts
    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._pages = FilterBar()
        row.addWidget(self._pages)
        self._houses_in = QHBoxLayout()
        self._houses: tuple[tuple[str, str], ...] = ()
        self._house: QComboBox | None = None
        row.addLayout(self._houses_in)
        self._days = chooser(tr("Days"), shown.spans())
        row.addWidget(self._days)
        row.addStretch(1)
        row.addWidget(self.table.button("undo"))
        return row

    def _aisles_card(self) -> QFrame:
        made, layout = filled_card()
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        self._facts = Facts("body")
        head.addWidget(self._facts)
        layout.addLayout(head)
        layout.addWidget(rule())
        self.aisles = Table(shown.aisle_columns(), name=tr("Aisles"), key=lambda row: row.name, dense=True)
        layout.addWidget(self.aisles, 1)
        layout.addWidget(rule())
        deeds = QVBoxLayout()
        deeds.setContentsMargins(10, 8, 10, 8)
        deeds.addWidget(DeedRow(*(self.table.button(name) for name in ("edit", "add", "rules", "remove"))))
        layout.addLayout(deeds)
        return made

    def _form_card(self) -> QFrame:
        made, layout = card()
        layout.addWidget(self.form)
        return made

    def _heat_card(self) -> QFrame:
        made, layout = filled_card()
        self.busy = Table(shown.heat_columns(), name=tr("Busiest places"), key=lambda row: row.place, dense=True)
        self.busy.none = tr("Nothing was picked in these days.")
        layout.addWidget(self.busy, 1)
        return made

    def _moves_card(self) -> QFrame:
        made, layout = filled_card()
        self.moves = Table(shown.move_columns(), name=tr("Moves worth most"), key=lambda row: row.sku, dense=True)
        self.moves.none = tr("Nothing stands wrong.")
        layout.addWidget(self.moves, 1)
        layout.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 10, 8)
        self._under = Label("", "small", "ink2", wrap=True)
        foot.addWidget(self._under, 1)
        foot.addWidget(self.table.button("propose"))
        layout.addLayout(foot)
        return made

    def _map_card(self) -> QFrame:
        made, layout = filled_card()
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 10, 6)
        head.setSpacing(4)
        self._title = Label("", "strong", wrap=True)
        head.addWidget(self._title, 1)
        self._key = HeatKey()
        head.addWidget(self._key)
        for words, key, by in (
            (tr("Smaller"), "Ctrl -", 0.8), (tr("Larger"), "Ctrl +", 1.25), (tr("All of it"), "Ctrl 0", 0.0)
        ):  # fmt: skip
            button = Button(words, kind="quiet")
            button.setToolTip(f"{words} ({key})")
            button.clicked.connect(lambda _on=False, by=by: self.map.zoom(by))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.map, 1)
        return made

    # --------------------------------------------------------------------------------------------------- the picture
    def render_state(self, state: LayoutScreen) -> None:
        """Show the state."""
        self._pages.show_filters(shown.pages(), state.page)
        self._show_houses(state)
        self._days.setVisible(state.page != "drawing")
        self._days.setCurrentIndex(max(0, self._days.findData(str(state.days))))
        self._care.show_words(state.refusal or shown.care(state), "octagon-x" if state.refusal else "triangle-alert")
        layout = state.layout
        self._facts.show_facts(shown.facts(state))
        self.aisles.show_rows(() if layout is None else layout.aisles)
        if state.aisle:
            self.aisles.choose(state.aisle)
        self.form.show_form(state.form)
        self.busy.show_rows(state.heat or ())
        self.moves.show_rows(() if state.advice is None else state.advice.advice.moves)
        self._under.setText(shown.under(state))
        self._left.setCurrentIndex(self._side(state))
        self._title.setText(shown.title(state))
        self._key.setVisible(state.page == "heat" and bool(state.heat))
        if state.view is not None:
            self.map.show_floor(state.view.floor)
        self.map.show_heat(shown.heat(state))
        self.map.show_marked(shown.marked(state))
        for name, why in shown.reasons(state).items():
            self.table.set_enabled(name, not why, why)

    def _side(self, state: LayoutScreen) -> int:
        if state.form is not None:
            return _FORM
        if state.page != "drawing":
            return _HEAT if state.page == "heat" else _MOVES
        return _NONE if state.view is not None and state.layout is None else _AISLES

    def _show_houses(self, state: LayoutScreen) -> None:
        options = shown.houses(state)
        if options != self._houses:
            self._houses = options
            if self._house is not None:
                self._houses_in.removeWidget(self._house)
                drop(self._house)
                self._house = None
            if options:
                box = self._house = chooser(tr("Warehouse"), options)
                box.activated.connect(lambda _at: self._presenter.housed(str(box.currentData())))
                self._houses_in.addWidget(box)
        if self._house is not None:
            self._house.setCurrentIndex(max(0, self._house.findData(state.house)))

    # -------------------------------------------------------------------------------------------------------- files
    def ask_file(self, then: Callable[[str], None]) -> None:
        """Let the person choose a drawing's file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self, tr("A drawing"), folder, "JSON, CSV (*.json *.csv)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def keep_file(self, name: str, content: bytes) -> None:
        """Let the person keep a file."""

        def chosen(where: str) -> None:
            def deed(_session: Session) -> int:
                with whole_binary(Path(where)) as file:
                    return file.write(content)

            told = tr("{file} is there").format(file=Path(where).name)
            self._hands.bulk(deed, lambda _written: self._toast(told, False), frozenset())

        self.choose_file(name, chosen)

    def _save_dialog(self, proposed: str, then: Callable[[str], None]) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self, tr("Save the file"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(proposed)
        dialog.fileSelected.connect(then)
        dialog.open()
