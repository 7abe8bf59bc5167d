"""A parcel that waits for its carrier's label is opened again at the bench: what is taken back is told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.carrierbench import by_carrier, labels, pack, parcel_states, states, work
from tests.company import Company
from tests.exceptiontable import LAMP, MUG, cancel
from tests.packbench import Bench, inside, line_counts
from tests.twins import CarrierTwin
from warehouse_app.domain.bench import Verdict
from warehouse_app.store import orders
from warehouse_app.wording.say import say

CHOICE = "open_waiting"


@pytest.fixture
def twin(company: Company) -> CarrierTwin:
    by_carrier(company)
    return CarrierTwin()


def choose(bench: Bench, scanned: str = "P00000001") -> str:
    """Scan a parcel that waits, and press the number that opens it again; return the code of the answer."""
    told = bench.scan(scanned)
    number = next(each.n for each in told.state.choices if each.code == CHOICE)
    return bench.scan(str(number)).code


HOW_FAR: dict[str, tuple[str, str, str]] = {
    "not asked": ("wanted", "unasked", "dropped"),
    "down": ("wanted", "unasked", "dropped"),
    "refused: no such street": ("refused", "unasked", "dropped"),
    "answer lost": ("unknown", "maybe", "voided"),
    "dropped": ("unknown", "maybe", "voided"),
    "booked": ("booked", "maybe", "voided"),
}


@pytest.mark.parametrize("trouble", HOW_FAR)
def test_what_is_taken_back_is_told_before_and_one_label_is_paid_at_the_end(
    company: Company, twin: CarrierTwin, trouble: str
) -> None:
    stood, reach, ended = HOW_FAR[trouble]
    bench = pack(company)
    if trouble != "not asked":
        twin.troubles = [trouble]
        work(company, twin)
    assert states(company) == [stood]
    assert choose(bench) == "reopen_reach"
    asked = bench.answers[-1]
    assert (asked.verdict, asked.facts["problem"], asked.facts["carrier"]) == (Verdict.ASKED, reach, "DHL")
    assert (states(company), parcel_states(company)) == ([stood], ["waits_for_label"]), "nothing is done yet"
    done = bench.scan("CONTINUE")
    assert (done.code, done.facts["problem"], parcel_states(company)) == ("parcel_reopened", reach, ["open"])
    assert states(company) == [{"dropped": "dropped", "voided": "voiding"}[ended]]
    assert bench.codes("UNDO", LAMP) == ["undone", "order_packed"]
    for _ in range(4):
        work(company, twin)
    assert states(company) == [ended, "bought"]
    assert twin.paid() == {"P00000001": [labels(company)[-1].intent]}
    assert line_counts(company, 1) == [(MUG, 2, 2, 0), (LAMP, 1, 1, 0)]
    tracking = labels(company)[-1].tracking
    assert bench.codes("T1", tracking) == ["scan_label", "order_packed"]


def test_a_label_that_came_is_given_back(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    work(company, twin)
    told = bench.scan("T1", "UNDO")
    assert (told.code, told.facts["problem"]) == ("reopen_reach", "bought")
    assert "gives its label back to DHL" in say(told.code, told.facts)
    assert bench.codes("CONTINUE", "NEXT BOX") == ["parcel_reopened", "order_packed"]
    for _ in range(2):
        work(company, twin)
    assert (states(company), len(twin.paid()["P00000001"])) == (["voided", "bought"], 1)
    assert bench.codes("T1", "DHL000002") == ["scan_label", "order_packed"]
    # Closed it is shown at rest, and says the same.
    shown = bench.scan("P00000001")
    assert (shown.code, shown.facts["problem"]) == ("parcel_shown", "bought")
    assert bench.codes("UNDO") == ["never_mind"]


Meanwhile = Callable[[Company, CarrierTwin], None]


def _came(company: Company, twin: CarrierTwin) -> None:
    work(company, twin)


def _lost(company: Company, twin: CarrierTwin) -> None:
    twin.troubles = ["answer lost"]
    work(company, twin)


@pytest.mark.parametrize(("meanwhile", "reach"), [(_came, "bought"), (_lost, "maybe")])
def test_what_became_of_the_label_since_the_question_is_told_before_anything_is_done(
    company: Company, twin: CarrierTwin, meanwhile: Meanwhile, reach: str
) -> None:
    bench = pack(company)
    assert choose(bench) == "reopen_reach"
    assert bench.answers[-1].facts["problem"] == "unasked"
    meanwhile(company, twin)
    before = states(company)
    told = bench.scan("CONTINUE")
    assert (told.code, told.facts["problem"], states(company)) == ("reopen_reach", reach, before)
    assert bench.scan("CONTINUE").code == "parcel_reopened"
    assert states(company) == ["voiding"]


def test_who_leaves_it_leaves_the_label_as_it_is(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    assert choose(bench, "T1") == "reopen_reach"
    assert bench.codes("UNDO") == ["never_mind"]
    assert choose(bench, "O1") == "reopen_reach"
    assert bench.codes("T2", "PAUSE") == ["order_opened", "pack_paused"], "another scan leaves it as well"
    work(company, twin)
    assert (states(company), parcel_states(company)) == (["bought"], ["sealed", "open"])


def test_a_label_that_came_while_it_was_asked_about_is_not_lost(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    told = bench.scan("P00000001")
    number = next(each.n for each in told.state.choices if each.code == CHOICE)
    work(company, twin)
    assert bench.scan(str(number)).facts["problem"] == "bought"
    assert bench.codes("UNDO", "DHL000001") == ["never_mind", "label_applied"]


def test_two_benches_open_one_parcel_once(company: Company, twin: CarrierTwin) -> None:
    here, there = pack(company), Bench(company, "B2", "BO")
    assert there.codes("P00000001") == ["label_waits"], "it stands at the other bench"
    assert choose(here) == "reopen_reach"
    assert here.codes("CONTINUE") == ["parcel_reopened"]
    assert there.codes("P00000001") == ["open_elsewhere"]
    assert here.codes("NEXT BOX") == ["order_packed"]
    work(company, twin)
    assert (states(company), len(twin.sold)) == (["dropped", "bought"], 1)


def test_nothing_is_asked_of_a_parcel_whose_order_is_held(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    twin.troubles = ["refused: PLZ"]
    work(company, twin)
    assert choose(bench) == "reopen_reach"
    with company.write() as desk:
        orders.put_hold(desk, 1, "manual", "wait")
    assert bench.codes("CONTINUE", "", "P00000001", "") == ["on_hold", "acknowledged"] * 2
    assert states(company) == ["refused"]
    with company.write() as desk:
        orders.take_hold(desk, 1, "manual")
    assert choose(bench) == "reopen_reach"


def test_a_parcel_whose_order_was_cancelled_while_it_waited_is_taken_apart_where_it_stands(
    company: Company, twin: CarrierTwin
) -> None:
    bench = pack(company)
    twin.troubles = ["answer lost"]
    work(company, twin)
    cancel(company)
    told = bench.scan("P00000001")
    assert (told.code, told.facts["units"], told.state.stop is not None) == ("cancelled_meanwhile", 3, True)
    assert bench.codes("") == ["unpacked"]
    assert inside(company, "T1") == {MUG: 2, LAMP: 1}
    assert say("cannot_unpack", bench.scan("P00000001").facts) == (
        "Parcel P00000001 is void. Throw its label away. Scan the tote of its order"
    )
    for _ in range(2):
        work(company, twin)
    assert (states(company), twin.paid()) == (["voided"], {})
