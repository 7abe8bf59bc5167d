"""Code 128: known symbols, their width, and how a printer is told to draw them."""

from __future__ import annotations

import pytest

from warehouse_app.documents import code128
from warehouse_app.documents.label import AddressLabelData, address_label
from warehouse_app.domain.refusals import Usage

B, C, TO_C, TO_B, STOP = 104, 105, 99, 100, 106


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        *[("A" * 80, True), ("A" * 81, False), ("", False), (" A", False), ("A ", False), ("A B", True)],
        *[("!", True), ("~", True), ("\x1f!", False), ("A\x7f", False), ("A\x1fB", False), ("é", False)],
    ],
)
def test_what_has_a_code_and_what_has_none(text: str, fits: bool) -> None:
    assert code128.encodable(text) is fits
    if not fits:
        with pytest.raises(Usage) as refused:
            code128.values(text)
        assert (refused.value.code, refused.value.facts) == ("code_unprintable", {"text": text})


@pytest.mark.parametrize(
    ("text", "symbol", "spelt"),
    [
        ("AB12", (B, 33, 34, 17, 18, 19, STOP), ">:AB12"),
        ("123", (B, 17, 18, 19, 8, STOP), ">:123"),
        ("1234", (C, 12, 34, 82, STOP), ">;1234"),
        ("12345", (C, 12, 34, TO_B, 21, 54, STOP), ">;1234>65"),
        ("0001A", (C, 0, 1, TO_B, 33, 24, STOP), ">;0001>6A"),
        ("A>B", (B, 33, 30, 34, 93, STOP), ">:A>0B"),
        ("A 123456", (B, 33, 0, 17, 18, 19, 20, 21, 22, 77, STOP), ">:A 123456"),
    ],
)
def test_known_texts_are_known_symbols(text: str, symbol: tuple[int, ...], spelt: str) -> None:
    assert code128.values(text) == symbol
    assert code128.zpl_data(text) == spelt
    assert code128.read_zpl_data(spelt) == symbol
    assert code128.module_count(text) == 11 * (len(symbol) - 1) + 13


def test_a_printer_may_go_from_pairs_to_signs_and_back() -> None:
    assert code128.read_zpl_data(">:A>512>6 ~") == (B, 33, TO_C, 12, TO_B, 0, 94, 99, STOP)


@pytest.mark.parametrize(
    ("spelt", "why"),
    [
        *[("", "empty"), (">:", "empty"), (">;", "empty")],
        *[("AB", "no code set"), (">0A", "no code set"), ("12", "no code set")],
        *[(">:A>:B", "wrong place"), (">:A>;12", "wrong place"), (">5A", "wrong place"), (">612", "wrong place")],
        *[
            (">;12>512", "wrong place"),
            (">:A>6B", "wrong place"),
            (">:A>8>:B", "wrong place"),
            (">8A", "wrong place"),
            (">8", "wrong place"),
            (">:A>", "wrong place"),
        ],
        *[(">;1", "pair"), (">;123", "pair"), (">;1A", "pair"), (">;١٢", "pair"), (">;²³", "pair")],
        *[(">:A\x1f", "outside"), (">:A\x7f", "outside"), (">:é", "outside")],
    ],
)
def test_a_spelling_that_no_printer_would_draw_whole_is_told(spelt: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        code128.read_zpl_data(spelt)


def test_the_longest_code_that_a_label_takes_is_taken_and_one_sign_more_is_refused() -> None:
    assert address_label(AddressLabelData(order="1", parcel="P", tracking="A" * 30)).elements
    with pytest.raises(Usage) as refused:
        address_label(AddressLabelData(order="1", parcel="P", tracking="A" * 31))
    assert (refused.value.code, refused.value.facts) == ("code_too_long", {"text": "A" * 31})
