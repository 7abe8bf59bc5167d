"""The frozen values that kit widgets render. No Qt here, so states and presenters may build them and tests compare
them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Kind = Literal["neutral", "info", "ok", "ask", "stop"]
VerdictKind = Literal["idle", "right", "asked", "closed"]
ScanState = Literal["ready", "working", "held_stop", "held_ask", "note", "no_scanner", "offline"]
StepState = Literal["done", "now", "todo"]
EventState = Literal["past", "now", "to_come"]
CellKind = Literal["text", "strong", "number", "number_strong", "chip", "icon", "code"]
Align = Literal["leading", "trailing", "centre"]
ButtonKind = Literal["primary", "normal", "quiet", "dangerous"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ChipValue:
    """What a chip says: its kind, its word, and an icon other than the kind's own."""

    kind: Kind
    text: str
    icon: str = ""

    def __str__(self) -> str:
        """Return the word: what sorting, copying and screen readers use."""
        return self.text


@dataclass(frozen=True, slots=True)
class Item:
    """A product as a bench shows it: name, code line ("22807, 2 of 2 scanned"), picture key (empty: drawn from the
    name).
    """

    name: str
    line: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question on screen: its id for the presenter, the deed in words, its key ("Enter", "2")."""

    name: str
    words: str
    key: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verdict panel shows: all of it at once. `done` of `total` is the order's count, total 0 shows none."""

    kind: VerdictKind = "idle"
    word: str = ""
    why: str = ""
    item: Item | None = None
    done: int = 0
    total: int = 0
    place_label: str = ""
    place: str = ""
    answers: tuple[Answer, ...] = ()
    icon: str = ""
    long: str = ""
    """Words of a question that are read from afar and may take several lines."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a floor bench shows while work is open: the verdict on the last scan, then what the hands do next.

    `word` is the verdict (none: nothing was scanned yet), `kind` ok or ask; `far` the one biggest thing; `item` the
    product at hand, `count` how far it is.
    """

    lead: str
    far: str
    note: str = ""
    word: str = ""
    kind: Kind = "ok"
    item: Item | None = None
    count: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """What the blocking panel shows. `needed` holds at most two candidates, the nearest look-alike first.

    Where it is a place that is wrong, `at` and `wanted` are the places: the one that was scanned and the right one.
    """

    word: str
    why: str
    deed: str
    button: str
    safe: str = ""
    scanned: Item | None = None
    needed: tuple[Item, ...] = ()
    key: str = "Enter"
    at: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class ScanLine:
    """What the scan bar shows: what the hands do next, and under it what was heard last."""

    prompt: str
    state: ScanState = "ready"
    hint: str = ""
    code: str = ""
    chip: ChipValue | None = None
    time: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One order line at a bench. `short` is the reason of a short line, `changed` says "Now 2, was 3", `mark` what is
    special about it. A `total` of 0 is as many as there are: it is never complete. What is not `counted` has no figure,
    what is not `pictured` no picture.
    """

    key: str
    name: str
    code: str
    done: int
    total: int
    picture: str = ""
    last: bool = False
    short: str = ""
    changed: str = ""
    mark: ChipValue | None = None
    counted: bool = True
    pictured: bool = True

    @property
    def complete(self) -> bool:
        """Say whether nothing is left to scan on this line."""
        return 0 < self.total <= self.done or bool(self.short)


@dataclass(frozen=True, slots=True)
class SideValue:
    """One side card: icon and label, the value, one line under it. `kind` ask or stop colours the card."""

    icon: str
    label: str
    value: str = ""
    lines: tuple[str, ...] = ()
    kind: Kind = "neutral"
    note: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """What a thing may weigh, in grams, and where it stands: `low` and `high` inside `least` to `most`."""

    low: int
    high: int
    at: int | None = None

    @property
    def least(self) -> int:
        """Return where the scale of the drawing begins."""
        return max(0, self.low - (self.high - self.low))

    @property
    def most(self) -> int:
        """Return where it ends."""
        return self.high + (self.high - self.low)


@dataclass(frozen=True, slots=True)
class WeightValue:
    """What the weight panel shows: the head, the live figure with its unit, its state in sign and word, what to do."""

    head: str
    figure: str = ""
    state: ChipValue = ChipValue("neutral", "")
    say: str = ""
    expected: str = ""
    band: Band | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a cart: its code, what it holds, where it stands (row and column from the top, column span)."""

    code: str
    line: str
    row: int
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a bench's work."""

    words: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline: what happened, when and who."""

    what: str
    when: str
    state: EventState = "past"


@dataclass(frozen=True, slots=True)
class Option:
    """One number-key choice: its number 1..9, words, a line under them, the reason, a trailing figure or mark."""

    number: int
    words: str
    line: str = ""
    reason: str = ""
    figure: str = ""
    suggested: bool = False
    mark: ChipValue | None = None


@dataclass(frozen=True, slots=True)
class FilterValue:
    """One view chip over a table: its id, words and how many rows it has (None: not counted)."""

    name: str
    words: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeValue:
    """Trouble, told: what happened, what to do, and up to two deeds. `rank` orders several, the greatest is worst."""

    key: str
    title: str
    line: str
    icon: str = "triangle-alert"
    answers: tuple[Answer, ...] = ()
    solved: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Device:
    """One device mark in the top bar of a bench."""

    name: str
    works: bool = True


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table over rows of one type: title, what to show of a row, how wide, and what to sort by.

    `width` is in pixels; 0 takes the rest. `sort` returns something comparable; None sorts by the shown text. `leaves`
    is what a file gets instead of the shown text (a number, an amount without its currency); `told` is False for marks
    that only the screen has. A column with `room` is shown where the table is that wide, or a person asks for it.
    """

    title: str
    show: Callable[[Row], object]
    width: int = 120
    kind: CellKind = "text"
    align: Align | None = None
    sort: Callable[[Row], object] | None = None
    name: str = ""
    leaves: Callable[[Row], object] | None = None
    told: bool = True
    room: int = 0

    def leaving(self, row: Row) -> object:
        """Return what a file gets."""
        return self.leaves(row) if self.leaves is not None else str(self.show(row))
