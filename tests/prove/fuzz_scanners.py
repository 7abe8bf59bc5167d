"""Bytes of scanners: whole codes, spoiled ones, halves, reports and noise, in any order and framing, split anywhere."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.channels.test_channels_fuzz import SPOILING, spoiled
from warehouse_app.devices.scanners.hid import REPORT, SCANNED, Reports
from warehouse_app.domain.barcodes.read import decoded, read
from warehouse_app.domain.devices.cards import Framing
from warehouse_app.domain.devices.framing import CAN, MAX_FRAME, Frame, Framer
from warehouse_app.domain.devices.learning import learn

CODES = (
    *(b"4006381333931", b"]C1010400638133393110L1\x1d21S", b"CM-CONTINUE-K", b"TO-T-0001-X"),
    *(b"[)>\x1e06\x1d1PA-1\x1e\x04", b"  ", b"7" * (MAX_FRAME + 7), "Ä-ß".encode()),
)
AROUND = (b"", b"\r", b"\n", b"\r\n", b"\x02", b"\x03", b"\t", b"#", b"#\r", b"~", b"\x1d", b"\0")
SILENCE = None
"""A piece that is none: the line was silent."""

_FRAMINGS = st.builds(Framing, prefix=st.sampled_from(AROUND), suffix=st.sampled_from(AROUND))
_PIECES = st.one_of(
    st.sampled_from((*CODES, *AROUND)),
    st.builds(lambda code, before, after: before + code + after, *map(st.sampled_from, (CODES, AROUND, AROUND))),
    st.builds(spoiled, st.sampled_from(CODES), SPOILING),
    st.binary(max_size=40),
    st.builds(
        lambda text: bytes((SCANNED, len(text))) + b"]C0" + text.ljust(REPORT - 5, b"\0"), st.binary(max_size=56)
    ),
    st.just(SILENCE),
)
CASES = st.tuples(_FRAMINGS, st.lists(_PIECES, max_size=8), st.integers(1, 60))


def a_line(case: tuple[Framing, list[bytes | None], int]) -> None:
    """The same scans come of the same bytes however they are split, none longer than can be; none is an Enter."""
    framing, pieces, size = case
    frames = _heard(framing, pieces, MAX_FRAME * 3)
    assert frames == _heard(framing, pieces, size)
    for frame in frames:
        assert 0 < len(frame.data) <= MAX_FRAME * 3
        assert decoded(frame.told).strip(), "blanks would be an Enter"
        read(frame.told)
    held = b"".join(piece for piece in pieces if piece is not None)
    assert sum(len(frame.data) for frame in frames) <= len(held)
    assert not [frame for frame in frames if not frame.whole and not frame.told.endswith(CAN)]
    learn(held, "CM-CONTINUE-K", framing)
    reports = Reports(framing)
    for piece in pieces:
        _ = reports.silent() if piece is None else reports.feed(piece)


def _heard(framing: Framing, pieces: list[bytes | None], size: int) -> list[Frame]:
    framer, frames = Framer(framing), list[Frame]()
    for piece in (*pieces, SILENCE):
        if piece is None:
            frames += framer.silent()
            continue
        for at in range(0, len(piece), size):
            frames += framer.feed(piece[at : at + size])
    return frames
