"""What the words of a label say, and how much of a long text they keep."""

from __future__ import annotations

from dataclasses import replace

import pytest

from warehouse_app.documents import pdf, placing, zpl
from warehouse_app.documents.label import (
    AddressLabelData,
    address_label,
    expected,
    parcel_count_text,
    recipient_lines,
    weight_text,
)
from warehouse_app.documents.model import DOTS_PER_MM, Box, Code128, LabelModel, Text
from warehouse_app.documents.proof import prove_label
from warehouse_app.domain.refusals import Usage

DATA = AddressLabelData(order="1", parcel="PA-1-A", tracking="PA-1-A")


def words(data: AddressLabelData) -> list[str]:
    return [part.text for part in address_label(data).elements if isinstance(part, Text)]


@pytest.mark.parametrize(
    ("grams", "text"),
    [(0, "–"), (-1, "–"), (1, "0.001 kg"), (999, "0.999 kg"), (1000, "1.000 kg"), (20_050, "20.050 kg")],
)
def test_a_weight_is_told_in_kilograms_to_the_gram(grams: int, text: str) -> None:
    assert weight_text(replace(DATA, weight_g=grams)) == text
    assert text in words(replace(DATA, weight_g=grams))


def test_a_computed_weight_says_so() -> None:
    assert "Weight, computed" in words(replace(DATA, weight_computed=True))
    assert "Weight" in words(DATA)


def test_how_many_parcels_there_are_is_told_once_it_is_known() -> None:
    assert parcel_count_text(replace(DATA, number=2, of=3)) == "2 of 3"
    assert parcel_count_text(replace(DATA, number=2)) == "2"
    assert "2 of 3" in words(replace(DATA, number=2, of=3))


def test_the_recipient_is_the_address_or_whom_it_was_sold_to() -> None:
    assert recipient_lines(replace(DATA, recipient=("Ann", " ", "Paris"), customer="C1")) == ("Ann", "Paris")
    assert recipient_lines(replace(DATA, customer="C1", country="France")) == ("Customer C1", "France")
    assert recipient_lines(replace(DATA, customer="C1")) == ("Customer C1",)
    assert recipient_lines(replace(DATA, country="France")) == ("Customer unknown", "France")


def test_service_or_carrier_and_what_is_not_known_are_told() -> None:
    assert words(replace(DATA, carrier="DHL")).count("DHL") == 2
    assert {"DHL", "Express"} <= set(words(replace(DATA, carrier="DHL", service="Express")))
    assert words(DATA).count("–") == 3, "weight, carrier and ship date"


def test_a_first_print_has_no_mark_and_a_reprint_says_which_it_is() -> None:
    first, third = address_label(DATA), address_label(replace(DATA, reprint=3))
    assert not [part for part in first.elements if isinstance(part, Box)]
    assert len([part for part in third.elements if isinstance(part, Box)]) == 1
    assert "REPRINT 3" in words(replace(DATA, reprint=3))


def test_a_code_that_is_the_parcels_own_stands_once_and_large() -> None:
    own, other = words(DATA), words(replace(DATA, tracking="JJD01"))
    assert own.count("PA-1-A") == 1
    assert (other.count("PA-1-A"), other.count("JJD01")) == (1, 1)
    heights = [
        next(part.height for part in address_label(data).elements if isinstance(part, Code128))
        for data in (DATA, replace(DATA, tracking="JJD01"))
    ]
    assert heights[0] > heights[1]


@pytest.mark.parametrize(("lines", "shown", "last"), [(11, 11, "line 10"), (12, 12, "line 11"), (13, 12, "line 11…")])
def test_an_address_of_more_than_twelve_lines_shows_that_it_goes_on(lines: int, shown: int, last: str) -> None:
    told = [each for each in words(replace(DATA, recipient=tuple(f"line {n}" for n in range(lines)))) if "line" in each]
    assert (len(told), told[-1]) == (shown, last)


@pytest.mark.parametrize(("signs", "whole"), [(159, True), (160, True), (161, False)])
def test_a_line_of_more_than_160_signs_shows_that_it_goes_on(signs: int, whole: bool) -> None:
    data = replace(DATA, recipient=("i" * signs,))
    told = "".join(each for each in words(data) if not each.strip("i…"))
    assert told == ("i" * signs if whole else "i" * 159 + "…")
    for document in (zpl.render(address_label(data)), pdf.render(address_label(data))):
        assert prove_label(document, data).ok is whole


@pytest.mark.parametrize(("signs", "whole"), [(160, True), (161, False)])
def test_the_order_is_set_whole_in_as_many_lines_as_it_takes_or_the_label_is_held(signs: int, whole: bool) -> None:
    data = replace(DATA, order="i" * signs)
    assert prove_label(zpl.render(address_label(data)), data).ok is whole


def test_what_a_proof_looks_for_is_what_the_label_says() -> None:
    data = replace(DATA, recipient=("Ann", "Paris"), number=2, of=3, tracking="JJD01", order=" 7  8 ", parcel=" P\n1 ")
    wanted = expected(data)
    assert wanted.codes == ("JJD01",)
    assert wanted.texts == (
        *(("recipient", "Ann Paris"), ("order", "7 8"), ("parcel", "P 1")),
        *(("tracking", "JJD01"), ("count", "2 of 3")),
    )
    assert [line.text for line in wanted.lines] == words(data)
    assert (wanted.width_mm, wanted.height_mm) == (100, 150)


def test_a_code_without_room_is_refused_and_one_in_the_widest_room_is_not_wider_than_half_a_millimetre() -> None:
    def placed(width: int, dpi: int) -> tuple[int, int]:
        where = placing.placed(Code128(10, 0, width, 100, "AB"), DOTS_PER_MM[dpi])
        return where.module, where.left

    assert [placed(980, dpi)[0] for dpi in (203, 300, 600)] == [4, 6, 10]
    assert placed(193, 203) == (2, 8 + (154 - 114) // 2)
    for width, dpi in ((191, 203), (192, 300), (192, 600)):
        with pytest.raises(Usage) as refused:
            placed(width, dpi)
        assert (refused.value.code, refused.value.facts) == ("code_too_long", {"text": "AB"})
    assert placed(193, 300)[0] == 3


def test_every_sign_a_printer_would_take_for_a_command_is_spelt() -> None:
    assert zpl.field_data("A^~_\\\x7f\x1f é") == b"^FH_^FDA_5E_7E_5F_5C_7F_1F \xc3\xa9^FS\n"


def test_a_hair_line_is_drawn_with_one_dot() -> None:
    model = LabelModel(10, 10, (Box(0, 0, 1, 2, 1),))
    assert b"^GB1,2,1^FS" in zpl.render(model, 203)
