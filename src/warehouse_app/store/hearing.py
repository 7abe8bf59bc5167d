"""Hearing that others changed something: a hint that a screen may be stale, never data."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.ports.changes import Hearing

__all__ = ["EVERYTHING", "NOTHING", "Hearing"]

EVERYTHING = frozenset(Touched)
"""Where nobody knows what it was."""

NOTHING: frozenset[Touched] = frozenset()
