"""The printer as the application sees it: one verb, and an answer that never claims more than is known.

A job ends in exactly one of three ways. `sent`: every byte was taken over. `not_sent`: certainly nothing left, so
sending again is safe. `unknown`: some or all of it may be printed; a person is asked, nothing is repeated in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How a job ended; the values are stable and stored."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


class PrinterKind(StrEnum):
    """By which road bytes reach the printer."""

    FILE = "file"
    TCP = "tcp"


class Language(StrEnum):
    """What the printer understands."""

    ZPL203 = "zpl203"
    ZPL300 = "zpl300"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class PrinterCard:
    """A printer as data. `target` is a folder for `file`, "host:port" for `tcp` (port 9100 where none is named).

    `ask_status`: ask `~HS` before a job (Zebra and its like). `wait_close`: a job counts as sent only when the printer
    has closed its end, which most do at once; switch it off for one that never does. Times are whole milliseconds.
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
    """The end of one job. `reason` is "" or a Trouble code for `wording/`; `where` is the file or the address."""

    outcome: Outcome
    reason: str = ""
    where: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What a printer says of itself. `known` is false where it did not answer; then nothing else is meant."""

    known: bool
    reachable: bool = True
    paper_out: bool = False
    paused: bool = False
    head_open: bool = False

    @property
    def ready(self) -> bool:
        """Whether nothing known stands against printing."""
        return self.reachable and not (self.paper_out or self.paused or self.head_open)


class Printer(Protocol):
    """One printer. Methods wait up to the card's deadlines, are called from a lane of their own, and never raise."""

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        """Hand over one whole document. `key` is the job's own, of letters, digits, `-`, `_` and `.`."""

    def status(self) -> PrinterStatus:
        """Ask the printer how it is, where it can say."""


OpenPrinter = Callable[[PrinterCard], Printer]


def _keeps_nothing(_card: PrinterCard, _keys: Sequence[str]) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class PrinterDesk:
    """All that printing is given from outside: how a card becomes a printer, and the printers where none is set up.

    `labels` and `papers` are cards of kind `file` whose folders lie in the home's spool. `forget` removes what a
    folder keeps of jobs and their copies, by their keys, and returns how many papers that were.
    """

    open: OpenPrinter
    labels: PrinterCard
    papers: PrinterCard
    forget: Callable[[PrinterCard, Sequence[str]], int] = _keeps_nothing


def default_cards(labels: str, papers: str) -> tuple[PrinterCard, PrinterCard]:
    """Return the printers of a company that has none: two folders, `LABELS` (ZPL, 203 dpi) and `PAPERS` (PDF)."""
    return (
        PrinterCard("LABELS", PrinterKind.FILE, Language.ZPL203, labels),
        PrinterCard("PAPERS", PrinterKind.FILE, Language.PDF, papers),
    )
