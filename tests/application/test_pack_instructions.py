"""Packing instructions at the bench: told at their moment, confirmed where they must be; what is put in is used up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, inside, pick, rows, rule, sums_are_zero
from warehouse_app.application.doctor import examine
from warehouse_app.application.erasing import EraseCustomer
from warehouse_app.application.instructions.keep import (
    AddInstruction,
    ChangeInstruction,
    DropInstruction,
    SetCare,
    SetGift,
)
from warehouse_app.application.instructions.telling import gift_of, why_of
from warehouse_app.application.orders import order_detail
from warehouse_app.application.packing import PackAnswer, pack_beside
from warehouse_app.application.papers import gather
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.bench import Expect
from warehouse_app.domain.editing import Change
from warehouse_app.domain.instructions.values import Gift
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import ledger, places
from warehouse_app.store.schema import instructions
from warehouse_app.wording.instructions import why_words
from warehouse_app.wording.say import say

DESK = Session(SYSTEM)
UNKNOWN = (
    "whoever acted is known",
    "every accepted scan has its entry, every pick and pack its scan",
    "every entry has legs and a command",
)


@pytest.fixture
def bench(company: Company) -> Bench:
    """Order 4711 of two lamps and a mug in tote T1."""
    with company.write() as desk:
        for sku in ("LAMP", "MUG", "FLYER"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "4711", [("LAMP", 2), ("MUG", 1)]), "T1")
    return Bench(company)


def add(company: Company, name: str, **fields: str) -> int:
    given = (("name", name), *((field, value) for field, value in fields.items()))
    return int(company.runner.perform(AddInstruction(id=company.ids.new(), fields=given), DESK).done())


def care(company: Company, sku: str, **fields: str) -> None:
    changes = tuple(Change("class" if name == "hazard" else name, "", value) for name, value in fields.items())
    company.runner.perform(SetCare(id=company.ids.new(), sku=sku, changes=changes), DESK).done()


def told(answer: PackAnswer) -> list[str]:
    return [each.text for each in answer.state.tell]


def broken(company: Company) -> list[tuple[str, ...]]:
    """Return what the doctor finds; that people of tests are in no table is none of it."""
    checks = examine(company.runner, Session(SYSTEM)).checks
    return [(check.name, *check.broken) for check in checks if check.broken and check.name not in UNKNOWN]


def test_what_is_only_shown_holds_nothing_up(company: Company, bench: Bench) -> None:
    add(company, "Neat", text_en="Pack it neatly")
    add(company, "Lamps", product="LAMP", moment="item", text_en="Glass: bubble wrap")
    opened = bench.scan("T1")
    assert (opened.code, opened.state.asked, told(opened)) == ("order_opened", "", ["Pack it neatly"])
    assert told(bench.scan("LAMP")) == ["Glass: bubble wrap"]
    assert told(bench.scan("MUG")) == []
    assert bench.scan("LAMP").state.phase is Phase.CLOSED


def test_what_must_be_confirmed_waits_for_continue_and_says_who_did(company: Company, bench: Bench) -> None:
    number = add(company, "Card", must="1", text_en="Sign the card", text_de="Karte unterschreiben")
    opened = bench.scan("T1")
    assert (opened.state.asked, told(opened)) == ("instruction", ["Sign the card"])
    assert opened.state.expects[0] == Expect("command", "CONTINUE")
    no = bench.scan("LAMP")
    assert (no.code, no.klass, no.state.done_units) == ("confirm_first", "note", 0)
    assert say(no.code, no.facts).startswith("Read this first: Sign the card")
    assert bench.scan("CONTINUE").code == "instruction_confirmed"
    assert bench.codes("LAMP", "LAMP", "MUG")[-1] == "order_packed"
    assert [(row.instruction_id, row.who) for row in rows(company, instructions.pack_confirm)] == [(number, "p-anna")]
    assert broken(company) == []


def test_at_an_item_it_is_asked_once_after_the_item_counted(company: Company, bench: Bench) -> None:
    add(company, "Lamps", product="LAMP", moment="item", must="yes", text_en="Check the plug")
    bench.scan("T1")
    first = bench.scan("LAMP")
    assert (first.code, first.state.done_units, first.state.asked) == ("right_item", 1, "instruction")
    bench.scan("CONTINUE")
    assert bench.scan("LAMP").state.asked == ""


def test_before_sealing_all_that_is_not_confirmed_is_asked_one_by_one(company: Company, bench: Bench) -> None:
    add(company, "Tape", moment="seal", must="1", text_en="Two strips of tape")
    add(company, "Lamps", product="LAMP", moment="item", must="1", text_en="Check the plug")
    bench.scan("T1", "MUG", "LAMP", "UNDO", "LAMP", "PAUSE", "T1", "LAMP")
    assert bench.answers[-1].state.asked == "instruction"  # of the lamp, and not answered so far
    assert bench.answers[-1].code == "instruction_wanted"
    assert bench.scan("CONTINUE").code == "instruction_wanted"
    assert bench.scan("CONTINUE").code == "order_packed"


def test_undo_before_sealing_takes_the_last_item_out(company: Company, bench: Bench) -> None:
    add(company, "Tape", moment="seal", must="1", text_en="Two strips of tape")
    back = bench.scan("T1", "LAMP", "LAMP", "MUG", "UNDO")
    assert (back.code, back.state.done_units, back.state.asked) == ("undone", 2, "")
    assert bench.scan("MUG", "CONTINUE").code == "order_packed"


def test_an_insert_is_used_up_and_a_missing_one_only_told(company: Company, bench: Bench) -> None:
    add(company, "Flyer", insert="flyer", text_en="Spring flyer.")
    add(company, "Sweet", insert="A sweet")
    with company.write() as desk:
        company.stock(desk, "A02", "FLYER", 1)
    opened = bench.scan("T1")
    assert told(opened) == ["Spring flyer. Put in: FLYER.", "Put in: A sweet."]
    bench.scan("LAMP", "LAMP", "MUG")
    assert inside(company, "A02").get("FLYER", 0) == 0
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4712", [("MUG", 1)]), "T2")
    assert bench.scan("T2", "MUG").code == "order_packed"
    detail = company.runner.ask(lambda desk: order_detail(desk, 2), bench.session)
    assert any("FLYER was to be put in" in say(each.code, each.facts) for each in detail.timeline)
    assert sums_are_zero(company)
    assert broken(company) == []


def test_an_insert_at_the_bench_is_taken_before_any_other(company: Company, bench: Bench) -> None:
    add(company, "Flyer", insert="FLYER")
    with company.write() as desk:
        company.stock(desk, "A02", "FLYER", 5)
        here = places.known(desk, WAREHOUSE, "B1", PlaceKind.BENCH)
        leg = Leg(Item("FLYER"), company.bin(desk, "A02").id, here.id, 1)
        ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
    bench.scan("T1", "LAMP", "LAMP", "MUG")
    assert inside(company, "A02")["FLYER"] == 4
    assert inside(company, "B1").get("FLYER", 0) == 0


def test_dangerous_goods_are_told_with_what_their_papers_ask(company: Company, bench: Bench) -> None:
    care(company, "LAMP", un="un1950", hazard="2.1", limited="1")
    bench.scan("T1")
    assert told(bench.scan("LAMP")) == ["Dangerous goods UN 1950, class 2.1. Put the limited quantity mark on."]
    with pytest.raises(Refused, match="bad_field"):
        care(company, "MUG", hazard="3")


def test_the_gift_note_is_printed_in_the_box_and_goes_with_the_customer(company: Company, bench: Bench) -> None:
    add(company, "Thanks", printed="1", text_en="Thank you", text_de="Danke")
    asked = (Change("note", "", "Happy birthday,\n Berta <b>"), Change("no_prices", "", "1"))
    company.runner.perform(SetGift(id=company.ids.new(), order_id=1, changes=asked), DESK).done()
    assert company.runner.ask(lambda desk: gift_of(desk, 1), DESK) == Gift("Happy birthday, Berta <b>", no_prices=True)
    bench.scan("T1")
    beside = company.runner.ask(lambda desk: pack_beside(desk, "B1", PersonId("p-anna")), bench.session)
    assert (beside.gift.note, [each.text for each in beside.told]) == ("Happy birthday, Berta <b>", ["Thank you"])
    bench.scan("LAMP", "LAMP", "MUG")
    slip = company.runner.ask(lambda desk: gather(desk, Document.SLIP, 1), bench.session)
    assert slip.note == "Happy birthday, Berta <b>\nThank you"  # type: ignore[union-attr]
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE orders SET state = 'closed'")
    admin = Session(Actor(PersonId("p-a"), "A", "A", Role.ADMINISTRATOR, with_pin=True), "B1")
    company.runner.perform(EraseCustomer(id=company.ids.new(), order=1), admin).done()
    assert not company.runner.ask(lambda desk: gift_of(desk, 1), DESK)


def test_a_rule_may_ask_for_a_photo(company: Company, bench: Bench) -> None:
    add(company, "Proof", customer="", photo="1", channel="shop")
    setting = ChangeSetting(id=company.ids.new(), setting="pack.photo", value="rule")
    assert company.runner.perform(setting, DESK).refusal is None
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE orders SET channel = 'shop'")
    bench.scan("T1", "LAMP", "LAMP")
    assert bench.send("MUG", camera=True).value.code == "photo_wanted"  # type: ignore[union-attr]


def test_why_an_order_has_its_instructions(company: Company, bench: Bench) -> None:
    add(company, "Wide", topic="wrap", text_en="Paper")
    add(company, "Lamps", topic="wrap", product="LAMP", text_en="Bubble wrap")
    add(company, "Abroad", country="CH", text_en="Customs")
    found = company.runner.ask(lambda desk: why_of(desk, 1), DESK)
    assert [(each.rule.name, why_words(each)) for each in found] == [
        ("Lamps", "holds for LAMP"),
        ("Wide", "holds"),
        ("Abroad", "no: it goes to another country"),
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "nothing_told"),
        ({"text_en": "x", "moment": "later"}, "bad_field"),
        ({"text_en": "x", "moment": "item"}, "item_of_what"),
        ({"text_en": "x", "product": "NONE"}, "no_such_product"),
        ({"text_en": "x", "customer": "NONE"}, "bad_field"),
        ({"text_en": "x" * 241}, "bad_field"),
        ({"text_en": "a\x07b"}, "bad_field"),
        ({"text_en": "x", "colour": "red"}, "bad_field"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_whole(
    company: Company, bench: Bench, fields: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        add(company, "Bad", **fields)
    assert rows(company, instructions.instruction) == []


def test_a_rule_is_changed_by_who_saw_it_and_dropped(company: Company, bench: Bench) -> None:
    number = add(company, "Card", text_en="Sign it")
    change: Callable[[Change], object] = lambda each: company.runner.perform(  # noqa: E731
        ChangeInstruction(id=company.ids.new(), instruction=number, changes=(each,)), DESK
    ).done()
    change(Change("text_de", "", "Unterschreiben"))
    with pytest.raises(Refused, match="changed_meanwhile"):
        change(Change("text_en", "Sign", "Sign twice"))
    change(Change("must", "", "1"))
    assert bench.scan("T1").state.asked == "instruction"
    company.runner.perform(DropInstruction(id=company.ids.new(), instruction=number), DESK).done()
    assert bench.scan("CONTINUE", "LAMP", "LAMP", "MUG").code == "order_packed"
    with pytest.raises(Refused, match="no_such_instruction"):
        company.runner.perform(DropInstruction(id=company.ids.new(), instruction=number), DESK).done()


def test_an_insert_is_booked_once_however_often_its_parcel_is_sealed(company: Company, bench: Bench) -> None:
    add(company, "Flyer", insert="FLYER")
    with company.write() as desk:
        company.stock(desk, "A02", "FLYER", 5)
        company.stock(desk, "A03", "FLYER", 5)
    packed = bench.scan("T1", "LAMP", "LAMP", "MUG")
    assert inside(company, "A02")["FLYER"] == 4
    bench.scan(str(packed.facts["parcel"]), "CONTINUE")
    assert bench.scan("FINISH SHORT").code == "order_packed"
    assert (inside(company, "A02")["FLYER"], inside(company, "A03")["FLYER"]) == (4, 5)


def test_an_order_in_two_boxes_has_its_insert_once(company: Company, bench: Bench) -> None:
    add(company, "Flyer", insert="FLYER")
    with company.write() as desk:
        company.stock(desk, "A02", "FLYER", 5)
    rule(company, "pack.scan_back", "off")
    bench.scan("T1", "LAMP", "NEXT BOX", "LAMP", "MUG")
    assert inside(company, "A02")["FLYER"] == 4
    bench.scan("P00000001", "CONTINUE")
    assert bench.scan("FINISH SHORT").code == "order_packed"
    assert inside(company, "A02")["FLYER"] == 4
    assert broken(company) == []
