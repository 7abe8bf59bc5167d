"""The log of a home: one JSON object a line, without secrets, and never larger than its cap."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from warehouse_app.system.redaction import redacted_facts

MOST_BYTES = 5_000_000
OLD_FILES = 3
NAME = "warehouse.log"


class Log:
    """Appends to `warehouse.log`; at five million bytes it becomes `.1`, and the oldest of three is dropped."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._path = folder / NAME
        self._now = now
        self._lock = threading.Lock()

    def write(self, event: str, facts: Mapping[str, object]) -> None:
        """Write one line. A log that cannot be written stops no work."""
        line = self._line(event, facts)
        with self._lock, contextlib.suppress(OSError):
            if self._path.exists() and self._path.stat().st_size + len(line) > MOST_BYTES:
                self._turn_over()
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)

    def _line(self, event: str, facts: Mapping[str, object]) -> str:
        from structlog.processors import JSONRenderer

        whole = {"at": self._now().isoformat(), "event": event, **redacted_facts(facts)}
        return f"{JSONRenderer(ensure_ascii=False)(None, '', whole)!s}\n"

    def _turn_over(self) -> None:
        for n in range(OLD_FILES, 0, -1):
            older = self._path.with_name(f"{NAME}.{n}")
            newer = self._path.with_name(f"{NAME}.{n - 1}") if n > 1 else self._path
            if newer.exists():
                newer.replace(older)
