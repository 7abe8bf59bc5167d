"""The languages of scales as one table: what to ask, how to zero, how its line is mostly set, who reads it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warehouse_app.devices.scales import adam, hid, nci, sics, toledo
from warehouse_app.devices.scales.frames import Reader
from warehouse_app.domain.devices.cards import Line, Parity
from warehouse_app.domain.devices.settings import USUAL_LINES
from warehouse_app.domain.devices.weights import Unit

_SEVEN_EVEN = Line(9_600, 7, Parity.EVEN)
_PLAIN = Line(9_600)
_USUAL = USUAL_LINES


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `ask` is empty where the scale speaks unasked; `lines` are its usual line settings, best first.

    `reticent`: it does not answer while nothing has changed, so silence does not mean that it is away.
    """

    name: str
    ask: bytes
    zero: bytes
    reader: Callable[[Unit], Reader]
    lines: tuple[Line, ...] = ()
    reticent: bool = False


LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        each.name: each
        for each in (
            Language("nci", nci.ASK, nci.ZERO, lambda _unit: nci.reader(), (_USUAL["nci"], _PLAIN)),
            Language("toledo", toledo.ASK, toledo.ZERO, toledo.reader, (_USUAL["toledo"], _PLAIN)),
            Language("sics", sics.ASK, sics.ZERO, lambda _unit: sics.reader(), (_USUAL["sics"], _SEVEN_EVEN)),
            Language("adam", adam.ASK, adam.ZERO, lambda _unit: adam.reader(), (_USUAL["adam"], _PLAIN), reticent=True),
            Language("hid", b"", b"", lambda _unit: hid.reader()),
        )
    }
)
"""Every language by its name on a card, in the order in which an unknown scale is asked."""
