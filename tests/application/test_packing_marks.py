"""Lot, serial number and last day in one scan, at both benches: what is promised is taken, anything else is refused."""

from __future__ import annotations

import pytest

from tests.application.test_picking import Aisle, no_pause
from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, scans, tote
from warehouse_app.application import batches
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.store import carrying, items, ledger, lines, places, products, promises
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import trade

MUG, CAM = "04006381333931", "05901234123457"
ITEM, CAMERA = f"]C101{MUG}", f"]C101{CAM}"
GS = "\x1d"


def packed(company: Company) -> list[tuple[str, str, int]]:
    """Return lot, serial and quantity of all in parcel 1."""
    with company.store.read() as desk:
        place = places.with_code(desk, "P00000001")[0]
        found = [(items.get(desk, item), qty) for item, qty in carrying.contents(desk, place.id)]
    return sorted((item.lot, item.serial, qty) for item, qty in found)


@pytest.fixture
def bench(company: Company) -> Bench:
    """An order of four mugs, of lots A and B, and two cameras with serial numbers, picked into T1 and opened."""
    with company.write() as desk:
        for sku, tracking, code in (("MUG", "lot", MUG), ("CAM", "serial", CAM)):
            company.product(desk, sku)
            product = products.find(desk, sku)
            assert product is not None
            products.change(desk, int(product.id), {"tracking": tracking})
            products.add_barcode(desk, int(product.id), code, 1)
        order = company.order(desk, "1", [("MUG", 2), ("MUG", 2), ("CAM", 2)])
        into = tote(desk, company, "T1")
        rows = desk.connection.execute(trade.order_line.select().order_by(trade.order_line.c.n)).all()
        taken = (
            (rows[0], Item("MUG", "A"), 2),
            (rows[1], Item("MUG", "B"), 2),
            (rows[2], Item("CAM", serial="S1"), 1),
            (rows[2], Item("CAM", serial="S2"), 1),
        )
        for row, item, qty in taken:
            company.stock(desk, "A01", item.sku, qty, lot=item.lot, serial=item.serial)
            leg = Leg(item, company.bin(desk, "A01").id, into.id, qty, LineId(row.id))
            ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
            lines.add_picked(desk, row.id, qty)
        assert order
    made = Bench(company)
    made.scan("T1")
    return made


def test_the_scanned_lot_is_the_one_that_is_packed(company: Company, bench: Bench) -> None:
    assert bench.codes(f"{ITEM}10B", f"{ITEM}10B", f"{ITEM}10A") == ["right_item"] * 3
    assert packed(company) == [("A", "", 1), ("B", "", 2)]


def test_a_lot_that_is_not_promised_is_refused_until_it_is_acknowledged(company: Company, bench: Bench) -> None:
    wrong = bench.scan(f"{ITEM}10C")
    assert (wrong.verdict, wrong.klass, wrong.code) == (Verdict.REFUSED, "stop", "wrong_lot")
    assert (wrong.facts["scanned"], wrong.facts["wanted"]) == ("C", "A, B")
    assert bench.codes("", f"{ITEM}10A") == ["acknowledged", "right_item"]
    assert scans(company)[-3:]


def test_more_of_a_lot_than_was_picked_is_too_many(bench: Bench) -> None:
    assert bench.codes(f"{ITEM}10B", f"{ITEM}10B", f"{ITEM}10B") == ["right_item", "right_item", "wrong_lot"]


def test_counting_by_a_number_stays_within_the_lot(company: Company, bench: Bench) -> None:
    assert bench.codes(f"{ITEM}10B", "*2") == ["right_item", "counted"]
    assert packed(company) == [("B", "", 2)]
    assert bench.codes(f"{ITEM}10A", "*3") == ["right_item", "over_pick"]


def test_each_serial_number_is_packed_once(company: Company, bench: Bench) -> None:
    assert bench.codes(f"{CAMERA}21S2", "*2") == ["right_item", "nothing_to_count"]
    again = bench.scan(f"{CAMERA}21S2")
    assert (again.code, again.facts["wanted"]) == ("wrong_serial", "S1")
    bench.scan("")
    assert bench.scan(f"{CAMERA}21S1").code == "right_item"
    assert packed(company) == [("", "S1", 1), ("", "S2", 1)]


def test_expired_goods_are_refused_and_can_be_set_aside(company: Company, bench: Bench) -> None:
    late = bench.scan(f"{ITEM}17101205" + "10A")
    assert (late.code, late.klass, late.facts["day"]) == ("expired", "stop", "2010-12-05")
    assert bench.codes("", f"{ITEM}17101206" + "10A") == ["acknowledged", "right_item"]
    assert bench.codes("DAMAGED", f"{ITEM}17101205" + "10A") == ["scan_damaged", "damaged"]


def test_a_damaged_unit_is_taken_of_its_lot(company: Company, bench: Bench) -> None:
    assert bench.codes("DAMAGED", f"{ITEM}10C") == ["scan_damaged", "wrong_lot"]
    assert bench.codes("", "DAMAGED", f"{ITEM}10B") == ["acknowledged", "scan_damaged", "damaged"]
    with company.store.read() as desk:
        place = next(each for each in places.with_code(desk, "QUARANTINE"))
        assert [items.get(desk, item).lot for item, _ in carrying.contents(desk, place.id)] == ["B"]


def test_without_separators_what_is_picked_settles_the_lot_or_the_scan_is_asked_for(
    company: Company, bench: Bench
) -> None:
    assert bench.scan(f"01{MUG}10A2110").code == "right_item", "lot A with serial 10, for A2110 is not here"
    assert packed(company) == [("A", "", 1)]


def test_a_scan_without_marks_takes_what_there_is(company: Company, bench: Bench) -> None:
    assert bench.codes("MUG", "CAM") == ["right_item", "right_item"]


def test_a_weighed_item_counts_its_grams(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "HAM")
        desk.connection.execute(tables.product.update().where(tables.product.c.sku == "HAM").values(base_unit="g"))
        desk.connection.execute(tables.barcode.insert().values(code="94006381333934", product_id=1, factor=1))
        made = company.order(desk, "1", [("HAM", 2000)])
        from tests.packbench import pick

        pick(desk, company, made, "T1")
    bench = Bench(company)
    bench.scan("T1")
    assert bench.scan("]C101940063813339343103001250").facts["qty"] == 1250
    assert bench.scan("]C101940063813339343202000250").code == "measure_not_whole"
    assert bench.scan("]C101940063813339343103000750").code == "order_packed"


# Picking.
@pytest.fixture
def aisle(company: Company) -> Aisle:
    """Lot A of a product is promised from a bin that holds lots A and B, of which A ends first."""
    with company.write() as desk:
        for sku in ("A1", "B2", "C3"):
            company.product(desk, sku)
        product = products.find(desk, "A1")
        assert product is not None
        products.add_barcode(desk, int(product.id), MUG, 1)
        for lot, day in (("A", "2011-06-30"), ("B", "2011-12-31")):
            company.stock(desk, "A01-01", "A1", 5, lot=lot)
            desk.connection.execute(tables.lot.insert().values(sku="A1", lot=lot, last_ship_day=day))
        company.order(desk, "1001", [("A1", 2)])
        line = desk.connection.execute(trade.order_line.select()).one()
        place = places.by_code(desk, WAREHOUSE, "A01-01")
        assert place is not None
        wanted = Promise(
            PromiseId(0), Purpose.LINE, line.id, Scope.CELL, PoolKey(WAREHOUSE, "A1", lot="A"), 2, line.id, place.id,
            Item("A1", "A"),
        )  # fmt: skip
        promises.promise(desk, wanted)
    made = Aisle.__new__(Aisle)
    made.company = company
    report = batches.plan(company.runner, company.supervisor, capacity=batches.DEFAULT_CAPACITY, pause=no_pause)
    made.batches = [row.code for row in report.batches]
    for row in report.batches:
        batches.release(company.runner, company.supervisor, row.id, capacity=batches.DEFAULT_CAPACITY, pause=no_pause)
    return made


def test_a_picker_takes_the_promised_lot_and_none_that_ends_later(aisle: Aisle) -> None:
    opened = aisle.scan(aisle.batches[0]).state.task
    assert opened is not None
    assert (opened.lot, opened.serial) == ("A", "")
    aisle.scan("A01-01")
    wrong = aisle.scan(f"{ITEM}10B")
    assert (wrong.code, wrong.klass, wrong.facts["wanted"]) == ("lot_not_instead", "stop", "A")
    assert aisle.scan("").code == "acknowledged"
    assert aisle.scan(f"{ITEM}17101205" + "10A").code == "expired"
    assert aisle.scan("").code == "acknowledged"
    assert aisle.scan(f"{ITEM}10A").code == "right_item"
