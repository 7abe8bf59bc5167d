"""Labels that are bought leave as a file: every purchase with its key, its price and the carrier's own words."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

from tests.carrierbench import by_carrier, labels, pack, work
from tests.company import Company
from tests.twins import CarrierTwin
from warehouse_app.application.exporting import export


def exported(company: Company, since: str | None = None) -> list[dict[str, Any]]:
    sink = StringIO()
    export(company.runner, company.supervisor, "labels", "jsonl", sink, since=since)
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def test_labels_leave_with_their_keys_and_what_became_of_them(company: Company) -> None:
    by_carrier(company)
    twin = CarrierTwin()
    twin.troubles = ["refused: no such street"]
    bench = pack(company)
    waits = exported(company)[0]
    assert (waits["state"], waits["sent_at"], waits["answered_at"], waits["attempts"]) == ("wanted", "", "", 0)
    work(company, twin)
    assert bench.codes("T1", "1") == ["label_refused", "label_asked"]
    work(company, twin)
    refused, bought = exported(company)
    assert [refused["key"], bought["key"]] == [each.intent for each in labels(company)]
    assert (refused["state"], refused["why"], refused["tracking"]) == ("dropped", "no such street", "")
    assert (bought["parcel"], bought["order"], bought["carrier"], bought["service"]) == (
        "P00000001", "O1", "DHL", "EXPRESS"
    )  # fmt: skip
    assert (bought["state"], bought["tracking"], bought["price_minor"], bought["currency"]) == (
        "bought", "DHL000001", 590, "GBP"
    )  # fmt: skip
    assert (bought["station"], bought["who"], bought["attempts"]) == ("B1", labels(company)[1].who, 1)
    assert refused["at"] < bought["at"] < bought["sent_at"]
    assert exported(company, "2030-01-01") == []
