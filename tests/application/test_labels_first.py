"""Labels that print with the release travel with the goods, open the order, and stay as long as the weight fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.packbench import Bench, batch, may_part, pick, rows, rule, sums_are_zero
from tests.parcels import spool, work
from warehouse_app.application import labelfirst
from warehouse_app.application.addressing import SetAddress
from warehouse_app.application.doctor import examine
from warehouse_app.application.orders import CancelOrder, order_detail
from warehouse_app.application.papers import gather, prove, render
from warehouse_app.application.releasing.joining import TakeBackBatch
from warehouse_app.application.shipping import LoadScan
from warehouse_app.documents.label import AddressLabelData
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.editing import Change
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Role
from warehouse_app.domain.printing.values import Document
from warehouse_app.ports.printer import Language
from warehouse_app.store.schema import floor, labelling, office

CHECK = "a label that was printed before packing waits for an open order, and nothing is in its parcel"
LABELS = (
    CHECK,
    "a labelled parcel was verified and has its label",
    "a tracking code is on one living label",
    "every label and manifest was sent to print",
)


@pytest.fixture
def company(company: Company) -> Company:
    """Return the company with two products of 100 g, whose benches print labels first."""
    with company.write() as desk:
        for sku in ("CUP", "PAN"):
            company.product(desk, sku)
        company.product(desk, "NEW", weight_g=None)
    rule(company, "pack.label_first", "on")
    return company


@pytest.fixture
def bench(company: Company) -> Bench:
    return Bench(company)


def on_cart(company: Company, *orders: tuple[str, list[tuple[str, int]]], state: str = "picked") -> list[int]:
    """Let orders be released in one batch, slot by slot, and picked into totes T1, T2 and so on."""
    made, slots = [], {}
    with company.write() as desk:
        for n, (code, lines) in enumerate(orders, 1):
            made.append(company.order(desk, code, lines))
            slots[made[-1]] = f"A{n}"
            pick(desk, company, made[-1], f"T{n}")
        labelfirst.ask(desk, batch(desk, company, "BA1", slots, state=state))
    return made


def labels(company: Company, printed: bool = True) -> list[tuple[str, str]]:
    """Let the worker label what it is asked for; return code and state of each parcel."""
    if printed:
        work(company, spool(company.folder / "spool"))
    return [(row.code, row.state) for row in rows(company, floor.parcel)]


def sound(company: Company) -> None:
    """Examine what concerns labels."""
    assert broken(company) == {}


def broken(company: Company) -> dict[str, tuple[str, ...]]:
    """Return what concerns labels and does not hold, with its examples."""
    found = examine(company.runner, company.supervisor).checks
    return {each.name: each.broken for each in found if each.name in LABELS and not each.ok}


def test_labels_print_with_the_release_in_the_order_of_the_slots(company: Company) -> None:
    on_cart(company, ("1", [("CUP", 2)]), ("2", [("NEW", 1)]), ("3", [("PAN", 1), ("CUP", 1)]))
    assert labels(company) == [("P00000001", "awaited"), ("P00000002", "awaited")]
    assert [(row.document, row.ref, row.state) for row in rows(company, floor.print_job)] == [
        ("label", "1", "sent"), ("label", "2", "sent"),
    ]  # fmt: skip
    (first, second) = rows(company, labelling.label_ahead)
    assert (first.weight_g, second.weight_g) == (450, 450), "goods of 200 g, and half of what packaging may weigh"
    assert (first.low_g <= 200, first.high_g >= 700) == (True, True), "all of that is within the tolerance"
    sound(company)
    assert labels(company) == [("P00000001", "awaited"), ("P00000002", "awaited")], "asked again nothing is labelled"


def label_of(company: Company, ref: int, copy: int = 1) -> AddressLabelData:
    """Return what a parcel's label says now."""
    facts = company.runner.ask(lambda desk: gather(desk, Document.LABEL, ref, copy), company.packer)
    assert isinstance(facts, AddressLabelData)
    return facts


def test_labels_come_as_the_slots_are_walked_along_and_say_where_they_go(company: Company, bench: Bench) -> None:
    on_cart(company, *((str(n), [("CUP", 1)]) for n in range(1, 12)))
    labels(company)
    slots = [label_of(company, int(row.ref)).slot for row in rows(company, floor.print_job)]
    assert slots == [f"BA1, slot A{n}" for n in range(1, 12)], "A2 before A10"
    facts = label_of(company, 1)
    for language in (Language.ZPL203, Language.PDF):
        assert prove(render(facts, language), facts, language) is None, "the slot stands on it, and its code is read"
    bench.scan("P00000001", "CUP")
    assert label_of(company, 1, copy=2).slot == "", "packed, it has no slot"


def test_the_label_opens_its_order_and_stays_on_its_parcel(company: Company, bench: Bench) -> None:
    on_cart(company, ("1", [("CUP", 2)]), ("2", [("PAN", 1)]))
    labels(company)
    opened = bench.scan("PA-P00000002-F")
    assert (opened.code, opened.facts["order"], opened.facts["problem"]) == ("order_opened", "2", "label_kept")
    assert bench.scan("P00000001").code == "finish_order_first"
    assert bench.codes("", "UNDO")[-1] != "stands_on_it"
    packed = bench.scan("PAN")
    assert (packed.code, packed.verdict, packed.facts["problem"]) == ("order_packed", Verdict.DONE, "label_kept")
    assert labels(company) == [("P00000001", "awaited"), ("P00000002", "labelled")]
    assert [row.ref for row in rows(company, floor.print_job) if row.document == "label"] == ["1", "2"], "no new print"
    assert [(row.parcel_id, row.version, row.state) for row in rows(company, floor.label)] == [
        (1, 1, "purchased"), (2, 1, "purchased"),
    ]  # fmt: skip
    assert bench.codes("T1", "CUP", "UNDO", "CUP", "CUP") == [
        "order_opened", "right_item", "undone", "right_item", "order_packed",
    ]  # fmt: skip
    assert labels(company) == [("P00000001", "labelled"), ("P00000002", "labelled")]
    loading = Load(company)
    assert loading.codes("P00000001", "P00000002") == ["loaded", "loaded"]
    assert sums_are_zero(company)
    sound(company)


class Load(Bench):
    """A loading bench."""

    command = LoadScan  # type: ignore[assignment]


def test_a_parcel_that_awaits_its_goods_is_not_loaded(company: Company) -> None:
    (order, *_) = on_cart(company, ("1", [("CUP", 1)]))
    labels(company)
    assert Load(company).codes("P00000001") == ["not_labelled"]
    detail = company.runner.ask(lambda desk: order_detail(desk, order), company.supervisor)
    assert [each.state for each in detail.parcels] == ["awaited"]
    assert detail.row.stage is Stage.PICKED
    assert [each.code for each in detail.timeline if "label" in each.code] == ["story_label_ahead"]


@pytest.mark.parametrize(("weight", "said"), [("210 g", "label_kept"), ("1500 g", "label_void")])
def test_a_weight_off_by_more_than_the_tolerance_voids_and_buys_again(
    company: Company, bench: Bench, weight: str, said: str
) -> None:
    rule(company, "pack.weigh", "on")
    on_cart(company, ("1", [("CUP", 2)]))
    labels(company)
    rule(company, "pack.weigh_percent", "0")
    packed = bench.scan("P00000001", "CUP", "CUP", weight)
    assert (packed.code, packed.facts["problem"]) == ("order_packed", said)
    states = [row.state for row in rows(company, floor.label)]
    assert states == (["purchased"] if said == "label_kept" else ["voided", "purchased"])
    if said == "label_void":
        assert Load(company).codes("P00000001", "") == ["old_label", "acknowledged"]
    labels(company)
    assert Load(company).codes("P00000001") == ["loaded"]
    sound(company)


def test_what_leaves_short_and_the_next_box_have_labels_of_their_own(company: Company, bench: Bench) -> None:
    rule(company, "pack.packaging_g", "20")
    may_part(company)
    on_cart(company, ("1", [("CUP", 9), ("PAN", 1)]))
    labels(company)
    first = bench.scan("P00000001", "PAN", "NEXT BOX")
    assert (first.code, first.facts["problem"], first.facts["parcel"]) == ("next_box", "label_void", "P00000002")
    last = bench.scan("CUP", "*9")
    assert (last.code, last.facts.get("problem")) == ("scan_label", None)
    assert [(row.parcel_id, row.state) for row in rows(company, floor.label)] == [
        (1, "voided"), (1, "purchased"), (2, "purchased"),
    ]  # fmt: skip
    sound(company)


def test_opened_again_the_parcel_gets_a_new_label(company: Company, bench: Bench) -> None:
    on_cart(company, ("1", [("CUP", 2)]))
    labels(company)
    bench.scan("P00000001", "CUP", "CUP")
    assert bench.codes("P00000001", "CONTINUE", "UNDO", "CUP")[-1] == "order_packed"
    assert [row.state for row in rows(company, floor.label)] == ["voided", "purchased"]
    sound(company)


def test_what_is_scanned_back_is_the_label_that_came_with_the_goods(company: Company, bench: Bench) -> None:
    rule(company, "pack.scan_back", "always")
    on_cart(company, ("1", [("CUP", 1)]), ("2", [("CUP", 1)]))
    labels(company)
    asked = bench.scan("P00000001", "CUP")
    assert (asked.code, asked.facts["problem"], asked.state.phase) == ("scan_label", "label_kept", Phase.APPLYING)
    wrong = bench.scan("P00000002")
    assert (wrong.code, wrong.facts["order"]) == ("wrong_label", "2")
    assert bench.codes("", "P00000001", "P00000002", "CUP", "P00000002")[-1] == "order_packed"
    sound(company)


def do(company: Company, kind: Any, **values: Any) -> Any:
    """Do a deed of the office."""
    admin = Bench(company, "B9", "ADA", Role.ADMINISTRATOR, with_pin=True).session
    return company.runner.perform(kind(id=company.ids.new(), **values), admin).done()


def test_a_cancelled_order_and_another_address_void_the_label(company: Company, bench: Bench) -> None:
    orders = on_cart(company, *((code, [("CUP", 1)]) for code in "1234"))
    labels(company)
    address = {"name": "Ann", "street": "Mill Lane 1", "city": "Leeds", "postcode": "LS1", "country": "GB"}
    changes = tuple(Change(name, "", value) for name, value in address.items())
    do(company, CancelOrder, order_id=orders[0], reason="no more")
    do(company, SetAddress, order_id=orders[1], reason="moved", changes=changes)
    bench.scan("P00000003")
    do(company, SetAddress, order_id=orders[2], reason="moved", changes=changes)
    assert labels(company, printed=False) == [
        ("P00000001", "voided"), ("P00000002", "voided"), ("P00000003", "open"), ("P00000004", "awaited"),
    ]  # fmt: skip
    assert bench.scan("CUP").facts["problem"] == "label_void"
    for code, order in (("P00000001", "1"), ("P00000002", "2")):
        stop = bench.scan(code)
        assert (stop.code, stop.klass, stop.facts["order"]) == ("label_is_void", "stop", order)
        bench.scan("")
    assert bench.codes("2", "CUP") == ["order_opened", "order_packed"], "it gets its label at the bench"
    sound(company)


def test_a_batch_that_is_taken_back_voids_its_labels_and_the_next_release_buys_others(company: Company) -> None:
    with company.write() as desk:
        order = company.order(desk, "1", [("CUP", 1)])
        number = batch(desk, company, "BA1", {order: "A1"}, state="released")
        pick(desk, company, order, "T1")
        labelfirst.ask(desk, number)
    assert labels(company) == [("P00000001", "awaited")]
    do(company, TakeBackBatch, batch_id=number)
    assert labels(company) == [("P00000001", "voided")]
    company.clock.forward(minutes=1)
    with company.write() as desk:
        desk.connection.execute(floor.batch.update().values(state="released"))
        labelfirst.ask(desk, number)
    assert labels(company) == [("P00000001", "voided"), ("P00000002", "awaited")]
    company.clock.forward(minutes=1)
    with company.write() as desk:  # it came to the floor once more, and its first label lies on another cart
        labelfirst.ask(desk, number)
    assert labels(company)[1:] == [("P00000002", "voided"), ("P00000003", "awaited")]
    sound(company)


def test_where_it_is_off_nothing_is_asked_for(company: Company) -> None:
    rule(company, "pack.label_first", "off")
    on_cart(company, ("1", [("CUP", 1)]))
    assert labels(company) == []


def test_a_row_that_nobody_can_read_is_parked(company: Company, tmp_path: Path) -> None:
    with company.write() as desk:
        desk.put_outbox("labels_first:x", "labels_first", "[]")
    work(company, spool(tmp_path / "spool"))
    assert [(row.state, row.trouble) for row in rows(company, office.outbox)] == [("parked", "outbox_payload")]


def test_the_doctor_finds_a_label_that_waits_for_nothing(company: Company) -> None:
    on_cart(company, ("1", [("CUP", 1)]))
    labels(company)
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE orders SET state = 'closed'")
    assert broken(company) == {CHECK: ("parcel P00000001",)}
