"""What the imports screen knows: the log with one import in detail, and a file on its way in with its mapping. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.application.importing import ImportReport, ImportRow, KeptReject
from warehouse_app.domain.importing.guessing import Guess
from warehouse_app.domain.importing.mapping import FileMapping, Fit, fit
from warehouse_app.domain.importing.values import Mend, Rejected, Standing
from warehouse_app.domain.people import Right

Mode = Literal["log", "file", "result"]
KINDS = (
    *("orders", "products", "stock", "places", "customers"),
    *("suppliers", "purchases", "deliveries", "returns"),
)
"""What is imported here; people are added where they are shown their badge."""


KNOWN = {"retail": ("orders", "products", "customers", "stock"), "shopify": ("orders",)}
"""Formats that need no mapping, and the kinds they are read as."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that is looked at. `format` is named for one that needs no mapping; `sheets` are those to choose from."""

    path: str
    name: str
    size: int = 0
    digest: str = ""
    header: tuple[str, ...] = ()
    format: str = ""
    columns: tuple[tuple[str, int], ...] = ()
    count: int = 0
    complete: bool = False
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a dry run said: its report, and the records it would not take by line. `stale` since something changed."""

    report: ImportReport
    wrong: dict[int, Rejected]
    stale: bool = False


@dataclass(frozen=True, slots=True)
class ImportsScreen:
    """The screen. `at` is the cell (record, column) the person is on; `asking` the question beside the log."""

    mode: Mode = "log"
    rows: tuple[ImportRow, ...] = ()
    loaded: bool = False
    chosen: int = 0
    rejects: tuple[KeptReject, ...] = ()
    stands: tuple[Standing, ...] | None = None
    asking: Literal["", "undo"] = ""
    source: FileFacts | None = None
    kind: str = ""
    channel: str = ""
    mapping: FileMapping | None = None
    guess: Guess | None = None
    own: bool = False
    kept: tuple[FileMapping, ...] = ()
    warehouses: tuple[str, ...] = ()
    warehouse: str = ""
    mends: tuple[Mend, ...] = ()
    verdict: Verdict | None = None
    report: ImportReport | None = None
    only_wrong: bool = False
    at: tuple[int, int] = (0, 0)
    busy: str = ""
    refusal: str = ""
    recent: tuple[str, ...] = ()
    rights: frozenset[Right] = field(default_factory=frozenset)

    @property
    def row(self) -> ImportRow | None:
        """Return the chosen import."""
        return next((row for row in self.rows if row.id == self.chosen), None)

    @property
    def fit(self) -> Fit:
        """Return how the mapping fits the file."""
        if self.mapping is None or self.source is None:
            return Fit()
        return fit(self.mapping, self.source.header)

    @property
    def known(self) -> bool:
        """Tell whether the file is one that is known by its header and needs no mapping."""
        return self.source is not None and self.kind in KNOWN.get(self.source.format, ())

    @property
    def ready(self) -> bool:
        """Tell whether the file can be tried: looked at whole, its kind known, every needed field filled."""
        source = self.source
        if source is None or not source.complete or not self.kind or (len(self.warehouses) > 1 and not self.warehouse):
            return False
        return self.known or self.fit.fits


def listed(screen: ImportsScreen, rows: tuple[ImportRow, ...]) -> ImportsScreen:
    """The log was read; what was chosen stays chosen, else the newest is."""
    ids = {row.id for row in rows}
    chosen = screen.chosen if screen.chosen in ids else (rows[0].id if rows else 0)
    return replace(screen, rows=rows, loaded=True, chosen=chosen)


def mapped(screen: ImportsScreen, mapping: FileMapping) -> ImportsScreen:
    """A person changed the mapping; what was foretold by the one before is old."""
    return stale(replace(screen, mapping=mapping, own=True, refusal=""))


def stale(screen: ImportsScreen) -> ImportsScreen:
    """Something changed since the dry run."""
    return replace(screen, verdict=replace(screen.verdict, stale=True) if screen.verdict is not None else None)


def mended(screen: ImportsScreen, mend: Mend, written: str) -> ImportsScreen:
    """A cell was mended; one that says again what the file says is mended no more."""
    others = tuple(each for each in screen.mends if each[:2] != mend[:2])
    return stale(replace(screen, mends=others if mend.value == written else (*others, mend)))
