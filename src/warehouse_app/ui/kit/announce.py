"""Telling screen readers what a verdict says, at once for stops and questions, politely otherwise."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Say `words` on behalf of `widget`; does nothing when no screen reader listens."""
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    urgency = QAccessible.AnnouncementPoliteness
    event.setPoliteness(urgency.Assertive if urgent else urgency.Polite)
    QAccessible.updateAccessibility(event)
