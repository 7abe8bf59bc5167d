"""Scans are cut out of a scanner's bytes whole and in order, in whatever pieces the line delivers them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warehouse_app.domain.devices.blanking import Blanking
from warehouse_app.domain.devices.cards import Framing
from warehouse_app.domain.devices.framing import CAN, MAX_FRAME, Frame, Framer
from warehouse_app.domain.devices.learning import Lesson, Unlearnt, learn

ETX = Framing(prefix=b"\x02", suffix=b"\x03")
SILENT = Framing(suffix=b"")
FRAMINGS = st.builds(
    Framing,
    prefix=st.sampled_from([b"", b"\x02", b"\x01\x02", b"~", b"S1"]),
    suffix=st.sampled_from([b"\r", b"\n", b"\r\n", b"\x03", b"\t", b"#\r", b"\x03\x03\r"]),
)
CODES = st.text("0123456789ABCSabc-/ ]%+.~\x1d", min_size=1, max_size=40)
SHOTS = st.lists(CODES, max_size=6)
CUTS = st.lists(st.integers(0, 10_000), max_size=12)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    """Cut bytes anywhere."""
    ends = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[start:end] for start, end in itertools.pairwise(ends)]


def sent(framing: Framing, codes: list[str]) -> bytes:
    return b"".join(framing.prefix + code.encode() + framing.suffix for code in codes)


def heard(framing: Framing, parts: list[bytes]) -> list[Frame]:
    framer = Framer(framing)
    return [frame for part in parts for frame in framer.feed(part)] + [*framer.silent()]


def whole(*codes: str) -> list[Frame]:
    return [Frame(code.encode()) for code in codes]


@example(Framing(), ["12"], [1])
@example(Framing(suffix=b"\r\n"), ["1"], [2])
@example(Framing(), ["1", "2"], [])
@example(Framing(), ["\x1dA"], [])
@example(Framing(prefix=b"~"), ["1"], [])
@example(Framing(prefix=b"~"), ["1~2"], [])
@given(FRAMINGS, SHOTS, CUTS)
def test_every_code_comes_once_and_whole_however_its_bytes_are_split(
    framing: Framing, codes: list[str], cuts: list[int]
) -> None:
    assert heard(framing, pieces(sent(framing, codes), cuts)) == whole(*codes)


@given(FRAMINGS, st.binary(max_size=300), CUTS)
def test_how_bytes_are_split_changes_nothing(framing: Framing, data: bytes, cuts: list[int]) -> None:
    assert heard(framing, pieces(data, cuts)) == heard(framing, [data])


@example(Framing(), "1234", "5", 2)
@given(FRAMINGS, CODES, CODES, st.integers(0, 10_000))
def test_a_code_that_lost_its_end_is_never_passed_off_as_a_whole_one(
    framing: Framing, lost: str, later: str, cut: int
) -> None:
    """The end of the first is lost and there is a silence; the second is whole."""
    framer = Framer(framing)
    first = sent(framing, [lost])
    first = first[: cut % (len(first) - len(framing.suffix) + 1)]
    frames = [*framer.feed(first), *framer.silent(), *framer.feed(sent(framing, [later]))]
    assert [frame for frame in frames if frame.whole] == whole(later)


def test_half_a_code_ends_with_the_sign_that_says_so() -> None:
    assert Frame(b"40063", whole=False).told == b"40063" + CAN
    assert Frame(b"4006381333931").told == b"4006381333931"


@pytest.mark.parametrize("blank", [b" ", b"\x1d", b"\xc2\xa0", b"\xe3\x80\x80"])
def test_blanks_alone_are_no_code_and_no_enter(blank: bytes) -> None:
    assert Frame(blank).told == blank + CAN


def test_two_codes_in_one_shot_are_two() -> None:
    assert heard(Framing(), [b"11112222\r33334444\r"]) == whole("11112222", "33334444")


def test_control_characters_before_a_code_are_the_lines() -> None:
    assert heard(Framing(suffix=b"\r"), [b"\x00\x16\n4006381333931\r\n"]) == whole("4006381333931")


def test_the_separators_of_gs1_and_iso_15434_are_the_codes() -> None:
    code = "[)>\x1e06\x1d1PA-1\x1dQ5\x1e\x04"
    assert heard(Framing(), [f"{code}\r".encode()]) == whole(code)


def test_an_ending_alone_is_no_scan() -> None:
    assert heard(Framing(), [b"\r\r\n\x00\r"]) == []


def test_without_an_ending_a_silence_ends_the_code() -> None:
    framer = Framer(SILENT)
    waits = [framer.wait_ms]
    assert framer.feed(b"40063") == ()
    waits.append(framer.wait_ms)
    assert framer.feed(b"81333931") == ()
    assert list(framer.silent()) == whole("4006381333931")
    assert [*waits, framer.wait_ms] == [None, SILENT.silence_ms, None]


def test_a_line_that_breaks_leaves_half_a_code() -> None:
    framer = Framer(SILENT)
    framer.feed(b"40063")
    assert framer.broken() == (Frame(b"40063", whole=False),)


def test_where_the_prefix_stands_once_more_a_code_begins_anew() -> None:
    assert heard(ETX, [b"\x0240063\x024006381333931\x03"]) == [Frame(b"40063", whole=False), *whole("4006381333931")]


def test_a_code_without_its_prefix_lost_its_beginning() -> None:
    assert heard(ETX, [b"381333931\x03"]) == [Frame(b"381333931", whole=False)]


@pytest.mark.parametrize("framing", [Framing(suffix=b"\r\n"), SILENT])
@pytest.mark.parametrize("more", [0, 1, 5_000])
def test_what_never_ends_is_half_and_what_follows_is_heard(framing: Framing, more: int) -> None:
    framer = Framer(framing)
    frames = [*framer.feed(b"7" * (MAX_FRAME + 10 + more)), *framer.feed(b"777" + framing.suffix)]
    frames += framer.silent()
    assert frames == [Frame(b"7" * MAX_FRAME, whole=False)]
    assert [*framer.feed(b"A1" + framing.suffix), *framer.silent()] == whole("A1")


# The window of double readings.
def test_the_same_code_within_the_window_is_a_double_reading() -> None:
    window = Blanking(120)
    assert [window.repeated(b"A", at) for at in (1_000, 1_001, 1_119)] == [False, True, True]


def test_two_equal_things_slower_than_the_window_are_two() -> None:
    window = Blanking(120)
    assert [window.repeated(b"A", at) for at in (1_000, 1_120, 1_240)] == [False, False, False]


def test_another_code_between_ends_the_window() -> None:
    window = Blanking(120)
    assert [window.repeated(code, 1_000) for code in (b"A", b"B", b"A")] == [False, False, False]


def test_a_window_of_nothing_counts_every_reading() -> None:
    window = Blanking(0)
    assert [window.repeated(b"A", 1_000) for _ in range(3)] == [False, False, False]


@example([("A", 0), ("A", 400)], 300)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 400)), max_size=30), st.integers(0, 300))
def test_no_reading_slower_than_the_window_is_ever_double(readings: list[tuple[str, int]], wide: int) -> None:
    window, now = Blanking(wide), 0
    for code, gap in readings:
        now += gap
        assert not (window.repeated(code, now) and gap >= wide)


# Learning from a test code.
CARD = "CM-CONTINUE-K"


@example(Framing(), 1, b"]C0")
@given(FRAMINGS, st.integers(1, 3), st.sampled_from([b"", b"]C0"]))
def test_a_framing_is_learnt_from_scans_of_a_known_code(framing: Framing, times: int, aim: bytes) -> None:
    raw = (framing.prefix + aim + CARD.encode() + framing.suffix) * times
    assert learn(raw, CARD) == framing


def test_a_scanner_without_an_ending_is_learnt_too() -> None:
    assert learn(CARD.encode(), CARD) == SILENT


def test_what_the_bytes_do_not_tell_stays_as_it_was() -> None:
    learnt = learn(b"\x02" + CARD.encode() + b"\x03", CARD, Framing(acknowledge=True, blanking_ms=7))
    assert learnt == Framing(b"\x02", b"\x03", acknowledge=True, blanking_ms=7)


@pytest.mark.parametrize(
    ("raw", "lesson"),
    [
        (b"", Lesson.NOTHING),
        (b"\x00\x00", Lesson.NOTHING),
        (bytes(byte | (0x80 if byte.bit_count() % 2 else 0) for byte in b"CM-CONTINUE-K\r"), Lesson.PARITY),
        (b"\xf8\x80\x9c\x00\xe7\x1c\x80", Lesson.GARBAGE),
        (b"CONTINUE-K\r", Lesson.HALF),
        (b"4006381333931\r", Lesson.OTHER),
        (b"CM-CONTINUE-K\rCM-CONTINUE-K\nCM-CONTINUE-K\r", Lesson.UNEVEN),
        (b"CM-CONTINUE-K#", Lesson.ENDING),
        (b"CM-CONTINUE-K\x1d", Lesson.ENDING),
        (b"0123456789ABCDEFG" + b"CM-CONTINUE-K\r", Lesson.LONG),
    ],
)
def test_why_nothing_was_learnt_has_a_name(raw: bytes, lesson: Lesson) -> None:
    assert learn(raw, CARD) == Unlearnt(lesson, raw)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_anything_may_come_while_learning(raw: bytes, known: str) -> None:
    assert isinstance(learn(raw, known), Framing | Unlearnt)
