"""Any order of shots at the dock, against a naive twin: stock, what lines count, promises by rank, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.company import WAREHOUSE, Company
from tests.dockbench import Dock, barcode, purchase, station
from tests.fullday import broken
from tests.packbench import inside, rows
from warehouse_app.application.allocation import allocate
from warehouse_app.domain.orders.readiness import rank_of
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.receiving.shot import ASK_ABOVE
from warehouse_app.store import places
from warehouse_app.store.schema import ledger, office, purchasing

ORDERED = {"A1": 20, "B2": 5}
WAITING = (
    # order, product, units, priority, ship by, placed
    ("W1", "A1", 7, 0, "2010-12-07T17:00:00.000000Z", "2010-12-05T08:00:00.000000Z"),
    ("W2", "A1", 4, 3, "2010-12-09T17:00:00.000000Z", "2010-12-05T09:00:00.000000Z"),
    ("W3", "B2", 3, 0, "2010-12-07T17:00:00.000000Z", "2010-12-05T07:00:00.000000Z"),
    ("W4", "A1", 9, 0, "2010-12-07T17:00:00.000000Z", "2010-12-05T07:30:00.000000Z"),
    ("W5", "C3", 2, 0, "", "2010-12-05T07:30:00.000000Z"),
)
CASE = "14006381333938"
UNITS = {"A1": ("A1", 1), "B2": ("B2", 1), "C3": ("C3", 1), CASE: ("A1", 12)}
SHOTS = st.sampled_from(
    [*UNITS, *UNITS, *UNITS, "UNDO", "UNDO", "DAMAGED", "1", "2", "3", "8", "=1", "0", "*2", "*30", "PAUSE", "PO-1",
     "nobody", "DONE", "again"]
)  # fmt: skip


@dataclass
class Twin:
    """What a person with pencil and paper would write down."""

    came: list[tuple[str, int, bool, int, int]] = field(default_factory=list)
    """Product, units, damaged, the number of the scan they belong to, and of the receipt."""
    promised: list[tuple[int, str, int]] = field(default_factory=list)
    """Rank, order, units: in the order in which they were promised."""
    parked: list[list[object]] = field(default_factory=list)
    receipt: int = 0
    """The open receipt: 0 for none, below it one without a paper."""
    receipts: int = 0
    waits: int = 0
    """The receipt of the order that is not closed yet."""
    closed: bool = False
    question: str = ""
    hand: tuple[str, int, int, bool] = ("", 0, 0, False)
    last: tuple[str, int, int, bool] | None = None
    last_parked: bool = False
    hurt: bool = False
    agreed: set[str] = field(default_factory=set)
    scan: int = 0
    unit: int = 1

    def due(self, sku: str) -> int:
        return ORDERED.get(sku, 0) - sum(each[1] for each in self.came if each[0] == sku and each[4] > 0)

    def good(self, sku: str) -> int:
        return sum(each[1] for each in self.came if each[0] == sku and not each[2])

    def shoot(self, text: str) -> None:
        if text in UNITS:
            self._goods(*UNITS[text])
        elif text == "UNDO":
            self._undo()
        elif text == "PAUSE" and self.receipt:
            self._leave()
        elif text.startswith("*"):
            if not self.question and (self.last is not None or self.last_parked):
                self._count(int(text[1:]) * (self.unit if self.last is not None else 1))
        elif text.lstrip("=").isdigit():
            self._number(int(text.lstrip("=")))
        elif not self.question:
            self._paper(text)

    def _paper(self, text: str) -> None:
        if text == "PO-1":
            if not self.receipt and not self.closed:
                self._open()
        elif self.receipt and text == "DAMAGED":
            self.hurt = True
        elif self.receipt and text == "nobody":
            self.question, self.hand = "unknown", ("nobody", 1, 0, False)
        elif self.receipt and text == "DONE":
            if self.receipt > 0 and any(self.due(sku) > 0 for sku in ORDERED):
                self.question = "finish"
            else:
                self._close()

    def _open(self) -> None:
        if not self.waits:
            self.receipts += 1
            self.waits = self.receipts
        self.receipt = self.waits

    def _close(self) -> None:
        if self.receipt > 0:
            self.waits = 0
            self.closed = all(self.due(sku) <= 0 for sku in ORDERED)
        self._leave()

    def _blind(self) -> None:
        self.receipts += 1
        self.receipt = -self.receipts

    def _leave(self) -> None:
        self.receipt, self.question, self.last, self.hurt, self.last_parked = 0, "", None, False, False
        self.agreed = set()

    def _goods(self, sku: str, qty: int) -> None:
        if self.question:
            return
        if not self.receipt:
            self.question, self.hand = "paper", (sku, qty, 0, False)
            return
        self.unit = qty
        self._take(sku, qty, 0, self.hurt)

    def _take(self, sku: str, qty: int, before: int, hurt: bool) -> None:
        doubt = qty > max(0, self.due(sku)) if self.receipt > 0 else qty > ASK_ABOVE
        if sku not in self.agreed and doubt:
            self.question = "much" if self.receipt < 0 else "over" if sku in ORDERED else "unordered"
            self.hand = (sku, qty, before, hurt)
            return
        self.scan += not before
        self.came.append((sku, qty, hurt, self.scan, self.receipt))
        self.last, self.question, self.hurt, self.last_parked = (sku, before + qty, before, hurt), "", False, False
        self._serve(sku)

    def _serve(self, sku: str) -> None:
        free = self.good(sku) - sum(qty for _rank, order, qty in self.promised if _of(order)[1] == sku)
        for order, _sku, wanted, priority, ship_by, _placed in sorted(
            (each for each in WAITING if each[1] == sku), key=lambda each: (rank_of(each[3], each[4]), each[5])
        ):
            got = min(free, wanted - sum(qty for _rank, each, qty in self.promised if each == order))
            if got > 0:
                self.promised.append((rank_of(priority, ship_by), order, got))
                free -= got

    def _lose(self, sku: str) -> None:
        """Take promises that can no longer be kept back, the weakest first, of equals the youngest."""
        mine = [n for n, each in enumerate(self.promised) if _of(each[1])[1] == sku]
        over = sum(self.promised[n][2] for n in mine) - self.good(sku)
        for n in sorted(mine, key=lambda at: (-self.promised[at][0], -at)):
            rank, order, qty = self.promised[n]
            less = min(max(over, 0), qty)
            over -= less
            self.promised[n] = (rank, order, qty - less)
        self.promised = [each for each in self.promised if each[2]]

    def _undo(self) -> None:
        if self.question or self.hurt:
            self.question, self.hurt = "", False
        elif self.receipt and self.last_parked:
            self.parked.pop()
            self.last_parked = False
        elif mine := [each for each in self.came if each[4] == self.receipt]:
            at = len(self.came) - 1 - self.came[::-1].index(mine[-1])
            del self.came[at]
            self.last = None
            self._lose(mine[-1][0])

    def _number(self, n: int) -> None:
        if self.question:
            return self._answer(n)
        if self.receipt:
            return self._count(n)
        if n == 1:
            self._blind()
        return None

    def _count(self, n: int) -> None:
        if self.last_parked:
            if n:
                self.parked[-1][1] = n
            return
        if self.last is None or n == self.last[1]:
            return
        sku, qty, _before, hurt = self.last
        if n > qty:
            self._take(sku, n - qty, qty, hurt)
            return
        self.came = [each for each in self.came if each[3] != self.scan]
        self._lose(sku)
        self.last = None
        if n:
            self._take(sku, n, 0, hurt)

    def _answer(self, n: int) -> None:
        sku, qty, before, hurt = self.hand
        question = self.question
        if question == "paper":
            papers = int(self.due(sku) > 0 and not self.closed)
            if n and n in (papers, papers + 1):
                self.question, self.unit = "", qty
                self._open() if n == papers else self._blind()
                self._take(sku, qty, 0, False)
        elif question in ("over", "unordered", "much") and n == 1:
            self.agreed.add(sku)
            self.question = ""
            self._take(sku, qty, before, hurt)
        elif (
            (question in ("over", "much") and n == 2)
            or (question == "unordered" and n == 3)
            or (question, n) == ("finish", 3)
        ):
            self.question = ""
        elif (question == "unordered" and n == 2) or (question == "unknown" and n == 1):
            self.parked.append([sku, qty])
            self.question, self.last_parked, self.last = "", True, None
        elif question == "finish" and n == 1:
            self._close()


def _of(order: str) -> tuple[str, str, int, int, str, str]:
    return next(each for each in WAITING if each[0] == order)


@cache
def _begun() -> bytes:
    """Return the file of a company that waits for its goods, made once."""
    with TemporaryDirectory() as folder:
        _furnish(Company(Path(folder)))
        return (Path(folder) / "company.db").read_bytes()


def _furnish(company: Company) -> None:
    with company.write() as desk:
        for sku in ("A1", "B2", "C3"):
            company.product(desk, sku)
        barcode(desk, "A1", CASE, 12)
        station(desk, "D1")
        for person in ("p-dora", "test", "p-sup"):
            row = {"id": person, "code": person.upper(), "role": "clerk", "created_at": desk.at}
            desk.connection.execute(office.person.insert().values(**row))
        for code, kind in (("DOCK", PlaceKind.DOCK), ("QUARANTINE", PlaceKind.QUARANTINE)):
            places.known(desk, WAREHOUSE, code, kind)
        purchase(desk, "PO-1", list(ORDERED.items()))
        for order, sku, qty, priority, ship_by, placed in WAITING:
            company.order(desk, order, [(sku, qty)], priority=priority, ship_by=ship_by, placed_at=placed)
    allocate(company.runner, company.supervisor)
    company.close()


def _compare(company: Company, twin: Twin) -> None:
    dock, apart = inside(company, "DOCK"), inside(company, "QUARANTINE")
    skus = {sku for sku, *_ in twin.came}
    assert dock == {sku: twin.good(sku) for sku in skus if twin.good(sku)}
    hurt = {sku: sum(each[1] for each in twin.came if each[0] == sku and each[2]) for sku in skus}
    assert apart == {f"{sku}/DAMAGED": qty for sku, qty in hurt.items() if qty}
    lines = {row.sku: row.received for row in rows(company, purchasing.purchase_line)}
    assert lines == {sku: ORDERED[sku] - twin.due(sku) for sku in ORDERED}
    assert [[row.barcode, row.qty] for row in rows(company, purchasing.parked) if row.solved_at is None] == twin.parked
    with company.store.read() as desk:
        found = desk.connection.exec_driver_sql(
            "SELECT r.rank, o.code, r.qty FROM promise r JOIN order_line l ON l.id = r.ref"
            " JOIN orders o ON o.id = l.order_id ORDER BY r.id"
        ).all()
    assert [tuple(row) for row in found] == twin.promised
    lacking = {
        each[0]: each[2] - sum(qty for _rank, order, qty in twin.promised if order == each[0]) for each in WAITING
    }
    short = sum(row.qty for row in rows(company, ledger.shortage) if row.resolved_at is None)
    assert short == sum(lacking.values())


@settings(max_examples=15)
@given(st.lists(SHOTS, max_size=25))
def test_any_order_of_shots_is_as_on_paper(shots: list[str]) -> None:
    _play(["PO-1", *shots])


@pytest.mark.slow
@settings(max_examples=120)
@given(st.lists(SHOTS, max_size=60))
def test_any_long_order_of_shots_is_as_on_paper(shots: list[str]) -> None:
    _play(shots)


def _play(shots: list[str]) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "company.db").write_bytes(_begun())
        company = Company(Path(folder))
        company.ids.n = 1_000
        company.runner.writer.id = "writer-2"
        try:
            dock, twin, before = Dock(company), Twin(), ("", "")
            for text in shots:
                if text == "again":
                    if before[0]:
                        assert dock.send(before[1], id=before[0]).replayed
                    continue
                before = (company.ids.new(), text)
                dock.send(text, id=before[0])
                twin.shoot(text)
            _compare(company, twin)
            assert broken(company) == {}
        finally:
            company.close()
