"""Labels bought of carriers: one key whatever happens; the bench never waits, and its parcels do, with their codes."""

from __future__ import annotations

import pytest

from tests.carrierbench import by_carrier, labels, pack, parcel_states, states, work
from tests.company import Company
from tests.exceptiontable import LAMP
from tests.parcels import jobs
from tests.twins import CarrierTwin


@pytest.fixture
def twin(company: Company) -> CarrierTwin:
    by_carrier(company)
    return CarrierTwin()


def test_a_parcel_waits_for_its_label_and_the_bench_goes_on(company: Company, twin: CarrierTwin) -> None:
    bench = pack(company)
    answer = bench.answers[-1]
    assert (answer.code, answer.facts["problem"], answer.facts["carrier"]) == ("order_packed", "wait_label", "DHL")
    assert (parcel_states(company), states(company)) == (["wait_label"], ["wanted"])
    assert bench.codes("T2", LAMP) == ["order_opened", "order_packed"]
    assert [each.parcel for each in bench.state().awaited] == ["P00000001", "P00000002"]
    work(company, twin)
    assert (parcel_states(company), states(company)) == (["sealed"] * 2, ["bought"] * 2)
    assert [row.tracking for row in labels(company)] == ["DHL000001", "DHL000002"]
    assert len(jobs(company)) == 2
    assert bench.codes("DHL000002", "T1", "DHL000001") == ["label_applied", "scan_label", "order_packed"]
    assert parcel_states(company) == ["labelled"] * 2
