"""The same day by pipes on PostgreSQL, with two stations at once at each bench, each in a home of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.program import Program

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
ORDERS = 12
PRODUCTS = "sku,name,weight_g\n" + "".join(f"P{n},Product {n},100\n" for n in range(6))
STOCK = "sku,qty\n" + "".join(f"P{n},200\n" for n in range(6))
LINES = "order,sku,qty,placed_at,customer\n" + "".join(
    f"O{n:02d},P{(n + k) % 6},{1 + k},2010-12-06,C{n}\n" for n in range(ORDERS) for k in range(3)
)
UNITS = 1 + 2 + 3
MOST_SCANS = 400


@pytest.fixture
def office(server: Server, tmp_path: Path) -> Iterator[Program]:
    """Yield the administrator's program, on a company of a server."""
    with server.database("template1") as address:
        program = Program(tmp_path / "office")
        program.more = {"WAREHOUSE_DATABASE": address}
        yield program.begin()


class Station:
    """A station that is open: a real process that is told one scan at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.verdicts: list[str] = []

    def scan(self, text: str) -> dict[str, Any]:
        """Scan and return the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{text}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, self._process.communicate()[1]
        answer: dict[str, Any] = json.loads(line)
        self.verdicts.append(answer["verdict"])
        return answer

    def follow(self, first: str, end: str) -> None:
        """Scan what is expected until the answer's code is `end`."""
        answer = self.scan(first)
        for _ in range(MOST_SCANS):
            if answer["code"] == end:
                return
            answer = self.scan(answer["state"]["expects"][0]["code"])
        message = f"never {end}: {answer}"
        raise AssertionError(message)


@contextmanager
def station(person: Program, mode: str, code: str) -> Iterator[Station]:
    """Open a station in a home of its own."""
    there = Program(person.home.parent / f"home-{mode}-{code}")
    there.more = person.more
    words = [sys.executable, "-m", "warehouse_app", "station", mode, "--badge", person.badge, "--station", code]
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(words, text=True, env=there.environment(), cwd=person.home.parent, **pipes) as process:
        yield Station(process)
        _out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")


def at_once(*deeds: Callable[[], None]) -> None:
    """Do all at once, and raise what any of them raised."""
    with ThreadPoolExecutor(len(deeds)) as pool:
        for done in [pool.submit(deed) for deed in deeds]:
            done.result()


def take_in(office: Program) -> None:
    for kind, text in (("products", PRODUCTS), ("stock", STOCK), ("orders", LINES)):
        file = office.home.parent / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        told = office.call("import", kind, file, "--json")
        assert told.code == 0, told.err


def halves() -> tuple[list[str], list[str]]:
    codes = [f"O{n:02d}" for n in range(ORDERS)]
    return codes[::2], codes[1::2]


def test_a_day_goes_by_pipes_with_two_stations_at_each_bench(office: Program) -> None:
    take_in(office)
    assert office.call("allocate", "--json").json["promised"] == ORDERS * UNITS
    planned = [office.call("batches", "plan", "--orders", ",".join(half), "--json").json for half in halves()]
    batches = [batch["code"] for each in planned for batch in each["batches"]]
    office.call("batches", "release", "--all")
    people = [office.other(name, "picker") for name in ("Li W.", "Bo R.")]
    for batch, person in zip(batches, people, strict=True):
        assert office.call("batches", "assign", batch, "--to", person.user).code == 0

    def picks(person: Program, batch: str, code: str) -> None:
        with station(person, "pick", code) as bench:
            bench.follow(batch, "batch_picked")
        assert set(bench.verdicts) <= {"accepted", "done"}

    at_once(*(lambda n=n: picks(people[n], batches[n], f"K{n}") for n in range(2)))

    packers = [office.other(name, "packer") for name in ("Anna K.", "Tom B.")]

    def packs(person: Program, orders: list[str], code: str) -> None:
        with station(person, "pack", code) as bench:
            for order in orders:
                bench.follow(order, "order_packed")
        assert set(bench.verdicts) <= {"accepted", "done"}

    at_once(*(lambda n=n: packs(packers[n], halves()[n], f"B{n}") for n in range(2)))

    parcels = [str(row["tracking"]) for row in office.call("export", "parcels", "--json").lines]
    assert len(parcels) == ORDERS
    assert office.call("manifest", "open").code == 0

    def loads(person: Program, tracking: list[str], code: str) -> None:
        with station(person, "load", code) as bench:
            assert [bench.scan(each)["code"] for each in tracking] == ["loaded"] * len(tracking)

    at_once(*(lambda n=n: loads(packers[n], parcels[n::2], f"L{n}") for n in range(2)))
    assert office.call("manifest", "close", "--json").json["parcels"] == ORDERS
    assert office.start("worker", "--once").code == 0

    rows = office.call("export", "orders", "--json").lines
    assert [(row["state"], row["fulfilment"]) for row in rows] == [("closed", "all")] * ORDERS
    stock = office.call("export", "stock", "--json").lines
    assert sum(int(row["on_hand"]) for row in stock) == 6 * 200 - ORDERS * UNITS
    doctor = office.call("doctor", "--json")
    assert doctor.code == 0, doctor.out
