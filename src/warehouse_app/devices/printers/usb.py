"""A USB printer's device file (/dev/usb/lp0): plain writes with a deadline, for the file itself knows none."""

from __future__ import annotations

import os
import select
import stat
import time
from collections.abc import Callable
from pathlib import Path

from warehouse_app.ports.printer import NOBODY_KNOWS, FateResult, Outcome, PrinterCard, PrinterStatus, SendResult

CHUNK = 4_096


class UsbPrinter:
    """Writes into one device file. It is never made: a printer that is away has none. `now` is a monotonic clock."""

    def __init__(self, card: PrinterCard, path: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._card, self._path, self._now = card, path, now

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        try:
            handle = self._open()
        except (OSError, AttributeError) as error:  # Windows knows no such files
            return self._end(Outcome.NOT_SENT, "printer_unreachable", error)
        try:
            return self._hand_over(handle, document)
        finally:
            os.close(handle)

    def status(self) -> PrinterStatus:
        try:
            os.close(self._open())
        except (OSError, AttributeError):
            return PrinterStatus(known=False, reachable=False)
        return PrinterStatus(known=False)

    def fate(self, title: str, trace: str) -> FateResult:
        """The file is written to, never read: it cannot tell."""
        return NOBODY_KNOWS

    def _open(self) -> int:
        handle = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        if not stat.S_ISCHR(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError("it is no device")
        return handle

    def _hand_over(self, handle: int, document: bytes) -> SendResult:
        until, taken, view = self._now() + self._card.send_ms / 1000, 0, memoryview(document)
        try:
            while taken < len(document):
                left = until - self._now()
                if left <= 0 or not select.select((), (handle,), (), left)[1]:
                    raise TimeoutError
                try:
                    taken += os.write(handle, view[taken : taken + CHUNK])
                except BlockingIOError:
                    continue
        except OSError as error:
            slow = isinstance(error, TimeoutError)
            outcome = Outcome.UNKNOWN if taken else Outcome.NOT_SENT
            return self._end(outcome, "printer_slow" if slow else "printer_broke_off", error)
        return self._end(Outcome.SENT, "")

    def _end(self, outcome: Outcome, reason: str, error: BaseException | None = None) -> SendResult:
        return SendResult(outcome, reason, str(self._path), str(error) if error else "")
