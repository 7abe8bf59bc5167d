"""The menu behind the person chip: look, text size, sounds, sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from warehouse_app.domain.settings import SETTINGS
from warehouse_app.ui.kit import fonts, icons, measures, theme
from warehouse_app.ui.shell import comfort
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.ui.shell.window import MainWindow


def person_menu(window: MainWindow) -> QMenu:
    """Return the menu; it deletes itself when it closes."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(tr("You"))
    looks = (
        (theme.Look.SYSTEM, tr("Like the system"), "monitor"), (theme.Look.LIGHT, tr("Light"), "sun"),
        (theme.Look.DARK, tr("Dark"), "moon"), (theme.Look.CONTRAST, tr("High contrast"), "contrast"),
    )  # fmt: skip
    for look, words, icon in looks:
        action = menu.addAction(icons.icon(icon), words)
        action.setCheckable(True)
        action.setChecked(theme.look() is look)
        action.triggered.connect(lambda _on=False, one=look: window.set_look(one))
    menu.addSeparator()
    for size in fonts.TEXT_SIZES:
        action = menu.addAction(tr("Text {percent} %").format(percent=size))
        action.setCheckable(True)
        action.setChecked(fonts.text_size() == size)
        action.triggered.connect(lambda _on=False, one=size: window.set_text_size(one))
    menu.addSeparator()
    for name, words, on in (
        ("touch", tr("Large targets for touch"), measures.touch()),
        ("still", tr("No motion"), measures.still()),
        ("sounds", tr("Sounds"), window.house.settings.get("sounds", "on") == "on"),
    ):
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda now, one=name: window.set_comfort(one, now))
    menu.addSeparator()
    _loudness(menu, window)
    if window.support is not None:
        file = menu.addAction(icons.icon("wrench"), tr("Support file"))
        file.triggered.connect(lambda _on=False: window.choose("support"))
    off = menu.addAction(icons.icon("log-out"), tr("Sign off"))
    off.triggered.connect(lambda _on=False: window.sign_off())
    return menu


def _loudness(menu: QMenu, window: MainWindow) -> None:
    now = window.house.settings.get("volume", "100")
    within = menu.addMenu(icons.icon("volume-2"), tr("Volume"))
    for percent in SETTINGS["window.volume"].choices:
        action = within.addAction(tr("{percent} %").format(percent=percent))
        action.setCheckable(True)
        action.setChecked(now == percent)
        action.triggered.connect(lambda _on=False, one=percent: _louder(window, one))


def _louder(window: MainWindow, percent: str) -> None:
    """Put a volume into force, remember it, and let it be heard."""
    window.house.settings.put("volume", percent)
    comfort.apply(window.house.settings, window.house.sounds)
    window.house.sounds.play("right")
