"""Code 128: known symbols, their width, and how a printer is told to draw them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30)


@given(TEXTS | st.from_regex(r"[0-9]{1,12}[A-Z]{0,3}[0-9]{0,9}", fullmatch=True))
def test_what_a_printer_chooses_says_the_text_and_is_no_longer_than_ours(text: str) -> None:
    chosen = code128.automatic(text)
    assert code128.said(chosen) == text
    assert chosen[-2:] == (code128.check_value(chosen[:-2]), code128.STOP)
    if code128.encodable(text):
        assert code128.said(code128.values(text)) == text
        assert len(chosen) <= len(code128.values(text))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        *[("12", (105, 12)), ("1", (104, 17)), ("123", (104, 17, 18, 19)), ("1234", (105, 12, 34))],
        *[("AB", (104, 33, 34)), ("A12", (104, 33, 17, 18)), ("A1234", (104, 33, 99, 12, 34))],
        *[("A123456", (104, 33, 99, 12, 34, 56)), ("123456A", (105, 12, 34, 56, 100, 33)), ("~ ", (104, 94, 0))],
    ],
)
def test_the_shortest_way_to_say_it_is_chosen(text: str, body: tuple[int, ...]) -> None:
    assert len(code128.automatic(text)) == len(body) + 2
    assert code128.said((*body, 0, 106)) == text


def test_element_strings_begin_with_the_function_sign_and_say_where_they_end() -> None:
    assert code128.gs1_values("0012\x1d10A1")[:-2] == (105, 102, 0, 12, 102, 10, 100, 33, 17)
    assert code128.gs1_values("10AB")[:-2] == (105, 102, 10, 100, 33, 34)
    assert code128.automatic("10A\x1d21B", gs1=True)[:-2] == (105, 102, 10, 100, 33, 102, 18, 17, 34)
    for text in ("00106141412345678908", "10AB\x1d3748", "403276600" + "15+99000942000000"):
        assert code128.said(code128.automatic(text, gs1=True)) == text
    assert len(code128.automatic("40327660015+99000942000000", gs1=True)) == 20
    assert code128.zpl_spelling(code128.gs1_values("0012\x1d10A>")) == ">;>80012>810>6A>0"
    for wrong in ("", "A1", "10é", "\x1d10A"):
        with pytest.raises(Usage) as refused:
            code128.gs1_values(wrong)
        assert refused.value.code == "code_unprintable"


@pytest.mark.parametrize("text", ["", "é", "A\x7f", "\x1f", "A\x1dB"])
def test_what_no_set_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        code128.automatic(text)


def test_codes_of_others_may_name_no_set_or_the_first_one() -> None:
    assert code128.said(code128.read_zpl_data("AB1", named=False)) == "AB1"
    assert code128.read_zpl_data(">933640116>6a", named=False)[:-2] == (103, 33, 64, 1, 16, 100, 65)
    assert code128.said(code128.read_zpl_data(">933640116>6a", named=False)) == "A\x00!0a"
    assert code128.said((103, 63, 64, 95, 0, 106)) == "_\x00\x1f"
    assert code128.said((105, 99, 0, 101, 33, 99, 12, 0, 106)) == "9900A12"


def test_the_longest_code_that_a_label_takes_is_taken_and_one_sign_more_is_refused() -> None:
    assert address_label(AddressLabelData(order="1", parcel="P", tracking="A" * 30)).elements
    with pytest.raises(Usage) as refused:
        address_label(AddressLabelData(order="1", parcel="P", tracking="A" * 31))
    assert (refused.value.code, refused.value.facts) == ("code_too_long", {"text": "A" * 31})
