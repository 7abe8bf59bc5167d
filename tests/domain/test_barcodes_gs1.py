"""GS1 codes as scanners send them: element strings, brackets, lost separators, Digital Links, measures, counts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gs1 import GS, good_company, joined, lines, right, row, value, with_check
from warehouse_app.domain.barcodes import lost
from warehouse_app.domain.barcodes.amounts import measure_of
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.gs1 import read_gs1
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem
from warehouse_app.domain.barcodes.gtin import upc_of_upce
from warehouse_app.domain.barcodes.read import Barcode, Problem, read

GTIN = "04006381333931"
SSCC = with_check("34012345000000000")
ITEM = f"01{GTIN}"
DAY = "17261231"


def said(text: str, *, kept: bool = True) -> Gs1Fields:
    found = read_gs1(text, kept=kept)
    assert isinstance(found, Gs1Fields), found
    return found


def wrong(text: str, *, kept: bool = True) -> Gs1Fault:
    found = read_gs1(text, kept=kept)
    assert isinstance(found, Gs1Fault), found
    return found


def code(raw: str) -> Barcode:
    found = read(raw)
    assert isinstance(found, Barcode), found
    return found


# Element strings.
def test_one_scan_carries_item_lot_last_day_and_serial() -> None:
    for text in (
        f"{ITEM}{DAY}10A7{GS}21S-1",
        f"{GS}{ITEM}10A7{GS}{DAY}21S-1",
        f"{ITEM}{GS}{DAY}{GS}21S-1{GS}10A7{GS}",
        f"(01){GTIN}(17)261231(10)A7(21)S-1",
        f"(01) {GTIN} (17) 261231 (10) A7 (21) S-1",
    ):
        found = said(text)
        assert (found.gtin, found.lot, found.expiry, found.serial) == (GTIN, "A7", "261231", "S-1")


def test_a_logistic_unit_tells_what_is_in_it_and_how_many() -> None:
    found = said(f"00{SSCC}02{GTIN}3712{GS}10A7")
    assert (found.sscc, found.gtin, found.count, found.lot) == (SSCC, GTIN, 12, "A7")
    assert wrong(f"00{SSCC}02{GTIN}370") == Gs1Fault(Gs1Problem.COUNT, "37")


def test_a_piece_of_an_item_is_not_the_item() -> None:
    assert said(f"8006{GTIN}0101").gtin == GTIN
    assert wrong(f"8006{GTIN}0102") == Gs1Fault(Gs1Problem.PART_OF_ITEM, "8006")


def test_a_signature_needs_the_serial_part_of_what_it_signs() -> None:
    asset = "0" + with_check("400638133393")
    assert said(f"8003{asset}S1{GS}8030abc").elements[1] == ("8030", "abc")
    assert wrong(f"8003{asset}{GS}8030abc") == Gs1Fault(Gs1Problem.MISSING, "8030", "8003+...")


def test_a_separator_stands_once_between_two_elements() -> None:
    assert said(f"{GS}{ITEM}{GS}10A{GS}21S").serial == "S"
    assert wrong(f"{ITEM}10A{GS}{GS}21S").problem is Gs1Problem.UNKNOWN_AI


def test_a_number_of_zeros_is_no_item() -> None:
    assert wrong("01" + "0" * 14) == Gs1Fault(Gs1Problem.PREFIX, "01")


def test_what_is_missing_or_barred_is_named() -> None:
    assert wrong("10A7") == Gs1Fault(Gs1Problem.MISSING, "10", "01 | 02 | 03 | 8006 | 8026")
    assert wrong(f"{ITEM}3712") == Gs1Fault(Gs1Problem.EXCLUDED, "01", "37")
    assert wrong(f"{ITEM}10A{GS}10B") == Gs1Fault(Gs1Problem.REPEATED, "10")


@pytest.mark.parametrize("text", ["(01)", f"(01){GTIN}(", "(01)4", f"(01){GTIN}(55)1", f"(01){GTIN}(10)"])
def test_brackets_are_read_whole_or_not_at_all(text: str) -> None:
    assert isinstance(read_gs1(text, kept=False), Gs1Fault)


@pytest.mark.parametrize("text", ["()", "(A)", "()()", "(1)", "4006381333931", "A03-17-2", "10A7", "", "96385074"])
def test_what_nothing_marks_as_gs1_is_none(text: str) -> None:
    assert read_gs1(text, kept=False) is None


# Symbologies.
@pytest.mark.parametrize(
    ("aim", "name"),
    [
        ("C1", "gs1-128"),
        ("e0", "databar"),
        ("d2", "gs1-datamatrix"),
        ("Q3", "gs1-qr"),
        ("J1", "gs1-dotcode"),
        ("z1", "gs1-aztec"),
        ("L3", "gs1-micropdf417"),
    ],
)
def test_a_symbology_says_that_the_code_is_gs1(aim: str, name: str) -> None:
    assert code(f"]{aim}{ITEM}10A7").gs1 is not None
    assert code(f"]{aim}{ITEM}10A7").symbology == name
    assert code(f"]{aim}10A7").suspect == Gs1Fault(Gs1Problem.MISSING, "10", "01 | 02 | 03 | 8006 | 8026")


@pytest.mark.parametrize(
    ("aim", "name"),
    [("C0", "code128"), ("A0", "code39"), ("I1", "itf"), ("G0", "code93"), ("z0", "aztec"), ("!!", None)],
)
def test_another_symbology_is_passed_on_and_proves_nothing(aim: str, name: str | None) -> None:
    assert code(f"]{aim}10A7").symbology == name
    assert code(f"]{aim}10A7").suspect is None


@pytest.mark.parametrize("raw", [f"\x02{ITEM}\x03", f"\x02]C1{ITEM}\r\n\x03", f"[)>\x1e05{GS}{ITEM}\x1e\x04"])
def test_frames_and_envelopes_are_taken_off(raw: str) -> None:
    assert code(raw).gtin == GTIN
    assert code(raw).text == ITEM


# Lost separators.
@pytest.mark.parametrize("sign", ["|", "~", "^", "@", "\u241d"])
def test_a_sign_that_stands_for_the_separator_is_one(sign: str) -> None:
    found = said(f"{ITEM}10A7{sign}21S-1", kept=False)
    assert (found.lot, found.serial, found.unsure) == ("A7", "S-1", ())


def test_a_lost_separator_is_put_back_where_there_is_one_way() -> None:
    lot = "A" * 20
    found = said(f"{ITEM}10{lot}{DAY}21S-1", kept=False)
    assert (found.lot, found.expiry, found.serial, found.unsure) == (lot, "261231", "S-1", ())


def test_what_can_be_read_in_two_ways_is_unsure_and_what_both_say_is_known() -> None:
    found = said(f"{ITEM}{DAY}10L2110", kept=False)
    assert (found.gtin, found.expiry, found.lot, found.serial) == (GTIN, "261231", None, None)
    assert [(each.lot, each.serial) for each in found.unsure] == [("L2110", None), ("L", "10")]
    kept = said(f"{ITEM}{DAY}10L2110", kept=True)
    assert (kept.lot, kept.unsure) == ("L2110", ())


def test_a_count_that_could_be_part_of_a_lot_is_not_believed() -> None:
    assert said(f"{ITEM}10L3012", kept=False).lot == "L3012"
    measured = "01" + with_check("9400638133393")
    assert wrong(f"{measured}10L3012", kept=False) == Gs1Fault(Gs1Problem.SEPARATOR_LOST)


def test_a_rule_that_is_broken_is_told_where_separators_are_lost_too() -> None:
    assert wrong(f"02{GTIN}371210A7", kept=False) == Gs1Fault(Gs1Problem.MISSING, "37", "00")


@pytest.mark.parametrize("tail", ["10" + "9" * 18 + "2" * 100, "91" + "10" * 44 + "1", "10" * 200])
def test_a_text_with_endless_readings_is_refused(tail: str) -> None:
    assert isinstance(read_gs1(ITEM + tail, kept=False), Gs1Fault)


# Digital Links.
@pytest.mark.parametrize(
    "address",
    [
        f"https://id.gs1.org/01/{GTIN}/10/A%2F7?17=261231",
        f"HTTPS://ID.GS1.ORG/01/{GTIN}/10/A/7?17=261231".replace("A/7", "A%2f7"),
        f"http://shop.example/some/path/01/{GTIN}/10/A%2F7/?linkType=gs1:pip&17=261231#top",
        "https://example.com:8080/01/4006381333931/10/A%2F7?17=261231;x=1",
    ],
)
def test_a_digital_link_of_any_domain_is_read(address: str) -> None:
    found = code(address)
    assert found.gs1 is not None
    assert (found.gtin, found.gs1.lot, found.gs1.expiry) == (GTIN, "A/7", "261231")
    assert found.suspect is None


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        (f"01/{GTIN[:-1]}0", "gs1_check_digit"),
        (f"01/{GTIN}/21/S/10/A", "gs1_link"),
        (f"01/{GTIN}/235/T/10/A", "gs1_link"),
        (f"01/{GTIN}/17/261231", "gs1_link"),
        (f"01/{GTIN}?21=S", "gs1_link"),
        (f"01/{GTIN}?17=261331", "gs1_date"),
        (f"01/{GTIN}?04=1", "gs1_unknown_ai"),
        (f"01/{GTIN}/10/A%2", "gs1_percent"),
        (f"01/{GTIN}/10/%FF", "gs1_percent"),
        (f"01/{GTIN}?10=A+B+", None),
        (f"01/{GTIN}/10/A%20B", "gs1_characters"),
        (f"01/{GTIN}/10/A?10=B", "gs1_repeated"),
        (f"01/{GTIN}?37=4", "gs1_excluded"),
        (f"414/{with_check('400638133393')}/254/X", None),
    ],
)
def test_the_rules_hold_in_a_digital_link(path: str, problem: str | None) -> None:
    found = read_gs1(f"https://example.com/{path}", kept=False)
    assert (found.problem.value if isinstance(found, Gs1Fault) else None) == problem


@pytest.mark.parametrize(
    "address", ["https://example.com", "https://example.com/01/5", "https://example.com/a/b", "http:///01/1"]
)
def test_another_address_is_no_digital_link(address: str) -> None:
    assert read_gs1(address, kept=False) is None
    assert code(address).suspect is Problem.WEB_ADDRESS


# Measures.
@pytest.mark.parametrize(
    ("ai", "value", "shown", "whole"),
    [
        ("3103", "001250", "1.250", 1250),
        ("3100", "000003", "3", 3000),
        ("3104", "012345", "1.2345", None),
        ("3105", "123000", "1.23000", 1230),
        ("3202", "000250", "2.50", None),
        ("3111", "000025", "2.5", 2500),
        ("3152", "000075", "0.75", 750),
        ("3211", "000050", "5.0", 127),
        ("3643", "000000", "0.000", 0),
    ],
)
def test_measures_are_exact(ai: str, value: str, shown: str, whole: int | None) -> None:
    found = measure_of(ai, value)
    assert found is not None
    assert (str(found), found.whole) == (shown, whole)


def test_a_gross_weight_is_no_quantity() -> None:
    assert measure_of("3303", "001250") is None
    assert measure_of("37", "12") is None


# Numbers.
@pytest.mark.parametrize(
    ("raw", "gtin", "other"),
    [
        ("]E004252614", "00042100005264", None),
        ("]E400123456", None, None),
        ("04252614", "00042100005264", None),
        ("]E096385074", "00000096385074", None),
        ("96385074", "00000096385074", None),
        ("01234565", "00000001234565", "00012345000065"),
        ("]E401234565", "00000001234565", None),
        ("]E001234565", "00012345000065", "00000001234565"),
        ("]E3400638133393112", GTIN, None),
        ("]E3400638133393112345", GTIN, None),
        ("]E0036000291452", "00036000291452", None),
    ],
)
def test_the_bars_or_the_check_digit_tell_which_number_it_is(raw: str, gtin: str | None, other: str | None) -> None:
    found = code(raw)
    assert (found.gtin, found.or_gtin) == (gtin, other)


def shortened(upc: str) -> str | None:
    """Return the UPC-E of a UPC-A, by the rules for leaving zeros out, None when it has none."""
    maker, item = upc[1:6], upc[6:11]
    if upc[0] not in "01":
        return None
    if maker[2:] in ("000", "100", "200") and item[:2] == "00":
        body = maker[:2] + item[2:] + maker[2]
    elif maker[3:] == "00" and item[:3] == "000":
        body = maker[:3] + item[3:] + "3"
    elif maker[4] == "0" and item[:4] == "0000":
        body = maker[:4] + item[4] + "4"
    elif item[:4] == "0000" and item[4] in "56789":
        body = maker + item[4]
    else:
        return None
    return upc[0] + body + upc[-1]


@given(st.sampled_from("01"), st.integers(0, 999_999))
def test_a_upce_stands_for_twelve_digits(system: str, body: int) -> None:
    found = [(short, upc) for check in "0123456789" if (upc := upc_of_upce(short := f"{system}{body:06}{check}"))]
    assert len(found) <= 1
    for short, upc in found:
        assert with_check(upc[:-1]) == upc
        assert shortened(upc) in (short, None) or upc_of_upce(shortened(upc) or "") == upc


@pytest.mark.parametrize("text", ["23456789", "0123456", "012345678", "0123456a", "", "04252615"])
def test_another_text_is_no_upce(text: str) -> None:
    assert upc_of_upce(text) is None


@pytest.mark.parametrize(
    ("number", "suspect"),
    [
        (with_check("200123400000"), Problem.RESTRICTED),
        (with_check("021234500000"), Problem.RESTRICTED),
        (with_check("29123450000"), Problem.RESTRICTED),
        (with_check("2012345"), Problem.RESTRICTED),
        (with_check("400638133393"), None),
        ("4006381333932", Problem.CHECK_DIGIT),
        ("40063813339", None),
    ],
)
def test_a_shops_own_number_and_a_mistyped_one_are_suspected(number: str, suspect: Problem | None) -> None:
    assert code(number).suspect is suspect


# Properties.
ROWS = st.builds(
    lambda keys, seed: row(frozenset().union(*(good_company(ai) for ai in keys)), Random(seed)),
    st.lists(st.sampled_from(sorted(lines())), min_size=1, max_size=4),
    st.integers(0, 10_000),
)


def comes_back(elements: list[tuple[str, str]]) -> None:
    """What is written is read back as it was, or refused because the dictionary bars it."""
    found = read_gs1(joined(elements), kept=True)
    told = {ai for ai, _ in elements}
    if not right(frozenset(told)):
        assert isinstance(found, Gs1Fault)
        assert found.problem in (Gs1Problem.EXCLUDED, Gs1Problem.MISSING)
    elif isinstance(found, Gs1Fault):
        assert found.problem in (Gs1Problem.COUNT, Gs1Problem.PART_OF_ITEM, Gs1Problem.PREFIX)
    else:
        assert found is not None
        assert dict(found.elements) == dict(elements)


def nothing_is_invented(text: str) -> None:
    """Of any text that is taken every sign is in an element, and the number has a right check digit."""
    found = read_gs1(text, kept=True)
    if isinstance(found, Gs1Fields) and not text.startswith(("(", "http")):
        parts = text.replace(GS, "")
        told: dict[str, str] = dict(found.elements)
        while parts:
            ai = next((ai for ai, each in told.items() if parts.startswith(ai + each)), None)
            assert ai is not None, parts
            parts = parts[len(ai + told[ai]) :]
        if found.gtin is not None:
            assert with_check(found.gtin[:-1]) == found.gtin


@given(ROWS)
def test_what_is_written_is_read_back(elements: list[tuple[str, str]]) -> None:
    comes_back(elements)


def spoiled(elements: list[tuple[str, str]], at: int, sign: str) -> str:
    text = joined(elements)
    at %= len(text)
    return text[:at] + sign + text[at + 1 :]


@given(ROWS, st.integers(0, 400), st.sampled_from("0123456789AZaz-/%()" + GS))
def test_one_wrong_sign_is_refused_or_all_of_it_is_told(elements: list[tuple[str, str]], at: int, sign: str) -> None:
    nothing_is_invented(spoiled(elements, at, sign))


@given(st.integers(2, 15), st.integers(1, 9), st.integers(0, 10_000))
def test_one_wrong_digit_of_an_item_is_refused(at: int, more: int, seed: int) -> None:
    text = "01" + value(lines()["01"], Random(seed))
    bad = f"{text[:at]}{(int(text[at]) + more) % 10}{text[at + 1 :]}"
    assert wrong(bad).problem is Gs1Problem.CHECK_DIGIT


@given(ROWS)
def test_without_separators_the_truth_is_among_the_readings(elements: list[tuple[str, str]]) -> None:
    elements = [("01", value(lines()["01"], Random(1))), *(each for each in elements if each[0] not in ("00", "01"))]
    whole = read_gs1(joined(elements), kept=True)
    without = read_gs1(joined(elements).replace(GS, ""), kept=False)
    if isinstance(whole, Gs1Fields) and isinstance(without, Gs1Fields) and lost._is_likely(whole):
        assert without.gtin == whole.gtin
        truth = (whole.lot, whole.serial, whole.expiry, whole.best_before)
        assert truth in [
            (each.lot, each.serial, each.expiry, each.best_before) for each in without.unsure or (without,)
        ]


def many(judge: Callable[[list[tuple[str, str]]], None]) -> None:
    """Judge many rows, the same each time."""
    rnd = Random(1)
    for seed in range(300):
        picked = rnd.sample(sorted(lines()), 3)
        judge(row(frozenset().union(*(good_company(ai) for ai in picked)), Random(seed)))


def unsure_of_lost(elements: list[tuple[str, str]]) -> None:
    text = f"{ITEM}10{elements[0][1][:8]}21{elements[-1][1][:8]}"
    found = read_gs1(text, kept=False)
    assert not isinstance(found, Gs1Fields) or found.lot != text[18:]


FAULTS = {
    "no pairing": ("elements.pairing_fault", lambda _: None, comes_back),
    "another length of identifiers": ("gs1_dictionary._lengths", lambda: {"01": 3}, comes_back),
    "no rule is broken": (
        "gs1_dictionary.Rule.problem",
        lambda *_: None,
        lambda _: nothing_is_invented("0104006381333932"),
    ),
    "the first reading is the truth": ("lost.agreed", lambda every: every[0], unsure_of_lost),
}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_the_properties_find_a_planted_fault(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, instead, judge = FAULTS[name]
    many(judge)
    monkeypatch.setattr(f"warehouse_app.domain.barcodes.{where}", instead)
    with pytest.raises(AssertionError):
        many(judge)
