"""What a person set for their eyes and hands, put into force: look, text size, touch mode, reduced motion."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from warehouse_app.ui.kit import fonts, measures, theme
from warehouse_app.ui.shell.settings import Settings


def apply(settings: Settings) -> None:
    """Put into force what the settings say; a look of another version counts as the system's."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    fonts.set_text_size(int(settings.get("text_size", "100")))
    measures.set_touch(settings.get("touch", "off") == "on")
    measures.set_still(settings.get("still", "off") == "on")
    wanted = settings.get("look", theme.Look.SYSTEM.value)
    theme.apply(app, theme.Look(wanted) if wanted in set(theme.Look) else theme.Look.SYSTEM)
