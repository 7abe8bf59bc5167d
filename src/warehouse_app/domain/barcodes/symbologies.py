"""AIM symbology identifiers (ISO/IEC 15424): what a scanner says in front of the data, `]C1` and its like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Symbology:
    """The kind of bars that were read; `gs1`: the code said of itself that it holds GS1 elements."""

    name: str
    gs1: bool = False
    addon: bool = False
    """An EAN or UPC whose two or five more digits were sent behind it."""


_FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "A": "code39", "B": "telepen", "C": "code128", "D": "code-one", "E": "ean13", "F": "codabar", "G": "code93",
        "H": "code11", "I": "itf", "J": "dotcode", "K": "code16k", "L": "pdf417", "M": "msi", "N": "anker",
        "O": "codablock", "P": "plessey", "Q": "qr", "R": "2of5", "S": "2of5", "T": "code49", "U": "maxicode",
        "X": "other", "Y": "other", "Z": "none", "c": "channel", "d": "datamatrix", "e": "databar",
        "g": "grid-matrix", "h": "han-xin", "o": "ocr", "p": "posicode", "s": "supercode", "u": "ultracode",
        "z": "aztec",
    },
)  # fmt: skip
_SPECIAL: Mapping[str, Symbology] = MappingProxyType(
    {
        "C1": Symbology("gs1-128", gs1=True),
        "D4": Symbology("gs1-code-one", gs1=True),
        "E1": Symbology("ean-addon2"),
        "E2": Symbology("ean-addon5"),
        "E3": Symbology("ean13", addon=True),
        "E4": Symbology("ean8"),
        "J1": Symbology("gs1-dotcode", gs1=True),
        "J4": Symbology("gs1-dotcode", gs1=True),
        "K1": Symbology("gs1-code16k", gs1=True),
        "L3": Symbology("gs1-micropdf417", gs1=True),
        "O1": Symbology("gs1-codablock", gs1=True),
        "Q3": Symbology("gs1-qr", gs1=True),
        "Q4": Symbology("gs1-qr", gs1=True),
        "T1": Symbology("gs1-code49", gs1=True),
        "d2": Symbology("gs1-datamatrix", gs1=True),
        "d5": Symbology("gs1-datamatrix", gs1=True),
        "e0": Symbology("databar", gs1=True),
        "e1": Symbology("gs1-composite", gs1=True),
        "e2": Symbology("gs1-composite", gs1=True),
        "z1": Symbology("gs1-aztec", gs1=True),
        "z4": Symbology("gs1-aztec", gs1=True),
    },
)
UNKNOWN = Symbology("unknown")


def symbology_of(code: str) -> Symbology:
    """Return what the two characters behind the bracket say; UNKNOWN for a family nobody has given out."""
    special = _SPECIAL.get(code)
    if special is not None:
        return special
    family = _FAMILIES.get(code[0])
    return UNKNOWN if family is None else Symbology(family)
