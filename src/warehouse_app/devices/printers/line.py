"""A printer on a serial line: the whole document, in pieces that the line's flow control lets through.

A serial line tells nothing of who hears it. `sent` means that the line took every byte before the deadline; a printer
that can say how it is (`~HS`) is asked before and after.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import serial

from warehouse_app.devices.printers.status import (
    LONGEST_STATUS,
    QUERY,
    STATUS_MS,
    fate_by_status,
    is_whole,
    parse_status,
)
from warehouse_app.domain.devices.cards import Flow, Parity
from warehouse_app.domain.printing.targets import SerialTarget
from warehouse_app.ports.printer import NOBODY_KNOWS, FateResult, Outcome, PrinterCard, PrinterStatus, SendResult

CHUNK = 256
"""Small, so that a printer that stops the line is found out after a few bytes."""

STEP_S = 0.01
"""How often the line is looked at while its buffer runs empty."""

_PARITIES = {Parity.NONE: serial.PARITY_NONE, Parity.EVEN: serial.PARITY_EVEN, Parity.ODD: serial.PARITY_ODD}


class SerialPrinter:
    """Speaks to one port, opened for each job alone. `now` is a monotonic clock in seconds."""

    def __init__(self, card: PrinterCard, target: SerialTarget, now: Callable[[], float] = time.monotonic) -> None:
        self._card, self._target, self._now = card, target, now

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        try:
            line = self._open()
        except (OSError, ValueError) as error:  # pyserial's own errors are OSError
            return self._end(Outcome.NOT_SENT, "printer_unreachable", error)
        with line:
            if self._card.ask_status:
                against = self._ask(line).against
                if against:
                    return self._end(Outcome.NOT_SENT, against)
            return self._hand_over(line, document)

    def status(self) -> PrinterStatus:
        try:
            with self._open() as line:
                return self._ask(line) if self._card.ask_status else PrinterStatus(known=False)
        except (OSError, ValueError):
            return PrinterStatus(known=False, reachable=False)

    def fate(self, title: str, trace: str) -> FateResult:
        """A printer names no jobs; but one that still holds something may hold this one."""
        return fate_by_status(self.status()) if self._card.ask_status else NOBODY_KNOWS

    def _open(self) -> serial.Serial:
        how = self._target.line
        return serial.Serial(
            self._target.port,
            how.baud,
            how.bits,
            _PARITIES[how.parity],
            how.stop,
            timeout=STATUS_MS / 1000,
            xonxoff=how.flow is Flow.XONXOFF,
            rtscts=how.flow is Flow.RTSCTS,
            write_timeout=self._card.connect_ms / 1000,
            exclusive=True,
        )

    def _ask(self, line: serial.Serial) -> PrinterStatus:
        answer, until = b"", self._now() + STATUS_MS / 1000
        with suppress(OSError):
            line.reset_input_buffer()
            line.write(QUERY)
            while not is_whole(answer) and len(answer) < LONGEST_STATUS and self._now() < until:
                line.timeout = max(0.001, until - self._now())
                answer += line.read(max(1, line.in_waiting))
        return parse_status(answer)

    def _hand_over(self, line: serial.Serial, document: bytes) -> SendResult:
        until, begun = self._now() + self._card.send_ms / 1000, False
        try:
            for start in range(0, len(document), CHUNK):
                line.write_timeout = self._left(until)
                begun = True  # a piece that ran out of time may have gone in part
                line.write(document[start : start + CHUNK])
            while line.out_waiting:
                self._left(until)
                time.sleep(STEP_S)
        except (OSError, TimeoutError) as error:
            slow = isinstance(error, TimeoutError | serial.SerialTimeoutException)
            outcome = Outcome.UNKNOWN if begun else Outcome.NOT_SENT
            with suppress(OSError):  # what still waits in our own buffer must not come out of an open line later
                line.reset_output_buffer()
            return self._end(outcome, "printer_slow" if slow else "printer_broke_off", error)
        return self._end(Outcome.SENT, "")

    def _left(self, until: float) -> float:
        left = until - self._now()
        if left <= 0:
            raise TimeoutError
        return left

    def _end(self, outcome: Outcome, reason: str, error: BaseException | None = None) -> SendResult:
        return SendResult(outcome, reason, self._target.port, str(error) if error else "")
