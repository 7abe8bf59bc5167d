"""Files on their way in: looked at page by page, their kind and columns guessed, tried and imported. No Qt."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from warehouse_app.application.importing import Fates, ImportReport, ImportRequest, run_import
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.importing.guessing import SPELLING, Guess, guess, guess_kind
from warehouse_app.domain.importing.mapping import FileMapping, fit
from warehouse_app.domain.importing.values import Rejected
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import Intake, Look, LookRow
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.ui.runtime.tasks import Stopped, Task
from warehouse_app.ui.screens.imports.state import KINDS, FileFacts, ImportsScreen, Verdict

AUTO_RECORDS = 5_000
"""A file of so many records is tried by itself after every change; a longer one when it is asked for."""

STEP_RECORDS = 20_000
SAMPLES = 50


class Tools(Protocol):
    """What the house gives: a reader of files, and the guard of PINs."""

    intake: Intake
    guard: PinGuard


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened: the look, what it is, and its first records."""

    look: Look
    facts: FileFacts
    samples: tuple[LookRow, ...]


@dataclass(frozen=True, slots=True)
class CannotRead:
    """A file that cannot be read as asked."""

    usage: Usage


def opened(tools: Tools, path: str, sheet: str) -> Opened | CannotRead:
    """Open a file and read its first records."""
    try:
        look = tools.intake.look(Path(path), sheet)
        look.read_on(SAMPLES)
    except Usage as usage:
        return CannotRead(usage)
    header = tuple(look.header)
    known = tuple(look.columns.items())
    facts = FileFacts(path, look.file, look.size, look.digest, header, look.format, known)
    facts = replace(facts, count=look.count, complete=look.complete, sheet=sheet)
    return Opened(look, facts, look.rows(0, SAMPLES))


def read_whole(look: Look, task: Task) -> FileFacts | CannotRead:
    """Read a file to its end. Raises Stopped."""
    try:
        while look.read_on(STEP_RECORDS):
            task.told(*look.position())
    except Usage as usage:
        return CannotRead(usage)
    return FileFacts(str(look.path), look.file, count=look.count, complete=True)


def understood(screen: ImportsScreen, rows: tuple[LookRow, ...], kind: str = "") -> ImportsScreen:
    """Guess what a file is and which column is what; a mapping kept for the channel goes before the guess."""
    source = screen.source
    if source is None:
        return screen
    samples = [row.cells for row in rows]
    kind = kind or _kind_of(screen, source, samples)
    if not kind:
        return replace(screen, kind="", mapping=None, guess=None, own=False)
    fitting = [each for each in screen.kept if each.kind == kind and fit(each, source.header).fits]
    kept = next((each for each in fitting if each.channel == screen.channel), None)
    if kept is None and not screen.channel:
        kept = next(iter(fitting), None)
    found = guess(kind, source.header, samples, screen.channel)
    mapping = kept or found.mapping
    channel = screen.channel or mapping.channel
    own = kept is not None or not plainly(found)
    return replace(screen, kind=kind, channel=channel, mapping=mapping, guess=found, own=own, refusal="", verdict=None)


def _kind_of(screen: ImportsScreen, source: FileFacts, samples: list[tuple[str, ...]]) -> str:
    """Return what a file probably is: what a mapping that is kept for it says, else by its header and first cells."""
    if source.format:
        return KINDS[0]
    fitting = [each for each in screen.kept if fit(each, source.header).fits]
    kept = max(fitting, key=lambda each: (each.channel == screen.channel, len(each.rules)), default=None)
    native = guess_kind(source.header, samples, KINDS)
    if kept is not None and not (native and plainly(guess(native, source.header, samples))):
        return kept.kind
    return native


def plainly(found: Guess) -> bool:
    """Tell whether a header is understood without any mapping."""
    return all(points >= SPELLING for points in found.points.values()) and found.mapping.rows == "own"


def request_of(screen: ImportsScreen, *, dry_run: bool) -> ImportRequest:
    """Return what is asked of an import of the file as it is mapped and mended."""
    source = screen.source
    assert source is not None
    mapping: FileMapping | None = None
    if screen.mapping is not None and not screen.known and screen.own:
        mapping = replace(screen.mapping, channel=screen.channel)
    return ImportRequest(
        (Path(source.path),),
        screen.kind,
        "retail-opening" if screen.known and screen.kind == "stock" else "auto",
        screen.channel,
        mapping,
        mended=screen.mends,
        digest=source.digest,
        sheet=source.sheet,
        warehouse=screen.warehouse,
        dry_run=dry_run,
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """What a dry run found."""

    verdict: Verdict
    fates: Fates


def tried(house: Runner, tools: Tools, session: Session, request: ImportRequest, task: Task) -> Tried | CannotRead:
    """Foretell what an import would do. Raises Stopped, Refused, Trouble."""
    fates = Fates()
    try:
        report = run_import(house, session, tools.intake, request, _told(task), guard=tools.guard, fates=fates)
    except Usage as usage:
        return CannotRead(usage)
    wrong: dict[int, Rejected] = {}
    for each in report.rejected:
        wrong.setdefault(each.rejected.line, each.rejected)
    return Tried(Verdict(report, wrong), fates)


def taken(
    house: Runner, tools: Tools, session: Session, request: ImportRequest, task: Task
) -> ImportReport | CannotRead:
    """Import. Stopped while it writes, it ends after a transaction, and its report says what is in.

    Raises Stopped (nothing was written), Refused, Trouble.
    """

    def told(what: str, done: int, whole: int) -> None:
        if what == "read":
            task.told(done, whole)
        else:
            with contextlib.suppress(Stopped):
                task.told(done, whole)

    try:
        return run_import(
            house,
            session,
            tools.intake,
            request,
            told,
            stop=lambda: task.state().stopping,
            pause=time.sleep,
            guard=tools.guard,
        )
    except Usage as usage:
        return CannotRead(usage)


def _told(task: Task) -> Callable[[str, int, int], None]:
    return lambda _what, done, whole: task.told(done, whole)
