"""A customer who sent goods back is forgotten: what people typed at his returns, refunds and claims goes with him."""

from __future__ import annotations

from sqlalchemy import select

from tests.company import WAREHOUSE, Company, key_of
from tests.settled import Shop
from warehouse_app.application import erasing
from warehouse_app.application.returning.refunding import ConfirmRefund, GiveRefund
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import Disposition, Finding, ReturnKind, ReturnState, UnitState
from warehouse_app.store import erasing as store
from warehouse_app.store.returning import cases, claims, units
from warehouse_app.store.schema import METADATA, carriers, floor, ledger, returning, trade

WORD = "Ravenscrofter"
OTHER = "Oakes"


def places_of(company: Company, word: str) -> set[str]:
    """Return in which columns of which tables a word stands; the audit's own are looked at elsewhere."""
    found: set[str] = set()
    with company.store.read() as desk:
        for table in METADATA.tables.values():
            if table is ledger.command:
                continue
            for row in desk.connection.execute(select(table)).mappings():
                found |= {f"{table.name}.{name}" for name, value in row.items() if word in str(value)}
    return found


def typed(company: Company, order_id: int, customer: int, word: str, number: str) -> None:
    """Type a name wherever returns of a customer can hold one: of an order, and of a parcel nobody knew."""
    with company.write() as desk:
        line = desk.connection.execute(returning.return_unit.select().limit(1)).one()
        mine = cases.of_order(desk, order_id)[0]
        cases.write_words(desk, mine.id, f"{word} writes", word)
        cases.note(desk, mine.id, decision=f"{word} wore it", override=f"{word} rang")
        cases.tell(desk, mine.id, "goodwill", f"{word} was cross")
        unit = units.of_return(desk, mine.id)[0]
        units.note(desk, unit.id, note=f"{word} wrote on it", why=f"{word} wants it so")
        claims.add(
            desk, ClaimKind.DAMAGE, return_id=mine.id, parcel_id=None, carrier="DPD", deadline="", currency="GBP",
            amount_minor=5, note=f"{word} sent pictures",
        )  # fmt: skip
        work = {"kind": "repair", "unit_id": unit.id, "item_id": line.item_id, "place_id": line.place_id, "qty": 1}
        parcel = select(floor.parcel.c.id).where(floor.parcel.c.order_id == order_id).scalar_subquery()
        label = {"carrier": "DHL", "intent": f"k{number}", "state": "voided", "at": desk.at, "parcel_id": parcel}
        refused = carriers.label_purchase.insert().values(why=f"no {word} at this address", **label)
        desk.connection.execute(refused)
        job = returning.work_order.insert().values(code=f"WO{number}", note=f"{word} broke it", at=desk.at, **work)
        desk.connection.execute(job)
        blind = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, customer_id=customer)
        cases.write_words(desk, blind.id, "", word)
        cases.tell(desk, blind.id, "parked", f"{word} is on the label")
        units.add(desk, blind.id, f"a letter of {word}", 1, UnitState.RECEIVED, finding=Finding.NOT_OURS,
                  note=f"from {word}")  # fmt: skip


def test_what_was_typed_at_returns_goes_with_the_customer_and_no_other(company: Company) -> None:
    shop = Shop(company).open()
    orders = {}
    for n, word in ((1, WORD), (2, OTHER)):
        if n == 2:
            with company.write() as desk:
                made = desk.connection.execute(trade.customer.insert().values(code="C2", country="GB"))
                shop.customer = key_of(made)
        orders[word] = (shop.ship(f"O{n}", ("MUG", 2)), shop.customer)
        shop.back(orders[word][0], ("MUG", 1), disposition=Disposition.REPAIR)
        typed(company, *orders[word], word, f"{n}")
        more = GiveRefund(id=f"more{n}", return_id=2 * n - 1, amount="1.00", currency="", why=f"{word} waited")
        refund = company.runner.perform(more, company.supervisor).done()
        paid = ConfirmRefund(id=f"paid{n}", refund=refund, reference=f"by bank to {word}")
        company.runner.perform(paid, company.supervisor).done()
    before = places_of(company, OTHER)
    assert {"refund.reference", "carrier_claim.note", "work_order.note", "label_purchase.why"} <= before
    assert places_of(company, WORD) == before
    erasing.erase(company.runner, Session(SYSTEM), orders[WORD][1])
    assert places_of(company, WORD) == set()
    assert places_of(company, OTHER) == before
    with company.store.read() as desk:
        assert store.next_orders(desk, orders[WORD][1], 9) == ()
        assert units.of_return(desk, 1)[0].sku == "MUG"
