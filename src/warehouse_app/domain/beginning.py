"""What a person says when a company begins: its name, warehouse, time zone, currency, first user, bins and printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.domain.printing.targets import parse_target
from warehouse_app.domain.refusals import Usage
from warehouse_app.domain.zones import is_zone

MOST_BINS = 50_000
"""Bins that are generated at the beginning: more come from a file."""
LONGEST = 80
_CODE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
LONGEST_CODE = 20
_CURRENCY = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot be taken: a code for wording, and its facts."""

    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The answers. No bins where aisles, bays and levels are 0; no printer where `printer` is empty."""

    company: str = ""
    warehouse: str = "MAIN"
    zone: str = "UTC"
    currency: str = "EUR"
    admin: str = ""
    aisles: int = 0
    bays: int = 0
    levels: int = 0
    printer: str = ""
    language: str = "zpl203"

    @property
    def bins(self) -> int:
        """Return how many bins are made."""
        return self.aisles * self.bays * self.levels


def is_code(code: str) -> bool:
    """Tell whether this can be the code of a warehouse: capital letters, digits and dashes."""
    return bool(code.strip("-")) and len(code) <= LONGEST_CODE and set(code) <= _CODE


def problems(wish: Beginning) -> dict[str, Problem]:
    """Return what cannot be taken, by the name of the answer; empty when the company can begin."""
    found: dict[str, Problem] = {}
    for name in ("company", "admin"):
        value = str(getattr(wish, name)).strip()
        if not value or len(value) > LONGEST or not value.isprintable():
            found[name] = Problem("begin_name", {"most": LONGEST})
    code = wish.warehouse.strip().upper()
    if not is_code(code):
        found["warehouse"] = Problem("begin_code", {"most": LONGEST_CODE})
    if not is_zone(wish.zone):
        found["zone"] = Problem("begin_zone", {"zone": wish.zone[:LONGEST]})
    currency = wish.currency.strip().upper()
    if len(currency) != _CURRENCY or not (currency.isascii() and currency.isalpha()):
        found["currency"] = Problem("begin_currency", {"currency": wish.currency[:LONGEST]})
    sizes = (wish.aisles, wish.bays, wish.levels)
    if any(sizes) and (min(sizes) < 1 or wish.bins > MOST_BINS):
        found["levels"] = Problem("begin_bins", {"bins": wish.bins, "most": MOST_BINS})
    if wish.printer.strip() and not _is_address(wish.printer.strip()):
        found["printer"] = Problem("begin_printer", {"printer": wish.printer[:LONGEST]})
    return found


def _is_address(text: str) -> bool:
    try:
        parse_target(text)
    except Usage:
        return False
    return True
