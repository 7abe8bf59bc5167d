"""Labels, boxes and ways in by line mode: the same deeds as at the window, one JSON answer a line."""

from __future__ import annotations

from typing import Any

from tests.company import Company
from tests.packbench import pick, rule
from warehouse_app.terminal.station import Line, Station, mode_of


def test_two_boxes_their_labels_a_move_and_the_next_order_by_lines(company: Company) -> None:
    rule(company, "pack.scan_back", "always")
    with company.write() as desk:
        for sku in ("CUP", "PAN"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1", [("CUP", 2)]), "T1")
        pick(desk, company, company.order(desk, "2", [("PAN", 1)], ship_by="2010-12-09T17:00:00.000000Z"), "T1")
    station = Station(company.runner, company.packer, mode_of("pack"))
    station.begin()

    def said(*texts: str) -> list[str]:
        return [str(station.answer(Line(text, ""))["code"]) for text in texts]

    assert said("T1", "CUP", "NEXT BOX") == ["order_opened", "right_item", "scan_label"]
    answer: dict[str, Any] = station.answer(Line("P00000001", ""))
    assert answer["say"] == "The label of parcel P00000001 is on. 1 item goes into parcel P00000002"
    assert answer["state"]["box"] == 2
    assert said("CUP") == ["scan_label"]
    wrong: dict[str, Any] = station.answer(Line("P00000001", ""))
    assert wrong["class"] == "stop"
    assert str(wrong["say"]).startswith(
        "Wrong label. It is of parcel P00000001, order 1. Take the label of parcel P000000"
    )
    applied: dict[str, Any] = [station.answer(Line(text, "")) for text in ("", "P00000002")][-1]
    assert applied["say"] == "Order 1 is packed. Its label is on. Order 2 is open: 1 item to pack"
    assert applied["state"]["expects"][0] == {"kind": "item", "code": "PAN"}
    station.pause()
    again = Station(company.runner, company.packer, mode_of("pack"))
    state: Any = again.begin()
    assert (state.phase, state.order.code) == ("paused", "2")
    assert said("CONTINUE", "PAN") == ["order_resumed", "scan_label"]
    assert said("PAUSE", "MOVE", "P00000001", "CUP", "P00000002") == [
        *("label_left", "move_from", "move_items", "move_more", "goods_moved"),
    ]
    assert said("P00000003", "P00000001") == ["label_applied", "cannot_unpack"]
