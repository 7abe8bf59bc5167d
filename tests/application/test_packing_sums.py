"""The sums kept of an order that is being packed: they follow each unit, and go when anything else changes a line."""

from __future__ import annotations

from tests.company import Company
from tests.packbench import Bench, pick
from warehouse_app.domain.packing.judge import Units
from warehouse_app.store import lines, projections
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders


def told(company: Company, order_id: int) -> tuple[orders.Counted, bool]:
    """Return the units of an order, and whether they are kept; they are those of its lines."""
    with company.store.read() as desk:
        assert list(projections.differences(desk)) == []
        return orders.counted(desk, order_id), orders.SUMS.one(desk.connection, order_is=order_id) is not None


def waiting(company: Company, **qty: int) -> int:
    """Return an order, picked into T1 but for the last unit of each line."""
    with company.write() as desk:
        for sku in qty:
            company.product(desk, sku)
        order_id = company.order(desk, "1001", list(qty.items()))
        pick(desk, company, order_id, "T1", dict.fromkeys(qty, 1))
    return order_id


def test_sums_are_kept_from_the_first_unit_on_and_follow_each(company: Company) -> None:
    order_id, bench = waiting(company, CUP=4, PAN=3), Bench(company)
    bench.scan("T1")
    assert told(company, order_id)[1] is False
    for text, packed, left in (("CUP", 1, 4), ("PAN", 2, 3), ("UNDO", 1, 4), ("CUP", 2, 3), ("CUP", 3, 2)):
        state = bench.scan(text).state
        counted, kept = told(company, order_id)
        assert (state.done_units, counted.units.packed, counted.units.left, kept) == (packed, packed, left, True)


def test_a_refused_scan_changes_no_sums(company: Company) -> None:
    order_id, bench = waiting(company, CUP=2), Bench(company)
    bench.scan("T1", "NOBODY-KNOWS")
    assert told(company, order_id) == (orders.Counted(Units(2, 0, 1, 1), 1), False)


def test_what_is_picked_meanwhile_is_counted(company: Company) -> None:
    order_id, bench = waiting(company, CUP=3, PAN=3), Bench(company)
    bench.scan("T1", "CUP")
    with company.write() as desk:
        pick(desk, company, order_id, "T1", {"CUP": 1})
    assert told(company, order_id)[1] is False
    bench.scan("PAN")
    assert told(company, order_id) == (orders.Counted(Units(6, 2, 3, 1), 2), True)


def test_a_line_packed_beyond_what_is_wanted_leaves_nothing_to_pack(company: Company) -> None:
    """What is cancelled at the shop may be in the parcel already: the sums say so, and do not go below zero."""
    order_id, bench = waiting(company, CUP=3), Bench(company)
    bench.scan("T1", "CUP")

    def beyond(desk: Desk) -> None:
        lines.add_packed(desk, 1, 5)
        counted = orders.counted(desk, order_id).units
        assert (counted.packed, counted.left) == (6, 0)
        lines.add_packed(desk, 1, -5)
        assert orders.counted(desk, order_id).units.left == 1

    company.store.transact(beyond, at=company.runner.now())
    assert told(company, order_id)[1] is True
