"""The spooler of Windows: nothing goes out where it is not there; where it is, its words are taken as they are."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from warehouse_app.devices.printers import open_printer
from warehouse_app.ports.printer import Fate, FateResult, Language, Outcome, Printer, PrinterCard, PrinterKind

LABEL = b"^XA^FO10,10^A0N,30,30^FDhello^FS^XZ\n"


def zebra() -> Printer:
    return open_printer(PrinterCard("W", PrinterKind.SPOOLER, Language.ZPL203, "ZDesigner GK420d"))


class Spooler(ModuleType):
    """What the module says, by the names it has in pywin32; a twin, for there is no Windows here."""

    def __init__(self, *, status: int = 0, job: int | None = 0, takes: int | None = None, fails: str = "") -> None:
        super().__init__("win32print")
        self.status, self.job, self.takes, self.fails = status, job, takes, fails
        self.got: list[tuple[str, bytes]] = []
        self.title = ""

    def _may_fail(self, name: str) -> None:
        if self.fails == name:
            raise RuntimeError(name)

    def OpenPrinter(self, name: str) -> str:
        """Open."""
        self._may_fail("OpenPrinter")
        return name

    def ClosePrinter(self, handle: str) -> None:
        """Close."""

    def GetPrinter(self, handle: str, level: int) -> dict[str, Any]:
        """Tell how it is."""
        return {"Status": self.status}

    def StartDocPrinter(self, handle: str, level: int, doc: tuple[str, None, str]) -> int:
        """Begin a job."""
        self.title = doc[0]
        assert doc[2] == "RAW"
        return 7

    def WritePrinter(self, handle: str, data: bytes) -> int:
        """Take the bytes."""
        self._may_fail("WritePrinter")
        self.got.append((self.title, data))
        return len(data) if self.takes is None else self.takes

    def EndDocPrinter(self, handle: str) -> None:
        """End the job."""

    def GetJob(self, handle: str, number: int, level: int) -> dict[str, Any]:
        """Tell of a job, as long as it is there."""
        if self.job is None:
            raise RuntimeError("gone")
        return {"Status": self.job}


def test_without_the_spooler_certainly_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "win32print", None)
    result = zebra().send(LABEL, "label-1 aa", "label-1")
    assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_no_spooler")
    assert not zebra().status().reachable


def test_a_job_is_handed_over_whole_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = Spooler()
    monkeypatch.setitem(sys.modules, "win32print", twin)
    result = zebra().send(LABEL, "label-1 aa", "label-1")
    assert (result.outcome, result.trace) == (Outcome.SENT, "7")
    assert twin.got == [("label-1 aa", LABEL)]
    assert zebra().fate("label-1 aa", "7") == FateResult(Fate.WAITING, "queue_has_it")


@pytest.mark.parametrize(
    ("twin", "outcome", "reason"),
    [
        (Spooler(status=0x10), Outcome.NOT_SENT, "printer_paper_out"),
        (Spooler(status=0x1), Outcome.NOT_SENT, "printer_paused"),
        (Spooler(fails="OpenPrinter"), Outcome.NOT_SENT, "printer_unreachable"),
        (Spooler(fails="WritePrinter"), Outcome.UNKNOWN, "printer_broke_off"),
        (Spooler(takes=3), Outcome.UNKNOWN, "printer_broke_off"),
    ],
)
def test_a_spooler_in_trouble_never_claims_more_than_is_known(
    monkeypatch: pytest.MonkeyPatch, twin: Spooler, outcome: Outcome, reason: str
) -> None:
    monkeypatch.setitem(sys.modules, "win32print", twin)
    result = zebra().send(LABEL, "label-1 aa", "label-1")
    assert (result.outcome, result.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("job", "found"),
    [
        (0x80, FateResult(Fate.PRINTED)),
        (0x100, FateResult(Fate.UNKNOWN, "queue_cancelled")),
        (0x2, FateResult(Fate.WAITING, "queue_gave_up")),
        (None, FateResult(Fate.UNKNOWN)),
    ],
)
def test_what_became_of_a_job_is_the_spoolers_word(
    monkeypatch: pytest.MonkeyPatch, job: int | None, found: FateResult
) -> None:
    monkeypatch.setitem(sys.modules, "win32print", Spooler(job=job))
    assert zebra().fate("label-1 aa", "7") == found
