"""What is printed, what lists and notices show of it, printers and stations, and the noes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal

LONGEST_CODE = 30
LONGEST_TARGET = 300


class Document(StrEnum):
    """What the print ledger knows: the values stand in the ledger and in outbox payloads."""

    LABEL = "label"
    SLIP = "slip"
    PICKLIST = "picklist"
    MANIFEST = "manifest"
    INVOICE = "invoice"
    CN22 = "cn22"
    CN23 = "cn23"
    RETURN = "return"
    PRODUCT = "product"
    PLACE = "place"
    TOTE = "tote"
    PALLET = "pallet"
    PUTAWAY = "putaway"
    COMEBACK = "comeback"
    BADGE = "badge"
    CODES = "codes"


LABELS = frozenset(
    {
        Document.LABEL,
        Document.RETURN,
        Document.CN22,
        Document.PRODUCT,
        Document.PLACE,
        Document.TOTE,
        Document.PALLET,
        Document.PUTAWAY,
        Document.COMEBACK,
    }
)
"""What a printer of labels prints; the others are papers."""

NO_CODE = "–"
"""Stands for the code of a paper that is of nothing: the sheet of command cards."""

OF_PARCEL = frozenset({Document.LABEL, Document.SLIP, Document.RETURN, Document.CN22, Document.CN23})
"""What is printed of a parcel, and goes where that parcel's carrier and bench say."""


class ReprintReason(StrEnum):
    """Why a paper that came out is printed once more; the values are stored."""

    LOST = "lost"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    NOT_PRINTED = "not_printed"
    CHANGED = "changed"
    EXTRA = "extra"
    BENCH = "bench"
    UNCLEAR = "unclear"


ASKED_REASONS = tuple(each for each in ReprintReason if each not in {ReprintReason.BENCH, ReprintReason.UNCLEAR})
"""What a person chooses from; the others are given by what was done: a card at the bench, an answer."""


@dataclass(frozen=True, slots=True)
class PrintJobRow:
    """A print job in a list. `code` is of what it is printed (a parcel, an order, a place).

    `trouble` is a code for wording, or "". `chosen` is the printer a person sent it to, `pressed_at` when one last
    asked for another try. `reason` is why it was printed once more (`ReprintReason`), `trace` by what its printer
    knows it.
    """

    id: int
    intent: str
    document: str
    ref: str
    code: str
    printer: str
    state: str
    copy: int
    attempts: int
    trouble: str
    detail: str
    at: str
    changed_at: str
    who: str
    chosen: str = ""
    pressed_at: str = ""
    content_hash: str = ""
    reason: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class PrintNotice:
    """What a notice strip shows: `trouble` (a code for wording), for which printer, how many jobs, since when.

    `needs`: "nothing" (they go on by themselves), "answer" (did it print? `jobs` are asked about one by one), "look",
    "back" (the stand-in prints until the printer is back). `stand_in` can take over, or has.
    """

    trouble: str
    printer: str
    needs: str
    count: int
    since: str
    jobs: tuple[PrintJobRow, ...] = ()
    stand_in: str = ""

    def facts(self) -> dict[str, object]:
        """Return what the words of `trouble` are filled with."""
        first = self.jobs[0] if self.jobs else None
        return {
            "printer": self.printer,
            "count": self.count,
            "document": first.document if first else "",
            "code": first.code if first else "",
            "person": first.code if first else "",
            "detail": first.detail if first else "",
            "text": first.detail if first else "",
            "target": self.printer,
            "stand_in": self.stand_in,
        }


@dataclass(frozen=True, slots=True)
class PrintAsked:
    """A print was asked for: its job, and which copy it is (2 shows REPRINT 2); `code` is of what, `printer` where."""

    job: int
    copy: int
    code: str = ""
    printer: str = ""


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """A printer as kept: its kind and language as `ports.printer` names them, and where it is.

    `stand_in` takes over by one key; it has since `away_at`, "" while the printer prints itself.
    """

    code: str
    kind: str
    language: str
    target: str
    stand_in: str = ""
    away_at: str = ""


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station and where it prints; empty means the default printers."""

    code: str
    warehouse: str
    name: str
    label_printer: str
    paper_printer: str


@dataclass(frozen=True, slots=True)
class PrintHop:
    """One step of a print job: into which state, when, at which printer, why, and by whom (a person's name, or "")."""

    state: str
    at: str
    printer: str
    trouble: str
    detail: str
    who: str


@dataclass(frozen=True, slots=True)
class PrinterUse:
    """A printer beside the ledger: its card, who prints there, and what is before it. `spool` is a folder of ours."""

    row: PrinterRow
    labels_of: tuple[str, ...] = ()
    papers_of: tuple[str, ...] = ()
    waiting: int = 0
    unknown: int = 0
    spool: bool = False


@dataclass(frozen=True, slots=True)
class PrintsMoved:
    """So many waiting jobs go to another printer now."""

    printer: str
    count: int


@dataclass(frozen=True, slots=True)
class NoSuchPrint(Refusal):
    """There is no print job of that number."""

    code: ClassVar[str] = "no_such_print"
    job: int


@dataclass(frozen=True, slots=True)
class PrintStands(Refusal):
    """The job is in a state (`problem`) in which this would print it twice, or do nothing."""

    code: ClassVar[str] = "print_stands"
    job: int
    problem: str


@dataclass(frozen=True, slots=True)
class PrinterInUse(Refusal):
    """Stations print there, jobs wait for it, or rules and other printers name it (`named` times)."""

    code: ClassVar[str] = "printer_in_use"
    printer: str
    stations: tuple[str, ...]
    jobs: int
    named: int = 0


@dataclass(frozen=True, slots=True)
class NoSuchPaper(Refusal):
    """There is no such thing, or it has nothing to print yet."""

    code: ClassVar[str] = "no_such_paper"
    document: str
    ref: str


@dataclass(frozen=True, slots=True)
class PaperUnproven(Refusal):
    """The proof found a fault in the document: `problem` is the proof's own word, and `detail` what it concerns."""

    code: ClassVar[str] = "paper_unproven"
    document: str
    ref: str
    problem: str
    detail: str


@dataclass(frozen=True, slots=True)
class PaperVoided(Refusal):
    """The parcel was unpacked meanwhile: its papers are for nothing."""

    code: ClassVar[str] = "paper_voided"
    document: str
    ref: str


@dataclass(frozen=True, slots=True)
class StillWaiting(Refusal):
    """The same paper is on its way to the printer already; asking again would print it twice."""

    code: ClassVar[str] = "still_waiting"
    document: str
    ref: str
    printer: str


@dataclass(frozen=True, slots=True)
class ReasonNeeded(Refusal):
    """The paper came out before: to print it once more is an act that has a reason (`ASKED_REASONS`)."""

    code: ClassVar[str] = "reprint_reason"
    document: str
    ref: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingToAnswer(Refusal):
    """The job is not one whose end is unknown."""

    code: ClassVar[str] = "nothing_to_answer"
    job: int
    state: str


@dataclass(frozen=True, slots=True)
class BadPrinter(Refusal):
    """A printer's card cannot be right: `field` is code, kind, language or target."""

    code: ClassVar[str] = "bad_printer"
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class NoSuchPrinter(Refusal):
    """No printer has that code."""

    code: ClassVar[str] = "no_such_printer"
    printer: str


@dataclass(frozen=True, slots=True)
class NoSuchStation(Refusal):
    """No station has that code."""

    code: ClassVar[str] = "no_such_station"
    station: str


@dataclass(frozen=True, slots=True)
class PrinterCannot(Refusal):
    """Papers need a printer that takes PDF."""

    code: ClassVar[str] = "printer_language"
    printer: str


@dataclass(frozen=True, slots=True)
class BadgeIsSecret(Refusal):
    """A badge can be printed only while its code is known, at the moment it is made: only its hash is kept."""

    code: ClassVar[str] = "badge_is_secret"
    person: str
