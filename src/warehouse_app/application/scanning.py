"""What a bench must know of its scanners before anybody is signed on: badges are scanned too."""

from __future__ import annotations

from warehouse_app.application.run import Runner
from warehouse_app.application.settings import number_of, value_of
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.domain.devices.settings import typed
from warehouse_app.store.desk import Desk


def habits_of(runner: Runner, station: str) -> Habits:
    """Return how the keyboard scanner of a station types. Raises Trouble."""
    with runner.store.read() as desk:
        return Habits(
            gap_ms=number_of(desk, "scan.gap_ms", station),
            prefix=_affix(desk, "scan.prefix", station),
            suffix=_affix(desk, "scan.suffix", station),
            double_ms=number_of(desk, "scan.double_ms", station),
        )


def _affix(desk: Desk, name: str, station: str) -> str:
    r"""Return what is typed around a code; `\x02` stands for a control character, all else for itself."""
    text = value_of(desk, name, station)
    try:
        return typed(text).decode("latin-1")
    except ValueError:
        return text
