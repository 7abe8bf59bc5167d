"""Which document goes to which printer: rules that people can read, in order; the first that fits decides. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.printing.values import LABELS, Document
from warehouse_app.domain.refusals import Refusal

PAPERS = "paper"
"""In a rule: every document that is no label."""

ANY_LABEL = "labels"
"""In a rule: every label, of whatever it is."""

MOST_RULES = 200
LONGEST_PATTERN = 40
RULE_DOCUMENTS = ("", ANY_LABEL, PAPERS, *(document.value for document in Document))
_PATTERN = re.compile(r"[A-Z0-9._*?-]*")
_WORD = re.compile(r"[^\x00-\x1f\x7f]*")


class Via(StrEnum):
    """What decided where a document prints."""

    CHOSEN = "chosen"
    RULE = "rule"
    STATION = "station"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class PrintRule:
    """One rule. An empty field fits everything; `station` may have `*` (any signs) and `?` (one sign)."""

    id: int
    document: str
    carrier: str
    station: str
    printer: str

    def fits(self, document: str, carrier: str, station: str) -> bool:
        """Tell whether the rule decides about a document of a carrier's parcel that was asked for at a station."""
        kind = ANY_LABEL if document in LABELS else PAPERS
        same = self.document in {"", document, kind}
        return same and _alike(self.carrier, carrier) and _alike(self.station, station)


def _alike(pattern: str, text: str) -> bool:
    if not pattern:
        return True
    parts = (".*" if sign == "*" else "." if sign == "?" else re.escape(sign) for sign in re.sub(r"\*+", "*", pattern))
    return re.fullmatch("".join(parts), text, re.IGNORECASE | re.DOTALL) is not None


def first_fit(rules: Iterable[PrintRule], document: str, carrier: str, station: str) -> PrintRule | None:
    """Return the rule that decides, None where none fits."""
    return next((rule for rule in rules if rule.fits(document, carrier, station)), None)


def wrong_field(document: str, carrier: str, station: str) -> str:
    """Return the field of a rule that cannot be right: document, carrier or station; "" where all can."""
    if document not in RULE_DOCUMENTS:
        return "document"
    if len(carrier) > LONGEST_PATTERN or not _WORD.fullmatch(carrier):
        return "carrier"
    return "" if len(station) <= LONGEST_PATTERN and _PATTERN.fullmatch(station) else "station"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a document prints, and why: `rule` decided where `via` says so, and `instead_of` is away."""

    printer: str
    via: Via
    rule: PrintRule | None = None
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class BadPrintRule(Refusal):
    """A rule cannot be right: `field` is document, carrier, station or position."""

    code: ClassVar[str] = "bad_print_rule"
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class NoSuchPrintRule(Refusal):
    """There is no rule of that number."""

    code: ClassVar[str] = "no_such_print_rule"
    rule: int


@dataclass(frozen=True, slots=True)
class NoStandIn(Refusal):
    """The printer has no stand-in, or that one cannot take over."""

    code: ClassVar[str] = "no_stand_in"
    printer: str
