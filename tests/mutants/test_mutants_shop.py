"""The whole shop beside its naive twin, on both databases; and the faults that it must find, each planted in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DatabaseError

from tests.mutants import shop_day, shop_faults, shop_office, shop_packing
from tests.mutants.shop_faults import FAULTS
from tests.mutants.shop_machine import healthy, searched
from warehouse_app.domain.refusals import Refused

if TYPE_CHECKING:
    from tests.postgres import Server

SQLITE, POSTGRESQL = 3_000, 1_500
"""Deeds compared in one test; the long proof goes on without end."""


FOUND = (AssertionError, Refused, DatabaseError)
"""How a fault is found. Anything else is a mistake in what was planted."""


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", range(1, 6))
def test_the_shop_does_what_the_naive_shop_does(number: int) -> None:
    assert searched(number, SQLITE)["done"] >= SQLITE


@pytest.mark.slow
@pytest.mark.system
@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", [7, 8])
def test_the_shop_does_the_same_on_a_server(server: Server, number: int) -> None:
    with shop_day.days_on(server) as begin:
        assert searched(number, POSTGRESQL, begin)["done"] >= POSTGRESQL


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_walk_is_sound_where_nothing_is_planted(fault: str) -> None:
    floor = shop_day.begun(FAULTS[fault].hour)
    FAULTS[fault].walk(floor)
    healthy(floor)
    floor.store.close()


def test_both_shops_unpack_an_order_that_was_cancelled_while_its_bench_paused() -> None:
    floor = shop_day.begun("picked")
    for text in ("O1", shop_faults.BOWL, "PAUSE"):
        shop_packing.pack(floor, "B1", text)
    shop_office.cancel(floor, "O1")
    shop_packing.pack(floor, "B1", "O1")
    parcel = floor.benches["B1"].unpack
    assert parcel is not None
    shop_packing.pack(floor, "B1", "CONTINUE")
    assert floor.shop.open_parcel("O1") is None
    healthy(floor)
    floor.store.close()


def test_both_shops_pack_an_order_into_two_boxes_scan_their_labels_and_open_one_again() -> None:
    floor = shop_day.begun("picked")
    assert shop_packing.pack(floor, "B1", "O1").code == "order_opened"
    shop_day.pack_on(floor, "B1")
    said = [shop_packing.pack(floor, "B1", text).code for text in ("NEXT BOX", "UNDO", "CONTINUE", "NEXT BOX")]
    assert said == ["next_box", "reopen_reach", "parcel_reopened", "next_box"]
    while floor.benches["B1"].applying is None:
        shop_day.pack_on(floor, "B1")
    first, last = floor.shop.open_labels("B1")
    said = [shop_packing.pack(floor, "B1", text).code for text in (first, "", "PAUSE", first, last, first, "CONTINUE")]
    assert said == [
        *("wrong_label", "acknowledged", "label_left", "label_applied", "label_applied"),
        *("parcel_shown", "parcel_reopened"),
    ]
    assert shop_packing.pack(floor, "B1", "NEXT BOX").code == "order_packed"
    healthy(floor)
    floor.store.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_on_its_walk(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    floor = shop_day.begun(FAULTS[fault].hour)
    FAULTS[fault].plant(monkeypatch)
    with pytest.raises(BaseException) as found:
        FAULTS[fault].walk(floor)
    floor.store.close()
    assert isinstance(found.value, FOUND), f"{found.value!r}: what was planted is out of date"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("fault", tuple(FAULTS)[::10])
def test_some_planted_faults_are_found_by_chance(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop_faults.found_by_chance(fault, 2, monkeypatch)
