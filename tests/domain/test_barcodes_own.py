"""Barcodes of our own prove themselves, and a wrong keyboard is recognised instead of misread."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.barcodes.commands import (
    MAX_MULTIPLIER,
    BadMultiplier,
    Command,
    Multiplier,
    barcode_of,
    command_of_body,
    command_of_word,
    multiplier_of,
    word_of,
)
from warehouse_app.domain.barcodes.own import (
    ALPHABET,
    MAX_BODY,
    BadCheck,
    OwnCode,
    OwnKind,
    can_make,
    check_character,
    make,
    parse,
    repair_layout,
    split_glued,
)

KINDS = st.sampled_from(OwnKind)
BODIES = st.text(ALPHABET + "-", min_size=1, max_size=20).filter(can_make)
US_ROW = "1234567890-QWERTYUIOPASDFGHJKLZXCVBNMqwertyuiopasdfghjklzxcvbnm"
# What each keyboard shows where a US scanner presses the keys of US_ROW (Shift only for capitals).
SHOWN = {
    "german": "1234567890ßQWERTZUIOPASDFGHJKLYXCVBNMqwertzuiopasdfghjklyxcvbnm",
    "french": "&é\"'(-è_çà)AZERTYUIOPQSDFGHJKLWXCVBN?azertyuiopqsdfghjklwxcvbn,",
    "swiss": "1234567890'QWERTZUIOPASDFGHJKLYXCVBNMqwertzuiopasdfghjklyxcvbnm",
    "nordic": "1234567890+QWERTYUIOPASDFGHJKLZXCVBNMqwertyuiopasdfghjklzxcvbnm",
}


def typed_through(text: str, layout: str) -> str:
    return text.translate(str.maketrans(US_ROW, SHOWN[layout]))


def test_the_check_character_is_iso_7064_mod_37_36() -> None:
    assert check_character("A12425GABC1234002") == "M"  # the example of the GRid standard


@given(kind=KINDS, body=BODIES)
def test_what_is_made_is_read_back(kind: OwnKind, body: str) -> None:
    assert parse(make(kind, body)) == OwnCode(kind, body)


@given(kind=KINDS, body=BODIES, data=st.data())
def test_one_wrong_character_is_always_found(kind: OwnKind, body: str, data: st.DataObject) -> None:
    text = make(kind, body)
    at = data.draw(st.integers(3, len(text) - 1).filter(lambda place: text[place] != "-"))
    wrong = data.draw(st.sampled_from(ALPHABET).filter(lambda character: character != text[at]))
    assert not isinstance(parse(text[:at] + wrong + text[at + 1 :]), OwnCode)


@pytest.mark.parametrize("body", ["", "-", "A-", "-A", "a", "Ä", "A B", "A_B", "１", "A" * (MAX_BODY + 1), "A\n"])
def test_a_body_with_other_characters_is_not_made(body: str) -> None:
    assert not can_make(body)
    with pytest.raises(ValueError):
        make(OwnKind.TOTE, body)


@pytest.mark.parametrize("text", ["", "TO", "TO-", "XX-T1-A", "T1", "A03-17-2", "85123A", "to-t1-x", "TO-T1-AB"])
def test_what_is_not_ours_is_nothing(text: str) -> None:
    assert parse(text) is None


def test_a_wrong_check_character_says_so() -> None:
    text = make(OwnKind.TOTE, "T1")
    wrong = text[:-1] + ("A" if text[-1] != "A" else "B")
    assert parse(wrong) == BadCheck(OwnKind.TOTE, "T1")


@pytest.mark.parametrize("layout", sorted(SHOWN))
@pytest.mark.parametrize("kind", OwnKind)
def test_a_wrong_keyboard_is_repaired_to_the_printed_text(layout: str, kind: OwnKind) -> None:
    text = make(kind, "QY-0123456789-MAWZ")
    shown = typed_through(text, layout)
    assert shown != text
    assert repair_layout(shown) == (text, layout)


@given(kind=KINDS, body=BODIES, layout=st.sampled_from(sorted(SHOWN)))
def test_a_repaired_keyboard_never_gives_another_proven_code(kind: OwnKind, body: str, layout: str) -> None:
    text = make(kind, body)
    repaired = repair_layout(typed_through(text, layout))
    assert repaired is None or isinstance(parse(repaired[0]), OwnCode)


@given(kind=KINDS, body=BODIES)
def test_swapped_case_is_repaired(kind: OwnKind, body: str) -> None:
    text = make(kind, body)
    assert repair_layout(text.swapcase()) in {(text, "caps"), None}  # None only when another keyboard proves as well
    assert repair_layout(text) is None


@given(st.text(string.printable + "ßẞéèçà°\x00", max_size=40))
def test_parse_and_repair_never_raise(text: str) -> None:
    parse(text)
    repair_layout(text)
    split_glued(text)


@given(first=KINDS, second=KINDS, body=BODIES, gap=st.sampled_from(["", " "]))
def test_two_glued_codes_are_told_apart(first: OwnKind, second: OwnKind, body: str, gap: str) -> None:
    shot = make(first, body) + gap + make(second, "T2")
    assert split_glued(shot) is not None
    assert not isinstance(parse(shot), OwnCode)


def test_every_command_has_one_card_and_one_word() -> None:
    cards = {barcode_of(command) for command in Command}
    assert len(cards) == len(Command)
    for command in Command:
        proven = parse(barcode_of(command))
        assert isinstance(proven, OwnCode)
        assert proven.kind is OwnKind.COMMAND
        assert command_of_body(proven.body) is command
        assert command_of_word(word_of(command).lower()) is command
    assert command_of_body("DANCE") is None
    assert command_of_word("DANCE") is None


def test_the_printed_cards_never_change() -> None:
    assert {command.name: barcode_of(command) for command in Command} == PRINTED


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("*3", Multiplier(3)),
        ("*007", Multiplier(7)),
        (f"*{MAX_MULTIPLIER}", Multiplier(MAX_MULTIPLIER)),
        ("*0", BadMultiplier("*0")),
        (f"*{MAX_MULTIPLIER + 1}", BadMultiplier(f"*{MAX_MULTIPLIER + 1}")),
        ("*" + "9" * 500, BadMultiplier("*" + "9" * 11)),
        ("*", None),
        ("*-1", None),
        ("*1.5", None),
        ("*٣", None),
        ("3", None),
    ],
)
def test_the_multiplier_is_a_star_and_a_whole_number(text: str, meant: object) -> None:
    assert multiplier_of(text) == meant


PRINTED = {
    "CONTINUE": "CM-CONTINUE-N",
    "ISSUE": "CM-ISSUE-V",
    "NEXT_BOX": "CM-NEXT-BOX-E",
    "FINISH_SHORT": "CM-FINISH-SHORT-W",
    "DAMAGED": "CM-DAMAGED-J",
    "UNDO": "CM-UNDO-X",
    "PRINT_AGAIN": "CM-PRINT-AGAIN-P",
    "PAUSE": "CM-PAUSE-9",
    "SUPERVISOR": "CM-SUPERVISOR-2",
    "SHORT": "CM-SHORT-2",
    "FOUND": "CM-FOUND-5",
    "SKIP": "CM-SKIP-Y",
    "DONE": "CM-DONE-0",
    "CLOSE": "CM-CLOSE-H",
    "TAKE_OVER": "CM-TAKE-OVER-8",
    "FULL_TOTE": "CM-FULL-TOTE-8",
    "GET_WORK": "CM-GET-WORK-8",
    "PHOTO": "CM-PHOTO-0",
    "COUNT_AGAIN": "CM-COUNT-AGAIN-F",
    "CHANGE": "CM-CHANGE-3",
    "OUTCOME": "CM-OUTCOME-Q",
    "PREVIOUS": "CM-PREVIOUS-0",
    "MOVE": "CM-MOVE-Z",
}
