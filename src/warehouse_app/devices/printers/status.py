"""What a Zebra and its like answer to `~HS`: three lines between STX and ETX, read whole. Pure."""

from __future__ import annotations

import re

from warehouse_app.ports.printer import NOBODY_KNOWS, Fate, FateResult, PrinterStatus

QUERY = b"~HS"
STATUS_MS = 800
"""How long an answer is waited for; a printer that knows the question answers at once, even in the middle of a job."""

LONGEST_STATUS = 1_024
_LINES = 3
_LINE = re.compile(rb"\x02([^\x02\x03]*)\x03")
_LONGEST_FIELD = 8
_FIRST, _SECOND = 12, 11
"""So many fields the first and the second line have; an older firmware leaves the last ones out."""

_PAPER, _PAUSE, _FORMATS, _FULL, _PARTIAL, _MEMORY, _HOT = 1, 2, 4, 5, 7, 9, 11
_HEAD, _RIBBON, _TRANSFER, _WAITS, _REMAINING = 2, 3, 4, 7, 8
_LEAST = 3
"""Fields that must be there in both, or it is no answer to this question."""


def is_whole(answer: bytes) -> bool:
    """Tell whether all three lines have come."""
    return len(_LINE.findall(answer)) >= _LINES


def parse_status(answer: bytes) -> PrinterStatus:
    """Read the answer. Anything else is not known, and stands against nothing.

    The third line (password, memory) says nothing of printing; two lines are enough, for some printers send no third.
    """
    lines = [_fields(line) for line in _LINE.findall(answer[: LONGEST_STATUS * 2])]
    if len(lines) < 2 or len(lines[0]) < _LEAST or len(lines[1]) < _LEAST:  # noqa: PLR2004 - two lines
        return PrinterStatus(known=False)
    first, second = lines[0] + [0] * _FIRST, lines[1] + [0] * _SECOND
    if None in (first[_PAPER], first[_PAUSE], second[_HEAD]):
        return PrinterStatus(known=False)
    return PrinterStatus(
        known=True,
        paper_out=first[_PAPER] == 1,
        paused=first[_PAUSE] == 1,
        head_open=second[_HEAD] == 1,
        ribbon_out=second[_RIBBON] == 1 and second[_TRANSFER] == 1,  # a direct thermal printer has none
        buffer_full=first[_FULL] == 1,
        too_hot=first[_HOT] == 1,
        memory_lost=first[_MEMORY] == 1,
        label_waits=second[_WAITS] == 1,
        partial=first[_PARTIAL] == 1,
        formats=first[_FORMATS] or 0,
        remaining=second[_REMAINING] or 0,
    )


def _fields(line: bytes) -> list[int | None]:
    """Return the fields of a line as whole numbers; None for one that is none."""
    fields = (field.strip() for field in line.split(b","))
    return [int(field) if field.isdigit() and len(field) <= _LONGEST_FIELD else None for field in fields]


def fate_by_status(status: PrinterStatus) -> FateResult:
    """Return what the status lets one say of a job sent before.

    Never that it printed, nor that it did not: a printer that was switched off and on holds nothing either.
    """
    if not status.reachable:
        return FateResult(Fate.WAITING, "printer_unreachable")
    if not status.known or not status.holds:
        return NOBODY_KNOWS
    return FateResult(Fate.WAITING, status.against or "printer_holds")
