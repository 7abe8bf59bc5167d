"""The menu of what can be done here: every deed of the page and of the window, with its key, from the action tables."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from warehouse_app.ui.kit import icons
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.wording import tr

_GO = "go"


def actions_menu(parent: QWidget, tables: tuple[ActionTable, ...]) -> QMenu:
    """Return the menu; it deletes itself when it closes. What cannot be done now is there and disabled."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(tr("What can be done here"))
    menu.setToolTipsVisible(True)
    for table in tables:
        for one in table.own():
            if table.window and one.name.startswith(_GO):
                continue  # the screens stand in the rail and in the menu of screens
            action = table.qt(one.name)
            if one.icon:
                action.setIcon(icons.icon(one.icon))
            menu.addAction(action)
        menu.addSeparator()
    return menu


def below(menu: QMenu, widget: QWidget) -> None:
    """Open a menu under a widget."""
    menu.popup(widget.mapToGlobal(widget.rect().bottomLeft()))
