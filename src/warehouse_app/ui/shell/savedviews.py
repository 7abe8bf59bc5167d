"""The saved views of a page: a button with the menu of them, their deeds, and the card that asks for a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMenu

from warehouse_app.domain.savedviews import Known, SavedView
from warehouse_app.ui.kit import fonts, icons
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.columns import Arrangement
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.kit.grid import Grid
from warehouse_app.ui.kit.popover import Popover
from warehouse_app.ui.runtime.viewkeeping import Kept, ViewKeeper, ViewsState
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.cards import ScreenContext
from warehouse_app.ui.shell.listpage import ListPage
from warehouse_app.wording import tr

_WIDE, _HIGH = 420, 350
_LONGEST = 22
"""Signs of a view's name on the button."""

_OPEN = "view:"


def view_actions() -> tuple[Action, ...]:
    """Return the deeds of saved views, for the action table of their page."""
    return (
        Action("views", tr("Saved views"), "Ctrl+Shift+V", "bookmark", place="key"),
        Action("view_save", tr("Keep this view"), "Ctrl+Shift+S", "bookmark-plus", place="key"),
        Action("view_again", tr("Save the view anew"), icon="save", place="key"),
        Action("view_rename", tr("Rename the view"), icon="pencil", place="key"),
        Action("view_remove", tr("Forget the view"), icon="trash-2", place="key"),
    )


class Remembers(Protocol):
    """What keeps the columns of this machine and person."""

    def remember(self, kept: Arrangement) -> None: ...


class SavedViews:
    """Give it a page of a list whose actions hold `view_actions()`, its presenter, and who remembers the columns."""

    def __init__(
        self, page: ListPage, context: ScreenContext, listed: str, known: Known, lister: Kept,
        columns: Remembers | None = None,
    ) -> None:  # fmt: skip
        self._page, self._columns = page, columns
        self.keeper = ViewKeeper(self, context.hands(listed), listed, known, lister, context.toast)
        self.button = Button(tr("Views"), icon="bookmark")
        self.button.clicked.connect(lambda _on=False: self.open_menu())
        page.tools.addWidget(self.button)
        self._panel: _NamePanel | None = None
        page.chosen.connect(self._deed)
        page.views.chosen.connect(lambda _view: self.keeper.left())
        page.framed = self.keeper.framed
        page.extra = self._extra
        page.came = self.keeper.read
        page.heard = self.keeper.touched
        self.render_views(self.keeper.state)

    def arrangement(self) -> Arrangement:
        """Return how the columns stand."""
        return self._grid().arrangement()

    def names(self) -> tuple[str, ...]:
        """Return the columns there are."""
        return self._grid().names()

    def arrange(self, kept: Arrangement) -> None:
        """Let the columns stand so, and remember it."""
        if self._columns is not None:
            self._columns.remember(kept)
        else:
            self._grid().arrange(kept)

    def menu(self) -> QMenu:
        """Return the menu: one's own views, everybody's, and what can be done with them. It deletes itself."""
        state, menu = self.keeper.state, QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("Saved views"))
        for words, shared in ((tr("My views"), False), (tr("Everybody's views"), True)):
            views = [each for each in state.views if each.shared is shared]
            if views:
                menu.addAction(words).setEnabled(False)
            for each in views:
                action = menu.addAction(each.name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(state.opened is not None and _same(each, state.opened))
                action.triggered.connect(lambda _on=False, one=each: self.keeper.open(one.name, shared=one.shared))
        menu.addSeparator()
        for name in ("view_save", "view_again", "view_rename", "view_remove"):
            action = self._page.table.qt(name)
            action.setIcon(icons.icon(next(one.icon for one in view_actions() if one.name == name)))
            menu.addAction(action)
        return menu

    def open_menu(self) -> None:
        """Open the menu under its button."""
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def render_views(self, state: ViewsState) -> None:
        """Show which view is open, and what can be done with it."""
        table, opened = self._page.table, state.opened
        words = tr("Views") if opened is None else _short(opened.name)
        self.button.set_words(tr("{view}, changed").format(view=words) if state.changed else words)
        none = tr("Open a saved view first") if opened is None else tr("It is everybody's: you need the right to share")
        for name in ("view_rename", "view_remove", "view_again"):
            table.set_enabled(name, state.may_change, none)
        if state.may_change and not state.changed and self._as_saved(opened):
            table.set_enabled("view_again", False, tr("It is shown as it was saved"))
        self._page.note.show_words(state.told)
        if state.form is not None:
            self._ask(state.form)
        elif self._panel is not None:
            self._panel.leave()

    def _as_saved(self, opened: SavedView | None) -> bool:
        return opened is not None and self.keeper.as_saved(opened)

    def _ask(self, form: FormValue) -> None:
        if self._panel is None:
            self._panel = _NamePanel(self, self._page, self._forget)
            self._panel.form.show_form(form)
            self._panel.open_at(self.button.mapToGlobal(QPoint(0, self.button.height())))
        if self._panel is not None:  # it does not open over another page
            self._panel.form.show_form(form)

    def _forget(self) -> None:
        self._panel = None
        if self.keeper.state.form is not None:
            self.keeper.dropped()

    def _grid(self) -> Grid:
        return self._page.grid()

    def _extra(self) -> tuple[tuple[str, str, str], ...]:
        """Return the saved views as deeds of the palette: name, words, icon."""
        return tuple(
            (f"{_OPEN}{int(each.shared)}:{each.name}", tr("View {view}").format(view=each.name), "bookmark")
            for each in self.keeper.state.views
        )

    def _deed(self, name: str) -> None:
        deeds = {
            "views": self.open_menu, "view_save": lambda: self.keeper.ask("save"),
            "view_rename": lambda: self.keeper.ask("rename"), "view_again": self.keeper.save_again,
            "view_remove": self.keeper.remove,
        }  # fmt: skip
        if name in deeds:
            deeds[name]()
        elif name.startswith(_OPEN):
            shared, _, view = name.removeprefix(_OPEN).partition(":")
            self.keeper.open(view, shared=shared == "1")


class _NamePanel(Popover):
    """Asks for a view's name."""

    def __init__(self, views: SavedViews, page: ListPage, closed: Callable[[], None]) -> None:
        super().__init__(page, page.window())
        self._closed = closed
        self.form = EditForm()
        self.form.saved.connect(views.keeper.named)
        self.form.dropped.connect(views.keeper.dropped)
        self.column.addWidget(self.form)
        self.setFixedSize(round(_WIDE * fonts.text_size() / 100), round(_HIGH * fonts.text_size() / 100))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.form.dropped.emit()
        else:
            super().keyPressEvent(event)


def _same(one: SavedView, other: SavedView) -> bool:
    return (one.name, one.shared) == (other.name, other.shared)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
