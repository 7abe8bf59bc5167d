"""One record of a native file with typed cells: asked for a field, it answers the value or names the cell that is
wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from fractions import Fraction
from typing import Self

from warehouse_app.channels.files.loading import Loaded
from warehouse_app.channels.files.reshaping import Shape
from warehouse_app.channels.files.staging import Notes
from warehouse_app.domain.importing import texts
from warehouse_app.domain.importing.dates import Order, moment
from warehouse_app.domain.importing.numbers import ONE, Mark, multiplied, scaled, sure, whole
from warehouse_app.domain.importing.values import BadValueError

PRICE_PLACES = 4


class BadCellError(Exception):
    """A cell that makes its record unusable."""

    def __init__(self, line: int, field_name: str, value: str, reason: str, facts: Mapping[str, object]) -> None:
        super().__init__(line, field_name, reason)
        self.line, self.field, self.value, self.reason, self.facts = line, field_name, value, reason, facts


@dataclass(frozen=True, slots=True)
class Manner:
    """How this file writes: where each field stands, decimal mark (`contested`: it proves both), day-month order, time
    zone; and where its remarks go.
    """

    columns: Mapping[str, int]
    mark: Mark
    order: Order
    zone: tzinfo
    notes: Notes = field(default_factory=Notes)
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    own: int = 0
    contested: bool = False

    @classmethod
    def of(
        cls, columns: Mapping[str, int], loaded: Loaded, zone: tzinfo, notes: Notes, shape: Shape | None = None
    ) -> Self:
        """Take over what the first pass proved, and by what a mapping multiplies."""
        factors = shape.reshaper.factors() if shape is not None and shape.reshaper is not None else {}
        own = shape.own if shape is not None else 0
        return cls(columns, loaded.mark.mark, loaded.order.order, zone, notes, factors, own, loaded.mark.contested)


@dataclass(frozen=True, slots=True)
class Record:
    """One row with its line in the file."""

    line: int
    cells: list[str]
    manner: Manner

    @property
    def told(self) -> list[str]:
        """Return the cells that count: those a mapping made, else all of the file."""
        return self.cells[: self.manner.own] if self.manner.own else self.cells

    def raw(self, name: str) -> str:
        """Return the cell as written, stripped; "" when the file has no such column."""
        at = self.manner.columns.get(name)
        return "" if at is None else self.cells[at].strip()

    def has(self, name: str) -> bool:
        """Tell whether the cell is filled in."""
        return bool(self.raw(name))

    def bad(self, name: str, reason: str, **facts: object) -> BadCellError:
        """Make the refusal of this cell."""
        return BadCellError(self.line, name, self.raw(name), reason, facts)

    def text(self, name: str) -> str:
        """Return words; what looks like a formula stays text and is remarked."""
        try:
            found = texts.clean(self.raw(name))
        except BadValueError as bad:
            raise self.bad(name, bad.reason, **bad.facts) from None
        if texts.looks_like_formula(found):
            self.manner.notes.add("formula_text", found)
        return found

    def lines(self, name: str) -> str:
        """Return words of several lines, each cleaned; a formula in them calculates nothing."""
        self.text(name)
        return "\n".join(texts.clean(line) for line in self.raw(name).splitlines())

    def code(self, name: str) -> str:
        """Return a code as written, undamaged."""
        try:
            return texts.code(self.raw(name))
        except BadValueError as bad:
            raise self.bad(name, bad.reason, **bad.facts) from None

    def whole(self, name: str, low: int | None = None, high: int = 10**9) -> int | None:
        """Return a whole number within limits, None for an empty cell."""
        raw = self.raw(name)
        if not raw:
            return None
        factor = self.manner.factors.get(name)
        try:
            sure(raw, contested=self.manner.contested)
            value = whole(raw, self.manner.mark) if factor is None else multiplied(raw, self.manner.mark, factor)
        except BadValueError as bad:
            raise self.bad(name, bad.reason, **bad.facts) from None
        if (low is not None and value < low) or abs(value) > high:
            raise self.bad(name, "out_of_range", low=low if low is not None else -high, high=high)
        return value

    def price_e4(self, name: str) -> int:
        """Return a price in 1/10 000; an empty cell is 0; more than four decimals are rounded half up and remarked."""
        return self.scaled(name, PRICE_PLACES) or 0

    def scaled(self, name: str, places: int) -> int | None:
        """Return a number times 10**places, rounded half up, None for an empty cell."""
        raw = self.raw(name)
        if not raw:
            return None
        factor = self.manner.factors.get(name, ONE)
        try:
            sure(raw, contested=self.manner.contested)
            value, exact = scaled(raw, self.manner.mark, places, factor)
        except BadValueError as bad:
            raise self.bad(name, bad.reason, **bad.facts) from None
        if not exact:
            self.manner.notes.add("price_rounded" if places == PRICE_PLACES else "measure_rounded", raw)
        return value

    def when(self, name: str, *, end_of_day: bool = False) -> datetime | None:
        """Return a UTC time, None for an empty cell."""
        raw = self.raw(name)
        if not raw:
            return None
        try:
            return moment(raw, self.manner.order, self.manner.zone, end_of_day=end_of_day)
        except BadValueError as bad:
            raise self.bad(name, bad.reason, **bad.facts) from None

    def one_of(self, name: str, words: Mapping[str, str], default: str) -> str:
        """Return the meaning of a word, the default for an empty cell; raise for a word that is not known."""
        raw = self.raw(name).lower()
        if not raw:
            return default
        if raw not in words:
            raise self.bad(name, "unknown_word", known=", ".join(sorted(set(words.values()))))
        return words[raw]
