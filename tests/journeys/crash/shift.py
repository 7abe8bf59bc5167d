"""A small company ready to be picked or packed, the shift as it goes when nothing breaks, and what is true of a copy.

The shift is the same each time: whoever follows the screens scans the same codes, and the ledger holds the same legs
in the same order. So what stands after a crash must be the beginning of it, to the scan.
"""

from __future__ import annotations

import copy
import itertools
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.journeys.crash.forks import Forks, Running
from tests.journeys.program import Program
from warehouse_app.application.doctor import examine
from warehouse_app.application.run import Session
from warehouse_app.bootstrap.wire import open_company, url_of
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.system.home import LocalHome

STATION = "P1"
GOODS = (("A1", 3), ("B2", 2), ("C3", 1))
ORDERS = 8
PROBE = ""
"""An empty line changes no stock; its answer tells what the screen shows."""

PATIENCE = "no print job is forgotten while it is sent"
"""What the doctor says of a job that waits for a program which is dead, and not of a ledger."""

_SHOWN = (
    "phase",
    "batch",
    "order",
    "parcel",
    "done_tasks",
    "done_units",
    "total_units",
    "manifest",
    "loaded",
    "expects",
)
_BESIDE = ("", "-wal")


@dataclass(frozen=True, slots=True)
class Step:
    """One scan of the shift: how it was judged, and what it moved (thing, from, to, how many)."""

    text: str
    verdict: str
    code: str
    legs: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A home to begin with, the scans that follow, and what the screen shows before each and after the last."""

    mode: str
    home: Path
    steps: tuple[Step, ...]
    shown: tuple[dict[str, Any], ...]
    begun: int


@dataclass(frozen=True, slots=True)
class Gone:
    """How far a manifest is handed over: its state, its parcels', what went to customers, its papers, the lines."""

    state: str
    parcels: tuple[tuple[Any, ...], ...]
    legs: tuple[tuple[Any, ...], ...]
    papers: int = 0
    orders: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """A home with a loaded manifest, and all that may stand there while it is handed over, in its order."""

    home: Path
    ways: tuple[Gone, ...]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works: an administrator, by badge and PIN, and a packer, by badge."""

    user: str
    pin: str
    badge: str
    packer: str


class Yard:
    """A folder with the program, its three shifts, and the homes made from them."""

    def __init__(self, folder: Path, forks: Forks) -> None:
        self.folder, self.forks = folder, forks
        self.crew, released = begin(folder / "released")
        self._homes = itertools.count(1)
        self.pick = self._reference("pick", released)
        self.pack = self._reference("pack", folder / "reference-pick")
        self.packed = folder / "reference-pack"
        labelled = self.program(Path(shutil.copytree(self.packed, folder / "labelled")))
        assert labelled.call("worker", "--once").code == 0
        self.load = self._reference("load", labelled.home)
        self.shifts = {each.mode: each for each in (self.pick, self.pack, self.load)}
        self.handover = self._handover(folder / "reference-load")

    def fresh(self, shift: Shift) -> Path:
        """Return a new home in which the shift has not begun."""
        home = self.folder / f"home-{next(self._homes)}"
        shutil.copytree(shift.home, home)
        return home

    def with_forks(self, forks: Forks) -> Yard:
        """Return the same yard with another program to kill."""
        other = copy.copy(self)
        other.forks = forks
        return other

    def start(self, shift: Shift, home: Path, *, plant: str = "", **environment: str) -> Running:
        """Start the line-mode station of a shift."""
        return self.forks.start(
            *("station", shift.mode, "--station", STATION, "--badge", self.crew.badge),
            plant=f"short_log,{plant}",
            WAREHOUSE_HOME=str(home),
            CRASH_UNDER=str(home),
            **environment,
        )

    def program(self, home: Path) -> Program:
        """Return the command line on a home, as the administrator."""
        program = Program(home)
        program.user, program.pin, program.badge = self.crew.user, self.crew.pin, self.crew.badge
        return program

    def _reference(self, mode: str, source: Path) -> Shift:
        """Work the shift once without a crash."""
        home = self.folder / f"reference-{mode}"
        shutil.copytree(source, home)
        begun = last_scan(home)
        shown: list[dict[str, Any]] = []
        answers: list[dict[str, Any]] = []
        running = self.start(Shift(mode, source, (), (), begun), home)
        answer = ask(running, PROBE)
        while True:
            shown.append(key(answer["state"]))
            text = following(shown[-1], answers[-1]["scan"] if answers else "")
            if not text:
                break
            answer = ask(running, text)
            assert answer["verdict"] in {"accepted", "done"}, answer
            answers.append(answer)
        assert running.finish() == 0
        running.close()
        steps = facts(home, begun)
        assert [step.text for step in steps] == [answer["scan"] for answer in answers]
        return Shift(mode, source, steps, tuple(shown), begun)

    def hand_over(self, home: Path, *, plant: str = "", **environment: str) -> Running:
        """Start the command that hands the one open manifest over."""
        return self.forks.start(
            *("manifest", "close", "--json"),
            plant=f"short_log,{plant}",
            WAREHOUSE_HOME=str(home),
            CRASH_UNDER=str(home),
            WAREHOUSE_USER=self.crew.user,
            WAREHOUSE_PIN=self.crew.pin,
            **environment,
        )

    def _handover(self, source: Path) -> Handover:
        """Hand over once without a crash: what stands before it and at its end, and between its transactions."""
        home = Path(shutil.copytree(source, self.folder / "reference-handover"))
        before = gone(home)
        running = self.hand_over(home)
        assert running.hear() is not None, running.errors.read_text("utf-8", "replace")[-2000:]
        assert running.finish() == 0
        running.close()
        after = gone(home)
        none, everything = before.parcels, after.parcels
        between = (Gone("closing", none, ()), Gone("closing", everything, after.legs, orders=after.orders))
        assert (before.state, after.state, after.papers) == ("open", "closed", 1)
        return Handover(source, (before, replace(between[0], orders=before.orders), between[1], after))


def gone(home: Path) -> Gone:
    """Return how far the manifest is handed over."""
    with closing(sqlite3.connect(home / "company.db")) as database:

        def rows(words: str) -> tuple[tuple[Any, ...], ...]:
            return tuple(database.execute(words).fetchall())

        legs = rows(
            "SELECT i.sku || i.serial, s.code, l.qty FROM leg l JOIN item i ON i.id = l.item_id "
            "JOIN place s ON s.id = l.source JOIN place t ON t.id = l.target WHERE t.kind = 'CUSTOMER' ORDER BY 1"
        )
        ((state,),) = rows("SELECT state FROM manifest")
        ((papers,),) = rows("SELECT count(*) FROM outbox WHERE kind = 'print_manifest'")
        parcels = rows("SELECT code, state FROM parcel ORDER BY code")
        lines = rows(
            "SELECT o.code, o.state, l.sku, l.shipped FROM orders o JOIN order_line l ON l.order_id = o.id "
            "ORDER BY l.id"
        )
        return Gone(str(state), parcels, legs, int(papers), lines)


def on_manifest(home: Path) -> frozenset[str]:
    """Return the parcels on a manifest, as their labels are scanned."""
    with closing(sqlite3.connect(home / "company.db")) as database:
        words = "SELECT p.code, p.tracking FROM manifest_parcel m JOIN parcel p ON p.id = m.parcel_id"
        return frozenset(str(code) for row in database.execute(words) for code in row)


def begin(home: Path) -> tuple[Crew, Path]:
    """Make a company with its orders released to be picked."""
    home.parent.mkdir(exist_ok=True)
    program = Program(home)
    made = program.call("init", "--admin", "Maria", "--json").json
    program.user, program.pin, program.badge = made["user"], made["pin"], made["badge"]
    packer = program.call("user", "add", "--name", "Anna", "--role", "packer", "--json").json["badge"]
    orders = [f"O{n},{sku},{qty},2010-12-06,C1" for n in range(1, ORDERS + 1) for sku, qty in GOODS]
    files = {
        "products": ["sku,name,barcodes,weight_g", "A1,Cup,4006381333931,100", "B2,Bowl,,50", "C3,Lamp,,70"],
        "stock": ["sku,qty,place", *(f"{sku},500,A-0{n}" for n, (sku, _) in enumerate(GOODS, 1))],
        "orders": ["order,sku,qty,placed_at,customer", *orders],
    }
    for kind, lines in files.items():
        file = home.parent / f"{home.name}-{kind}.csv"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        assert program.call("import", kind, file).code == 0
    assert program.call("allocate").code == program.call("batches", "plan").code == 0
    for code in program.call("batches", "release", "--all", "--json").json["released"]:
        assert program.call("batches", "assign", code, "--to", program.user).code == 0
    return Crew(program.user, program.pin, program.badge, packer), home


def key(state: dict[str, Any]) -> dict[str, Any]:
    """Return what of a screen tells where the work stands."""
    found = {name: state[name] for name in _SHOWN if name in state}
    order = found.get("order")
    if isinstance(order, dict):
        found["order"] = order.get("code")
    return found


def following(state: dict[str, Any], before: str) -> str:
    """Return the code to scan next: goods by turns where there is a choice, else the first that is expected."""
    expects = [each for each in state["expects"] if each["kind"] != "command"]
    if not expects:
        return ""
    goods = [each["code"] for each in expects if each["kind"] == "item" and each["code"] != before]
    return str(goods[0] if goods else expects[0]["code"])


def ask(running: Running, text: str) -> dict[str, Any]:
    """Scan and return the answer; the process must live."""
    running.say(text)
    answer = running.hear()
    assert answer is not None, running.errors.read_text("utf-8", "replace")[-2000:]
    return answer


def copied(home: Path, to: Path) -> Path:
    """Copy the database with its log as it lies, so that looking at it mends nothing the program is to mend."""
    to.mkdir(exist_ok=True)
    for ending in (*_BESIDE, "-shm", ".turn"):
        (to / f"company.db{ending}").unlink(missing_ok=True)
    for ending in _BESIDE:
        source = home / f"company.db{ending}"
        if source.exists():
            shutil.copyfile(source, to / source.name)
    return to


def last_scan(home: Path) -> int:
    """Return the number of the last scan."""
    with closing(sqlite3.connect(home / "company.db")) as database:
        return int(database.execute("SELECT coalesce(max(seq), 0) FROM scan").fetchone()[0])


def facts(home: Path, after: int, station: str = STATION) -> tuple[Step, ...]:
    """Return the scans after a number with what they moved. Raises AssertionError where facts hang in the air."""
    with closing(sqlite3.connect(home / "company.db")) as database:
        scans = database.execute(
            "SELECT id, raw, verdict, code FROM scan WHERE seq > ? AND station = ? AND raw <> '' ORDER BY seq",
            (after, station),
        ).fetchall()
        moved: dict[str, list[tuple[str, str, str, int]]] = {}
        for command, *leg in database.execute(
            "SELECT e.command_id, i.sku || i.serial, s.code, t.code, l.qty FROM entry e "
            "JOIN leg l ON l.entry_seq = e.seq JOIN item i ON i.id = l.item_id "
            "JOIN place s ON s.id = l.source JOIN place t ON t.id = l.target WHERE e.station = ? ORDER BY e.seq, l.n",
            (station,),
        ):
            moved.setdefault(str(command), []).append(tuple(leg))
        everything = {str(row[0]) for row in database.execute("SELECT id FROM scan WHERE station = ?", (station,))}
    assert set(moved) <= everything, f"moved without a scan: {sorted(set(moved) - everything)}"
    return tuple(Step(raw, verdict, code, tuple(moved.get(own, ()))) for own, raw, verdict, code in scans)


def doctor(home: Path, looked_at: Path) -> list[str]:
    """Open a copy of the database as the program does, and return what its doctor finds."""
    try:
        company = open_company(LocalHome(home), url_of(looked_at / "company.db"))
    except (Trouble, Usage) as error:
        return [f"it is not opened: {error.code}"]
    try:
        report = examine(company.runner, Session(SYSTEM))
    finally:
        company.close()
    return [f"{each.name}: {each.broken}" for each in report.checks if not each.ok and each.name != PATIENCE]


def crash_reports(home: Path) -> Sequence[str]:
    """Return the reports of bugs that a home holds."""
    return [path.read_text("utf-8")[-1500:] for path in sorted((home / "logs").glob("crash-*.txt"))]
