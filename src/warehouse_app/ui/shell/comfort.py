"""What a person set for their eyes and hands, put into force: look, text size, touch mode, reduced motion, loudness."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from warehouse_app.ui.kit import fonts, measures, theme
from warehouse_app.ui.runtime.protocols import Tunes
from warehouse_app.ui.shell.settings import Settings

FULL = 100
"""Percent of what the computer plays."""


def apply(settings: Settings, sounds: object = None) -> None:
    """Put into force what the settings say; a look of another version counts as the system's. `sounds` are tuned."""
    if isinstance(sounds, Tunes):
        told = settings.get("volume", "100")
        on = settings.get("sounds", "on") == "on" and told.isdigit()
        sounds.tune(min(FULL, int(told)) if on else 0)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    fonts.set_text_size(int(settings.get("text_size", "100")))
    measures.set_touch(settings.get("touch", "off") == "on")
    measures.set_still(settings.get("still", "off") == "on")
    wanted = settings.get("look", theme.Look.SYSTEM.value)
    theme.apply(app, theme.Look(wanted) if wanted in set(theme.Look) else theme.Look.SYSTEM)
