"""What a free bench tells whoever stands before it: nothing of customers, nothing that a badge would open."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.bench import Work


@dataclass(frozen=True, slots=True)
class LabelPrinter:
    """Where the station's labels come out, by the print ledger alone (the printer is not asked).

    `code` is empty for the folder of this home. `waiting` jobs stand before it, of `unknown` ones nobody knows the end;
    `trouble` is the code of what holds them up, `printed_at` when it printed last (UTC ISO text, empty for never).
    """

    code: str = ""
    waiting: int = 0
    unknown: int = 0
    trouble: str = ""
    printed_at: str = ""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Work that is open at the station: an order or a batch, who left it, how far (units or tasks), when."""

    work: Work
    code: str
    who: str
    done: int
    total: int
    at: str


@dataclass(frozen=True, slots=True)
class Front:
    """One station as it stands free, at the moment `at` (UTC ISO text).

    `server`: the database is on a server; `trip_ms` is one question's round trip in milliseconds.
    """

    at: str = ""
    warehouse: str = ""
    warehouse_name: str = ""
    name: str = ""
    printer: LabelPrinter = LabelPrinter()
    left_open: LeftOpen | None = None
    server: bool = False
    trip_ms: float = 0.0
