"""What a scan says of goods beside their product, against what is promised: it fits, contradicts, or is unsure."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse_app.domain.barcodes.days import day_of
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.gs1 import read_gs1
from warehouse_app.domain.barcodes.meaning import Product
from warehouse_app.domain.items import Item
from warehouse_app.domain.marks import Expired, LotUnsure, NotWhole, WrongLot, WrongSerial, expired, fitting, units_of

TODAY = date(2026, 11, 27)
A, B, NONE = Item("MUG", lot="A"), Item("MUG", lot="B"), Item("MUG")
S1, S2 = Item("CAM", serial="S1"), Item("CAM", serial="S2")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("261231", "2026-12-31"),
        ("260200", "2026-02-28"),
        ("280200", "2028-02-29"),
        ("760101", "2076-01-01"),
        ("770101", "1977-01-01"),
        ("000101", "2000-01-01"),
    ],
)
def test_a_day_lies_in_the_century_nearest_to_today(printed: str, day: str) -> None:
    assert day_of(printed, TODAY).isoformat() == day
    assert day_of("100101", date(2090, 1, 1)).isoformat() == "2110-01-01"


def test_goods_are_expired_the_day_after_their_last() -> None:
    assert expired("MUG", Gs1Fields(expiry="261127"), TODAY) is None
    assert expired("MUG", Gs1Fields(expiry="261126"), TODAY) == Expired("MUG", "2026-11-26")
    assert expired("MUG", Gs1Fields(best_before="200101"), TODAY) is None
    assert expired("MUG", None, TODAY) is None


@pytest.mark.parametrize(
    ("said", "here", "fit"),
    [
        (None, [A, B], (A, B)),
        (Gs1Fields(), [A, B], (A, B)),
        (Gs1Fields(lot="A"), [A, B, NONE], (A, NONE)),
        (Gs1Fields(lot="a"), [A], (A,)),
        (Gs1Fields(lot="X", serial="Y"), [NONE], (NONE,)),
        (Gs1Fields(lot="X"), [], ()),
        (Gs1Fields(serial="S2"), [S1, S2], (S2,)),
        (Gs1Fields(lot="X"), [A, B], WrongLot("MUG", "X", "A, B")),
        (Gs1Fields(serial="S3"), [S1, S2], WrongSerial("MUG", "S3", "S1, S2")),
        (Gs1Fields(lot="A", serial="S2"), [Item("MUG", "A", "S1")], WrongSerial("MUG", "S2", "S1")),
        (Gs1Fields(lot="X"), [Item("MUG", lot) for lot in "EDCBA"], WrongLot("MUG", "X", "A, B, C, ...")),
    ],
)
def test_a_scan_means_the_goods_it_does_not_contradict(said: Gs1Fields | None, here: list[Item], fit: object) -> None:
    assert fitting("MUG", said, here) == fit


def unsure() -> Gs1Fields:
    """(10)L2110, or (10)L (21)10, from a scanner that drops separators."""
    found = read_gs1("010400638133393110L2110", kept=False)
    assert isinstance(found, Gs1Fields)
    assert len(found.unsure) == 2
    return found


def test_what_is_unsure_is_settled_by_what_is_there_and_asked_when_it_is_not() -> None:
    whole, part, other = Item("MUG", "L2110"), Item("MUG", "L"), Item("MUG", "X")
    assert fitting("MUG", unsure(), [whole, other]) == (whole,)
    assert fitting("MUG", unsure(), [part]) == (part,)
    assert fitting("MUG", unsure(), [NONE]) == (NONE,)
    assert fitting("MUG", unsure(), [whole, part]) == LotUnsure("MUG", "L, L2110")
    assert fitting("MUG", unsure(), [other]) == WrongLot("MUG", "L2110", "X")


def test_a_measure_counts_base_units_exactly_or_is_refused() -> None:
    said = read_gs1("0194006381333934" + "3103001250", kept=True)
    assert isinstance(said, Gs1Fields)
    assert units_of(Product("HAM", 1, said), "g") == 1250
    assert units_of(Product("HAM", 12, said), "piece") == 12
    odd = read_gs1("0194006381333934" + "3202000250", kept=True)
    assert isinstance(odd, Gs1Fields)
    assert units_of(Product("HAM", 1, odd), "g") == NotWhole("HAM", "2.50 lb", "g")
    assert units_of(Product("HAM"), "g") == 1
    nothing = read_gs1("0194006381333934" + "3103000000", kept=True)
    assert isinstance(nothing, Gs1Fields)
    assert units_of(Product("HAM", 1, nothing), "g") == NotWhole("HAM", "0", "g")
    assert units_of(Product("HAM", 1, nothing), "piece") == 1
