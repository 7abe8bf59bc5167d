"""Goods go back from the parcel into their totes: part by part, as many as are in it, and the box is thrown away."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, inside, may_part, pick, rows, scans, stands
from warehouse_app.application.packing import UnpackParcel, unpack_parcel
from warehouse_app.application.packing.unpacking import PART_LEGS
from warehouse_app.application.packing.verifying import legs_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.judge import Take
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import picking
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.schema import ledger as tables


@pytest.fixture
def bench(company: Company) -> Bench:
    """CUP and PAN are known."""
    with company.write() as desk:
        company.product(desk, "CUP")
        company.product(desk, "PAN")
    return Bench(company)


def many_lines(company: Company, lines: int) -> None:
    with company.write() as desk:
        pick(desk, company, company.order(desk, "1", [("CUP", 1)] * lines), "T1")


def refused(company: Company, **how: object) -> str:
    outcome = company.runner.perform(UnpackParcel(id=company.ids.new(), reason="r", **how), company.supervisor)  # type: ignore[arg-type]
    assert outcome.refusal is not None
    return outcome.refusal.code


def test_an_unpacked_parcel_is_told_with_its_reason_and_its_box_is_gone(company: Company, bench: Bench) -> None:
    many_lines(company, 1)
    bench.scan("T1", "CUP")
    done = unpack_parcel(company.runner, company.supervisor, 1, "the customer wants two")
    assert done.changes.touched == {Touched.PACK, Touched.PARCEL, Touched.ORDER, Touched.STOCK}
    assert [row.why for row in rows(company, tables.entry)][-2:] == ["the customer wants two", "empty parcel"]
    assert stands(company, PlaceKind.PARCEL, "P00000001") == ""


def test_unpacking_without_a_reason_says_what_was_done(company: Company, bench: Bench) -> None:
    many_lines(company, 1)
    bench.scan("T1", "CUP")
    unpack_parcel(company.runner, company.supervisor, 1, "").done()
    assert "unpacked" in [row.why for row in rows(company, tables.entry)]


def test_only_parcels_and_totes_that_exist_are_named(company: Company, bench: Bench) -> None:
    many_lines(company, 1)
    bench.scan("T1", "CUP")
    assert refused(company, parcel_id=99) == "no_such_parcel"
    assert refused(company, parcel_id=1, tote="NO-TOTE") == "tote_taken"
    assert inside(company, "P00000001") == {"CUP": 1}


@pytest.mark.parametrize(("lines", "parts"), [(PART_LEGS, 1), (PART_LEGS + 1, 2), (2 * PART_LEGS + 1, 3)])
def test_a_parcel_goes_back_in_as_few_parts_as_hold_it_with_a_pause_between(
    company: Company, bench: Bench, lines: int, parts: int
) -> None:
    many_lines(company, lines)
    bench.scan("T1", "CUP", f"*{lines}")
    pauses: list[None] = []
    done = unpack_parcel(company.runner, company.supervisor, 1, "r", pause=lambda: pauses.append(None)).done()
    assert (done.units, len(pauses), done.more) == (lines, parts - 1, False)
    assert inside(company, "T1") == {"CUP": lines}


def test_each_part_of_a_cancelled_order_that_goes_back_is_counted_out(company: Company, bench: Bench) -> None:
    many_lines(company, PART_LEGS + 2)
    bench.scan("T1", "CUP", f"*{PART_LEGS + 1}")
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(state="cancelled"))
    assert bench.codes("CUP", "", "") == ["cancelled_meanwhile", "unpacked_part", "unpacked"]
    assert [row.qty for row in scans(company)][-2:] == [-PART_LEGS, -1]


def test_no_more_goes_back_than_is_still_in_the_parcel(company: Company, bench: Bench) -> None:
    """One unit of each tote was packed, and one of the two came out damaged."""
    with company.write() as desk:
        order = company.order(desk, "1", [("CUP", 2), ("PAN", 2)])
        pick(desk, company, order, "T1", but={"CUP": 1, "PAN": 1})
        pick(desk, company, order, "T2")
    bench.scan("T1", "CUP", "CUP", "PAN", "DAMAGED", "CUP", "PAN")
    may_part(company)
    bench.scan("FINISH SHORT")
    done = unpack_parcel(company.runner, company.supervisor, 1, "r").done()
    assert done.units == 3
    totes = [inside(company, tote) for tote in ("T1", "T2")]
    assert [sum(each.get(sku, 0) for each in totes) for sku in ("CUP", "PAN")] == [1, 2]


def test_a_parcel_given_up_ends_its_pack(company: Company, bench: Bench) -> None:
    many_lines(company, 1)
    bench.scan("T1", "DAMAGED", "CUP")
    assert [row.state for row in rows(company, floor.pack)] == ["unpacked"]


def test_units_that_lie_nowhere_are_packed_by_nobody(company: Company, bench: Bench) -> None:
    many_lines(company, 1)
    with company.store.read() as desk, pytest.raises(LookupError, match="2 picked units lie nowhere"):
        list(legs_of(desk, [Take(1, 3)], PlaceId(1)))


def test_an_emptied_tote_is_nobody_elses_until_its_parcel_is_closed(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        order = company.order(desk, "1", [("CUP", 1), ("PAN", 1)])
        pick(desk, company, order, "T1", but={"PAN": 1})
        pick(desk, company, order, "T2")

    def free() -> list[str]:
        with company.store.read() as desk:
            return [place.code for place in picking.free_totes(desk, WAREHOUSE, 100)]

    assert bench.codes("T1", "CUP") == ["order_opened", "right_item"]
    assert "T1" not in free(), "UNDO would fill it again"
    assert bench.scan("PAN").code == "order_packed"
    assert free() == ["T1", "T2"]
