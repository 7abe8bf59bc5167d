"""Finding out how an unknown scale speaks, by asking it in each language: for the set-up screen.

Only questions are asked; nothing is zeroed or changed. Two of the languages ask with the same letter, so an answer is
read by all of them and the strictest frame wins.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from warehouse_app.devices.scales.languages import LANGUAGES, Language
from warehouse_app.devices.scales.links import Link, LinkLostError, open_serial
from warehouse_app.domain.devices.cards import Line, Parity
from warehouse_app.domain.devices.weights import Unit, Weight
from warehouse_app.domain.refusals import Trouble

LISTEN_S = 0.4
"""How long one answer is waited for; a scale answers within a tenth of a second."""

RATES = (9_600, 4_800, 2_400, 19_200)
_SEVEN = 7
Open = Callable[[str, Line], Link]


@dataclass(frozen=True, slots=True)
class Found:
    """How a scale speaks: its language, its line, and the first thing it said."""

    protocol: str
    line: Line
    weight: Weight


def probe(
    port: str, open_line: Open = open_serial, now: Callable[[], float] = time.monotonic, unit: Unit = Unit.KILOGRAM
) -> Found | None:
    """Return how the scale at a port speaks, or None where nothing answers. Raises Trouble `scale_port`."""
    try:
        for line in _lines():
            with contextlib.closing(open_line(port, line)) as link:
                found = _asked(link, line, now, unit)
            if found is not None:
                return found
    except LinkLostError as lost:
        raise Trouble("scale_port", port=port, problem=lost.why) from lost
    return None


def _lines() -> Iterable[Line]:
    """Yield the line settings in the order of how common they are; parity is asked with and without."""
    for baud in RATES:
        yield Line(baud, _SEVEN, Parity.EVEN)
        yield Line(baud)
        yield Line(baud, _SEVEN, Parity.ODD)


def _asked(link: Link, line: Line, now: Callable[[], float], unit: Unit) -> Found | None:
    for asked in _questions():
        link.write(asked.ask)
        heard = _listen(link, now)
        for language in LANGUAGES.values():
            weights = language.reader(unit).feed(heard) if language.ask else ()
            if weights:
                return Found(language.name, _as_heard(line, heard), weights[0])
    return None


def _questions() -> list[Language]:
    return [each for each in LANGUAGES.values() if each.ask]


def _listen(link: Link, now: Callable[[], float]) -> bytes:
    """Return all that comes until it is quiet again, or the time is over."""
    heard, until = b"", now() + LISTEN_S
    while now() < until:
        data = link.read()
        if heard and not data:
            break
        heard += data
    return heard


def _as_heard(line: Line, heard: bytes) -> Line:
    """Return the line as the answer's own parity bits tell it: a line of seven bits looks like one of eight."""
    if not any(byte & 0x80 for byte in heard):
        return Line(line.baud)
    odd = sum(byte.bit_count() % 2 for byte in heard)
    parity = Parity.ODD if odd * 2 > len(heard) else Parity.EVEN
    return Line(line.baud, _SEVEN, parity, line.stop, line.flow)
