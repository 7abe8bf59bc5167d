"""The printer as the application sees it: one verb, and an answer that never claims more than is known.

A job ends in exactly one of three ways. `sent`: every byte was taken over. `not_sent`: certainly nothing left, so
sending again is safe. `unknown`: some or all of it may be printed; a person is asked, nothing is repeated in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from warehouse_app.ports.secrets import NoSeal, Seal


class Outcome(StrEnum):
    """How a job ended; the values are stable and stored."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


class Fate(StrEnum):
    """What a printer says of a job it was given before."""

    PRINTED = "printed"
    WAITING = "waiting"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


class PrinterKind(StrEnum):
    """By which road bytes reach the printer; the values are stored.

    A raw network port, a serial line, a USB device file, a CUPS queue, the spooler of Windows, a folder.
    """

    TCP = "tcp"
    SERIAL = "serial"
    USB = "usb"
    CUPS = "cups"
    SPOOLER = "spooler"
    FILE = "file"


class Language(StrEnum):
    """What the printer understands; the values are stored."""

    ZPL203 = "zpl203"
    ZPL300 = "zpl300"
    ZPL600 = "zpl600"
    PDF = "pdf"
    ESCPOS = "escpos"


@dataclass(frozen=True, slots=True)
class PrinterCard:
    """A printer as data; how `target` is written for each kind stands in `domain.printing.targets`.

    `ask_status`: ask `~HS` before and after a job (Zebra and its like). `wait_close`: a job counts as sent only when
    the printer has closed its end, which most do at once; switch it off for one that never does. Times are whole
    milliseconds.
    """

    code: str
    kind: PrinterKind
    language: Language
    target: str
    ask_status: bool = False
    wait_close: bool = True
    connect_ms: int = 3_000
    send_ms: int = 15_000


@dataclass(frozen=True, slots=True)
class SendResult:
    """The end of one job. `reason` is "" or a Trouble code for `wording/`; `where` is the file or the address.

    `trace` is what the printer calls the job, where it said so: with it `fate` finds the job again.
    """

    outcome: Outcome
    reason: str = ""
    where: str = ""
    detail: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class FateResult:
    """What became of a job. `reason` is "" or a Trouble code: why it waits, or why nobody knows."""

    fate: Fate
    reason: str = ""


NOBODY_KNOWS = FateResult(Fate.UNKNOWN)
"""The answer of a printer that cannot tell."""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What a printer says of itself. `known` is false where it did not answer; then nothing else is meant.

    `formats` whole documents lie in its memory and `remaining` labels of the one at work are still to come; `partial`:
    it has the beginning of one. `label_waits`: a printed one was not taken off the printer's edge yet.
    """

    known: bool
    reachable: bool = True
    paper_out: bool = False
    paused: bool = False
    head_open: bool = False
    ribbon_out: bool = False
    buffer_full: bool = False
    too_hot: bool = False
    memory_lost: bool = False
    rejects: bool = False
    label_waits: bool = False
    partial: bool = False
    formats: int = 0
    remaining: int = 0

    @property
    def against(self) -> str:
        """Return the Trouble code of what stands against printing, the first that a person would mend; "" of nothing.

        An answer that says `buffer_full` is no fault, but a job sent now would stop in the middle.
        """
        said = (
            (not self.reachable, "printer_unreachable"),
            (self.head_open, "printer_head_open"),
            (self.paper_out, "printer_paper_out"),
            (self.ribbon_out, "printer_ribbon_out"),
            (self.too_hot, "printer_hot"),
            (self.memory_lost, "printer_memory"),
            (self.rejects, "printer_rejects"),
            (self.paused, "printer_paused"),
            (self.buffer_full, "printer_full"),
        )
        return next((code for is_so, code in said if is_so), "")

    @property
    def ready(self) -> bool:
        """Whether nothing known stands against printing."""
        return not self.against

    @property
    def holds(self) -> bool:
        """Whether something it was given is not printed yet."""
        return self.partial or self.formats > 0 or self.remaining > 0


class Printer(Protocol):
    """One printer. Methods wait up to the card's deadlines, are called from a lane of their own, and never raise."""

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        """Hand over one whole document. `key` names it, of letters, digits, `-`, `_` and `.`; no other job of this
        database has the same `title`.
        """

    def status(self) -> PrinterStatus:
        """Ask the printer how it is, where it can say."""

    def fate(self, title: str, trace: str) -> FateResult:
        """Ask what became of a job; `trace` is its `SendResult`'s, "" where the answer was lost."""


OpenPrinter = Callable[[PrinterCard], Printer]


def _keeps_nothing(_card: PrinterCard, _keys: Sequence[str]) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class PrinterDesk:
    """All that printing is given from outside: how a card becomes a printer, and the printers where none is set up.

    `labels` and `papers` are cards of kind `file` whose folders lie in the home's spool. `forget` removes what a
    folder keeps of jobs and their copies, by their keys, and returns how many papers that were. `seal` closes the code
    of a badge that waits for its printer.
    """

    open: OpenPrinter
    labels: PrinterCard
    papers: PrinterCard
    forget: Callable[[PrinterCard, Sequence[str]], int] = _keeps_nothing
    seal: Seal = field(default_factory=NoSeal)


def default_cards(labels: str, papers: str) -> tuple[PrinterCard, PrinterCard]:
    """Return the printers of a company that has none: two folders, `LABELS` (ZPL, 203 dpi) and `PAPERS` (PDF)."""
    return (
        PrinterCard("LABELS", PrinterKind.FILE, Language.ZPL203, labels),
        PrinterCard("PAPERS", PrinterKind.FILE, Language.PDF, papers),
    )
