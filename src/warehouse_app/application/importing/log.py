"""The log of imports: begun before the first row, finished with what became of it, listed and shown.

What a file said and was not taken is kept as well, so that it can be mended tomorrow. It is personal: it travels beside
the command, stands in no chain, and is deleted by import (`ForgetRejected`) or by person (erasure).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from warehouse_app.application.importing.values import PAUSE_S, ImportReport
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.values import Rejected
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ports.intake import Reading
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import rejects, runs
from warehouse_app.store.importing.rejects import RejectRow
from warehouse_app.store.importing.runs import Begun, RunRow

MOST_REJECTED_KEPT = 2_000
"""Rejected records an import keeps; all are counted."""

PORTION = 400
LONGEST_RECORD = 20_000
"""Characters of one record that are kept."""

PAGE = 200


@dataclass(frozen=True, slots=True)
class ImportUnknown(Refusal):
    """There is no import of that number."""

    code: ClassVar[str] = "import_unknown"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginImport(Command):
    """Write down that a file is imported: its size and digest, and the text of the mapping it is read by."""

    kind: str
    format: str
    file: str
    channel: str
    size: int = 0
    digest: str = ""
    mapping: str = ""
    mended: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRejected(Command):
    """Keep records that were not taken. The audit knows how many, not what stands in them."""

    run: int
    count: int
    records: tuple[RejectRow, ...] = field(metadata=ASIDE, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishImport(Command):
    """Write down what became of it. `report` is JSON without anything personal."""

    run: int
    report: str
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetRejected(Command):
    """Delete the rejected records an import keeps."""

    run: int


@dataclass(frozen=True, slots=True)
class KeptReject:
    """A rejected record: why, and the record as the file wrote it."""

    n: int
    rejected: Rejected
    record: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import as lists show it. `state` is running, done, stopped, undoing or undone; times are UTC ISO text."""

    id: int
    kind: str
    format: str
    file: str
    channel: str
    at: str
    who: str
    state: str
    size: int = 0
    digest: str = ""
    mapping: str = ""
    mended: int = 0
    finished_at: str = ""
    undone_at: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rejected(self) -> int:
        """Return how many records were not taken."""
        return int(self.report.get("rejected_count", 0))

    @property
    def changes(self) -> Mapping[str, Mapping[str, int]]:
        """Return what was done, for each kind of thing the file told of."""
        return dict(self.report.get("changes", {}))

    def own(self, what: str) -> int:
        """Return how many of the import's own kind were created, updated or unchanged: orders, not their customers."""
        return int(self.changes.get(self.kind, {}).get(what, 0)) if self.changes else self.count(what)

    def count(self, what: str) -> int:
        """Return how many objects were created, updated or unchanged, or how many records were read."""
        return int(self.report.get(what, 0))


@handles(BeginImport, right=Right.IMPORT, answer=int)
def _begin(desk: Desk, command: BeginImport, _: Session) -> int:
    begun = Begun(
        command.kind,
        command.format,
        command.file,
        command.channel,
        command.size,
        command.digest,
        command.mapping,
        command.mended,
    )
    desk.touch(Touched.IMPORT)
    return runs.begin(desk, begun)


@handles(KeepRejected, right=Right.IMPORT)
def _keep(desk: Desk, command: KeepRejected, _: Session) -> None:
    rejects.keep(desk, command.run, command.records)


@handles(FinishImport, right=Right.IMPORT)
def _finish(desk: Desk, command: FinishImport, _: Session) -> None:
    runs.finish(desk, command.run, command.report, runs.STOPPED if command.stopped else runs.DONE)
    desk.touch(Touched.IMPORT)


@handles(ForgetRejected, right=Right.IMPORT, answer=int)
def _forget(desk: Desk, command: ForgetRejected, _: Session) -> int:
    desk.touch(Touched.IMPORT)
    return rejects.forget(desk, command.run)


def write_log(
    runner: Runner, session: Session, run: int, reading: Reading, report: ImportReport, pause: Callable[[float], None]
) -> None:
    """Keep what was not taken and finish the log of one file, in small transactions."""
    for records in _portions(_kept(reading)):
        keep = KeepRejected(id=runner.ids.new(), run=run, count=len(records), records=tuple(records))
        runner.perform(keep, session).done()
        pause(PAUSE_S)
    text = json.dumps(report.kept(), ensure_ascii=False)
    done = FinishImport(id=runner.ids.new(), run=run, report=text, stopped=report.stopped)
    runner.perform(done, session).done()


def _kept(reading: Reading) -> Iterator[RejectRow]:
    for n, (told, record) in enumerate(reading.rejected_pairs(), 1):
        if n > MOST_REJECTED_KEPT:
            return
        if n == 1:
            first = json.dumps(list(next(reading.rejected_records())), ensure_ascii=False)
            yield RejectRow(rejects.HEADER, 0, "", "", "", "{}", first)
        facts, cells = (json.dumps(each, ensure_ascii=False, default=str) for each in (dict(told.facts), list(record)))
        row = (
            n,
            told.line,
            told.field,
            told.value,
            told.reason,
            facts,
            cells if len(cells) <= LONGEST_RECORD else "[]",
        )
        yield RejectRow(*row)


def _portions(rows: Iterable[RejectRow]) -> Iterator[Sequence[RejectRow]]:
    portion: list[RejectRow] = []
    for row in rows:
        portion.append(row)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def find_imports(desk: Desk, limit: int = PAGE, before: int = 0) -> tuple[ImportRow, ...]:
    """Return the newest imports, or those before one. For `Runner.ask` with the right to import."""
    return tuple(_row(row) for row in runs.page(desk, limit, before))


def import_detail(desk: Desk, number: int) -> ImportRow:
    """Return one import. Raises Refused(ImportUnknown). For `Runner.ask`."""
    row = runs.one(desk, number)
    if row is None:
        raise Refused(ImportUnknown(number))
    return _row(row)


def kept_rejects(desk: Desk, number: int, limit: int = PAGE, after: int = 0) -> tuple[KeptReject, ...]:
    """Return the rejected records an import keeps, in the order of the file. For `Runner.ask`."""
    found = []
    for row in rejects.page(desk, number, limit, after):
        told = Rejected(row.line, row.field, row.value, row.reason, json.loads(row.facts))
        found.append(KeptReject(row.n, told, tuple(json.loads(row.record))))
    return tuple(found)


def rejected_file(desk: Desk, number: int) -> tuple[tuple[str, ...], ...]:
    """Return the file's first line and the rejected records an import keeps, to be mended and imported again; nothing
    where none are kept. For `Runner.ask`.
    """
    header = rejects.header(desk, number)
    kept = kept_rejects(desk, number, MOST_REJECTED_KEPT)
    return (tuple(json.loads(header)), *(each.record for each in kept)) if header else ()


def _row(row: RunRow) -> ImportRow:
    report = json.loads(row.report) if row.report else {}
    who = row.who_name or row.who
    told = (row.id, row.kind, row.format, row.file, row.channel, row.at, who, row.state, row.size, row.digest)
    return ImportRow(*told, row.mapping, row.mended, row.finished_at or "", row.undone_at or "", report)
