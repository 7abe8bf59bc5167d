"""The first pass over a file: every record is staged under its key, and the evidence for decimal mark and date order
is gathered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.channels.files.reshaping import Shape
from warehouse_app.channels.files.source import TOO_LONG
from warehouse_app.channels.files.staging import RUN_ROWS, Lines, Rows, Stage
from warehouse_app.channels.files.table import BROKEN, UNREADABLE, Roles, Row, Table
from warehouse_app.domain.importing.dates import OrderDecision, decide_order
from warehouse_app.domain.importing.numbers import MarkDecision, decide_mark
from warehouse_app.domain.importing.texts import code
from warehouse_app.domain.importing.values import BadValueError, Rejected

EVIDENCE_VALUES = 200_000
PROGRESS_EVERY = 20_000
KEY_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which columns (by position) make the key of a group, and which hold numbers and dates that prove how the file
    writes them.
    """

    keys: tuple[int, ...]
    key_fields: tuple[str, ...]
    numbers: tuple[int, ...]
    dates: tuple[int, ...]
    roles: Roles
    fold_case: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the first pass found: how many records, how the file writes numbers and dates."""

    read: int
    mark: MarkDecision
    order: OrderDecision


class Loader:
    """Stages one file. The loop over its records is kept short, because it decides how long an import takes."""

    def __init__(self, table: Table, stage: Stage, plan: Plan, shape: Shape) -> None:
        self._table, self._stage, self._plan, self._shape = table, stage, plan, shape
        stage.own = shape.own
        self._numbers: set[str] = set()
        self._dates: set[str] = set()
        self.read = 0

    def load(self, progress: Callable[[int, int], None] | None) -> Loaded:
        """Read the file to its end; raises `Usage` when it is cut off."""
        key_at, width = self._plan.keys[0], len(self._table.header.names)
        single = len(self._plan.keys) == 1
        current: str | None = None
        lines: Lines = []
        run: Rows = []
        tell = PROGRESS_EVERY
        mended, reshaped = self._shape.mender(), self._shape.row if self._shape.own else None
        for line, row in self._table.rows(self._plan.roles):
            if mended is not None:
                row = mended(line, row)  # noqa: PLW2901 - what a person mended stands for what the file says
            if len(row) != width:
                if not self._mended(line, row, width):
                    continue
                del row[width:]
            if reshaped is not None:
                if not any(cell.strip() for cell in row):
                    continue
                row = reshaped(row)  # noqa: PLW2901 - the mapped cells, and the file's own behind them
            key = row[key_at] if single else KEY_SEPARATOR.join([row[at] for at in self._plan.keys])
            if key != current or len(run) >= RUN_ROWS:
                self._flush(current, lines, run)
                current, lines, run = key, [], []
                if self.read >= tell and progress:
                    tell = self.read + PROGRESS_EVERY
                    progress(*self._table.position())
            lines.append(line)
            run.append(row)
        self._flush(current, lines, run)
        if progress:
            size = self._table.position()[1]
            progress(size, size)
        mark = decide_mark(sorted(self._numbers), self._table.header.separator)
        return Loaded(self.read, mark, decide_order(sorted(self._dates)))

    def _mended(self, line: int, row: Row, width: int) -> bool:
        """Tell whether a record of the wrong width can be used: only when what is too much is empty. Otherwise, or
        where its reader could not read it, refuse it.
        """
        if row[0] == UNREADABLE:
            self.read += 1
            self._stage.reject_written(Rejected(line, "", row[2], row[1]), [row[2]])
            return False
        if not any(cell.strip() for cell in row):
            return False
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            return True
        self.read += 1
        reason = {TOO_LONG: "line_too_long", BROKEN: "unclosed_quote"}.get(row[0], "wrong_column_count")
        facts = {"expected": width, "found": len(row)} if reason == "wrong_column_count" else {}
        self._stage.reject_written(Rejected(line, "", "" if facts == {} else row[0], reason, facts), row)
        return False

    def _flush(self, key: str | None, lines: Lines, run: Rows) -> None:
        if key is None or not run:
            return
        try:
            parts = [code(part) for part in key.split(KEY_SEPARATOR)] if len(self._plan.keys) > 1 else [code(key)]
        except BadValueError:
            self._refuse(lines, run)
            return
        if not parts[0]:
            self._refuse(lines, run)
            return
        self.read += len(run)
        kept = KEY_SEPARATOR.join(parts)
        self._stage.add_run(kept.upper() if self._plan.fold_case else kept, lines, run)
        if len(self._numbers) < EVIDENCE_VALUES:
            for at in self._plan.numbers:
                self._numbers.update([row[at] for row in run])
        if len(self._dates) < EVIDENCE_VALUES:
            for at in self._plan.dates:
                self._dates.update([row[at] for row in run])

    def _refuse(self, lines: Lines, run: Rows) -> None:
        """Refuse records of which a part of the key is missing or damaged, naming the first that is."""
        for line, row in zip(lines, run, strict=True):
            if not any(cell.strip() for cell in row):
                continue
            self.read += 1
            field, value, bad = self._plan.key_fields[0], row[self._plan.keys[0]], BadValueError("missing")
            for name, at in zip(self._plan.key_fields, self._plan.keys, strict=True):
                try:
                    code(row[at])
                except BadValueError as found:
                    field, value, bad = name, row[at], found
                    break
            self._stage.reject(Rejected(line, field, value, bad.reason, bad.facts), row)
