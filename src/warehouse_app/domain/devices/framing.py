"""One scan cut out of a scanner's bytes, however they come: pure, without a line and without a clock.

Promise: every byte of a code goes into exactly one frame, in order, whatever the pieces the line delivers; half a code
is never passed off as a whole one. What is half ends with CAN, which in ASCII says just that, so that every reader
refuses it by name: it is seen, and kept in the log of scans.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.barcodes.read import decoded
from warehouse_app.domain.devices.cards import Framing

CAN = b"\x18"
GS, RS, EOT = 0x1D, 0x1E, 0x04
KEPT = frozenset({GS, RS, EOT})
"""Control characters that belong to codes: the separators of GS1 and of ISO 15434. All others are the line's."""

MAX_FRAME = 4_096
"""Bytes of one scan; the largest symbol there is holds fewer signs of text that people print."""

HALF_MS = 1_000
"""After so long a silence what has no ending yet is half a code: its end was lost."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One shot without prefix, suffix and control characters around it; `whole` is False where a part was lost."""

    data: bytes
    whole: bool = True

    @property
    def told(self) -> bytes:
        """Return what is passed on as the scan. Blanks alone are no code, and no Enter either."""
        return self.data if self.whole and decoded(self.data).strip() else self.data + CAN


def is_control(data: bytes) -> bool:
    """Tell whether all of it is control characters that no code holds."""
    return all(_is_lines(byte) for byte in data)


class Framer:
    """Feed it bytes as they come, and tell it when the line was silent for `wait_ms` (None: it waits for nothing)."""

    def __init__(self, framing: Framing) -> None:
        self._framing = framing
        self._held = bytearray()
        self._looked = 0
        self._skips = False

    @property
    def wait_ms(self) -> int | None:
        """How long a silence means something now."""
        if not self._held and not self._skips:
            return None
        return HALF_MS if self._framing.suffix else self._framing.silence_ms

    def feed(self, data: bytes) -> tuple[Frame, ...]:
        """Take bytes, in any pieces; return the frames that ended in them."""
        self._held += data
        frames: list[Frame] = []
        suffix = self._framing.suffix
        while suffix and (at := self._held.find(suffix, self._looked)) >= 0:
            body = bytes(self._held[:at])
            del self._held[: at + len(suffix)]
            self._looked = 0
            if not self._skips:
                frames += self._framed(body) if at <= MAX_FRAME else _half(body[:MAX_FRAME])
            self._skips = False
        self._looked = max(0, len(self._held) - len(suffix) + 1) if suffix else 0
        return (*frames, *self._too_long())

    def silent(self) -> tuple[Frame, ...]:
        """The line was silent for `wait_ms`: it ends a scan that has no suffix, or the end of one was lost."""
        body, skipped = bytes(self._held), self._skips
        self._forget()
        if skipped:
            return ()
        return self._framed(body) if not self._framing.suffix else _half(body)

    def broken(self) -> tuple[Frame, ...]:
        """The line broke: what is held will never be whole."""
        body, skipped = bytes(self._held), self._skips
        self._forget()
        return () if skipped else _half(body)

    def _forget(self) -> None:
        self._held.clear()
        self._looked, self._skips = 0, False

    def _too_long(self) -> tuple[Frame, ...]:
        """Give up a frame that never ends; what comes up to its end belongs to it."""
        if self._skips:
            keep = max(0, len(self._framing.suffix) - 1)
            del self._held[: max(0, len(self._held) - keep)]
            self._looked = 0
            return ()
        if len(self._held) < MAX_FRAME + max(1, len(self._framing.suffix)):
            return ()
        body = bytes(self._held[:MAX_FRAME])
        self._skips = True
        self._too_long()
        return _half(body)

    def _framed(self, body: bytes) -> tuple[Frame, ...]:
        """Return what lies between prefix and suffix; without its prefix a code lost its beginning."""
        prefix = self._framing.prefix
        if not prefix:
            data = cleaned(body)
            return (Frame(data),) if data else ()
        if is_control(prefix):  # no code holds it: where it stands once more, a code begins anew
            before, found, after = body.rpartition(prefix)
        else:
            before, (found, after) = b"", _split(body, prefix)
        if not found:
            return _half(body)
        data = cleaned(after)
        return (*_half(before.replace(prefix, b"")), *((Frame(data),) if data else ()))


def _split(body: bytes, prefix: bytes) -> tuple[bytes, bytes]:
    """Return the prefix and what follows, where a shot begins with it but for control characters of the line."""
    start = 0
    while start < len(body) and _is_lines(body[start]) and not body.startswith(prefix, start):
        start += 1
    return (prefix, body[start + len(prefix) :]) if body.startswith(prefix, start) else (b"", body)


def _half(body: bytes) -> tuple[Frame, ...]:
    data = cleaned(body)
    return (Frame(data, whole=False),) if data else ()


def cleaned(body: bytes) -> bytes:
    """Take the line's control characters off both ends."""
    start, end = 0, len(body)
    while start < end and _is_lines(body[start]):
        start += 1
    while end > start and _is_lines(body[end - 1]):
        end -= 1
    return body[start:end]


def _is_lines(byte: int) -> bool:
    """Tell a control character of the line from a sign of a code."""
    return (byte < 0x20 or byte == 0x7F) and byte not in KEPT  # noqa: PLR2004 - space, and DEL
