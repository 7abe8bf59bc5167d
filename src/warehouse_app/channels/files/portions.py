"""What every reading of a file shares: refusals, remarks, closing, and drafts in bounded portions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Literal, Self

from warehouse_app.channels.files.staging import Notes, Stage
from warehouse_app.domain.importing.mapping import FileMapping
from warehouse_app.domain.importing.values import DocumentDraft, Draft, OrderDraft, Rejected, Remark

PORTION_DRAFTS = 200
PORTION_LINES = 450


def portions(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, ...]]:
    """Gather drafts until a portion is full; an order of many lines may be a portion of its own."""
    portion: list[Draft] = []
    lines = 0
    for draft in drafts:
        portion.append(draft)
        if isinstance(draft, OrderDraft | DocumentDraft):
            lines += len(draft.lines)
        if len(portion) >= PORTION_DRAFTS or lines >= PORTION_LINES:
            yield tuple(portion)
            portion, lines = [], 0
    if portion:
        yield tuple(portion)


class BaseReading:
    """The part of a `Reading` that does not depend on the format."""

    kind = ""
    format = ""
    file = ""
    posting: Literal["assert", "opening"] = "assert"
    creates_only = False
    makes_products = False
    size = 0
    digest = ""
    mapping: FileMapping | None = None

    def __init__(self, stage: Stage, read: int) -> None:
        self.stage = stage
        self.notes = Notes()
        self.header: tuple[str, ...] = ()
        self.columns: Mapping[str, int] = {}
        self._read = read

    @property
    def read(self) -> int:
        """Records of the file, without header and blank lines."""
        return self._read

    @property
    def rejected_count(self) -> int:
        """How many records were refused so far."""
        return self.stage.rejected_count

    def refuse(self, refused: Rejected, lines: Sequence[int]) -> None:
        """Take the refusal of a draft by the one who compared it with what is known, with all its records."""
        found = dict.fromkeys((refused.line, *lines))
        for line in found:
            told = refused if line == refused.line else Rejected(line, "", "", "")
            self.stage.reject(told, self.stage.record(line))

    def rejected(self) -> Iterator[Rejected]:
        """Yield the refusals in the order of the file."""
        return self.stage.rejected()

    def rejected_pairs(self) -> Iterator[tuple[Rejected, tuple[str, ...]]]:
        """Yield the refused records as written, each with why."""
        return self.stage.rejected_pairs()

    def rejected_records(self) -> Iterator[tuple[str, ...]]:
        """Yield the header and the refused records as written."""
        yield self.header
        yield from self.stage.rejected_records()

    def remarks(self) -> tuple[Remark, ...]:
        """Return what was decided so far."""
        return self.notes.remarks()

    def chunks(self) -> Iterator[tuple[Draft, ...]]:
        """Yield the drafts; a format without any has none."""
        yield from ()

    def totals(self) -> Mapping[str, int]:
        """Return the figures of the file."""
        return {}

    def close(self) -> None:
        """Delete the temporary files."""
        self.stage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
