"""This machine: its environment, its clock, its homes, and the companies opened on it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse_app.ports.home import Home
from warehouse_app.system.home import LocalHome, default_home

if TYPE_CHECKING:
    from warehouse_app.bootstrap.wire import Company


class Machine:
    """The `Host` of the real program."""

    def __init__(self) -> None:
        self.environment: Mapping[str, str] = os.environ

    def home(self, path: Path | None) -> Home:
        """Return a home, made if missing. Raises Trouble, Usage."""
        return LocalHome(path or default_home())

    def company(self, home: Home, database: str, *, create: bool = False, station: str = "") -> Company:
        """Open a company. Raises Usage, Trouble."""
        from warehouse_app.bootstrap.wire import open_company

        return open_company(home, database, create=create, station=station)

    def restore(self, home: Home, database: str, source: Path) -> Mapping[str, str]:
        """Put a backup in the place of a company's database. Raises Usage, Trouble."""
        from warehouse_app.bootstrap.wire import restore

        return restore(home, database, source)

    def monotonic(self) -> float:
        """Return seconds of a clock that is never set."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def window(self, home: Home, database: str, screen: str, station: str) -> int:
        """Open the window until it is closed. Raises Usage, Trouble."""
        from warehouse_app.bootstrap.window import show

        return show(self, home, database, screen=screen, station=station)
