"""What one machine remembers by itself, in one small file of its home; without it the window opens all the same."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.wholefile import whole_file


class MachineFile:
    """Values by name. A file that cannot be read counts as empty, one that cannot be written is let go."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads(path.read_text("utf-8"))
            self._kept = {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    def get(self, name: str, default: str) -> str:
        """Return what is remembered."""
        return self._kept.get(name, default)

    def put(self, name: str, value: str) -> None:
        """Remember."""
        self._kept[name] = value
        with contextlib.suppress(Trouble), whole_file(self._path) as file:
            file.write(json.dumps(self._kept))
