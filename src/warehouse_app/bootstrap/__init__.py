"""Starts and stops everything: the one room above terminal and ui, and the one that gives them their machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def run(argv: Sequence[str] | None = None, *, more: Callable[[], Sequence[Callable[..., Any]]] = tuple) -> int:
    """Run one call of the command line on this machine; `more` tells further commands. Returns the exit code."""
    import sys

    from warehouse_app.ui.runtime.hush import loading

    with loading():
        from warehouse_app.bootstrap.machine import Machine
        from warehouse_app.terminal.entry import run as enter

    return enter(sys.argv[1:] if argv is None else argv, Machine(more), more)
