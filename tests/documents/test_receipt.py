"""A slip on a receipt printer says what the slip says, and nothing that was typed commands the printer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.documents.papers.slip import PackingSlipData, SlipLine
from warehouse_app.documents.receipt import COLUMNS, prove_receipt, read, slip_receipt
from warehouse_app.domain.refusals import Usage


def slip(**more: object) -> PackingSlipData:
    values: dict[str, object] = {
        "company": "Café Zoë",
        "order": "1001",
        "parcel": "P1001-1",
        "lines": (
            SlipLine("MUG", "A mug with a very long name that does not fit in one line", 2, 2),
            SlipLine("X", "", 1, 0),
        ),
        "recipient": ("Anna Österlund", "12 Long Street"),
    }
    return PackingSlipData(**(values | more))  # type: ignore[arg-type]


def test_a_receipt_says_what_is_in_the_parcel() -> None:
    found = read(slip_receipt(slip()))
    assert found.codes == ("1001",)
    assert found.cut
    assert found.lines[0] == "Café Zoë"
    assert "Anna Österlund" in found.lines
    assert "2 x MUG" in found.lines
    assert "2 units in this parcel" in found.lines
    assert not any(line.endswith("x X") for line in found.lines)
    assert max(map(len, found.lines)) <= COLUMNS


def test_signs_that_a_receipt_printer_lacks_are_told_before() -> None:
    with pytest.raises(Usage) as told:
        slip_receipt(slip(recipient=("村上春樹",)))
    assert told.value.code == "receipt_signs"


def test_a_code_that_no_barcode_takes_stands_as_text_alone() -> None:
    found = read(slip_receipt(slip(order="é1")))
    assert found.codes == ()
    assert "Order é1" in found.lines
    with pytest.raises(Usage):
        slip_receipt(slip(order="1" * 41))


@given(st.text(max_size=200))
def test_no_name_commands_the_printer(name: str) -> None:
    try:
        document = slip_receipt(slip(lines=(SlipLine("MUG", name, 1, 1),), recipient=(name,)))
    except Usage:
        return
    found = read(document)
    assert found.codes == ("1001",)
    assert document.count(b"\x1dV") == 1
    assert "1 x MUG" in found.lines


@given(st.binary(max_size=100))
def test_any_bytes_are_a_receipt_or_refused(data: bytes) -> None:
    try:
        read(data)
    except ValueError:
        return


def test_a_receipt_is_proven_against_what_it_must_say() -> None:
    data = slip()
    whole = slip_receipt(data)
    assert prove_receipt(whole, data).ok
    assert [each.code for each in prove_receipt(whole, slip(order="1002")).problems] == ["code_missing", "code_foreign"]
    more = slip(lines=(*data.lines, SlipLine("BOWL", "A bowl", 1, 1)))
    assert [each.code for each in prove_receipt(whole, more).problems] == ["text_missing"]
    assert [each.code for each in prove_receipt(whole[:-4], data).problems] == ["pages"]
    assert [each.code for each in prove_receipt(whole + b"\x10\x04", data).problems] == ["unreadable"]
