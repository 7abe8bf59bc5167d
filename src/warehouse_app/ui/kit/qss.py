"""Changing a style-sheet variant: a property alone does not restyle a widget, it must be polished again."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def vary(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet selects by, and restyle if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
