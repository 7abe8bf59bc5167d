"""What is doubtful of a barcode that a file tells, by its digits alone."""

from __future__ import annotations

from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault
from warehouse_app.domain.barcodes.gtin import (
    GTIN_LENGTHS,
    gtin14,
    is_digits,
    is_restricted,
    trade_number,
    upc_of_upce,
)
from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.importing.values import BarcodeDraft

_CASE_LENGTH, _CASES = 14, "12345678"


def doubts(barcode: BarcodeDraft) -> tuple[str, ...]:
    """Return what a barcode deserves to be remarked: a wrong check digit, a shop's own number, a case as one piece."""
    text = barcode.text.strip()
    if not (is_digits(text) and len(text) in GTIN_LENGTHS):
        told = read(text)
        return ("barcode_gs1",) if isinstance(told, Barcode) and isinstance(told.suspect, Gs1Fault) else ()
    number = trade_number(text)
    if number is None:
        return ("barcode_check_digit",)
    if gtin14(text) is not None and upc_of_upce(text) is not None:
        return ("barcode_two_numbers",)
    if is_restricted(number):
        return ("barcode_restricted",)
    is_case = len(text) == _CASE_LENGTH and text[0] in _CASES
    return ("barcode_case_of_one",) if is_case and barcode.factor == 1 else ()
