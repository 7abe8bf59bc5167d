"""A scanner's burst is told from typing by time alone, and no key is ever lost, doubled or reordered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.barcodes.read import Unreadable, read
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.ui.runtime.wedge import NO_CODE, Heard, Key, Scan, Typed, Wedge

CHARS = "0123456789ABCDEFabcdef-/ ]\x1d"
KEYS = st.tuples(st.sampled_from(CHARS + "\r\t"), st.integers(min_value=0, max_value=200))


def run(keys: list[tuple[str, int]], wedge: Wedge | None = None) -> list[Heard]:
    machine, now = wedge or Wedge(), 1000
    out: list[Heard] = []
    for char, gap in keys:
        now += gap
        out.extend(machine.key(Key(char), now))
    out.extend(machine.flush())
    return out


def burst(text: str, gap: int = 3, end: str = "\r") -> list[tuple[str, int]]:
    return [(char, gap) for char in text + end]


def shape(heard: list[Heard]) -> list[str]:
    return [f"scan {one.text}" if isinstance(one, Scan) else f"typed {one.text!r}" for one in heard]


def test_a_burst_ended_by_enter_is_a_scan() -> None:
    assert run(burst("5012345678900")) == [Scan("5012345678900")]


def test_a_burst_ended_by_tab_is_a_scan() -> None:
    assert run(burst("A07-14", end="\t")) == [Scan("A07-14")]


def test_slow_keys_are_typing_one_by_one() -> None:
    assert shape(run([("1", 0), ("2", 120), ("\r", 120)])) == ["typed '1'", "typed '2'", "typed '\\r'"]


def test_the_first_character_belongs_to_the_scan() -> None:
    assert run([("X", 500), *burst("12345")]) == [Scan("X12345")]


def test_a_key_typed_just_before_a_burst_stays_typing() -> None:
    assert shape(run([("7", 0), ("5", 90), *burst("0123")])) == ["typed '7'", "scan 50123"]


def test_one_character_is_never_a_scan() -> None:
    assert shape(run(burst("1"))) == ["typed '1\\r'"]


@pytest.mark.parametrize("code", ["M1", "MUG", "*12", "1234"])
def test_two_characters_are_enough(code: str) -> None:
    assert run(burst(code)) == [Scan(code)]


@pytest.mark.parametrize(("gap", "expected"), [(35, ["scan 1234"]), (36, ["typed '1'"])])
def test_the_gap_is_at_most_35_milliseconds(gap: int, expected: list[str]) -> None:
    assert shape(run(burst("1234", gap)))[:1] == expected


def test_enter_alone_comes_out_at_once() -> None:
    assert Wedge().key(Key("\r"), 5) == (Typed((Key("\r"),)),)


def test_two_scans_glued_together_stay_two() -> None:
    assert run(burst("11112222") + burst("33334444")) == [Scan("11112222"), Scan("33334444")]


def test_a_long_burst_without_an_ending_is_a_scan_too() -> None:
    assert run(burst("5012345678900", end="")) == [Scan("5012345678900")]


def test_group_separators_are_kept() -> None:
    assert run(burst("0104012345678901\x1d10A")) == [Scan("0104012345678901\x1d10A")]


def test_held_keys_come_out_when_time_passes() -> None:
    wedge = Wedge()
    assert wedge.key(Key("a"), 100) == ()
    assert wedge.holding
    assert wedge.tick(130) == ()
    assert wedge.tick(140) == (Typed((Key("a"),)),)
    assert not wedge.holding


@pytest.mark.parametrize("ends", ["\r\n", "\r\r", "\t\r", "\r\n\r"])
def test_every_ending_right_after_a_scan_is_the_scans(ends: str) -> None:
    """An Enter too many would answer the question on the screen."""
    assert run(burst("A07-14", end=ends) + burst("MUG", end=ends)) == [Scan("A07-14"), Scan("MUG")]


def test_an_enter_after_a_scan_is_a_persons() -> None:
    assert shape(run([*burst("A07-14"), ("\r", 36)])) == ["scan A07-14", "typed '\\r'"]


def test_what_a_scanner_types_around_a_code_is_taken_off() -> None:
    wedge = Wedge(Habits(prefix="~S", suffix="#"))
    assert run(burst("~SA1#") + burst("~SB2#", end=""), wedge) == [Scan("A1"), Scan("B2")]


def test_a_known_prefix_makes_a_short_burst_without_ending_a_scan() -> None:
    assert run(burst("~A1", end=""), Wedge(Habits(prefix="~"))) == [Scan("A1")]
    assert shape(run(burst("A1", end=""), Wedge(Habits(prefix="~")))) == ["typed 'A1'"]


def test_control_characters_around_a_code_are_no_part_of_it() -> None:
    assert run(burst("\x024006381333931\x03")) == [Scan("4006381333931")]


def test_blanks_alone_are_no_enter() -> None:
    (heard,) = run(burst("   "))
    assert isinstance(heard, Scan)
    assert isinstance(read(heard.text), Unreadable)


def test_slow_scanners_are_heard_where_the_setting_says_so() -> None:
    assert run(burst("1234", 60), Wedge(Habits(gap_ms=60))) == [Scan("1234")]


@given(st.lists(KEYS, max_size=60))
def test_every_key_comes_out_once_and_in_order(keys: list[tuple[str, int]]) -> None:
    """But for the endings of scans: one, and more that follow at once."""
    heard = run(keys)
    told = "".join(one.text for one in heard).translate(dict.fromkeys(map(ord, "\r\t" + NO_CODE)))
    assert told == "".join(char for char, _ in keys if char not in "\r\t")
    slow = sum(char in "\r\t" and gap > 35 for char, gap in keys)
    assert slow <= sum(one.text[-1] in "\r\t" for one in heard if isinstance(one, Typed))


@given(
    st.lists(st.tuples(st.sampled_from("abc123"), st.integers(min_value=60, max_value=300)), max_size=12),
    st.text(alphabet="0123456789ABCXYZ-", min_size=4, max_size=40),
    st.lists(st.integers(min_value=0, max_value=35), min_size=41, max_size=41),
)
def test_a_burst_is_found_whole_after_any_typing(typed: list[tuple[str, int]], code: str, gaps: list[int]) -> None:
    scan = [(char, gap) for char, gap in zip(code + "\r", [200, *gaps], strict=False)]
    heard = run(typed + scan)
    assert [one for one in heard if isinstance(one, Scan)] == [Scan(code)]
    assert "".join(one.text for one in heard if isinstance(one, Typed)) == "".join(char for char, _ in typed)


@given(st.lists(st.tuples(st.sampled_from(CHARS + "\r"), st.integers(min_value=36, max_value=900)), max_size=40))
def test_a_person_is_never_a_scanner(keys: list[tuple[str, int]]) -> None:
    assert not [one for one in run(keys) if isinstance(one, Scan)]
