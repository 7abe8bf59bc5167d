"""One shot gives one outcome: a code, or one named problem; nothing raises and nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem
from warehouse_app.domain.barcodes.gtin import check_digit_holds, gtin14
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, make
from warehouse_app.domain.barcodes.read import MAX_CHARACTERS, SAMPLE_CHARACTERS, Barcode, Problem, Unreadable, read

TOTE = make(OwnKind.TOTE, "T1")
BATCH = make(OwnKind.BATCH, "B-7")
GTIN13 = "4006381333931"
GTIN8 = "96385074"

NAUGHTY = [
    "undefined",
    "NULL",
    "1/0",
    "0xffffffffffffffff",
    "١٢٣",
    ",./;'[]\\-=",
    "<script>alert(123)</script>",
    "' OR 1=1 -- 1",
    "$(touch /tmp/blns.fail)",
    "../../../../etc/passwd%00",
    "{{7*7}}",
    "%s%s%s%s%s",
    "=cmd|' /C calc'!A0",
    "田中さんにあげて下さい",
    "👩\u200d👩\u200d👧\u200d👦",
    "ثم نفس سقطت",
    "\u202a\u202atest\u202a",
    "\u2066test\u2067",
    "\u200b\u200c\u200d",
    "\ufeff",
    "\ufffe",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
    "\x00\x01\x02\x7f",
    "\ud800",
    "]",
    "]C",
    "]C1",
    "(",
    "(01)",
    "()",
    "01",
    "\x1d",
    "ß",
    "*",
    "*0",
    "-",
    "TO-",
]


def problem(raw: str | bytes) -> Problem | Gs1Problem | None:
    code = read(raw)
    return code.problem if isinstance(code, Unreadable) else None


def suspect(raw: str) -> Problem | Gs1Fault | None:
    code = read(raw)
    assert isinstance(code, Barcode)
    return code.suspect


def with_check(digits: str) -> str:
    return next(digits + check for check in "0123456789" if check_digit_holds(digits + check))


def is_one_outcome(raw: str | bytes) -> None:
    code = read(raw)
    if isinstance(code, Unreadable):
        assert len(code.sample) <= SAMPLE_CHARACTERS
        assert "\x00" not in code.sample
    else:
        assert code.text == code.text.strip(" \r\n\t\x1d")
        assert 0 < len(code.text) <= MAX_CHARACTERS
        assert not {"\r", "\n", "\t", "\x00"} & set(code.text)


@pytest.mark.parametrize("raw", NAUGHTY, ids=ascii)
def test_naughty_strings_have_one_outcome(raw: str) -> None:
    is_one_outcome(raw)


@given(st.one_of(st.text(max_size=700), st.text("01TO-]C1()\x1d\r\n\t 4", max_size=60)))
def test_any_text_has_one_outcome(raw: str) -> None:
    is_one_outcome(raw)


@given(st.binary(max_size=2500))
def test_any_bytes_have_one_outcome(raw: bytes) -> None:
    is_one_outcome(raw)


@pytest.mark.parametrize("raw", ["", " ", "\r\n", "\t", "]C0", "\x1d", "\ufeff", b""])
def test_nothing_is_an_empty_scan(raw: str | bytes) -> None:
    assert problem(raw) is Problem.EMPTY


@pytest.mark.parametrize("size", [MAX_CHARACTERS + 1, 10_000, 1_000_000])
def test_too_many_characters_are_one_problem_with_their_number(size: int) -> None:
    code = read("A" * size)
    assert isinstance(code, Unreadable)
    assert (code.problem, code.length, len(code.sample)) == (Problem.TOO_LONG, size, SAMPLE_CHARACTERS)
    assert problem(b"A" * size) is Problem.TOO_LONG
    assert problem("A" * MAX_CHARACTERS) is None
    assert problem(("Ä" * MAX_CHARACTERS).encode()) is None


@pytest.mark.parametrize(
    "raw", ["A\x00B", "A\x02B", "A\tB", "A\u202eB", "\u200b", "A\x1bB", "A\u2028B", "\ud800", "A\x7f"]
)
def test_characters_nobody_can_see_are_refused(raw: str) -> None:
    assert problem(raw) is Problem.CONTROL


@pytest.mark.parametrize(
    "raw",
    [TOTE + TOTE, TOTE + BATCH, f"{TOTE} {BATCH}", f"{TOTE}\r\n{TOTE}", "4711\r4712", f"{GTIN13}\r\n{GTIN13}"],
)
def test_two_codes_in_one_shot_are_refused(raw: str) -> None:
    assert problem(raw) is Problem.TWO_CODES


def test_two_codes_that_each_say_their_symbology_are_refused() -> None:
    assert problem(f"]E0{GTIN13}]E0{GTIN13}") is Problem.TWO_CODES
    assert problem("]C10104006381333931]C10104006381333931") is Problem.TWO_CODES
    assert problem(f"]E0{GTIN13}") is None


def test_a_separator_at_the_end_says_nothing_of_a_code() -> None:
    assert read("A03-17\x1d\r\n") == Barcode("A03-17", "A03-17")
    assert suspect("\x1dA03-17") is not None


@pytest.mark.parametrize("raw", [GTIN13 * 2, GTIN8 * 2, GTIN8 + GTIN13, f"{GTIN13} {GTIN8}", "036000291452" * 2])
def test_glued_trade_numbers_are_suspected(raw: str) -> None:
    assert suspect(raw) is Problem.TWO_CODES


@pytest.mark.parametrize("raw", ["http://example.com/p/1", "https://example.com/01/5", "www.example.com"])
def test_a_web_address_is_suspected(raw: str) -> None:
    assert suspect(raw) is Problem.WEB_ADDRESS


@pytest.mark.parametrize("raw", ["TO-", "TO-T1-", "PA-000", TOTE[:-1] + ("A" if TOTE[-1] != "A" else "B")])
def test_half_a_code_of_ours_is_no_code_of_ours(raw: str) -> None:
    code = read(raw)
    assert isinstance(code, Barcode)
    assert code.own is None
    assert code.suspect in {Problem.BAD_CHECK, None}


def test_a_cut_code_of_ours_is_suspected() -> None:
    assert suspect("TO-T1-") is Problem.BAD_CHECK
    assert suspect(make(OwnKind.PARCEL, "P-100-7")[:-2]) is Problem.BAD_CHECK


def test_a_users_own_code_is_read_as_it_is() -> None:
    for text in ("A03-17-2", "85123a", "Fach 7/b", "Größe-L", "0012"):
        assert read(text) == Barcode(text, text)


@pytest.mark.parametrize("raw", [f"{TOTE}\r\n", f"\t{TOTE} ", f"]C0{TOTE}", TOTE.encode(), f"\ufeff{TOTE}\r"])
def test_edges_and_symbology_are_taken_off(raw: str | bytes) -> None:
    code = read(raw)
    assert isinstance(code, Barcode)
    assert (code.text, code.own) == (TOTE, OwnCode(OwnKind.TOTE, "T1"))


def test_a_wrong_keyboard_is_named_beside_the_repaired_code() -> None:
    code = read("TOßT1ß" + TOTE[-1])
    assert isinstance(code, Barcode)
    assert code.text == TOTE
    assert code.scanned == "TOßT1ß" + TOTE[-1]
    assert code.layout == "german"


def test_bytes_that_are_not_utf8_are_latin_1() -> None:
    code = read("Größe".encode("latin-1"))
    assert isinstance(code, Barcode)
    assert code.text == "Größe"


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        (GTIN13, "04006381333931"),
        (GTIN8, "00000096385074"),
        ("036000291452", "00036000291452"),
        ("0036000291452", "00036000291452"),
        ("10012345678902", "10012345678902"),
        ("4006381333932", None),
        ("00000000", None),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", None),
        ("123456", None),
    ],
)
def test_trade_numbers_are_told_in_14_digits(text: str, gtin: str | None) -> None:
    assert gtin14(text) == gtin
    code = read(text)
    assert isinstance(code, Barcode)
    assert code.gtin == gtin


@given(st.integers(1, 10**12 - 1))
def test_a_wrong_digit_is_no_trade_number(number: int) -> None:
    right = with_check(f"{number:012}")
    assert gtin14(right) == "0" + right
    assert gtin14(f"{right[:-1]}{(int(right[-1]) + 1) % 10}") is None
