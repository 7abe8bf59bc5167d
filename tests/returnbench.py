"""A returns bench on the small company of `tests.company`, and what its tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from tests.company import WAREHOUSE, Company, key_of
from tests.returned import begin_rules, hand_over, shipped
from tests.scans import Scans
from warehouse_app.application.returning.bench import ReturnScan
from warehouse_app.application.run import Outcome
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.returning.intake import IntakeAnswer
from warehouse_app.store import items, places
from warehouse_app.store import ledger as ledger_of
from warehouse_app.store.returning import cases, rules, units
from warehouse_app.store.schema import floor, ledger, office, returning, trade
from warehouse_app.wording.say import worded, words_of


@dataclass
class ReturnBench(Scans[IntakeAnswer]):
    """One returns bench with a clerk who has a badge only."""

    command = ReturnScan
    station: str = "R1"
    role: Role = Role.PACKER

    def send(self, text: str, **more: Any) -> Outcome[IntakeAnswer]:
        """Scan once; every answer is worded, and all its facts are known."""
        outcome = super().send(text, **more)
        if outcome.value is not None:
            what, deed = words_of(outcome.value.code, outcome.value.facts)
            assert worded(outcome.value.code), outcome.value.code
            assert " ? " not in f" {what} {deed} ", (what, deed, outcome.value.facts)
        return outcome

    def shot(self, text: str, **more: Any) -> IntakeAnswer:
        """Scan once, with what a mouth tells besides."""
        found = self.send(text, **more).value
        assert found is not None
        return found


def bench(company: Company, code: str = "R1", *, checks: bool = True) -> ReturnBench:
    """Return a bench in a company with its rules, with or without the questions of its checklists."""
    begin_rules(company)
    with company.write() as desk:
        for each in () if checks else rules.all_checks(desk):
            rules.drop_check(desk, each.id)
        desk.connection.execute(office.station.insert().values(code=code, warehouse=WAREHOUSE))
    return ReturnBench(company, code)


def goods(company: Company) -> None:
    """Make a few products: MUG and LAMP by the piece, SAW with serial numbers, MILK by lots."""
    with company.write() as desk:
        for sku, tracking in (("MUG", "none"), ("LAMP", "none"), ("VASE", "none"), ("SAW", "serial"), ("MILK", "lot")):
            company.product(desk, sku, tracking=tracking)


def order(company: Company, code: str, *lines: tuple[str, int], **more: object) -> int:
    """Ship an order in one parcel."""
    with company.write() as desk:
        return shipped(company, desk, code, list(lines), **more)


def sent(company: Company, code: str, *things: tuple[str, str, str], **more: object) -> int:
    """Ship an order of single things: product, lot, serial number each; return its row."""
    counts: dict[str, int] = {}
    for sku, _, _ in things:
        counts[sku] = counts.get(sku, 0) + 1
    with company.write() as desk:
        order_id = company.order(desk, code, list(counts.items()), **more)
        box = places.add(desk, WAREHOUSE, PlaceKind.PARCEL, f"P{code}-1")
        supplier = places.outside(desk, PlaceKind.SUPPLIER).id
        table = places.known(desk, WAREHOUSE, "B1", PlaceKind.BENCH).id
        legs = [Leg(container_item("PARCEL", box.code), supplier, table, 1)]
        legs += [Leg(Item(sku, lot, serial), supplier, box.id, 1) for sku, lot, serial in things]
        ledger_of.post(desk, Entry(EntryId(company.ids.new()), EntryKind.RECEIVE, tuple(legs), "test"))
        line = trade.order_line
        desk.connection.execute(line.update().where(line.c.order_id == order_id).values(packed=line.c.qty))
        values = {"code": box.code, "order_id": order_id, "place_id": int(box.id), "state": "manifested"}
        made = key_of(
            desk.connection.execute(floor.parcel.insert().values(carrier="DPD", tracking=f"T{code}", **values))
        )
        hand_over(company, desk, made)
    return order_id


def balance(company: Company, place: str, sku: str) -> int:
    """Return how much of a product the books have in a place, whatever its lot or serial number."""
    b, i, p = ledger.balance, ledger.item, ledger.place
    with company.store.read() as desk:
        cells = select(func.coalesce(func.sum(b.c.on_hand), 0)).select_from(b)
        cells = cells.join(i, i.c.id == b.c.item_id).join(p, p.c.id == b.c.place_id)
        return int(desk.connection.execute(cells.where(p.c.code == place, i.c.sku == sku)).scalar_one())


def rows(company: Company, code: str) -> list[tuple[str, int, str, str, str]]:
    """Return product, quantity, state, grade and where it goes of each row of a return."""
    with company.store.read() as desk:
        return [
            (each.sku, each.qty, each.state.value, each.grade.value if each.grade else "",
             each.disposition.value if each.disposition else "")
            for each in units.of_return(desk, cases.known(desk, code).id)
        ]  # fmt: skip


def head(company: Company, code: str) -> Any:
    """Return the row of a return."""
    with company.store.read() as desk:
        return desk.connection.execute(returning.returns.select().where(returning.returns.c.code == code)).one()


def number_of(company: Company, sku: str, serial: str) -> int:
    """Return the number of an item."""
    with company.store.read() as desk:
        return items.find(desk, Item(sku, "", serial)) or 0


def place_of(company: Company, code: str) -> int:
    """Return the number of a place."""
    with company.store.read() as desk:
        return int(places.with_code(desk, code)[0].id)
