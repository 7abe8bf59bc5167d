"""A floor with people who pick from released batches, for tests of the crew and of exceptions."""

from __future__ import annotations

from typing import Any

from tests.company import WAREHOUSE, Company
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.picking import PickScan
from warehouse_app.application.run import Command, Outcome, Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.picking.values import BatchRow, PickAnswer
from warehouse_app.store import people
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import ledger

CREW = (
    ("p-sup", "SUP", "Maria S.", Role.SUPERVISOR), ("p-pick", "LI", "Li W.", Role.PICKER),
    ("p-sam", "SAM", "Sam P.", Role.PICKER), ("p-pack", "ANNA", "Anna K.", Role.PACKER),
    ("p-own", "OWN", "Olga O.", Role.OWNER),
)  # fmt: skip


def staff(company: Company) -> None:
    """Let the people be known who act in tests, one more picker, and an owner who only looks."""
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
        for number, code, name, role in CREW:
            people.add(desk, PersonRow(PersonId(number), code, name, role, "", "", False, 0, "", desk.at))


def session(number: str, station: str, *, with_pin: bool = False) -> Session:
    """Return a person of the crew at a station."""
    _id, code, name, role = next(each for each in CREW if each[0] == number)
    return Session(Actor(PersonId(number), code, name, role, with_pin), station)


class Floor:
    """A company with a crew and orders of mugs and bowls, each in a released batch of its own."""

    def __init__(self, company: Company, orders: int = 2, units: int = 3) -> None:
        self.company = company
        staff(company)
        with company.write() as desk:
            for sku in ("MUG", "BOWL", "LAMP"):
                company.product(desk, sku)
            company.stock(desk, "A01", "MUG", 40)
            company.stock(desk, "A02", "BOWL", 40)
            self.orders = [
                company.order(desk, f"100{n}", [("MUG", units), ("BOWL", 1)], total_minor=5_000)
                for n in range(1, orders + 1)
            ]
        allocate(company.runner, company.supervisor)
        self.batches: list[BatchRow] = []
        for order in self.orders:
            made = batches.plan(company.runner, company.supervisor, orders=(order,), pause=lambda _s: None).batches[0]
            batches.release(company.runner, company.supervisor, made.id, pause=lambda _s: None)
            self.batches.append(made)
        self.li, self.sam = session("p-pick", "P1"), session("p-sam", "P2")

    def do(self, command: Command, by: Session | None = None) -> Outcome[Any]:
        """Do a deed, by the supervisor where nobody else is named."""
        return self.company.runner.perform(command, by or self.company.supervisor)

    def scan(self, text: str, by: Session | None = None) -> PickAnswer:
        """Scan once while picking."""
        answer = self.do(PickScan(id=self.company.ids.new(), text=text), by or self.li).value
        assert isinstance(answer, PickAnswer)
        return answer

    def begin(self, batch: int = 0, by: Session | None = None, scans: int = 3) -> PickAnswer:
        """Open a batch and scan what is expected so many times."""
        answer = self.scan(self.batches[batch].code, by)
        for _ in range(scans):
            answer = self.scan(answer.state.expects[0].code, by)
        return answer

    @property
    def new(self) -> str:
        """Return a fresh id."""
        return self.company.ids.new()
