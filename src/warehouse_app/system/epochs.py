"""The newest epoch of each company's server that this home has seen, in one small file.

A failover raises the epoch. A server that comes back with an older one knows nothing of what was promised since.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

from warehouse_app.domain.refusals import Trouble


class EpochFile:
    """Remembers epochs by company. A file that cannot be read counts as empty; one that cannot be written is told."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def newest(self, company: str) -> int:
        """Return the newest epoch seen, 0 where none was."""
        return self._kept().get(company, 0)

    def seen(self, company: str, epoch: int) -> None:
        """Keep a newer epoch. Raises Trouble."""
        with self._lock:
            kept = self._kept()
            if kept.get(company, 0) >= epoch:
                return
            part = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
            try:
                part.write_text(json.dumps(kept | {company: epoch}), "utf-8")
                part.replace(self._path)
            except OSError as error:
                home = str(self._path.parent)
                raise Trouble("home_read_only", home=home, why=error.strerror or str(error)) from error

    def _kept(self) -> dict[str, int]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        kept = found.items() if isinstance(found, dict) else ()
        return {name: epoch for name, epoch in kept if type(epoch) is int}
