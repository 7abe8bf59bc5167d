"""One purchase order's goods, from three deliveries to a broken promise and its mending, by scans at every bench.

Each fault of issue and floor comes in between; after each chapter the doctor finds nothing.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.buying import buy, supplier
from tests.company import WAREHOUSE, Company
from tests.countbench import on_hand
from tests.dockbench import OTHER_PALLET, PALLET, barcode, delivery, rule, station
from tests.movebench import drifted
from tests.packbench import inside, tote
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.counting.bench import CountScan
from warehouse_app.application.moving import replenish
from warehouse_app.application.moving.bench import MoveScan
from warehouse_app.application.picking import PickScan
from warehouse_app.application.purchasing.common import Purchased
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.application.receiving.bench import ReceiveScan
from warehouse_app.application.run import Command, Session
from warehouse_app.application.today import board
from warehouse_app.domain.bench import Answer
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.schema import ledger, office, storage
from warehouse_app.wording.say import say


def no_pause(_seconds: float) -> None:
    """Tests wait for nothing."""


_LINE = """
SELECT l.qty, (SELECT COALESCE(SUM(r.qty), 0) FROM promise r WHERE r.purpose = 'line' AND r.ref = l.id), l.picked
  FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.code = :code AND l.sku = 'MUG'"""
CASE = "14006381333938"
TOTE = "T-0001"


class Floor:
    """A house with a dock, bins and people, of which every scan is answered in words."""

    def __init__(self, company: Company) -> None:
        self.company = company
        with company.write() as desk:
            for code in ("D1", "P1", "H1"):
                station(desk, code)
            for sku, more in (
                ("MUG", {}),
                ("BOWL", {}),
                ("MILK", {"tracking": "lot"}),
                ("CAM", {"tracking": "serial"}),
            ):
                company.product(desk, sku, **more)
            company.product(desk, "FLOUR", base_unit="g")
            barcode(desk, "MUG", CASE, 12)
            rule(desk, "MILK", min_days=30)
            for n in range(1, 5):
                company.bin(desk, f"A{n:02d}", walk_seq=n * 10, aisle=1)
            bulk = company.bin(desk, "Z01", walk_seq=900, aisle=9)
            desk.connection.execute(storage.place_rule.insert().values(place_id=bulk.id, use="bulk"))
            locked = company.bin(desk, "L01", walk_seq=50, aisle=1)
            values = {"place_id": locked.id, "locked": 1, "locked_why": "broken shelf"}
            desk.connection.execute(storage.place_rule.insert().values(**values))
            for kind, code in ((PlaceKind.DOCK, "DOCK"), (PlaceKind.QUARANTINE, "QUARANTINE")):
                places.known(desk, WAREHOUSE, code, kind)
            places.add(desk, "NORTH", PlaceKind.BIN, "N01")
            for person in ("DORA", "LI", "ANNA", "EVE"):
                row = {"id": f"p-{person.lower()}", "code": person, "name": person.title(), "role": "clerk"}
                desk.connection.execute(office.person.insert().values(**row, created_at=desk.at))
            row = {"id": "p-sup", "code": "SUP", "name": "Maria S.", "role": "supervisor"}
            desk.connection.execute(office.person.insert().values(**row, created_at=desk.at))
        self.said: list[Answer] = []
        self.bought = Purchased(0, "")

    def scan(self, kind: type[Command], at: str, who: str, text: str) -> Answer:
        """Scan once; the answer has words."""
        actor = Actor(PersonId(f"p-{who.lower()}"), who, who.title(), Role.CLERK, with_pin=False)
        command: Any = kind(id=self.company.ids.new(), text=text)  # type: ignore[call-arg]
        answer = self.company.runner.perform(command, Session(actor, at)).value
        assert isinstance(answer, Answer)
        told = say(answer.code, answer.facts)
        assert told.casefold() != answer.code.replace("_", " "), told
        self.said.append(answer)
        return answer

    def dock(self, *texts: str) -> list[str]:
        """Scan at the dock."""
        return [self.scan(ReceiveScan, "D1", "DORA", text).code for text in texts]

    def away(self, *texts: str) -> list[str]:
        """Scan with the trolley."""
        return [self.scan(PutAwayScan, "P1", "LI", text).code for text in texts]

    def move(self, *texts: str) -> list[str]:
        """Scan while moving."""
        return [self.scan(MoveScan, "P1", "LI", text).code for text in texts]

    def count(self, *texts: str, who: str = "ANNA") -> list[str]:
        """Scan while counting."""
        return [self.scan(CountScan, "H1", who, text).code for text in texts]

    def pick(self, *texts: str) -> list[str]:
        """Scan while picking."""
        return [self.scan(PickScan, "P1", "LI", text).code for text in texts]

    def shown(self) -> Any:
        """Return the state of the last answer."""
        return self.said[-1].state  # type: ignore[attr-defined]

    def line(self, order: str) -> tuple[int, int, int]:
        """Return ordered, promised and picked units of MUG for an order."""
        with self.company.store.read() as desk:
            row = desk.connection.execute(text(_LINE), {"code": order}).one()
        return int(row[0]), int(row[1]), int(row[2])

    def lacking(self) -> dict[str, int]:
        """Return by order what the supervisor's list says that it lacks."""
        with self.company.store.read() as desk:
            words = (
                "SELECT o.code, SUM(h.qty) FROM shortage h JOIN order_line l ON l.id = h.ref JOIN orders o"
                " ON o.id = l.order_id WHERE h.resolved_at IS NULL GROUP BY o.code"
            )
            return {row[0]: int(row[1]) for row in desk.connection.execute(text(words))}

    def healthy(self) -> None:
        """Let the doctor look."""
        assert drifted(self.company) == {}


@pytest.fixture
def floor(company: Company) -> Floor:
    made = Floor(company)
    supplier(company, sells=("MUG", "BOWL", "MILK", "CAM"))
    with company.write() as desk:
        company.order(desk, "1001", [("MUG", 10), ("MILK", 4)])
        company.order(desk, "1002", [("MUG", 6), ("CAM", 1)], ship_by="2010-12-09T17:00:00.000000Z")
        company.order(desk, "1003", [("MUG", 8)], ship_by="2010-12-19T17:00:00.000000Z")
    allocate(company.runner, company.supervisor)
    made.bought = buy(company, ("MUG", 30), ("BOWL", 5), ("MILK", 12), ("CAM", 2), day="2010-12-08", code="PO-1")
    return made


def first_delivery(floor: Floor) -> None:
    """By the paper: a case, goods too old, a day that is none, too many, damaged, not ordered, a serial twice."""
    assert floor.dock("PO-1", CASE, "MILK", "L-0", "31.2.2011", "2010-12-01", "", "UNDO") == [
        *("receipt_opened", "received_for_orders", "receive.lot", "receive.expiry", "not_a_day", "too_old"),
        *("acknowledged", "never_mind"),
    ]
    assert floor.dock("MILK", "L-1", "2011-03-31", "*6") == [
        *("receive.lot", "receive.expiry", "received_for_orders", "received_for_orders"),
    ]
    assert floor.dock("BOWL", "*6", "1", "DAMAGED", "MUG") == [
        *("received", "receive.over", "received_over", "receive.damaged", "received_damaged"),
    ]
    assert floor.dock("FLOUR", "300", "3", "CAM", "SN-1", "CAM", "SN-1", "", "UNDO", "C3PO", "1") == [
        *("receive.qty", "receive.unordered", "never_mind", "receive.serial", "received_for_orders"),
        *("receive.serial", "serial_here", "acknowledged", "never_mind", "receive.unknown", "parked"),
    ]
    assert floor.dock("DONE", "1") == ["receive.finish", "receipt_closed_parked"]
    assert floor.lacking() == {"1002": 4, "1003": 8}


def second_delivery(floor: Floor) -> None:
    """By a notice sent ahead: its pallet once, and no pallet of others."""
    with floor.company.write() as desk:
        delivery(desk, "ASN-1", [{"sku": "MUG", "qty": 12, "sscc": PALLET}], floor.bought.id)
    assert floor.dock("ASN-1", PALLET, PALLET, "", OTHER_PALLET, "", "DONE") == [
        *("receipt_opened", "pallet_for_orders", "pallet_seen", "acknowledged", "pallet_unknown", "acknowledged"),
        "receipt_closed",
    ]
    assert floor.lacking() == {}


def third_delivery(floor: Floor) -> None:
    """The rest; after it the order is closed, and says so."""
    assert floor.dock("PO-1", "MUG", "5", "MILK", "L-2", "2011-06-30", "*6", "CAM", "SN-2", "DONE")[-1] == (
        "receipt_closed"
    )
    assert floor.dock("PO-1") == ["paper_closed"]


def put_away(floor: Floor) -> None:
    """To the place proposed, past places that are locked, unknown, of another warehouse; the pallet to the reserve."""
    assert floor.away("MUG", "N01", "L01", "", "NOWHERE", "*12", "A01") == [
        *("putaway_loaded", "place_elsewhere", "place_locked", "acknowledged", "unknown_barcode", "putaway_loaded"),
        "putaway_put",
    ]
    assert floor.away("MUG", "99", "5", "Z01")[1:] == ["not_on_dock", "putaway_loaded", "putaway_elsewhere_last"]
    assert floor.away(PALLET, "Z01") == ["putaway_loaded", "putaway_put"]
    assert floor.away("BOWL", "*6", "CAM", "1", "CAM", "MILK", "1", "*6", "MILK", "*6", "DONE")[-1] == "putaway_tour"
    floor.away("A02", "A03", "A04", "A04", "A03")
    assert inside(floor.company, "DOCK") == {}
    assert on_hand(floor.company, PALLET, "MUG") == 12


def fill_up(floor: Floor) -> None:
    """The forward bin from the reserve, by a task."""
    with floor.company.write() as desk:
        mug = desk.connection.execute(ledger.product.select().where(ledger.product.c.sku == "MUG")).one().id
        home = {"product_id": mug, "place_id": floor.company.bin(desk, "A01").id, "least": 20, "most": 24}
        desk.connection.execute(storage.home_place.insert().values(**home))
    (told,) = replenish.plan(floor.company.runner, floor.company.supervisor, warehouse=WAREHOUSE, pause=no_pause)
    assert told.new == 2
    for _ in range(2):
        assert floor.move("1")[-1] == "move_task_taken_up"
        task = floor.shown()
        assert floor.move(task.hero, "MUG", f"*{task.wanted}", "A01")[-1] == "move_task_done"
    assert on_hand(floor.company, "A01", "MUG") == 24


def pick(floor: Floor) -> None:
    """The first order of the day; the others still wait for their picker."""
    runner, boss = floor.company.runner, floor.company.supervisor
    for batch in batches.plan(runner, boss, pause=no_pause).batches:
        batches.release(runner, boss, batch.id, pause=no_pause)
    with floor.company.write() as desk:
        tote(desk, floor.company, TOTE)
    assert floor.pick("B00001", "A01", "MUG", "*10")[-1] == "item_done"
    assert floor.line("1001") == (10, 0, 10)


def count_short(floor: Floor) -> None:
    """Blind, and once more by another: seven of fourteen are there, five stand elsewhere, and one order loses."""
    assert on_hand(floor.company, "A01", "MUG") == 14
    floor.company.clock.forward(hours=1)
    assert floor.count("A99", "A01", "-4", "MUG", "7", "DONE")[-1] == "count_recount"
    assert floor.count("A01", "MUG", "7", "DONE", who="EVE")[-1] == "count_posted_short"
    assert on_hand(floor.company, "A01", "MUG") == 7
    assert floor.lacking() == {"1003": 2}
    with floor.company.store.read() as desk:
        needs = board(desk, floor.company.runner.now(), "2010-12-06T00:00:00.000000Z").needs
    assert [(need.kind.value, need.ref, need.facts["units"]) for need in needs] == [("short", "MUG", 2)]


def mend(floor: Floor) -> None:
    """What comes next serves who lacks it, in the same scan."""
    buy(floor.company, ("MUG", 10), code="PO-2")
    assert floor.dock("PO-2", "MUG", "10")[-1] == "received_for_orders"
    assert floor.lacking() == {}
    assert floor.line("1003")[1] == 8


def test_goods_come_are_put_away_counted_short_and_mended_by_the_next_receipt(floor: Floor) -> None:
    for chapter in (first_delivery, second_delivery, third_delivery, put_away, fill_up, pick, count_short, mend):
        chapter(floor)
        floor.healthy()
