"""The whole `~HS` answer: every flag is read, and nothing that a line may garble is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.devices.printers.status import fate_by_status, is_whole, parse_status
from warehouse_app.ports.printer import Fate, PrinterStatus

FIRST = "030,0,0,1245,000,0,0,0,000,0,0,0"
SECOND = "000,0,0,0,1,2,4,0,00000000,1,000"


def answer(first: str = FIRST, second: str = SECOND, third: str = "1234,0") -> bytes:
    return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in (first, second, third))


def changed(line: str, at: int, value: str) -> str:
    fields = line.split(",")
    fields[at] = value
    return ",".join(fields)


def test_a_printer_at_rest_is_ready_and_holds_nothing() -> None:
    status = parse_status(answer())
    assert status == PrinterStatus(known=True)
    assert (status.ready, status.against, status.holds) == (True, "", False)


@pytest.mark.parametrize(
    ("at", "value", "against"),
    [
        (1, "1", "printer_paper_out"),
        (2, "1", "printer_paused"),
        (5, "1", "printer_full"),
        (9, "1", "printer_memory"),
        (11, "1", "printer_hot"),
    ],
)
def test_each_flag_of_the_first_line_stands_against_printing(at: int, value: str, against: str) -> None:
    assert parse_status(answer(changed(FIRST, at, value))).against == against


@pytest.mark.parametrize(("at", "against"), [(2, "printer_head_open"), (3, "printer_ribbon_out")])
def test_each_flag_of_the_second_line_stands_against_printing(at: int, against: str) -> None:
    assert parse_status(answer(second=changed(SECOND, at, "1"))).against == against


def test_a_printer_without_ribbon_misses_none() -> None:
    second = changed(changed(SECOND, 3, "1"), 4, "0")
    assert parse_status(answer(second=second)).ready


def test_an_open_head_is_told_before_what_follows_from_it() -> None:
    first, second = changed(changed(FIRST, 1, "1"), 2, "1"), changed(SECOND, 2, "1")
    assert parse_status(answer(first, second)).against == "printer_head_open"


def test_what_lies_in_its_memory_is_counted() -> None:
    status = parse_status(answer(changed(changed(FIRST, 4, "012"), 7, "1"), changed(SECOND, 8, "00000007")))
    assert (status.formats, status.remaining, status.partial, status.holds) == (12, 7, True, True)
    assert status.ready


def test_a_label_at_the_edge_is_printed_and_waits_for_a_hand() -> None:
    status = parse_status(answer(second=changed(SECOND, 7, "1")))
    assert (status.label_waits, status.holds) == (True, False)


def test_two_lines_are_enough() -> None:
    whole = answer()
    assert is_whole(whole)
    assert not is_whole(whole[: whole.rindex(b"\x02")])
    assert parse_status(whole[: whole.rindex(b"\x02")]).known


def test_short_lines_of_old_firmware_are_read_as_far_as_they_go() -> None:
    assert parse_status(answer("030,1,0", "000,0,0")).against == "printer_paper_out"


@pytest.mark.parametrize("field", ["", "x", "-1", "1.0", "\N{SUPERSCRIPT ONE}", "123456789"])
def test_a_garbled_flag_makes_the_answer_unknown(field: str) -> None:
    assert not parse_status(answer(changed(FIRST, 1, field))).known


@pytest.mark.parametrize(
    ("status", "fate", "reason"),
    [
        (PrinterStatus(known=True), Fate.UNKNOWN, ""),
        (PrinterStatus(known=False), Fate.UNKNOWN, ""),
        (PrinterStatus(known=False, reachable=False), Fate.WAITING, "printer_unreachable"),
        (PrinterStatus(known=True, formats=1), Fate.WAITING, "printer_holds"),
        (PrinterStatus(known=True, remaining=1, paper_out=True), Fate.WAITING, "printer_paper_out"),
        (PrinterStatus(known=True, paper_out=True), Fate.UNKNOWN, ""),
    ],
)
def test_a_status_never_says_that_a_label_printed_nor_that_it_did_not(
    status: PrinterStatus, fate: Fate, reason: str
) -> None:
    found = fate_by_status(status)
    assert (found.fate, found.reason) == (fate, reason)


@given(st.binary(max_size=400))
def test_any_bytes_are_an_answer_or_none(data: bytes) -> None:
    status = parse_status(data)
    assert status.known or status == PrinterStatus(known=False)


@given(st.data())
def test_an_answer_with_some_bytes_wrong_is_read_or_not_known(data: st.DataObject) -> None:
    whole = bytearray(answer())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=5)):
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    status = parse_status(bytes(whole[:cut]))
    assert status.formats >= 0
    assert status.known or status.ready
