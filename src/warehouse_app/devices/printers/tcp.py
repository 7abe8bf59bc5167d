"""A printer on the network, raw TCP (port 9100): one connection a job, the whole document, then the printer's close.

The answer never claims more than is known. Before the first byte is taken over a failure is `not_sent`; after it, and
until the printer has closed its end in good order, a failure is `unknown`. Nothing is ever sent twice by itself.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable

from warehouse_app.devices.printers.status import (
    LONGEST_STATUS,
    QUERY,
    STATUS_MS,
    fate_by_status,
    is_whole,
    parse_status,
)
from warehouse_app.ports.printer import NOBODY_KNOWS, FateResult, Outcome, PrinterCard, PrinterStatus, SendResult

CHUNK = 16_384


class TcpPrinter:
    """Speaks to one address. `now` is a monotonic clock in seconds, given by tests that do not wait."""

    def __init__(self, card: PrinterCard, host: str, port: int, now: Callable[[], float] = time.monotonic) -> None:
        self._card = card
        self._address = (host, port)
        self._where = f"{host}:{port}"
        self._now = now

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        if self._card.ask_status:
            against = self.status().against
            if against:
                return self._end(Outcome.NOT_SENT, against)
        try:
            line = socket.create_connection(self._address, self._card.connect_ms / 1000)
        except (OSError, UnicodeError) as error:
            return self._end(Outcome.NOT_SENT, "printer_unreachable", error)
        with line:
            return self._hand_over(line, document)

    def status(self) -> PrinterStatus:
        """Ask `~HS` on a connection of its own; a printer that does not know the question is simply not known."""
        try:
            with socket.create_connection(self._address, self._card.connect_ms / 1000) as line:
                answer = self._ask(line)
        except (OSError, UnicodeError):
            return PrinterStatus(known=False, reachable=False)
        return parse_status(answer)

    def fate(self, title: str, trace: str) -> FateResult:
        """A printer names no jobs; but one that still holds something may hold this one."""
        return fate_by_status(self.status()) if self._card.ask_status else NOBODY_KNOWS

    def _ask(self, line: socket.socket) -> bytes:
        answer = b""
        until = self._now() + STATUS_MS / 1000
        with contextlib.suppress(OSError):
            line.sendall(QUERY)
            while not is_whole(answer) and len(answer) < LONGEST_STATUS:
                line.settimeout(max(0.001, until - self._now()))
                more = line.recv(LONGEST_STATUS)
                if not more or self._now() >= until:
                    break
                answer += more
        return answer

    def _hand_over(self, line: socket.socket, document: bytes) -> SendResult:
        until = self._now() + self._card.send_ms / 1000
        taken = 0
        view = memoryview(document)
        try:
            while taken < len(document):
                left = until - self._now()
                if left <= 0:
                    raise TimeoutError
                line.settimeout(left)
                taken += line.send(view[taken : taken + CHUNK])
            line.shutdown(socket.SHUT_WR)
            if self._card.wait_close:
                self._wait_close(line, until)
        except OSError as error:
            outcome = Outcome.UNKNOWN if taken else Outcome.NOT_SENT
            slow = isinstance(error, TimeoutError)
            return self._end(outcome, "printer_slow" if slow else "printer_broke_off", error)
        return self._end(Outcome.SENT, "")

    def _wait_close(self, line: socket.socket, until: float) -> None:
        """Read away what the printer says until it closes: only then has it taken every byte."""
        while True:
            left = until - self._now()
            if left <= 0:
                raise TimeoutError
            line.settimeout(left)
            if not line.recv(CHUNK):
                return

    def _end(self, outcome: Outcome, reason: str, error: BaseException | None = None) -> SendResult:
        return SendResult(outcome, reason, self._where, str(error) if error else "")
