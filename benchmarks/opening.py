"""The real program, opened as a person opens it, that tells when its first page was there and what it costs to idle.

`python -m benchmarks.opening IDLE_SECONDS HOME [SCREEN]` runs `warehouse` on a home, offscreen; instead of waiting for
a person it prints its figures and ends. OPENED_AT is the monotonic time at which the process was started. Nothing is
imported here that the program would import later, or not at all.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from warehouse_app.application.run import Session
    from warehouse_app.bootstrap.window import Move
    from warehouse_app.bootstrap.wire import Company
    from warehouse_app.ui.shell.start import Started


def main() -> None:
    """Run the program; its loop is what is measured."""
    from warehouse_app.bootstrap import window

    idle_s, words, build = float(sys.argv[1]), sys.argv[3:], window.build

    def instead() -> int:
        import json

        from benchmarks.opened import measured

        print(json.dumps(measured(idle_s)), flush=True)
        return 0

    def built(
        company: Company,
        station: str,
        *,
        silent: bool = False,
        move: Move | None = None,
        train: Callable[[Session], None] | None = None,
    ) -> Started:
        started = build(company, station, silent=silent, move=move, train=train)
        started.app.exec = instead  # type: ignore[method-assign]
        return started

    window.build = built
    sys.argv = ["warehouse", "--home", sys.argv[2], *(["gui", "--screen", *words] if words else [])]
    from warehouse_app.__main__ import main as program

    program()


if __name__ == "__main__":
    main()
