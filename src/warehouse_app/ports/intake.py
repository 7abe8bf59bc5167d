"""What the application asks of whoever reads files from outside: drafts in bounded portions, with everything that was
refused or decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple, Protocol, Self

from warehouse_app.domain.importing.mapping import FileMapping
from warehouse_app.domain.importing.values import Draft, Mend, Rejected, Remark

KINDS = (
    *("products", "places", "stock", "orders", "customers", "users"),
    *("suppliers", "purchases", "deliveries", "adjustments", "returns"),
)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IntakeRequest:
    """What to read: one of `KINDS`; `format` auto, native, retail, retail-opening or shopify; the channel of orders.

    `mapping` must fit; of those `kept` one that fits is used where the channel, or too little in the header, asks for
    it. `mended` cells lie over the file. `digest` is what the file was when a person looked at it; "" asks nothing.
    `sheet` names one of a workbook, where several could be meant.
    """

    kind: str
    format: str = "auto"
    channel: str = ""
    mapping: FileMapping | None = None
    kept: tuple[FileMapping, ...] = ()
    mended: tuple[Mend, ...] = ()
    digest: str = ""
    sheet: str = ""


class Reading(Protocol):
    """One file, read and staged whole, so that nothing is half done when it turns out broken. Close it: it owns
    temporary disk space.

    `posting` says how
    stock is meant: balances that are asserted, or opening stock from the supplier. With `creates_only`, products and
    customers are created when missing but never changed, because the file is about something else (orders). With
    `makes_products` the file itself brings the products its orders name.
    `digest` is the SHA-256 of the bytes; `mapping` the one by which it was read; `columns` where fields stand in the
    file.
    """

    kind: str
    format: str
    file: str
    posting: Literal["assert", "opening"]
    creates_only: bool
    makes_products: bool
    size: int
    digest: str
    mapping: FileMapping | None
    columns: Mapping[str, int]

    @property
    def read(self) -> int:
        """Records of the file, without header and blank lines."""
        ...

    @property
    def rejected_count(self) -> int:
        """How many records were refused so far; final once `chunks` is exhausted."""
        ...

    def chunks(self) -> Iterator[tuple[Draft, ...]]:
        """Yield the drafts, customers and products first, in portions of at most 200 drafts and about 450 lines.
        Once only.
        """
        ...

    def refuse(self, refused: Rejected, lines: Sequence[int]) -> None:
        """Take the refusal of a draft by the application; `lines` are all its records, told once and kept whole."""
        ...

    def rejected(self) -> Iterator[Rejected]:
        """Yield what was refused, in the order of the file."""
        ...

    def rejected_pairs(self) -> Iterator[tuple[Rejected, tuple[str, ...]]]:
        """Yield every refused record as it was written with why; one refused for another's sake has no reason."""
        ...

    def rejected_records(self) -> Iterator[tuple[str, ...]]:
        """Yield the header and then every refused record as it was written, to be mended and imported again."""
        ...

    def remarks(self) -> tuple[Remark, ...]:
        """Return what was decided for the reader; complete once `chunks` is exhausted."""
        ...

    def totals(self) -> Mapping[str, int]:
        """Return the figures of the file (units, value_e4, codes, customers, ...); complete once `chunks` is
        exhausted.
        """
        ...

    def close(self) -> None:
        """Delete the temporary files."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class LookRow(NamedTuple):
    """A record as it stands: the line it starts on, and its cells."""

    line: int
    cells: tuple[str, ...]


class Look(Protocol):
    """A file looked at before it is anything. Close it: it owns temporary disk space.

    `format` names one that is known by its header and needs no mapping, and `columns` where its
    fields stand.
    `count` records are known so far, all of them when it is `complete`. May be asked from any thread.
    """

    path: Path
    file: str
    size: int
    digest: str
    header: tuple[str, ...]
    format: str
    columns: Mapping[str, int]
    count: int
    complete: bool

    def read_on(self, records: int) -> bool:
        """Read some more records; return whether there are more. Raises `Usage`, `Trouble`."""
        ...

    def position(self) -> tuple[int, int]:
        """Return bytes done and bytes in all."""
        ...

    def rows(self, first: int, count: int) -> tuple[LookRow, ...]:
        """Return records by number, the first is 0."""
        ...

    def rows_at(self, numbers: Sequence[int]) -> tuple[LookRow, ...]:
        """Return the records of these numbers."""
        ...

    def number_of(self, line: int) -> int:
        """Return the number of the record that starts on a line, -1 for none."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Intake(Protocol):
    """A reader of files; raises `Usage` for a file that cannot be read as asked, `Trouble` when disk or folder fail."""

    def open(self, path: Path, request: IntakeRequest, progress: Progress | None = None) -> Reading:
        """Read one file. `progress` is told bytes read and bytes in all, a few times a second."""
        ...

    def look(self, path: Path, sheet: str = "") -> Look:
        """Look at one file; nothing but its header is read yet. Raises `Usage`, `Trouble`."""
        ...
