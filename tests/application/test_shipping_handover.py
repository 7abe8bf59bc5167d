"""Loading and hand-over: every verdict once, and what is true when the carrier has gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, pick, rows, stands, sums_are_zero
from warehouse_app.application import shipping
from warehouse_app.application.packing import unpack_parcel
from warehouse_app.application.run import Session
from warehouse_app.application.shipping import (
    CloseManifest,
    HandOverPart,
    LoadAnswer,
    LoadScan,
    OpenManifest,
    UnloadParcel,
    close_manifest,
)
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.schema import floor, office, trade
from warehouse_app.store.schema import ledger as tables
from warehouse_app.wording import say


@dataclass
class Dock:
    """The loading bench of a company."""

    company: Company
    session: Session

    def scan(self, *texts: str, **more: Any) -> LoadAnswer:
        """Scan one after the other, and return the last answer."""
        answer = None
        for text in texts:
            answer = self.company.runner.perform(
                LoadScan(id=self.company.ids.new(), text=text, **more), self.session
            ).value
        assert isinstance(answer, LoadAnswer)
        assert "?" not in say.say(answer.code, answer.facts), answer
        assert answer.code in say._all_words()
        return answer

    def codes(self, *texts: str) -> list[str]:
        """Scan one after the other, and return the codes of the answers."""
        return [self.scan(text).code for text in texts]


@pytest.fixture
def dock(company: Company) -> Dock:
    """Three parcels of one mug each, packed and labelled, and the bench that loads them."""
    bench = Bench(company)
    with company.write() as desk:
        company.product(desk, "MUG")
        for n in (1, 2, 3):
            pick(desk, company, company.order(desk, f"471{n}", [("MUG", n)]), f"T{n}")
    for n in (1, 2, 3):
        bench.scan(f"T{n}", "MUG")
        if n > 1:
            bench.scan(f"*{n}")
    return Dock(company, company.packer)


def close(company: Company, manifest: int = 1) -> Any:
    return close_manifest(company.runner, company.supervisor, manifest)


def test_parcels_are_loaded_handed_over_and_their_orders_closed(company: Company, dock: Dock) -> None:
    first = dock.scan("P00000001")
    assert (first.verdict, first.code, first.state.manifest) == (Verdict.ACCEPTED, "loaded", "M00000001")
    assert (first.state.loaded, first.state.waiting) == (1, 2)
    assert first.state.expects[0] == Expect("parcel", rows(company, floor.parcel)[1].tracking)
    assert dock.codes(*(expect.code for expect in first.state.expects[:2])) == ["loaded", "loaded"]
    done = close(company).done()
    assert (done.code, done.parcels, done.left_behind, len(done.seal)) == ("M00000001", 3, (), 64)
    [manifest] = rows(company, floor.manifest)
    assert (manifest.state, manifest.seal) == ("closed", done.seal)
    assert rows(company, tables.seal)[-1].hash == done.seal
    assert {row.state for row in rows(company, floor.parcel)} == {"handed_over"}
    assert {row.state for row in rows(company, trade.orders)} == {"closed"}
    assert line_counts(company, 3) == [("MUG", 3, 3, 3)]
    assert stands(company, PlaceKind.PARCEL, "P00000003") == "CUSTOMER"
    assert inside(company, "P00000003") == {"MUG": 3}
    assert rows(company, office.outbox)[-1].intent == "manifest:1"
    assert sums_are_zero(company)
    assert dock.scan("P00000001").code == "already_handed_over"


def test_the_last_parcel_names_the_way_to_close_its_manifest(company: Company, dock: Dock) -> None:
    *others, last = [expect.code for expect in dock.scan("P00000001").state.expects if expect.kind == "parcel"]
    answer = dock.scan(*others)
    assert say.say(answer.code, answer.facts).endswith("Scan the next one")
    answer = dock.scan(last)
    assert answer.facts["waiting"] == 0
    told = say.say(answer.code, answer.facts)
    assert "F9 in the window" in told
    assert "warehouse manifest close M00000001" in told
    again = dock.scan(last)
    assert again.code == "already_loaded"
    assert not say.say(again.code, again.facts).endswith("Scan the next one")


def test_the_loading_bench_says_no_by_name(company: Company, dock: Dock) -> None:
    bench = Bench(company, "B2")
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4799", [("MUG", 2)]), "T9")
        held = {"order_id": 2, "kind": "address", "reason": "no postcode", "at": "now"}
        desk.connection.execute(trade.order_hold.insert().values(**held))
        desk.connection.execute(trade.orders.update().where(trade.orders.c.id == 3).values(state="cancelled"))
    bench.scan("T9", "MUG")
    assert dock.codes("P00000001", "P00000001", "MUG", "UNDO", "UNDO") == [
        "loaded", "already_loaded", "means_nothing_here", "unloaded", "nothing_to_undo",
    ]  # fmt: skip
    assert dock.codes("P00000002", "P00000001", "") == ["on_hold", "acknowledge_first", "acknowledged"]
    assert dock.codes("P00000003", "CONTINUE", "P00000004", "") == [
        "cancelled", "acknowledged", "not_labelled", "acknowledged",
    ]  # fmt: skip
    assert dock.codes("", "CONTINUE", "CLOSE", "PAUSE") == [
        "nothing_to_continue", "nothing_to_continue", "means_nothing_here", "load_paused",
    ]  # fmt: skip
    assert dock.scan("P00000001", carrier="DHL").code == "wrong_carrier"
    dock.scan("")
    unpack_parcel(company.runner, company.supervisor, 1, "r").done()
    assert dock.codes("P00000001", "") == ["voided", "acknowledged"]
    assert dock.scan("P00000001", double=True).code == "double_read"


def test_a_cancelled_order_is_named_at_closing_and_taken_off_by_its_scan(company: Company, dock: Dock) -> None:
    dock.scan("P00000001", "P00000002")
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().where(trade.orders.c.id == 2).values(state="cancelled"))
    refused = close(company)
    assert refused.refusal.code == "must_come_off"
    assert refused.refusal.facts()["parcels"] == ("P00000002",)
    off = dock.scan("P00000002")
    assert (off.code, off.facts["taken_off"], off.state.loaded) == ("cancelled", True, 1)
    assert close(company).done().parcels == 1
    assert rows(company, floor.parcel)[1].state == "labelled"


def test_an_order_cancelled_while_its_manifest_closes_stays_behind(company: Company, dock: Dock) -> None:
    dock.scan("P00000001", "P00000002")
    company.runner.perform(CloseManifest(id="c1", manifest_id=1), company.supervisor).done()
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().where(trade.orders.c.id == 2).values(state="cancelled"))
    assert dock.scan("P00000003").state.manifest == "M00000002"
    done = close(company).done()
    assert (done.parcels, done.left_behind) == (1, ("P00000002",))
    assert stands(company, PlaceKind.PARCEL, "P00000002") == "B1"


def test_a_broken_off_closing_is_resumed_and_hands_nothing_over_twice(
    company: Company, dock: Dock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse_app.application.shipping.handing.PART_PARCELS", 1)
    dock.scan("P00000001", "P00000002", "P00000003")
    company.runner.perform(CloseManifest(id="c1", manifest_id=1), company.supervisor).done()
    part = HandOverPart(id="c2", manifest_id=1)
    first = company.runner.perform(part, company.supervisor).done()
    assert (first.parcels, first.more) == (1, True)
    assert company.runner.perform(part, company.supervisor).replayed
    assert [row.state for row in rows(company, floor.parcel)] == ["handed_over", "manifested", "manifested"]
    assert close(company).done().parcels == 3
    assert [counts[0][3] for counts in (line_counts(company, n) for n in (1, 2, 3))] == [1, 2, 3]


def test_only_who_may_close_closes_and_only_what_is_open(company: Company, dock: Dock) -> None:
    refused = close_manifest(company.runner, company.packer, 1).refusal
    assert refused is not None
    assert refused.code == "no_right"
    assert close(company).refusal.code == "no_such_manifest"
    opened = company.runner.perform(OpenManifest(id="o1"), company.packer).done()
    assert (opened.code, opened.fresh) == ("M00000001", True)
    assert not company.runner.perform(OpenManifest(id="o2"), company.packer).done().fresh
    assert close(company).refusal.code == "manifest_empty"
    assert dock.codes("M00000001", "P00000001") == ["manifest_chosen", "loaded"]
    close(company).done()
    assert close(company).refusal.code == "manifest_not_open"
    assert dock.codes("M00000001") == ["manifest_not_open"]


def test_a_parcel_can_be_taken_off_while_its_manifest_is_open(company: Company, dock: Dock) -> None:
    dock.scan("P00000001")
    assert company.runner.perform(UnloadParcel(id="u1", parcel_id=1), company.packer).done() == "P00000001"
    again = company.runner.perform(UnloadParcel(id="u2", parcel_id=1), company.packer)
    assert again.refusal is not None
    assert again.refusal.code == "not_on_manifest"
    assert unpack_parcel(company.runner, company.supervisor, 1, "r").done().units == 1


def test_a_loaded_parcel_is_not_unpacked(company: Company, dock: Dock) -> None:
    dock.scan("P00000001")
    refused = unpack_parcel(company.runner, company.supervisor, 1, "r")
    assert refused.refusal is not None
    assert refused.refusal.facts()["state"] == "manifested"


def test_an_order_in_two_parcels_closes_with_the_second(company: Company) -> None:
    bench, dock = Bench(company), Dock(company, company.packer)
    with company.write() as desk:
        company.product(desk, "CUP")
        order = company.order(desk, "1", [("CUP", 3)], ship_part=1)
        pick(desk, company, order, "T1", but={"CUP": 1})
    bench.scan("T1", "CUP", "CUP")
    dock.scan("P00000001")
    close(company).done()
    assert rows(company, trade.orders)[0].state == "confirmed"
    assert line_counts(company, order) == [("CUP", 2, 2, 2)]
    with company.write() as desk:
        pick(desk, company, order, "T1")
    bench.scan("T1", "CUP")
    dock.scan("P00000002")
    close(company, 2).done()
    assert rows(company, trade.orders)[0].state == "closed"
    assert line_counts(company, order) == [("CUP", 3, 3, 3)]


def test_what_papers_need_is_told_of_parcels_and_manifests(company: Company, dock: Dock) -> None:
    with company.write() as desk:
        customer = {"id": 7, "code": "17850", "country": "United Kingdom"}
        desk.connection.execute(trade.customer.insert().values(**customer))
        one = trade.orders.update().where(trade.orders.c.id == 1)
        desk.connection.execute(one.values(customer_id=7, country="United Kingdom"))
        address = {"order_id": 2, "name": "Ann Buyer", "street": "1 Road", "city": "Town", "country": "France"}
        desk.connection.execute(trade.order_address.insert().values(**address))
    dock.scan("P00000001", "P00000002")
    done = close(company).done()

    def ask(question: Any) -> Any:
        return company.runner.ask(question, company.packer)

    detail = ask(lambda desk: shipping.parcel_detail(desk, "P00000001"))
    assert detail.recipient == ("Customer 17850", "United Kingdom")
    assert (detail.of, [(line.sku, line.packed, line.elsewhere) for line in detail.contents]) == (1, [("MUG", 1, 0)])
    assert detail.row.manifest == "M00000001"
    assert ask(lambda desk: shipping.parcel_detail(desk, "P00000002")).recipient[0] == "Ann Buyer"
    assert ask(lambda desk: shipping.parcel_detail(desk, "P00000003")).recipient == ("Customer unknown",)
    assert ask(lambda desk: shipping.parcel_detail(desk, "P9")) is None
    sheet = ask(lambda desk: shipping.manifest_detail(desk, "M00000001"))
    assert (sheet.row.seal, sheet.row.parcels, sheet.row.weight_g) == (done.seal, 2, 300)
    assert [(each.parcel, each.order, each.recipient) for each in sheet.parcels] == [
        ("P00000001", "4711", "17850"), ("P00000002", "4712", "Ann Buyer"),
    ]  # fmt: skip
    found = ask(lambda desk: shipping.find_parcels(desk, state="labelled"))
    assert [(row.code, row.units) for row in found] == [("P00000003", 3)]
    assert [row.state for row in ask(lambda desk: shipping.find_manifests(desk, carrier="HOUSE"))] == ["closed"]
