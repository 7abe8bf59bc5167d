"""Labels bought of carriers: one key whatever happens; the bench never waits, and its parcels do, with their codes."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tests.carrierbench import Faults, by_carrier, labels, pack, parcel_states, states, work
from tests.company import Company
from tests.exceptiontable import LAMP, cancel
from tests.packbench import rows
from tests.parcels import jobs, outbox_rows
from tests.twins import CarrierTwin
from warehouse_app.application.addressing import SetAddress
from warehouse_app.application.carriers.calls import Aside
from warehouse_app.application.carriers.desk import ChangeService, RetryLabel
from warehouse_app.application.exceptions.queue import queue
from warehouse_app.application.exceptions.resolving import resolve
from warehouse_app.application.shipping import LoadScan
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.carriers.refusals import BadService, NotBuyable
from warehouse_app.domain.editing import Change
from warehouse_app.domain.exceptions.judge import deeds
from warehouse_app.domain.exceptions.values import Case, CaseKind, Deed, Given
from warehouse_app.domain.shipping.judge import WaitsForLabel
from warehouse_app.ports.carrier import Answer, Shipment
from warehouse_app.store import bench as bench_row
from warehouse_app.store import orders
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.checks import office
from warehouse_app.store.checks.asking import ask
from warehouse_app.store.packing import packs
from warehouse_app.store.schema import floor, trade
from warehouse_app.wording.exceptions import case_title


@pytest.fixture
def twin(company: Company) -> CarrierTwin:
    by_carrier(company)
    return CarrierTwin()


def test_a_parcel_waits_for_its_label_and_the_bench_goes_on(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    answer = bench.answers[-1]
    assert (answer.code, answer.facts["problem"], answer.facts["carrier"]) == ("order_packed", "wait_label", "DHL")
    assert (parcel_states(company), states(company)) == (["waits_for_label"], ["wanted"])
    assert bench.codes("T2", LAMP) == ["order_opened", "order_packed"]
    assert [each.parcel for each in bench.state().awaited] == ["P00000001", "P00000002"]
    work(company, twin)
    assert (parcel_states(company), states(company)) == (["sealed"] * 2, ["bought"] * 2)
    assert [row.tracking for row in labels(company)] == ["DHL000001", "DHL000002"]
    assert [job.document for job in jobs(company)].count("label") == len(("O1", "O2"))
    assert bench.codes("DHL000002", "T1", "DHL000001") == ["label_applied", "scan_label", "order_packed"]
    assert parcel_states(company) == ["labelled"] * 2


@pytest.mark.parametrize("troubles", ["answer lost", "down", "fault", "booked, lost, down"])
def test_whatever_becomes_of_the_answer_one_label_is_bought(company: Company, twin: CarrierTwin, troubles: str) -> None:
    pack(company)
    twin.troubles = troubles.split(", ")
    faults = Faults()
    work(company, twin, faults=faults)
    assert parcel_states(company) == ["waits_for_label"]
    for _ in range(4):
        work(company, twin)
    assert (states(company), parcel_states(company)) == (["bought"], ["sealed"])
    assert twin.paid() == {"P00000001": [labels(company)[0].intent]}
    assert len(faults.heard) == (troubles == "fault")


def test_the_doctor_finds_nothing_in_what_a_carrier_answers(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    twin.troubles = ["refused: closed"]
    work(company, twin)
    bench.scan("T1", "1")
    work(company, twin)
    with company.store.read() as desk:
        decided = next(each for each in office.QUESTIONS if each.name.startswith("a decision on an order"))
        assert ask(desk, decided, {}).broken == ()


def test_a_worker_killed_between_call_and_answer_is_followed_by_one_that_asks_first(
    company: Company, twin: CarrierTwin
) -> None:
    pack(company)
    twin.troubles = ["dies"]
    with pytest.raises(SystemExit):
        work(company, twin)
    assert states(company) == ["sent"]
    work(company, twin)
    key = labels(company)[0].intent
    assert (twin.asked, states(company)) == ([("buy", key), ("look", key)], ["bought"])


def test_a_label_that_was_booked_late_is_the_one_that_is_asked_for(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    twin.troubles = ["books late", "lost"]
    work(company, twin)
    twin.catch_up()
    work(company, twin)
    work(company, twin)
    assert (states(company), len(twin.sold)) == (["bought"], 1)


def test_a_refusal_is_told_in_the_carriers_words_and_asked_about_where_the_parcel_is(
    company: Company, twin: CarrierTwin
) -> None:
    bench = pack(company)
    twin.troubles = ["refused: PLZ 9999 <unknown>"] * 2
    work(company, twin)
    assert bench.state().awaited[0].why == "PLZ 9999 <unknown>"
    told = bench.scan("T1")
    assert (told.code, told.verdict, told.facts["said"]) == ("label_refused", Verdict.ASKED, "PLZ 9999 <unknown>")
    assert [each.code for each in bench.state().choices] == ["ask_carrier", "hold_label", "open_waiting"]
    assert bench.scan("1").code == "label_asked"
    work(company, twin)
    assert (states(company), len({each.intent for each in labels(company)})) == (["dropped", "refused"], 2)
    assert bench.codes("P00000001", "2") == ["label_refused", "label_hold"]
    with company.store.read() as desk:
        assert orders.holds_of(desk, 1)[0][:2] == ("manual", "DHL: PLZ 9999 <unknown>")
    assert [each.what for each in rows(company, trade.order_event)][:4] == [
        "label_wanted", "label_refused", "label_wanted", "label_refused",
    ]  # fmt: skip


def test_another_service_is_offered_with_its_price_where_nothing_was_bought(company: Company) -> None:
    by_carrier(company, "DHL", NEXTDAY="UPS", SLOW="POST", POSH="POST")
    twin = CarrierTwin()
    other = CarrierTwin("UPS", {"NEXTDAY": 1290, "NOT OURS": 1})
    post = CarrierTwin("POST", {"SLOW": 310, "POSH": 99_00})
    bench = pack(company)
    twin.troubles = ["down"]
    work(company, twin, other, post)
    offered = [(each.code, each.facts.get("price")) for each in bench.scan("T1").state.choices]
    assert offered == [
        ("service", "3.10 GBP"), ("service", "12.90 GBP"), ("service", "99.00 GBP"), ("ask_carrier", None),
        ("hold_label", None), ("open_waiting", None),
    ]  # fmt: skip
    told = bench.scan("2")
    assert (told.code, told.facts["carrier"], told.facts["service"]) == ("label_asked", "UPS", "NEXTDAY")
    work(company, twin, other, post)
    assert (states(company), twin.paid(), len(other.paid())) == (["dropped", "bought"], {}, 1)
    row = rows(company, floor.parcel)[0]
    assert (row.carrier, row.service, row.tracking) == ("UPS", "NEXTDAY", "UPS000001")


def test_a_supervisor_lets_a_parcel_go_by_another_service(company: Company) -> None:
    by_carrier(company, "DHL", NEXTDAY="UPS")
    twin, other = CarrierTwin(), CarrierTwin("UPS")
    pack(company)
    twin.troubles = ["answer lost"]
    work(company, twin, other)
    new, number = company.ids.new, labels(company)[0].id
    change = ChangeService(id=new(), purchase=number, service="NEXTDAY")
    assert company.runner.perform(change, company.supervisor).refusal == NotBuyable("P00000001", "unknown")
    twin.sold.clear()  # it never came there
    twin.troubles = ["", "refused: closed"]
    company.runner.perform(RetryLabel(id=new(), purchase=number), company.supervisor).done()
    work(company, twin, other, minutes=0)
    wrong = company.runner.perform(replace(change, id=new(), service="SLOW"), company.supervisor)
    assert (states(company), wrong.refusal) == (["refused"], BadService("service", "SLOW"))
    company.runner.perform(replace(change, id=new()), company.supervisor).done()
    work(company, twin, other)
    assert (states(company), twin.sold, len(other.paid())) == (["dropped", "bought"], {}, 1)


def test_what_may_be_bought_is_bought_nowhere_else(company: Company) -> None:
    by_carrier(company, "DHL", NEXTDAY="UPS")
    twin, other = CarrierTwin(), CarrierTwin("UPS", {"NEXTDAY": 1290})
    bench = pack(company)
    twin.troubles = ["down", "answer lost"]
    work(company, twin, other)
    assert len(bench.scan("T1").state.choices) == len(("UPS", "again", "hold", "open"))
    work(company, twin, other)
    # The question was put before it was asked once more: nobody knows by now, and nothing else is offered.
    told = bench.scan("1")
    assert (told.code, told.facts["problem"], other.sold) == ("label_awaited", "asked", {})
    assert [each.code for each in told.state.choices] == ["ask_carrier", "hold_label", "open_waiting"]
    assert bench.scan("1").code == "label_asked"
    work(company, twin, other, minutes=0)
    assert (states(company), other.sold) == (["bought"], {})
    assert bench.scan("T1").code == "scan_label"


@pytest.mark.parametrize("known", ["lost", "not asked"])
def test_a_parcel_that_is_opened_again_gives_its_label_back_before_another_is_bought(
    company: Company, twin: CarrierTwin, known: str
) -> None:
    bench = pack(company)
    if known == "lost":
        twin.troubles = ["answer lost"]
        work(company, twin)
    with company.write() as desk:  # as a bench does that opens it again
        found = packs.of_parcel(desk, 1)
        assert found is not None
        packs.reopen(desk, found)
        bench_row.write(desk, "B1", Work.PACK, BenchRow(found.id, "", {"claim": 2}))
    assert bench.scan("NEXT BOX").code == "order_packed"
    twin.down = True
    work(company, twin)
    twin.down = False
    for _ in range(3):
        work(company, twin)
    before = "dropped" if known == "not asked" else "voided"
    assert states(company) == [before, "bought"]
    assert {parcel: len(keys) for parcel, keys in twin.paid().items()} == {"P00000001": 1}


def test_a_cancelled_order_gives_its_label_back(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    twin.troubles = ["answer lost"]
    work(company, twin)
    cancel(company)
    twin.troubles = ["lost"]
    for _ in range(3):
        work(company, twin)
    assert (states(company), twin.paid(), parcel_states(company)) == (["voided"], {}, ["voided"])


def test_a_late_booking_is_taken_back_as_well(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    twin.troubles = ["books late"]
    work(company, twin)
    cancel(company)
    work(company, twin, minutes=0.5)
    assert states(company) == ["voiding"]  # it has not heard of the key, and may still
    twin.catch_up()
    work(company, twin)
    assert (states(company), twin.paid()) == (["voided"], {})


def test_what_a_carrier_keeps_is_told_and_asked_for_again(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    work(company, twin)
    cancel(company)
    twin.troubles = ["keeps: scanned at the depot"]
    work(company, twin)
    case = exceptions(company)[0]
    assert (case.kind, case.fact("why"), deeds(case)[0]) == (CaseKind.LABEL, "scanned at the depot", Deed.RETRY)
    resolve(company.runner, company.supervisor, case.name, "retry", Given(), pause=lambda _s: None)
    work(company, twin)
    assert (states(company), twin.paid(), exceptions(company)) == (["voided"], {}, [])


def test_a_carrier_that_does_not_answer_is_told_after_two_minutes(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    twin.down = True
    assert exceptions(company) == []
    work(company, twin, minutes=1)
    assert exceptions(company) == []
    work(company, twin)
    assert [case.fact("state") for case in exceptions(company)] == ["wanted"]
    assert outbox_rows(company)[labels(company)[0].intent][2] == "carrier_away"


def test_a_label_that_is_taken_back_too_slowly_is_told_and_asked_for_again(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    work(company, twin)
    cancel(company)
    twin.down = True
    work(company, twin, minutes=1)
    assert exceptions(company) == []
    work(company, twin)
    case = exceptions(company)[0]
    assert (case.fact("state"), deeds(case)[0], case.orders) == ("voiding", Deed.RETRY, 0)
    twin.down = False
    resolve(company.runner, company.supervisor, case.name, "retry", Given(), pause=lambda _s: None)
    work(company, twin, minutes=0)
    assert (states(company), exceptions(company)) == (["voided"], [])


def test_a_refused_label_of_a_held_order_is_as_dear_as_its_order_and_ends_in_the_queue(
    company: Company, twin: CarrierTwin
) -> None:
    soon = "2010-12-06T10:00:00.000000Z"
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(ship_by=soon, total_minor=50_000))
    bench = pack(company)
    twin.troubles = ["refused: closed on Mondays"] * 2
    work(company, twin)
    assert bench.codes("T1", "2") == ["label_refused", "label_hold"]
    case = exceptions(company)[0]
    hold = next(each for each in everything(company) if each.kind is CaseKind.HOLD)
    assert (case.due, case.value_minor, case.cost) == (hold.due, hold.value_minor, hold.cost)
    assert deeds(case)[:4] == (Deed.UNHOLD, Deed.RETRY, Deed.CORRECT, Deed.LOOK)
    do(company, case, "retry")
    assert states(company) == ["dropped", "wanted"]
    work(company, twin)
    waits = exceptions(company)[0]
    assert (waits.fact("state"), deeds(waits)[:2]) == ("wanted", (Deed.UNHOLD, Deed.LOOK)), "its order is held"
    assert case_title(waits) == "P00000001 waits for its label: order O1 is held"
    do(company, waits, "unhold")
    work(company, twin)
    again = exceptions(company)[0]
    assert (again.fact("state"), deeds(again)[0]) == ("refused", Deed.RETRY)
    do(company, again, "retry")
    work(company, twin)
    assert (states(company)[-1], exceptions(company)) == ("bought", [])


def test_a_label_of_an_order_held_for_its_address_is_ended_by_correcting_that(
    company: Company, twin: CarrierTwin
) -> None:
    pack(company)
    twin.troubles = ["refused: no such street"]
    work(company, twin)
    with company.write() as desk:
        orders.put_hold(desk, 1, "address", "no such street")
    assert deeds(exceptions(company)[0])[:2] == (Deed.CORRECT, Deed.UNHOLD)
    told = (("name", "Ada"), ("street", "1 Rue"), ("city", "Paris"), ("postcode", "75001"), ("country", "FR"))
    changes = tuple(Change(name, "", text) for name, text in told)
    command = SetAddress(id=company.ids.new(), order_id=1, reason="moved", changes=changes)
    assert company.runner.perform(command, company.supervisor).done().let_go
    work(company, twin)
    assert (states(company), exceptions(company)) == (["dropped", "bought"], [])


def test_nothing_is_bought_while_an_order_is_held(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    assert bench.codes("T1", "2") == ["label_awaited", "label_hold"]
    work(company, twin)
    assert (states(company), twin.asked) == (["wanted"], [])
    with company.write() as desk:
        orders.take_hold(desk, 1, "manual")
    work(company, twin)
    assert states(company) == ["bought"]


def test_another_address_is_another_label(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    work(company, twin)
    changes = tuple(
        Change(name, "", text) for name, text in (("street", "1 Rue"), ("city", "Paris"), ("country", "FR"))
    )
    command = SetAddress(id=company.ids.new(), order_id=1, reason="moved", changes=changes)
    assert company.runner.perform(command, company.supervisor).done().labels == ("P00000001",)
    assert parcel_states(company) == ["waits_for_label"]
    for _ in range(2):
        work(company, twin)
    assert states(company) == ["voided", "bought"]
    assert [shipment.country for shipment in twin.sold.values()] == ["", "FR"]


@pytest.mark.usefixtures("twin")
def test_a_parcel_without_its_label_is_not_loaded(company: Company) -> None:
    pack(company)
    scan = LoadScan(id=company.ids.new(), text="P00000001", device="", carrier="DHL")
    assert company.runner.perform(scan, company.supervisor).refusal == WaitsForLabel("P00000001", "DHL")


def test_a_slow_carrier_holds_up_nothing(company: Company, twin: CarrierTwin) -> None:
    pack(company)
    gate = threading.Event()
    slow = Slow(gate)
    calls = Aside(patience=0.0)
    work(company, slow, calls=calls)
    assert (states(company), [job.document for job in jobs(company)]) == (["sent"], ["slip"])
    work(company, slow, calls=calls)
    assert slow.asked == []  # it is at the first call still
    gate.set()
    slow.answered.wait()
    while states(company) != ["bought"]:
        work(company, slow, calls=calls)
    assert [what for what, _key in slow.asked] == ["buy"]


class Slow(CarrierTwin):
    """A carrier that answers when it is let."""

    def __init__(self, gate: threading.Event) -> None:
        super().__init__()
        self.gate, self.answered = gate, threading.Event()

    def buy(self, key: str, shipment: Shipment) -> Answer:
        """Wait, then book."""
        self.gate.wait()
        answer = super().buy(key, shipment)
        self.answered.set()
        return answer


def exceptions(company: Company) -> list[Case]:
    return [case for case in everything(company) if case.kind is CaseKind.LABEL]


def everything(company: Company) -> tuple[Case, ...]:
    now = company.runner.now()
    with company.store.read() as desk:
        return queue(desk, now).cases


def do(company: Company, case: Case, deed: str) -> None:
    given = Given(reason="looked at")
    resolve(company.runner, company.supervisor, case.name, deed, given, pause=lambda _s: None)
