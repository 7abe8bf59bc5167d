"""The program's door: `warehouse` and `python -m warehouse_app` both enter here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def main() -> None:
    """Run the command line and leave with its exit code."""
    from warehouse_app.bootstrap import run

    raise SystemExit(run(more=_more))


def _more() -> Sequence[Callable[..., Any]]:
    from warehouse_app.demo import demo

    return (demo,)


if __name__ == "__main__":
    main()
