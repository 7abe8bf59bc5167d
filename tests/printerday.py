"""A bad day at two label printers: labels wanted, and cables pulled, rolls jammed, lines reset, workers killed.

What is compared after every event: what truly came out of the printers, against what the ledger says. No label came out
twice without being marked as a copy, and every one that did not come out is visibly waiting.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self
from unittest.mock import patch

from tests import scratch
from tests.company import Company
from tests.parcels import another_process, jobs, labelled, outbox_rows, spool, station_with, work
from tests.printerbody import WHOLE, PrinterBody
from warehouse_app.application import papers
from warehouse_app.application.lane import LEASE_S
from warehouse_app.application.print_deeds import CancelPrint, MovePrint, RetryPrint
from warehouse_app.application.print_standin import UsePrinterAgain, UseStandIn
from warehouse_app.application.printing import AnswerUnknownPrint, PrintAgain
from warehouse_app.application.run import Command
from warehouse_app.devices.printers import open_printer
from warehouse_app.domain.printing.states import PrintState
from warehouse_app.domain.printing.values import PrinterRow, PrintJobRow
from warehouse_app.ports.printer import FateResult, Printer, PrinterCard, PrinterDesk, PrinterStatus, SendResult
from warehouse_app.store import devices

MOST_WAITING = 6
"""Labels that are open at once: enough for them to get in each other's way, few enough to be quick."""

TROUBLES = frozenset({"unplug", "jam", "cut", "deaf", "kill"})
"""What is counted as an event: what goes wrong at a printer, on its line or with the worker."""

_CODE = re.compile(rb"\^FD(P\d+-1)\^FS")
_COPY = re.compile(rb"REPRINT (\d+)")


class Killed(BaseException):
    """The worker's process was killed."""


class Dying:
    """A printer whose worker is killed once it has handed a job over, before anything is written down."""

    def __init__(self, card: PrinterCard) -> None:
        self.real = open_quickly(card)

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        self.real.send(document, title, key)
        raise Killed

    def status(self) -> PrinterStatus:
        return self.real.status()

    def fate(self, title: str, trace: str) -> FateResult:
        return self.real.fate(title, trace)


def open_quickly(card: PrinterCard) -> Printer:
    """Return the real driver, with deadlines that a test can wait for."""
    return open_printer(replace(card, connect_ms=2_000, send_ms=400))


class PrinterDay:
    """The company, its two printers, and what can happen to them; every choice follows from the seed."""

    def __init__(self, seed: int) -> None:
        self.by_chance = random.Random(seed)
        self._ends = ExitStack()
        folder = Path(self._ends.enter_context(tempfile.TemporaryDirectory(dir=scratch.memory())))
        self.company = Company(folder)
        self._ends.callback(self.company.close)
        # What a label must say is proven elsewhere, and takes four fifths of the time; here its way is compared.
        self._ends.enter_context(patch.object(papers, "prove", lambda *_: None))
        self.bodies = {"ZEBRA": PrinterBody(), "SPARE": PrinterBody()}
        for body in self.bodies.values():
            body.plug()
            self._ends.callback(body.close)
        with self.company.write() as desk:
            devices.keep_printer(desk, PrinterRow("SPARE", "tcp", "zpl203", self.bodies["SPARE"].target))
        station_with(self.company, self.bodies["ZEBRA"].target)
        with self.company.write() as desk:
            devices.set_stand_in(desk, "ZEBRA", "SPARE")
        self.desk: PrinterDesk = replace(spool(folder), open=open_quickly)
        self.wanted, self.events, self.kills = 0, 0, 0
        self.seen: Counter[str] = Counter()
        self._off: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.close()

    # ------------------------------------------------------------------------------------------------ what happens

    def step(self) -> None:
        """Let one thing happen, let the worker go on, and compare."""
        happens: dict[str, tuple[int, Callable[[], object]]] = {
            "want": (30, self.want), "unplug": (12, self.unplug), "plug": (14, self.plug), "jam": (12, self.jam),
            "mend": (14, self.mend), "cut": (10, self.cut), "deaf": (1, self.deaf), "kill": (4, self.kill),
            "answer": (14, self.answer), "move": (3, self.move), "cancel": (1, self.cancel), "again": (2, self.again),
            "retry": (2, self.retry), "stand in": (3, self.stand_in), "own again": (2, self.own_again),
        }  # fmt: skip
        (name,) = self.by_chance.choices(tuple(happens), [weight for weight, _ in happens.values()])
        happens[name][1]()
        self.events += name in TROUBLES
        self.seen[name] += 1
        self.company.clock.forward(seconds=self.by_chance.choice((1, 2, 5, 5, 20, 70)))
        self.go_on()
        self.compare()

    def go_on(self) -> None:
        """Let the worker work off what is due; one that was killed is followed by another."""
        work(self.company, self.desk)

    def body(self) -> PrinterBody:
        """Return one of the printers."""
        return self.bodies[self.by_chance.choice(("ZEBRA", "ZEBRA", "SPARE"))]

    def want(self) -> None:
        """A parcel is closed: its label is wanted."""
        done = {"sent", "printed", "applied", "cancelled"}
        if sum(job.state not in done for job in jobs(self.company)) < MOST_WAITING:
            self.wanted += 1
            labelled(self.company, f"{1000 + self.wanted}")

    def unplug(self) -> None:
        """A cable is pulled; the worker looks at it while it is out, for a printer takes its time to start."""
        self.body().unplug()
        self.company.clock.forward(seconds=10)
        self.go_on()

    def plug(self) -> None:
        """A printer is back."""
        self.body().plug()

    def jam(self) -> None:
        """A printer prints nothing any more: from now on, or in the middle of the next label."""
        fault = self.by_chance.choice(("paper", "head", "pause"))
        body = self.body()
        if self.by_chance.random() < 0.5:
            body.jam(fault)
        else:
            body.jams_on = fault
            self.want()

    def mend(self) -> None:
        """A jam is cleared."""
        self.body().mend()

    def cut(self) -> None:
        """The next job's line is reset after some bytes, or once the printer has the whole label."""
        self.body().cut_at = self.by_chance.choice((WHOLE, WHOLE, 1, self.by_chance.randrange(1, 1_300)))
        self.want()

    def deaf(self) -> None:
        """The next job is taken by nobody until its deadline."""
        body = self.body()
        body.deaf = True
        self.want()
        self.go_on()
        body.wake()

    def kill(self) -> None:
        """The worker dies while a job is being sent; the next one waits for its lease to run out."""
        self.kills += 1
        self.want()
        runner = another_process(self.company, f"dying-{self.kills}")
        try:
            work(self.company, replace(self.desk, open=Dying), runner)
        except Killed:
            self.company.clock.forward(seconds=LEASE_S * 10)

    # ---------------------------------------------------------------------------------------------- what people do

    def _do(self, command: Command) -> None:
        self.company.runner.perform(command, self.company.packer)

    def _one(self, *states: str) -> PrintJobRow | None:
        found = jobs(self.company, *states)
        return self.by_chance.choice(found) if found else None

    def _id(self) -> str:
        return self.company.ids.new()

    def answer(self) -> None:
        """Somebody looks whether a label came out, and says what there is."""
        job = self._one("unknown")
        if job is not None:
            self._do(AnswerUnknownPrint(id=self._id(), job_id=job.id, printed=self.came_out(job) > 0))

    def move(self) -> None:
        """Somebody sends a waiting job to the other printer."""
        job = self._one("wanted")
        if job is not None:
            self._do(MovePrint(id=self._id(), job_id=job.id, printer=self.by_chance.choice(("ZEBRA", "SPARE"))))

    def retry(self) -> None:
        """Somebody wants it tried now."""
        job = self._one("wanted")
        if job is not None:
            self._do(RetryPrint(id=self._id(), job_id=job.id))

    def cancel(self) -> None:
        """Nobody needs this one."""
        job = self._one("wanted")
        if job is not None:
            self._do(CancelPrint(id=self._id(), job_id=job.id))

    def again(self) -> None:
        """A label was lost on its way."""
        job = self._one("sent", "printed")
        if job is not None:
            self._do(PrintAgain(id=self._id(), document="label", ref=job.ref, reason="lost"))

    def stand_in(self) -> None:
        """One key: the spare printer takes over."""
        self._do(UseStandIn(id=self._id(), printer="ZEBRA"))

    def own_again(self) -> None:
        """Somebody lets the printer print again itself."""
        self._do(UsePrinterAgain(id=self._id(), printer="ZEBRA"))

    # --------------------------------------------------------------------------------------------- what is compared

    def labels(self) -> Counter[tuple[str, int]]:
        """Return how often each label came out: by its parcel and its copy."""
        return Counter(_named(label) for body in self.bodies.values() for label in body.printed)

    def came_out(self, job: PrintJobRow) -> int:
        """Return how often this very copy came out."""
        return self.labels()[job.code, job.copy]

    def compare(self) -> None:
        """Compare the ledger with what came out."""
        labels, rows = self.labels(), outbox_rows(self.company)
        twice = [label for label, count in labels.items() if count > 1]
        assert not twice, f"came out twice: {twice}"
        for job in jobs(self.company):
            there = labels[job.code, job.copy]
            state = PrintState(job.state)
            if state is PrintState.PRINTED:
                assert there == 1, f"said to be printed, and is not: {job}"
            elif state is PrintState.CANCELLED:
                assert not there, f"cancelled, and came out: {job}"
            elif state is PrintState.SENT and not job.trouble and rows[job.intent][0] == "done":
                assert there == 1 or self._copied(job), f"lost, and nobody is told: {job}"
            elif state in {PrintState.WANTED, PrintState.FAILED, PrintState.QUARANTINED}:
                assert not there, f"still to be sent, and came out: {job}"

    def _copied(self, job: PrintJobRow) -> bool:
        """Whether a further copy was asked for: then nobody waits for this one any more."""
        return any(each.ref == job.ref and each.copy > job.copy for each in jobs(self.company))

    def end(self) -> dict[str, int]:
        """Mend everything, answer everything, and count: every wanted label came out, once."""
        for body in self.bodies.values():
            body.plug()
            body.cut_at, body.jams_on = None, ""
            body.mend()
        for _ in range(20):
            self.company.clock.forward(seconds=300)
            self.go_on()
            for job in jobs(self.company, "unknown"):
                self._do(AnswerUnknownPrint(id=self._id(), job_id=job.id, printed=self.came_out(job) > 0))
            self.compare()
        open_still = [job for job in jobs(self.company) if job.state not in {"sent", "printed", "cancelled"}]
        assert not open_still, f"still open at the end of the day: {open_still}"
        labels = self.labels()
        last = {job.ref: job for job in jobs(self.company) if job.state != "cancelled"}
        lost = [job for job in last.values() if labels[job.code, job.copy] != 1]
        assert not lost, f"lost: {lost}"
        return {"done": self.events, "labels": sum(labels.values()), "lost": len(lost), "doubled": 0}


def _named(label: bytes) -> tuple[str, int]:
    copy = _COPY.search(label)
    code = _CODE.search(label)
    assert code is not None, label
    return code[1].decode(), int(copy[1]) if copy else 1


def days(seed: int, count: int, events: int = 100) -> dict[str, int]:
    """Live through days of so many troubles until `count` have happened; return what was counted."""
    total: Counter[str] = Counter()
    while total["done"] < count:
        with PrinterDay(seed + total["done"]) as day:
            while day.events < min(events, count - total["done"]):
                day.step()
            total.update(day.end())
            total.update({name: day.seen[name] for name in sorted(TROUBLES)})
    return dict(total)
