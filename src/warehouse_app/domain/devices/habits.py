"""How a scanner types that plays a keyboard, as the settings of its bench say."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.devices.blanking import DEFAULT_MS

DEFAULT_GAP_MS = 35


@dataclass(frozen=True, slots=True)
class Habits:
    """Its longest gap between two keys, the text it sends before and after each code, and its window for double
    readings.
    """

    gap_ms: int = DEFAULT_GAP_MS
    prefix: str = ""
    suffix: str = ""
    double_ms: int = DEFAULT_MS

    @property
    def controls(self) -> frozenset[str]:
        """The control characters it types: keys that would be shortcuts from anybody else."""
        return frozenset(sign for sign in self.prefix + self.suffix if sign < " ")
