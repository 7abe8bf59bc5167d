"""Boxes as the office keeps them: made, changed, listed with their stock, ordered where they run low."""

from __future__ import annotations

from typing import Any

import pytest

from tests.buying import do, refused, sell, supplier, warehouse
from tests.company import WAREHOUSE, Company
from warehouse_app.application.cartons.file import answer_of
from warehouse_app.application.cartons.masters import (
    BOXES,
    MakeBox,
    SetBox,
    UseBox,
    box_of,
    count_boxes,
    order_of,
    to_order,
)
from warehouse_app.domain.cartons.boxes import BoxRow, BoxTaken, NobodySells, NoSuchBox
from warehouse_app.domain.cartons.values import BoxKind, Size
from warehouse_app.domain.editing import BadField, Change, ChangedMeanwhile
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.products import BadCheckDigit
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.store import boxes, ledger, places, products


def box(company: Company, sku: str = "M", inner: str = "350x250x200", **more: Any) -> BoxRow:
    """Make a box and return it."""
    do(company, MakeBox, sku=sku, inner=inner, **more).done()
    return company.runner.ask(lambda desk: box_of(desk, sku), company.supervisor)


def listed(company: Company, view: str = "used", text: str = "") -> list[str]:
    return company.runner.ask(
        lambda desk: [row.sku for row in BOXES.walk(desk, ListQuery(view, text))], company.supervisor
    )


def test_a_box_is_a_product_with_an_inside(company: Company) -> None:
    made = box(company, called="Box M", tare_g="210", most_g="15000", cost="0.41", barcode="BOX-M", kind="mailer")
    assert (made.name, made.kind, made.inner, made.outer) == (
        "Box M",
        BoxKind.MAILER,
        Size(350, 250, 200),
        Size(356, 256, 206),
    )
    assert (made.tare_g, made.most_g, made.cost_e4, made.counted) == (210, 15_000, 4_100, False)
    with company.store.read() as desk:
        product = products.find(desk, "m")
        assert product is not None
        assert [each.written for each in products.barcodes(desk, product.id)] == ["BOX-M"]
        assert boxes.rows(desk, [product.id])[product.id].barcodes == ("BOX-M",)
    assert refused(do(company, MakeBox, sku="M", inner="1x1x1")) == BoxTaken("M")


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"inner": "350x250"}, "inner", "no_sides"),
        ({"inner": ""}, "inner", "empty"),
        ({"inner": "0x2x3"}, "inner", "out_of_range"),
        ({"inner": "100x100x100", "outer": "100x90x110"}, "outer", "below_inner"),
        ({"inner": "1x2x3", "kind": "bag"}, "kind", "no_choice"),
        ({"inner": "1x2x3", "cost": "much"}, "cost", "no_price"),
        ({"inner": "1x2x3", "reorder_at": "9", "reorder_to": "5"}, "reorder_to", "below_least"),
    ],
)
def test_what_is_no_box_is_refused_by_field(company: Company, fields: dict[str, str], field: str, problem: str) -> None:
    why = refused(do(company, MakeBox, sku="S", **fields))
    assert isinstance(why, BadField)
    assert (why.field, why.problem) == (field, problem)
    assert listed(company, "all") == []


def test_a_box_is_changed_with_what_was_seen(company: Company) -> None:
    box(company)
    changes = (Change("inner", "350x250x200", "300x250x200"), Change("cost", "0.00", "0.5"))
    do(company, SetBox, sku="M", changes=changes).done()
    now = company.runner.ask(lambda desk: box_of(desk, "M"), company.supervisor)
    assert (now.inner, now.outer, now.cost_e4) == (Size(300, 250, 200), Size(356, 256, 206), 5_000)
    late = refused(do(company, SetBox, sku="M", changes=(*changes[:1], Change("cost", "0.00", "0.60"))))
    assert isinstance(late, ChangedMeanwhile)
    assert refused(do(company, SetBox, sku="X", changes=())) == NoSuchBox("X")


def test_lists_tell_use_and_stock(company: Company) -> None:
    box(company, "L", "400x300x300")
    box(company, "S", "200x150x100", counted="yes", reorder_at="5", reorder_to="50", called="Small box")
    assert listed(company) == ["S", "L"]
    assert listed(company, text="small") == ["S"]
    assert listed(company, "low") == ["S"]
    do(company, UseBox, sku="L", active=False).done()
    assert (listed(company), listed(company, "unused")) == (["S"], ["L"])
    assert company.runner.ask(count_boxes, company.supervisor) == {"used": 1, "low": 1, "unused": 1, "all": 2}


def test_boxes_that_run_low_are_drafted_with_who_sells_them_once(company: Company) -> None:
    with company.write() as desk:
        warehouse(desk)
    box(company, "S", "200x150x100", counted="yes", reorder_at="5", reorder_to="50")
    box(company, "L", "400x300x300", counted="yes", reorder_at="0")
    with pytest.raises(Refused) as nobody:
        company.runner.ask(to_order, company.supervisor)
    assert nobody.value.refusal == NobodySells(("S", "L"))
    number = supplier(company)
    sell(company, number, "S", pack="25")
    ((who, lines),) = company.runner.ask(to_order, company.supervisor).items()
    assert (who, [(each.sku, each.qty) for each in lines]) == ("ACME", [("S", "50")])
    made = company.runner.perform(order_of("o1", who, lines), company.supervisor).done()
    assert made.purchase
    assert company.runner.ask(lambda desk: box_of(desk, "S").expected, company.supervisor) == 50
    assert listed(company, "low") == ["L"]


@pytest.mark.parametrize(
    ("rule", "value"),
    [("support", 1001), ("infill", 1000), ("most_boxes", 0), ("most_boxes", 21), ("choices", 0), ("effort", 10**9)],
)
def test_a_rule_of_a_basket_is_taken_as_far_as_it_makes_sense(rule: str, value: int) -> None:
    asked = {"goods": [{"item": "A", "size": [9, 9, 9]}], "boxes": [{"code": "S", "inner": [20, 20, 20]}]}
    assert answer_of({**asked, "rules": {"support": 1000, "infill": 900}})["choices"]
    with pytest.raises(Usage) as refused:
        answer_of({**asked, "rules": {rule: value}})
    assert refused.value.facts["where"] == f"rules.{rule}"


def test_a_product_that_becomes_a_box_keeps_what_is_known_of_it(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "CRATE", weight_g=900, length_mm=420, width_mm=320, height_mm=220)
        company.product(desk, "FLAT", weight_g=300, length_mm=400, width_mm=300, height_mm=5)
    crate, flat = box(company, "CRATE", "400x300x200"), box(company, "FLAT", "400x300x200", tare_g="310")
    assert (crate.tare_g, crate.outer) == (900, Size(420, 320, 220))
    assert (flat.tare_g, flat.outer) == (310, Size(406, 306, 206))


def test_the_code_on_a_box_is_changed(company: Company) -> None:
    box(company, barcode="BOX-M")
    for before, after in (("BOX-M", "BOX-M2"), ("BOX-M2", ""), ("", "BOX-M")):
        do(company, SetBox, sku="M", changes=(Change("barcode", before, after),)).done()
        with company.store.read() as desk:
            assert box_of(desk, "M").barcodes == ((after,) if after else ())
    wrong = (Change("barcode", "BOX-M", "4006381333932"),)
    assert isinstance(refused(do(company, SetBox, sku="M", changes=wrong)), BadCheckDigit)


def test_boxes_beside_a_bench_are_counted_and_each_warehouse_has_its_own(company: Company) -> None:
    box(company, counted="yes")
    with company.write() as desk:
        bench = places.known(desk, WAREHOUSE, "RACK", PlaceKind.BENCH)
        company.stock(desk, "A01", "M", 5)
        leg = Leg(Item("M"), company.bin(desk, "A01").id, bench.id, 3)
        ledger.post(desk, Entry(EntryId("beside"), EntryKind.MOVE, (leg,)))
        assert [row.on_hand for row in boxes.in_use(desk)] == [5]
        assert [row.on_hand for row in boxes.at(desk, WAREHOUSE)] == [5]
        assert [row.on_hand for row in boxes.at(desk, "ELSEWHERE")] == [0]
