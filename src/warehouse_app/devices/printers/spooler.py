"""A printer of Windows, raw through its spooler (pywin32, an optional part, loaded when the first job goes out).

`sent` means that the spooler has the job. It forgets a job once it is done, so that later nobody knows.
"""

from __future__ import annotations

import importlib
from types import ModuleType

from warehouse_app.ports.printer import (
    NOBODY_KNOWS,
    Fate,
    FateResult,
    Outcome,
    PrinterCard,
    PrinterStatus,
    SendResult,
)

_PAUSED, _ERROR, _PAPER_OUT, _OFFLINE, _OPEN = 0x1, 0x2, 0x10, 0x80, 0x400000
_JOB_ERROR, _JOB_DELETED, _JOB_PRINTED = 0x2, 0x100, 0x80
_LEVEL = 2


def spooler() -> ModuleType | None:
    """Return pywin32's module of the spooler; None where it is not there, as on every system but Windows."""
    try:
        return importlib.import_module("win32print")
    except ImportError:
        return None


class SpoolerPrinter:
    """Speaks to one printer by its name in Windows."""

    def __init__(self, card: PrinterCard, name: str) -> None:
        self._card, self._name = card, name

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        win = spooler()
        if win is None:
            return self._end(Outcome.NOT_SENT, "printer_no_spooler")
        against = self.status().against
        if against:
            return self._end(Outcome.NOT_SENT, against)
        begun = False
        try:
            handle = win.OpenPrinter(self._name)
            try:
                job = win.StartDocPrinter(handle, 1, (title, None, "RAW"))
                begun = True
                taken = win.WritePrinter(handle, document)
                win.EndDocPrinter(handle)
            finally:
                win.ClosePrinter(handle)
        except Exception as error:  # noqa: BLE001 - pywintypes.error is named by no module that every system has
            outcome = Outcome.UNKNOWN if begun else Outcome.NOT_SENT
            return self._end(outcome, "printer_broke_off" if begun else "printer_unreachable", error)
        if taken != len(document):
            return self._end(Outcome.UNKNOWN, "printer_broke_off")
        return SendResult(Outcome.SENT, "", self._name, trace=str(job))

    def status(self) -> PrinterStatus:
        win = spooler()
        if win is None:
            return PrinterStatus(known=False, reachable=False)
        try:
            handle = win.OpenPrinter(self._name)
            try:
                said = int(win.GetPrinter(handle, _LEVEL)["Status"])
            finally:
                win.ClosePrinter(handle)
        except Exception:  # noqa: BLE001 - as above
            return PrinterStatus(known=False, reachable=False)
        return PrinterStatus(
            known=True,
            reachable=not said & _OFFLINE,
            paper_out=bool(said & _PAPER_OUT),
            head_open=bool(said & _OPEN),
            paused=bool(said & (_PAUSED | _ERROR)),
        )

    def fate(self, title: str, trace: str) -> FateResult:
        win = spooler()
        if win is None or not trace.isdecimal():
            return NOBODY_KNOWS
        try:
            handle = win.OpenPrinter(self._name)
            try:
                said = int(win.GetJob(handle, int(trace), 1)["Status"])
            finally:
                win.ClosePrinter(handle)
        except Exception:  # noqa: BLE001 - the spooler has forgotten it
            return NOBODY_KNOWS
        if said & _JOB_PRINTED:
            return FateResult(Fate.PRINTED)
        if said & _JOB_DELETED:
            return FateResult(Fate.UNKNOWN, "queue_cancelled")
        return FateResult(
            Fate.WAITING, "queue_gave_up" if said & _JOB_ERROR else self.status().against or "queue_has_it"
        )

    def _end(self, outcome: Outcome, reason: str, error: BaseException | None = None) -> SendResult:
        return SendResult(outcome, reason, self._name, str(error) if error else "")
