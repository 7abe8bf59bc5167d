"""A mapping: how somebody else's table is read as one of our kinds. A plain value, made by a person once and kept.

It says which column gives which field, what stands where a cell is empty, how numbers and dates are written, and how
rows belong together. It never changes a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from warehouse_app.domain.importing.dates import Order
from warehouse_app.domain.importing.fields import COLUMNS, KEYS, plain, roles

Part = Literal["", "first", "rest", "last", "before_last"]
PARTS: tuple[Part, ...] = ("", "first", "rest", "last", "before_last")
Case = Literal["", "upper", "lower", "title"]
CASES: tuple[Case, ...] = ("", "upper", "lower", "title")
Decimals = Literal["", ".", ","]
DECIMALS: tuple[Decimals, ...] = ("", ".", ",")
Grouping = Literal["own", "above"]
"""`own`: every row carries the number it belongs to. `above`: an empty one belongs to the row above."""
GROUPINGS: tuple[Grouping, ...] = ("own", "above")

MOST_JOINED = 8
MOST_WORDS = 200
LONGEST_TEXT = 200
LARGEST_FACTOR = 10**9
_FACTOR = re.compile(r"\s*(\d{1,12}(?:\.\d{1,12})?)\s*(?:/\s*(\d{1,12}(?:\.\d{1,12})?)\s*)?", re.ASCII)
_BLANKS = re.compile(r"\s+")
_PARTS: dict[Part, Callable[[list[str]], list[str]]] = {
    "": lambda words: words,
    "first": lambda words: words[:1],
    "rest": lambda words: words[1:],
    "last": lambda words: words[-1:],
    "before_last": lambda words: words[:-1],
}
_CASES: dict[Case, Callable[[str], str]] = {"": str, "upper": str.upper, "lower": str.lower, "title": str.title}


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where one field comes from: `columns` of the file (several are joined by a blank); `constant` where all of them
    are empty. `part` keeps some words of a cell, `words` says what a cell's word means, `factor` multiplies a number.
    """

    field: str
    columns: tuple[str, ...] = ()
    constant: str = ""
    factor: str = ""
    part: Part = ""
    case: Case = ""
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How a table is read as `kind`. Empty `dates` and `decimal` mean that each file must prove its own."""

    kind: str
    rules: tuple[FieldRule, ...]
    channel: str = ""
    dates: Order = ""
    decimal: Decimals = ""
    rows: Grouping = "own"

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields it fills."""
        return tuple(rule.field for rule in self.rules)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns it reads, each once."""
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.columns))

    def rule(self, field: str) -> FieldRule | None:
        """Return the rule of a field, if it has one."""
        return next((rule for rule in self.rules if rule.field == field), None)


def pointed(mapping: FileMapping, field_name: str, column: str) -> FileMapping:
    """Let a column give a field; "" lets it give none. A field has one column, and a column one field."""
    kept = [rule for rule in mapping.rules if column not in rule.columns and rule.field != field_name]
    old = mapping.rule(field_name)
    if field_name:
        kept.append(replace(old, columns=(column,)) if old is not None else FieldRule(field_name, (column,)))
    return replace(mapping, rules=tuple(kept))


def ruled(mapping: FileMapping, rule: FieldRule) -> FileMapping:
    """Put a rule in the place of the one of its field; one without column and constant takes the field away."""
    kept = [each for each in mapping.rules if each.field != rule.field]
    return replace(mapping, rules=(*kept, rule) if rule.columns or rule.constant else tuple(kept))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a mapping fits a header: columns it names and the file has not, columns the file has twice, and needed
    fields without a rule.
    """

    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Tell whether the file can be read by it."""
        return not (self.missing or self.twice or self.unfilled)


def fault(mapping: FileMapping) -> tuple[str, str] | None:
    """Return what no file could heal as (code, example): an unknown kind or field, a rule without source, a factor
    that is no number or multiplies words.
    """
    if mapping.kind not in COLUMNS:
        return "kind", mapping.kind
    known = roles(mapping.kind)
    seen: set[str] = set()
    for rule in mapping.rules:
        if rule.field not in known:
            return "field", rule.field
        if rule.field in seen:
            return "field_twice", rule.field
        seen.add(rule.field)
        if not rule.columns and not rule.constant:
            return "empty", rule.field
        if len(rule.columns) > MOST_JOINED or len(rule.words) > MOST_WORDS:
            return "too_much", rule.field
        if rule.factor and (known[rule.field] != "number" or factor_of(rule) is None):
            return "factor", f"{rule.field} = {rule.factor}"
    return None


def factor_of(rule: FieldRule) -> Fraction | None:
    """Return the factor as an exact number; 1 without one, None when it is no number above zero."""
    if not rule.factor:
        return Fraction(1)
    match = _FACTOR.fullmatch(rule.factor)
    under = Fraction(match[2] or 1) if match else Fraction(0)
    if match is None or not under:
        return None
    value = Fraction(match[1]) / under
    return value if 0 < value <= LARGEST_FACTOR else None


def fit(mapping: FileMapping, header: Sequence[str]) -> Fit:
    """Compare a mapping with a file's header. Names are compared without capitals, blanks and signs."""
    positions = _positions(header)
    missing = tuple(name for name in mapping.columns if _form(name) not in positions)
    twice = tuple(name for name in mapping.columns if len(positions.get(_form(name), ())) > 1)
    filled = set(mapping.fields)
    unfilled = tuple(each.name for each in COLUMNS[mapping.kind] if each.needed and each.name not in filled)
    return Fit(missing, twice, unfilled)


def _form(name: str) -> str:
    """Return a column name as it is compared; names of other scripts keep their letters."""
    return plain(name) or _BLANKS.sub("", name.casefold())


def _positions(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(header):
        if name.strip():
            found[_form(name)] = (*found.get(_form(name), ()), at)
    return found


class Reshaper:
    """Reads rows of one file by a mapping that fits its header: gives each row the cells of `fields`, in that order.

    Ask it row by row, from top to bottom: with `rows="above"` a row without number belongs to the one before.
    """

    def __init__(self, mapping: FileMapping, header: Sequence[str]) -> None:
        positions = _positions(header)
        self.mapping = mapping
        self.fields = mapping.fields
        self.sources: tuple[tuple[int, ...], ...] = tuple(
            tuple(positions[_form(name)][0] for name in rule.columns) for rule in mapping.rules
        )
        self._steps = tuple(_step(rule, at) for rule, at in zip(mapping.rules, self.sources, strict=True))
        keys = KEYS[mapping.kind][:1] if mapping.rows == "above" else ()
        self._carried = tuple(self.fields.index(name) for name in keys if name in self.fields)
        self._above: list[str] = [""] * len(self._carried)

    def row(self, cells: Sequence[str]) -> list[str]:
        """Return the cells of one row as our fields."""
        found = [step(cells) for step in self._steps]
        if self._carried and any(cell.strip() for cell in cells):
            for n, at in enumerate(self._carried):
                if found[at].strip():
                    self._above[n] = found[at]
                else:
                    found[at] = self._above[n]
        return found

    def column_of(self, field: str) -> int | None:
        """Return where the (first) column of a field stands in the file, None for a constant or no such field."""
        if field not in self.fields:
            return None
        return next(iter(self.sources[self.fields.index(field)]), None)

    def factors(self) -> dict[str, Fraction]:
        """Return the fields whose numbers are multiplied."""
        found = {rule.field: factor_of(rule) for rule in self.mapping.rules if rule.factor}
        return {field: factor for field, factor in found.items() if factor is not None and factor != 1}


def _step(rule: FieldRule, at: tuple[int, ...]) -> Callable[[Sequence[str]], str]:
    if len(at) == 1 and not (rule.constant or rule.part or rule.case or rule.words):
        only = at[0]
        return lambda cells: cells[only]
    words = {written.casefold().strip(): meaning for written, meaning in rule.words}
    part, case = _PARTS[rule.part], _CASES[rule.case]

    def step(cells: Sequence[str]) -> str:
        text = " ".join(filled) if (filled := [found for n in at if (found := cells[n].strip())]) else ""
        text = words.get(text.casefold(), text)
        if rule.part:
            text = " ".join(part(_BLANKS.split(text)))
        return case(text) or rule.constant

    return step
