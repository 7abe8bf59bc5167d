"""The line-mode station: one scan a line in, one JSON object a line out, in order, by the same commands as a screen.
On a terminal without --json each answer is one sentence instead.

A line may carry its own id after a tab; sent again with it, it is answered as the first time and changes nothing.
Trouble while a scan is judged is one answer like any other, and the next line goes on. `unknown` is said only when it
is not known whether the deed was done: send the line again with the id shown.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from warehouse_app.application.bench import Scan, is_enter
from warehouse_app.application.floorwork import FloorBench
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import barcode_of, word_of
from warehouse_app.domain.bench import Answer, Work
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused, Trouble, Usage
from warehouse_app.terminal.call import Call
from warehouse_app.terminal.host import OpenCompany
from warehouse_app.terminal.plainly import plainly
from warehouse_app.terminal.spoken import greeting, spoken
from warehouse_app.terminal.stationmessages import NOTE, StationMessages
from warehouse_app.terminal.stationphotos import StationPhotos
from warehouse_app.wording.say import say, say_error

LONGEST_LINE = 65_536
"""Bytes of a line that are looked at; a longer one is one unreadable scan."""

CONTINUE = Card.CONTINUE
_CONTINUE = frozenset({word_of(CONTINUE), barcode_of(CONTINUE)})
DEVICE = "line"
_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_STATION = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,28}[A-Z0-9])?")
_PHOTOGRAPH = frozenset({Work.PACK, Work.RETURNS})
"""Benches at which photos are taken."""

_MAYBE_DONE = frozenset({"database_io", "outcome_unknown", "standby_silent"})
"""Trouble after which a commit may have happened all the same."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One bench: its right, its command, what its screen shows, and what puts its work down when the input ends."""

    work: Work
    right: Right
    scan: Callable[..., Scan]
    state: Callable[[Any, Session], object]
    pause: Callable[[str, object], Command | None]
    ahead: Callable[[Any, str], object] | None = None
    """What is worked out between two scans, so that none has to wait for it."""

    seen: Callable[[object], dict[str, Any]] | None = None
    """What a shot tells of the state that was answered last: a number means what stood there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line read, or one shot of a scanner: what was scanned, and the id it brought."""

    text: str
    id: str
    device: str = DEVICE
    double: bool = False


def mode_of(name: str) -> Mode:
    """Return a bench by its name. Raises Usage for one that is not in this version."""
    if name == "pick":
        from warehouse_app.application import pickstate
        from warehouse_app.application.picking import PickScan

        def pause(command_id: str, state: object) -> Command | None:
            """Play the PAUSE card where a batch is open and no Stop waits for somebody to see it."""
            if getattr(state, "phase", "idle") == "idle" or getattr(state, "stop", ""):
                return None
            return PickScan(id=command_id, text=barcode_of(Card.PAUSE), device=DEVICE)

        return Mode(Work.PICK, Right.PICK, PickScan, pickstate.state, pause)
    if name == "pack":
        from warehouse_app.application.packing import PackScan, PauseBench, pack_state, work_ahead

        ends = lambda own, _state: PauseBench(id=own)  # noqa: E731 - one expression

        def seen(state: object) -> dict[str, Any]:
            boxing = getattr(state, "boxing", None)
            return {} if boxing is None else {"offered": boxing.offered}

        state = lambda desk, session: pack_state(desk, session.station, session.actor.person)  # noqa: E731 - as above
        return Mode(Work.PACK, Right.PACK, PackScan, state, ends, work_ahead, seen)
    if name == "load":
        from warehouse_app.application.shipping import LoadScan, load_state

        return Mode(Work.LOAD, Right.LOAD, LoadScan, _at(load_state), lambda _own, _state: None)
    return _floor_mode(name)


def _floor_mode(name: str) -> Mode:
    """Return a floor bench by its name. Raises Usage for one that is not in this version."""
    if name == "move":
        from warehouse_app.application.moving import bench as moving

        return _floor(moving.BENCH, Right.MOVE, moving.MoveScan)
    if name == "putaway":
        from warehouse_app.application.putaway import bench as putaway

        return _floor(putaway.BENCH, Right.PUT_AWAY, putaway.PutAwayScan)
    if name == "receive":
        from warehouse_app.application.receiving import bench as receiving

        return _floor(receiving.BENCH, Right.RECEIVE, receiving.ReceiveScan)
    if name == "count":
        from warehouse_app.application.counting import bench as counting

        return _floor(counting.BENCH, Right.COUNT, counting.CountScan)
    if name == "transfer":
        from warehouse_app.application.transfers import bench as transfers

        return _floor(transfers.BENCH, Right.MOVE, transfers.TransferScan)
    if name == "sort":
        from warehouse_app.application.sorting import bench as sorting

        return _floor(sorting.BENCH, Right.PICK, sorting.SortScan)
    if name == "returns":
        from warehouse_app.application.returning import bench as returning

        return _floor(returning.BENCH, Right.RETURN, returning.ReturnScan)
    raise Usage("not_in_this_version", what=f"station {name}")


def _floor(bench: FloorBench, right: Right, scan: Callable[..., Scan]) -> Mode:
    """Return the mode of a floor bench: what it is at is kept, so nothing has to be put down."""
    return Mode(bench.work, right, scan, _at(bench.state), lambda _own, _state: None)


def _at(state: Callable[[Any, str], object]) -> Callable[[Any, Session], object]:
    return lambda desk, session: state(desk, session.station)


def read_lines(stream: BinaryIO) -> Generator[Line]:
    """Yield every line, an overlong one cut; bytes that are no text become marks that no code contains."""
    while raw := stream.readline(LONGEST_LINE):
        whole = raw
        while len(whole) >= LONGEST_LINE and not whole.endswith(b"\n"):
            whole = stream.readline(LONGEST_LINE)
            if not whole:
                break
        yield parse_line(raw.decode("utf-8", "replace").rstrip("\r\n"))


def parse_line(line: str) -> Line:
    """Split a line into scan and id. A tab at the end is what many scanners send, not an id."""
    text, tab, own = line.rpartition("\t")
    if not tab:
        return Line(line, "")
    if not own:
        return Line(text, "")
    return Line(text, own) if _ID.fullmatch(own) else Line(line, "")


class Station:
    """One bench of one person, answering lines; `aloud` to a person at a terminal, who reads sentences, not JSON."""

    def __init__(
        self,
        runner: Runner,
        session: Session,
        mode: Mode,
        *,
        aloud: bool = False,
        photos: StationPhotos | None = None,
        training: bool = False,
    ) -> None:
        self._mark: dict[str, object] = {"training": True} if training else {}
        self._runner, self._session, self._mode, self._photos = runner, session, mode, photos
        self.messages = StationMessages(runner, session, time.monotonic)
        self._last: object = None
        self._unsure: Line | None = None
        self._worked_at: object = None
        self.aloud = aloud

    @property
    def work(self) -> Work:
        """Return what is done here."""
        return self._mode.work

    def begin(self) -> object:
        """Return what the screen shows now. Raises Refused(NoRight), Trouble."""
        self._last = self._runner.ask(
            lambda desk: self._mode.state(desk, self._session), self._session, self._mode.right
        )
        return self._last

    def answer(self, line: Line) -> dict[str, object]:
        """Return the one answer to a line; never raises for what the world or the domain says."""
        if line.device != DEVICE and self._unsure is not None and self._unsure.text == line.text:
            line = self._unsure  # a scanner cannot send an id again: the same code is the same deed
        own = line.id or self._runner.ids.new()
        told = self._read() if self._says_read(line) else self._answered(line, own)
        self._unsure = line if line.device != DEVICE and told["verdict"] == "unknown" else None
        shot = {} if line.device == DEVICE else {"device": line.device}
        return {"scan": line.text, **told, "id": own, **shot, **self._mark}

    def work_ahead(self) -> None:
        """Work out what a later answer tells, where something was opened: after an answer, before the next line."""
        order = getattr(self._last, "order", None)
        asks = getattr(getattr(self._last, "boxing", None), "ready", True) is False
        if self._mode.ahead is None or order is None or (order == self._worked_at and not asks):
            return
        self._worked_at, ahead = order, self._mode.ahead
        with contextlib.suppress(Trouble, Refused):  # nothing is lost: boxes are told by their size then
            self._runner.ask(lambda desk: ahead(desk, self._session.station), self._session, self._mode.right)

    def told(self) -> Generator[dict[str, object]]:
        """Yield a line for each message that is to be read here and was not told yet."""
        for each in self.messages.due():
            yield {"scan": "", **self._plain("accepted", "note", NOTE, say(NOTE, each)), "message": each["message"]}

    def _says_read(self, line: Line) -> bool:
        """Say whether a line means that the messages were read: CONTINUE, where nothing else waits for it."""
        if not self.messages.waiting or not (is_enter(line.text) or line.text.strip().upper() in _CONTINUE):
            return False
        waits = [each for each in getattr(self._last, "expects", ()) if getattr(each, "code", "") == word_of(CONTINUE)]
        return not getattr(self._last, "stop", "") and not waits

    def _read(self) -> dict[str, object]:
        self.messages.read()
        return {**self._plain("accepted", "", "message_seen", say("message_seen", {})), "class": None}

    def _answered(self, line: Line, own: str) -> dict[str, object]:
        more = {} if self._mode.seen is None else self._mode.seen(self._last)
        shot = {"text": line.text, "device": line.device, "double": line.double}
        scan = self._mode.scan(id=self._command_id(own), **shot, **more)
        try:
            return self._judged(scan)
        except Trouble as trouble:
            verdict = "unknown" if trouble.code in _MAYBE_DONE else "refused"
            return self._plain(verdict, "note", trouble.code, say_error(trouble))
        except Refused as refused:
            refusal = refused.refusal
            return self._plain("refused", refusal.klass, refusal.code, say_error(refusal))

    def _judged(self, scan: Scan) -> dict[str, object]:
        if self._photos is None:
            return self._told(self._perform(scan))
        outcome = self._perform(self._photos.told(scan))
        told = self._told(outcome)
        if outcome.replayed:
            return told
        go_on = self._photos.told(replace(scan, id=f"{scan.id}.on", text=word_of(CONTINUE)))
        return self._photos.after(outcome.value, told, lambda: self._told(self._perform(go_on)))

    def pause(self) -> None:
        """Put the work down; what cannot be put down now is recovered at the next start all the same."""
        command = self._mode.pause(self._command_id(self._runner.ids.new()), self._last)
        if command is not None:
            with contextlib.suppress(Trouble, Refused):
                self._runner.perform(command, self._session)

    def _command_id(self, own: str) -> str:
        return f"line:{self._session.station}:{self._mode.work.value}:{own}"

    def _perform(self, scan: Scan) -> Outcome[Any]:
        """Carry out; where the answer to a commit was lost, the same id tells what became of it."""
        try:
            return self._runner.perform(scan, self._session)
        except Trouble as trouble:
            if trouble.code not in _MAYBE_DONE:
                raise
            with contextlib.suppress(Trouble):  # another trouble now does not make it known
                return self._runner.perform(scan, self._session)
            raise

    def _told(self, outcome: Outcome[Any]) -> dict[str, object]:
        found = outcome.value
        if not isinstance(found, Answer):
            refusal = outcome.refusal
            if refusal is None:
                raise TypeError(f"a scan was answered with {type(found).__name__}")
            return self._plain("refused", refusal.klass, refusal.code, say_error(refusal))
        self._last = getattr(found, "state", self._last)
        return {
            "verdict": found.verdict.value,
            "class": found.klass,
            "code": found.code,
            "say": say(found.code, found.facts),
            "state": shown(self._last),
        }

    def _plain(self, verdict: str, klass: str, code: str, sentence: str) -> dict[str, object]:
        return {"verdict": verdict, "class": klass, "code": code, "say": sentence, "state": shown(self._last)}


def shown(state: object) -> dict[str, object]:
    """Return a state as plain JSON; `expects` is always there."""
    whole = {} if state is None else plainly(state)
    return {**whole, "expects": whole.get("expects", [])}


def work(
    call: Call,
    mode_name: str,
    badge: str,
    station: str,
    scanner: str = "",
    *,
    aloud: bool = False,
    training: bool = False,
) -> int:
    """Answer standard input, and a scanner beside it, until the input ends; `aloud` with sentences instead of JSON.

    With `training`, or where the person learns, it is a lesson.
    Raises Usage, Refused, Trouble before the first line only.
    """
    from warehouse_app.application.sign_on import sign_on

    mode = mode_of(mode_name)
    code = station.strip().upper()
    if code and not _STATION.fullmatch(code):
        raise Usage("station_invalid", station=station[:40])
    company = call.company(station=code)
    actor = sign_on(company.runner, company.guard, badge=badge) if badge else call.session().actor
    if aloud:
        call.speak(actor.language)
    session = Session(actor, code or f"{actor.code}-{mode.work.value.upper()}")
    if training or (mode.work is Work.PACK and _trains(company, session)):
        return _lesson(call, company, session, mode, scanner, aloud=aloud)
    claim = company.claim(session.station, mode.work)
    if claim is None:
        raise Trouble("station_open", station=session.station, work=mode.work.value)
    try:
        heard = _heard(call, company, session, scanner)
        photos = StationPhotos(company.runner, session, company.photos) if mode.work in _PHOTOGRAPH else None
        return answer_all(company, Station(company.runner, session, mode, aloud=aloud, photos=photos), heard)
    finally:
        claim.close()


def _trains(company: OpenCompany, session: Session) -> bool:
    """Tell whether a supervisor lets this person learn before he packs."""
    from warehouse_app.application.training.results import way_of

    return company.runner.ask(lambda desk: way_of(desk, session.actor.person), session).training


def _lesson(call: Call, company: OpenCompany, session: Session, mode: Mode, scanner: str, *, aloud: bool) -> int:
    """Hold a lesson instead: it claims no bench, for nothing of the real one is touched."""
    from warehouse_app.terminal import lessons

    if mode.work is not Work.PACK:
        raise Usage("not_in_this_version", what=f"station {mode.work.value} --training")
    return lessons.held(call, company, session, _heard(call, company, session, scanner), mode, aloud=aloud)


def _heard(call: Call, company: OpenCompany, session: Session, scanner: str) -> Generator[Line]:
    """Return what is answered. Raises Refused, Usage, Trouble where there is no such scanner."""
    if not scanner:
        return read_lines(sys.stdin.buffer)
    from warehouse_app.terminal.stationears import lines_and_shots, scanner_card

    card = scanner_card(company, session, scanner.strip())
    # A reader of its own: Python's must not be held by a thread when the program ends.
    stream = open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115 - open as long as the program
    return lines_and_shots(stream, company.hub, card, call.out.note)


def answer_all(company: OpenCompany, bench: Station, heard: Generator[Line]) -> int:
    """Answer every line, and put the work down at the end."""
    begun = bench.begin()
    company.start_lane()
    if bench.aloud:
        print(greeting(shown(begun), bench.work), flush=True)
    try:
        _print(bench, *bench.told())
        for line in heard:
            _print(bench, *bench.told(), bench.answer(line))
            bench.work_ahead()
    finally:
        heard.close()
        bench.pause()
    return 0


def _print(bench: Station, *answers: dict[str, object]) -> None:
    for answer in answers:
        print(spoken(answer) if bench.aloud else json.dumps(answer, ensure_ascii=False), flush=True)
