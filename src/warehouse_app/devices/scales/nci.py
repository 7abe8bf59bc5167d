"""The language of NCI and Weigh-Tronix scales: LF figure CR LF status CR ETX, asked for with W. Pure."""

from __future__ import annotations

import re

from warehouse_app.devices.scales.frames import FrameReader, figure, judged
from warehouse_app.domain.devices.weights import Weight, WeightState

ASK, ZERO = b"W\r", b"Z\r"

# Some models put a letter before the status: H or L for the range, S where only the status was asked for.
# A status that follows anything is the rest of a frame whose figure is lost or spoiled, and no answer of its own.
_FRAME = re.compile(rb"(?:\n(?P<value>[^\n\r\x02\x03]{1,20})\r|\A)\n[HLS]?(?P<status>[\x30-\x7f]{2,6})\r\x03\Z")
_MOTION, _AT_ZERO, _FAULTS_1 = 0x01, 0x02, 0x0C
_UNDER, _OVER, _FAULTS_2, _MORE = 0x01, 0x02, 0x0C, 0x40
_NET, _INITIAL_ZERO = 0x04, 0x08
_ALWAYS = 0x30
_NO_FIGURE = {"^": WeightState.OVER, "_": WeightState.UNDER, "-": WeightState.FAULTY}
"""What a display shows instead of a figure, line after line of one sign."""


def reader() -> FrameReader:
    """Return a reader of this language."""
    return FrameReader(b"\x03", _FRAME, _read)


def _read(match: re.Match[bytes]) -> Weight | None:
    status = match["status"]
    if not _well_formed(status):
        return None
    text = (match["value"] or b"").decode("ascii").strip(" ")
    found = figure(text)
    told, net = _told(status, found), _net(status)
    if found is None and text and told is WeightState.STABLE:
        told = _NO_FIGURE.get(text[0], WeightState.STABLE)
    return judged(found, told, net=net)


def _well_formed(status: bytes) -> bool:
    """Every byte has its two fixed bits; each but the last announces the next one (a third one often goes unsaid)."""
    if any(byte & _ALWAYS != _ALWAYS for byte in status) or status[0] & _MORE:
        return False
    return not status[-1] & _MORE or len(status) == 2  # noqa: PLR2004 - two bytes are always there


def _told(status: bytes, found: tuple[int, str] | None) -> WeightState:
    first, second, more = status[0], status[1], status[2:3]
    if first & _FAULTS_1 or second & _FAULTS_2 or (more and more[0] & _INITIAL_ZERO):
        return WeightState.FAULTY
    if second & _OVER:
        return WeightState.OVER
    if second & _UNDER:  # below zero, or below what it can say
        return WeightState.UNDER if found is None or found[0] >= 0 else WeightState.NEGATIVE
    if first & _MOTION:
        return WeightState.MOTION
    return WeightState.ZERO if first & _AT_ZERO else WeightState.STABLE


def _net(status: bytes) -> bool | None:
    return bool(status[2] & _NET) if len(status) > 2 else None  # noqa: PLR2004 - the third byte
