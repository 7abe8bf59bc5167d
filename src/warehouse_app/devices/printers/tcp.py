"""A printer on the network, raw TCP (port 9100): one connection a job, the whole document, then the printer's close.

The answer never claims more than is known. Before the first byte is taken over a failure is `not_sent`; after it, and
until the printer has closed its end in good order, a failure is `unknown`. Nothing is ever sent twice by itself.
"""

from __future__ import annotations

import contextlib
import re
import socket
import time
from collections.abc import Callable

from warehouse_app.ports.printer import Outcome, PrinterCard, PrinterStatus, SendResult

CHUNK = 16_384
STATUS_MS = 800
LONGEST_STATUS = 1_024
_STATUS_QUERY = b"~HS"
_STATUS_LINES = re.compile(rb"\x02([^\x02\x03]*)\x03")
_PAPER, _PAUSE, _HEAD = 1, 2, 2
_FIRST_FIELDS, _SECOND_FIELDS = 3, 3


class TcpPrinter:
    """Speaks to one address. `now` is a monotonic clock in seconds, given by tests that do not wait."""

    def __init__(self, card: PrinterCard, host: str, port: int, now: Callable[[], float] = time.monotonic) -> None:
        self._card = card
        self._address = (host, port)
        self._where = f"{host}:{port}"
        self._now = now

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        if self._card.ask_status:
            against = _against(self.status())
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

    def _ask(self, line: socket.socket) -> bytes:
        answer = b""
        until = self._now() + STATUS_MS / 1000
        with contextlib.suppress(OSError):
            line.sendall(_STATUS_QUERY)
            while len(_STATUS_LINES.findall(answer)) < 3 and len(answer) < LONGEST_STATUS:  # noqa: PLR2004 - three lines
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


def _against(status: PrinterStatus) -> str:
    if not status.reachable:
        return "printer_unreachable"
    if status.head_open:
        return "printer_head_open"
    if status.paper_out:
        return "printer_paper_out"
    return "printer_paused" if status.paused else ""


def parse_status(answer: bytes) -> PrinterStatus:
    """Read the `~HS` answer: three lines between STX and ETX. Anything else is not known and stands against nothing."""
    lines = [line.split(b",") for line in _STATUS_LINES.findall(answer)]
    if len(lines) < 2 or len(lines[0]) < _FIRST_FIELDS or len(lines[1]) < _SECOND_FIELDS:  # noqa: PLR2004 - two lines
        return PrinterStatus(known=False)
    first, second = lines[0], lines[1]
    return PrinterStatus(
        known=True,
        paper_out=first[_PAPER].strip() == b"1",
        paused=first[_PAUSE].strip() == b"1",
        head_open=second[_HEAD].strip() == b"1",
    )
