"""The settings page: pages on top, the form made of the declared settings, and at the foot what saving changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.ports.home import Remembers
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import chooser, line_up
from warehouse_app.ui.kit.labels import IconLabel, Label, card, drop
from warehouse_app.ui.kit.scrolled import Scrolled
from warehouse_app.ui.screens.settings import shown
from warehouse_app.ui.screens.settings.form import GroupCard
from warehouse_app.ui.screens.settings.presenter import SettingsPresenter
from warehouse_app.ui.screens.settings.state import SettingsScreen
from warehouse_app.ui.shell import comfort
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_WIDEST = 860
_MOST_LINES = 4


def _actions() -> tuple[Action, ...]:
    return (
        Action("save", tr("Save"), "Ctrl+S", "save", kind="primary"),
        Action("drop", tr("Let go"), "Esc", "undo-2"),
        Action("refresh", tr("Read again"), "F5", place="key"),
    )


class SettingsView(Page):
    """Renders `SettingsScreen`. `machine` is put into force when it changes."""

    def __init__(self, machine: Remembers) -> None:
        super().__init__(_actions())
        self._machine = machine
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        self._pages = FilterBar()
        top.addWidget(self._pages)
        self._which = QHBoxLayout()
        top.addSpacing(12)
        top.addLayout(self._which)
        top.addStretch(1)
        column.addLayout(top)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside, holder = Scrolled(), QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 100)
        row.addStretch(1)
        holder.setMaximumWidth(_WIDEST)
        self._form = QVBoxLayout(holder)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(12)
        self._scroll.setWidget(inside)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot())
        self._groups: list[GroupCard] = []
        self._shape: tuple[object, ...] = ()
        self._stations: tuple[tuple[str, str], ...] = ()
        self._box: QComboBox | None = None

    def use(self, presenter: SettingsPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self._pages.chosen.connect(presenter.paged)

    def put_into_force(self) -> None:
        """Take look and sizes from what this machine remembers."""
        comfort.apply(self._machine)
        fonts.refresh(self.window())

    def _foot(self) -> QFrame:
        made, layout = card()
        row = QHBoxLayout()
        row.setSpacing(12)
        self._mark = IconLabel("circle-dot", 20, "accent")
        self._told = Label("", "body", wrap=True)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._told, 1)
        for name in ("drop", "save"):
            row.addWidget(self.table.button(name), 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(row)
        self._bar = made
        return made

    def render_state(self, state: SettingsScreen) -> None:
        """Show the state."""
        self._pages.show_filters(shown.pages(state), state.page)
        self._show_stations(state)
        groups = shown.groups(state)
        shape = (state.place, tuple((field.name, field.options) for group in groups for field in group.fields))
        if shape != self._shape:
            self._rebuild(groups)
            self._shape = shape
        for made, group in zip(self._groups, groups, strict=True):
            made.show_fields(group.fields)
        lines = shown.changes(state)
        more = tr("and {n} more").format(n=len(lines) - _MOST_LINES) if len(lines) > _MOST_LINES else ""
        words = "\n".join((*lines[:_MOST_LINES], more) if more else lines)
        self._told.setText(words or tr("Nothing is changed."))
        self._told.set_tone("ink" if lines else "ink2")
        self._mark.setVisible(bool(lines))
        for name in ("save", "drop"):
            self.table.set_enabled(name, state.changed, "" if state.changed else tr("Nothing is changed"))

    def _show_stations(self, state: SettingsScreen) -> None:
        options = shown.station_options(state) if state.page == "station" else ()
        if options != self._stations:
            self._stations = options
            if self._box is not None:
                self._which.removeWidget(self._box)
                drop(self._box)
                self._box = None
            if options:
                box = self._box = chooser(tr("Station"), options)
                box.activated.connect(lambda _at: self._presenter.stationed(str(box.currentData())))
                self._which.addWidget(box)
        if self._box is not None:
            self._box.setCurrentIndex(max(0, self._box.findData(state.station)))

    def _rebuild(self, groups: tuple[shown.Group, ...]) -> None:
        while (item := self._form.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                drop(old)
        self._groups = []
        for group in groups:
            made = GroupCard(group, self._presenter.edited)
            self._form.addWidget(made)
            self._groups.append(made)
        self._form.addStretch(1)
        self._line_up()

    def _line_up(self) -> None:
        line_up([row for group in self._groups for row in group.rows()])

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._line_up()
