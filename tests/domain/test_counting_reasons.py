"""Notes that a real shop wrote beside its adjustments, and what they mean."""

from __future__ import annotations

import pytest

from warehouse_app.domain.counting.reasons import Reason, reason_of
from warehouse_app.wording.counting import reason_words


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("damages", Reason.DAMAGED),
        ("Damaged", Reason.DAMAGED),
        ("faulty", Reason.DAMAGED),
        ("damages?", Reason.DAMAGED),
        ("damages/dotcom?", Reason.DAMAGED),
        ("POSSIBLE DAMAGES OR LOST?", Reason.DAMAGED),
        ("broken", Reason.BROKEN),
        ("smashed", Reason.BROKEN),
        ("crushed", Reason.BROKEN),
        ("cracked", Reason.BROKEN),
        ("wet/rusty", Reason.WET),
        ("Thrown away-rusty", Reason.WET),
        ("mouldy, thrown away.", Reason.WET),
        ("thrown away", Reason.THROWN_AWAY),
        ("throw away", Reason.THROWN_AWAY),
        ("incorrectly made-thrown away.", Reason.THROWN_AWAY),
        ("?lost", Reason.MISSING),
        ("Missing", Reason.MISSING),
        ("MIA", Reason.MISSING),
        ("Found", Reason.FOUND),
        ("returned", Reason.RETURNED),
        ("did  a credit  and did not tick ret", Reason.RETURNED),
        ("incorrectly credited C550456 see 47", Reason.RETURNED),
        ("wrong barcode (22467)", Reason.WRONG_CODE),
        ("label mix up", Reason.WRONG_CODE),
        ("wrong code?", Reason.WRONG_CODE),
        ("sold as 22467", Reason.WRONG_CODE),
        ("wrongly sold (22719) barcode", Reason.WRONG_CODE),
        ("wrongly sold as sets", Reason.SET_OR_PIECE),
        ("Amazon sold sets", Reason.SET_OR_PIECE),
        ("sold as set/6 by dotcom", Reason.SET_OR_PIECE),
        ("Dotcom sold in 6's", Reason.SET_OR_PIECE),
        ("sold in set?", Reason.SET_OR_PIECE),
        ("SAMPLES", Reason.SAMPLE),
        ("Given away", Reason.SAMPLE),
        ("samples/damages", Reason.SAMPLE),
        ("showroom", Reason.SHOWN),
        ("Display", Reason.SHOWN),
        ("damages/display", Reason.SHOWN),
        ("Not rcvd in 10/11/2010 delivery", Reason.SUPPLIER),
        ("on cargo order", Reason.SUPPLIER),
        ("mystery! Only ever imported 1800", Reason.SUPPLIER),
        ("amazon", Reason.SOLD_BESIDE),
        ("Dotcom sales", Reason.SOLD_BESIDE),
        ("mailout", Reason.SOLD_BESIDE),
        ("check", Reason.MISCOUNTED),
        ("counted", Reason.MISCOUNTED),
        ("adjustment", Reason.MISCOUNTED),
        ("reverse 21/5/10 adjustment", Reason.MISCOUNTED),
        ("flown to the moon", Reason.OTHER),
    ],
)
def test_a_note_means_one_reason_of_the_list(note: str, reason: Reason) -> None:
    assert reason_of(note, -1) is reason


@pytest.mark.parametrize("note", ["", "?", "???", "  ", "12/5"])
def test_a_note_that_says_nothing_is_told_by_its_sign(note: str) -> None:
    assert (reason_of(note, -3), reason_of(note, 3)) == (Reason.MISSING, Reason.FOUND)


def test_every_reason_has_words() -> None:
    assert all(reason_words(each) for each in Reason)
