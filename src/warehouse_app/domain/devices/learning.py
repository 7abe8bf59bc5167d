"""How a scanner frames its scans, learnt from one scan of a code that is known: pure.

What it sends before and after the code becomes prefix and suffix, but for the AIM identifier, which differs from code
to code. What cannot be learnt from is named, so that the person can be told what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from warehouse_app.domain.devices.cards import Framing
from warehouse_app.domain.devices.framing import KEPT, MAX_FRAME, is_control

LONGEST = 16
"""Bytes of a prefix or a suffix; scanners can be set to fewer."""

_AIM = re.compile(rb"\][A-Za-z][0-9A-Za-z]\Z")
_LEAST = 4
"""Signs of a known code that must be there for it to be half of that code and no chance."""


class Lesson(StrEnum):
    """Why nothing was learnt; the values are stable, their words are in `wording/`."""

    NOTHING = "nothing_came"
    PARITY = "seven_bits"
    GARBAGE = "wrong_speed"
    HALF = "half_came"
    OTHER = "other_code"
    UNEVEN = "uneven_scans"
    ENDING = "ending_in_codes"
    LONG = "too_much_around"


@dataclass(frozen=True, slots=True)
class Unlearnt:
    """Nothing was learnt: why, and what came."""

    lesson: Lesson
    seen: bytes


def learn(raw: bytes, known: str, base: Framing | None = None) -> Framing | Unlearnt:
    """Return the framing that makes `known` of these bytes: of one scan, or of several of the same code.

    What the bytes do not tell (acknowledging, blanking) is taken from `base`.
    """
    code, seen = known.encode(errors="replace"), raw[:MAX_FRAME].lstrip(b"\0")
    parts = seen.split(code) if code else [seen]
    if len(parts) == 1:
        return Unlearnt(_why_not(seen, code), raw)
    prefix, suffix = _AIM.sub(b"", parts[0]), parts[-1]
    if any(_AIM.sub(b"", between) != suffix + prefix for between in parts[1:-1]):
        return Unlearnt(Lesson.UNEVEN, raw)
    if len(prefix) > LONGEST or len(suffix) > LONGEST:
        return Unlearnt(Lesson.LONG, raw)
    if suffix and not _ends_only(suffix):
        return Unlearnt(Lesson.ENDING, raw)
    return replace(base or Framing(), prefix=prefix, suffix=suffix)


def _ends_only(suffix: bytes) -> bool:
    """Tell whether no code can hold this: one control character of the line is enough."""
    return any(is_control(bytes((byte,))) for byte in suffix)


def _why_not(seen: bytes, code: bytes) -> Lesson:
    """Name what came instead of the code."""
    if not seen:
        return Lesson.NOTHING
    if code and code in bytes(byte & 0x7F for byte in seen):
        return Lesson.PARITY
    readable = sum(0x20 <= byte < 0x7F or byte in KEPT for byte in seen)  # noqa: PLR2004 - printable ASCII
    if readable * 2 < len(seen):
        return Lesson.GARBAGE
    some = max(_LEAST, len(code) // 2)
    if any(code[at : at + some] in seen for at in range(len(code) - some + 1)):
        return Lesson.HALF
    return Lesson.OTHER
