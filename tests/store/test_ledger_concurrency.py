"""Several processes at one database: nothing is promised twice, and nobody is told that it is locked."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from tests.company import WAREHOUSE, Company
from tests.store.ledgerdesk import House
from warehouse_app.application.run import HANDLERS, Command, Opens, Session, handles
from warehouse_app.domain.items import Item
from warehouse_app.store.database import open_store
from warehouse_app.store.desk import Desk

ROOT = Path(__file__).resolve().parents[2]

PROMISER = """
import sys
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import promises
from warehouse_app.store.database import open_store

url, me, tries = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = open_store(url)
got = 0
for n in range(tries):
    wanted = Promise(PromiseId(0), Purpose.LINE, me, Scope.POOL, PoolKey("MAIN", "X"), 1 + n % 3, n % 5)
    try:
        deed = lambda desk: promises.promise(desk, wanted).qty
        got += store.transact(deed, at="2010-12-06T09:00:00.000000Z", who="t", command_id=f"{me}.{n}")
    except Refused:
        pass
store.close()
print(got)
"""


def run_all(company: Company, script: str, count: int, *args: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the script in so many processes at once, and wait for all."""
    url = company.address
    commands = [[sys.executable, "-c", script, url, str(n), *args] for n in range(count)]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    running = [
        subprocess.Popen(each, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for each in commands
    ]
    done = []
    for each in running:
        out, err = each.communicate(timeout=120)
        done.append(subprocess.CompletedProcess(each.args, each.returncode, out, err))
    return done


@pytest.mark.slow
def test_four_processes_never_promise_more_than_there_is(company: Company) -> None:
    house = House(company)
    house.receive(Item("X"), 200, house.a)
    done = run_all(company, PROMISER, 4, "60")
    assert [(each.returncode, each.stderr) for each in done] == [(0, "")] * 4
    got = [int(each.stdout) for each in done]
    assert sum(got) == sum(each.qty for each in house.live()) == 200
    assert house.pool("X") == (200, 200)


WRITER = """
import sys
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import inventory, places
from warehouse_app.store.database import open_store

url, me, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(url)
for n in range(many):
    def deed(desk):
        place = places.known(desk, "MAIN", "A", PlaceKind.BIN)
        inventory.receive(desk, EntryId(f"{me}.{n}"), Item(f"I{n % 7}"), 1, place.id)
    store.transact(deed, at="2010-12-06T09:00:00.000000Z", who="t", command_id=f"{me}.{n}")
store.close()
"""


@pytest.mark.slow
def test_two_writing_processes_share_their_turns(company: Company) -> None:
    house = House(company)
    done = run_all(company, WRITER, 2, "150")
    assert [(each.returncode, each.stderr) for each in done] == [(0, "")] * 2
    assert sum(house.pool(f"I{n}")[0] for n in range(7)) == 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(Command):
    """Take one unit in."""

    name: ClassVar[str] = "receive one"


def test_threads_of_one_process_write_one_chain_without_a_gap(company: Company) -> None:
    house = House(company)

    def act(desk: Desk, command: Receive, _session: Session) -> str:
        company.stock(desk, "A", "X", 1)
        return command.id

    handles(Receive, right=Opens.SIGNED_ON, answer=str)(act)
    failed: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for n in range(25):
                company.runner.perform(Receive(id=f"{name}.{n}"), company.supervisor).done()
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    del HANDLERS[Receive]
    assert failed == []
    assert house.pool("X") == (100, 0)
    with company.store.read() as desk:
        rows = desk.connection.exec_driver_sql("SELECT n FROM audit ORDER BY n").scalars().all()
    assert rows == list(range(1, 101))


def test_the_company_is_where_the_scripts_look_for_it(company: Company) -> None:
    assert WAREHOUSE == "MAIN"
    open_store(company.address).close()
