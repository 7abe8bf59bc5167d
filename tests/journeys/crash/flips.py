"""One bit of the database file is turned over: it is refused, found by the doctor, or changes no answer.

`run(source, folder, seed, count)` turns over one bit at a time of a closed database and lets the program open it,
examine it and export every kind. A flip that passes all this and changes what is told of goods, orders or parcels is a
fault; so is anything that is no trouble with a name. A letter of a name, a digit of a time or a weight that became
another one is told apart as "words": no rule knows the right one.
"""

from __future__ import annotations

import io
import json
import random
import traceback
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.crash.shift import PATIENCE
from warehouse_app.application.doctor import examine
from warehouse_app.application.exporting import KINDS, export
from warehouse_app.application.run import Session
from warehouse_app.bootstrap.wire import Company, open_company, url_of
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Refused, Trouble, Usage
from warehouse_app.system.home import LocalHome

BOSS = Session(Actor(PersonId("p-flips"), "FLIPS", "Flips", Role.ADMINISTRATOR, with_pin=True), "")
STOCK = frozenset({"stock", "entries", "promises", "parcels", "shipments", "tasks", "orders", "order-lines", "batches"})
"""What must never be told wrong in silence, but for its words."""

WORDS = {
    "entries": ("at", "who", "station", "why"),
    "tasks": ("slot", "seq", "reason"),
    "parcels": ("box", "service", "labelled_at", "handed_at", "weight_g"),
    "orders": ("placed_at", "ship_by", "customer", "channel", "currency"),
    "order-lines": ("placed_at", "ship_by", "customer", "channel", "currency", "price_e4"),
    "batches": ("ship_day", "planned_at", "released_at", "started_at", "picked_at"),
}


@dataclass
class Tally:
    """What became of each flip; `faults` repeat with their position and bit."""

    flips: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def run(source: Path, folder: Path, seed: int, count: int) -> Tally:
    """Turn over so many single bits of what the database of a home holds: pages have room that says nothing."""
    dice, tally = random.Random(seed), Tally()
    whole = (source / "company.db").read_bytes()
    home = LocalHome(folder / "flipped")
    right = _answers(home, whole)
    held = [at for at, byte in enumerate(whole) if byte]
    for _ in range(count):
        at, bit = dice.choice(held), 1 << dice.randrange(8)
        tally.flips += 1
        data = bytearray(whole)
        data[at] ^= bit
        try:
            fate = _fate(home, bytes(data), right)
        except Exception as error:  # noqa: BLE001 - a bug is what is looked for
            fate = "bug"
            where = traceback.extract_tb(error.__traceback__)[-1]
            tally.faults.append(f"byte {at} bit {bit}: {error!r:.200} in {where.filename}:{where.lineno}")
        if fate.startswith("silent"):
            tally.faults.append(f"byte {at} bit {bit}: {fate}")
        tally.fates[fate] += 1
    return tally


def flipped(source: Path, folder: Path, at: int, bit: int) -> str:
    """Turn over one bit and return what becomes of it. Raises what the program raises."""
    data = bytearray((source / "company.db").read_bytes())
    home = LocalHome(folder / "flipped")
    right = _answers(home, bytes(data))
    data[at] ^= bit
    return _fate(home, bytes(data), right)


def _opened(home: LocalHome, data: bytes) -> Company:
    for old in home.path.glob("company.db*"):
        if old.is_file():
            old.unlink()
    home.database.write_bytes(data)
    return open_company(home, url_of(home.database))


def _fate(home: LocalHome, data: bytes, right: dict[str, str]) -> str:
    try:
        with closing(_opened(home, data)) as company:
            report = examine(company.runner, BOSS, deep=True)
            if any(not each.ok and each.name != PATIENCE for each in report.checks):
                return "found"
            told = _told(company)
    except (Trouble, Usage, Refused):
        return "refused"
    wrong = [kind for kind in right if told[kind] != right[kind]]
    silent = [each for kind in wrong if kind in STOCK for each in _other(kind, told[kind], right[kind])]
    return f"silent: {silent}" if silent else "words" if wrong else "harmless"


def _answers(home: LocalHome, data: bytes) -> dict[str, str]:
    with closing(_opened(home, data)) as company:
        return _told(company)


def _told(company: Company) -> dict[str, str]:
    """Return what every export tells."""
    found = {}
    for kind in KINDS:
        sink = io.StringIO()
        export(company.runner, BOSS, kind, "jsonl", sink)
        found[kind] = sink.getvalue()
    return found


def _other(kind: str, told: str, right: str) -> list[str]:
    """Return the columns of an export that tell something else, its words left out."""
    here, there = _bare(kind, told), _bare(kind, right)
    if len(here) != len(there):
        return [f"{kind}: rows"]
    pairs = zip(here, there, strict=True)
    return sorted({f"{kind}: {name}" for one, other in pairs for name in other if one.get(name) != other[name]})


def _bare(kind: str, told: str) -> list[dict[str, object]]:
    """Return the rows of an export without their words."""
    rows = (json.loads(line) for line in told.splitlines())
    return [{name: value for name, value in row.items() if name not in WORDS.get(kind, ())} for row in rows]
