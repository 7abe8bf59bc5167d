"""What every bench shares: the verdict of a scan, what may be scanned next, and the refusals that any bench can give.

A scan always has exactly one answer. Benches differ only in the state they show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass

MAX_EXPECTS = 20
"""How many possible next scans an answer names."""


class Verdict(StrEnum):
    """How a scan was judged (CONTRACT, line mode). `unknown` means the outcome of the deed is not known."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASKED = "asked"
    DONE = "done"
    UNKNOWN = "unknown"


class Work(StrEnum):
    """What a station can be at."""

    PICK = "pick"
    PACK = "pack"
    LOAD = "load"
    RECEIVE = "receive"
    PUTAWAY = "putaway"
    SORT = "sort"
    MOVE = "move"
    COUNT = "count"
    TRANSFER = "transfer"
    RETURNS = "returns"


@dataclass(frozen=True, slots=True)
class Expect:
    """One thing that may be scanned next. `kind` is command, batch, cart, tote, order, place, item, parcel, ..."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The one answer to a scan. `code` names the case (`wrong_item`, `right_item`), `facts` fill its words."""

    scan: str
    verdict: Verdict
    code: str
    klass: RefusalClass | None = None
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AcknowledgeFirst(Refusal):
    """A Stop waits for its acknowledgement: CONTINUE card, or an empty line (Enter)."""

    code: ClassVar[str] = "acknowledge_first"
    klass: ClassVar[RefusalClass] = "stop"
    stop: str


@dataclass(frozen=True, slots=True)
class NothingToContinue(Refusal):
    """A CONTINUE card, or Enter, while nothing waits for it."""

    code: ClassVar[str] = "nothing_to_continue"


@dataclass(frozen=True, slots=True)
class UnknownBarcode(Refusal):
    """A readable code that nobody knows."""

    code: ClassVar[str] = "unknown_barcode"
    text: str


@dataclass(frozen=True, slots=True)
class UnreadableScan(Refusal):
    """The shot is no code: empty, too long, control characters, two codes, half a code, a web address, or a GS1 code
    that breaks a rule: `ai` is the identifier that does, `other` the one that is missing or barred.
    """

    code: ClassVar[str] = "unreadable"
    problem: str
    length: int
    sample: str
    ai: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class MeansNothingHere(Refusal):
    """A known code that is no answer to the question on the screen, such as a badge or the pick list."""

    code: ClassVar[str] = "means_nothing_here"
    kind: str
    text: str
    problem: str = ""
    """A card that people will try all the same: what to do instead has words of its own under this name."""


@dataclass(frozen=True, slots=True)
class WhichOne(Refusal):
    """Several things carry this code: the person is asked, never guessed for."""

    code: ClassVar[str] = "which_one"
    text: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubleRead(Refusal):
    """The device read one code twice in one shot; counted once."""

    code: ClassVar[str] = "double_read"
    text: str


@dataclass(frozen=True, slots=True)
class NothingToUndo(Refusal):
    """There is no scan of this work that can be undone."""

    code: ClassVar[str] = "nothing_to_undo"


@dataclass(frozen=True, slots=True)
class NoMultiScan(Refusal):
    """The product must be scanned piece by piece."""

    code: ClassVar[str] = "no_multi_scan"
    sku: str


@dataclass(frozen=True, slots=True)
class NothingToCount(Refusal):
    """There is no accepted scan just before that `*n` could count."""

    code: ClassVar[str] = "nothing_to_count"
    n: int


@dataclass(frozen=True, slots=True)
class ClaimLost(Refusal):
    """Somebody took the work over meanwhile."""

    code: ClassVar[str] = "claim_lost"
    klass: ClassVar[RefusalClass] = "stop"
    who: str
    station: str


@dataclass(frozen=True, slots=True)
class OpenElsewhere(Refusal):
    """Another person has this work open at another station; it can be taken over by right when paused."""

    code: ClassVar[str] = "open_elsewhere"
    what: str
    who: str
    station: str


def card_not_here(card: str) -> MeansNothingHere:
    """Return the Note for a command card that does nothing at this bench; `card` is the card's word."""
    return MeansNothingHere("card", card, card.lower().replace(" ", "_").replace("-", "_"))
