"""Why something cannot be moved, each a named no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class SourceFirst(Refusal):
    """A thing was scanned before the place it is taken from."""

    code: ClassVar[str] = "source_first"
    what: str


@dataclass(frozen=True, slots=True)
class NothingToMove(Refusal):
    """Nothing stands in the place."""

    code: ClassVar[str] = "nothing_to_move"
    place: str


@dataclass(frozen=True, slots=True)
class NotInPlace(Refusal):
    """The thing does not stand in the place it is to be taken from."""

    code: ClassVar[str] = "not_in_place"
    klass: ClassVar[RefusalClass] = "stop"
    what: str
    place: str


@dataclass(frozen=True, slots=True)
class MoreThanThere(Refusal):
    """More is asked for than stands there."""

    code: ClassVar[str] = "more_than_there"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    place: str
    asked: int
    there: int


@dataclass(frozen=True, slots=True)
class NotANumberOfUnits(Refusal):
    """A quantity is a whole number above zero."""

    code: ClassVar[str] = "not_a_number_of_units"
    asked: int


@dataclass(frozen=True, slots=True)
class TargetFirst(Refusal):
    """Something is in the hands already: first its place, or UNDO to put it down."""

    code: ClassVar[str] = "target_first"
    what: str


@dataclass(frozen=True, slots=True)
class TargetElsewhere(Refusal):
    """The place is in another warehouse: goods go there by a transfer."""

    code: ClassVar[str] = "target_elsewhere"
    klass: ClassVar[RefusalClass] = "stop"
    place: str
    warehouse: str
    here: str


@dataclass(frozen=True, slots=True)
class MoveLocked(Refusal):
    """The place is locked: it gives and takes nothing but by a count."""

    code: ClassVar[str] = "move_locked"
    klass: ClassVar[RefusalClass] = "stop"
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class NotMovedTo(Refusal):
    """Goods are not brought to such a place by a move: a parcel is packed, quarantine and scrap ask for a reason."""

    code: ClassVar[str] = "not_moved_to"
    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class TooManyKinds(Refusal):
    """More kinds of goods fit the scan than can be asked about."""

    code: ClassVar[str] = "too_many_kinds"
    sku: str
    place: str
    kinds: int


@dataclass(frozen=True, slots=True)
class TaskTaken(Refusal):
    """Somebody else has the task, or it is done or no longer needed."""

    code: ClassVar[str] = "move_task_taken"
    task: str
    state: str


@dataclass(frozen=True, slots=True)
class NoMoveTask(Refusal):
    """There is no such move task, or none at hand."""

    code: ClassVar[str] = "no_move_task"
    task: str


@dataclass(frozen=True, slots=True)
class WhyMissing(Refusal):
    """Such a deed has a reason, which stays in the story of the goods."""

    code: ClassVar[str] = "why_missing"


@dataclass(frozen=True, slots=True)
class WhichPlace(Refusal):
    """Several warehouses have a place of that code: then name the warehouse."""

    code: ClassVar[str] = "which_place"
    place: str
    warehouses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingToCorrect(Refusal):
    """What it is to be is what it is."""

    code: ClassVar[str] = "nothing_to_correct"
    sku: str
