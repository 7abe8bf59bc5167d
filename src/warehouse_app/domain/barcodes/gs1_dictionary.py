"""The rules of the GS1 Barcode Syntax Dictionary as values: what each application identifier holds, needs, and bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from warehouse_app.domain.barcodes.gs1_lint import LINTERS, of_39, of_64, of_82
from warehouse_app.domain.barcodes.gs1_problems import Gs1Problem
from warehouse_app.domain.barcodes.gs1_table import TABLE
from warehouse_app.domain.barcodes.gtin import is_digits

_COMPONENT = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)\]?")
_SETS: Mapping[str, Callable[[str], bool]] = MappingProxyType({"N": is_digits, "X": of_82, "Y": of_39, "Z": of_64})

Check = tuple[Callable[[str], bool], Gs1Problem]
Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a value: which characters (N, X, Y, Z), how many, whether it may be absent, and what is checked."""

    signs: str
    least: int
    most: int
    optional: bool
    linters: tuple[str, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the dictionary says of one identifier.

    `predefined`: no separator follows, for its length is known. `attribute`: may stand in the query of a Digital Link.
    `needs`: each entry names groups of which one must be there as a whole; `bars`: what must not be there. Both may
    hold patterns, where `n` is any digit. `qualifiers` is None for what is no key of a Digital Link, else the
    sequences that may follow it.
    """

    ai: str
    predefined: bool
    attribute: bool
    components: tuple[Component, ...]
    needs: tuple[tuple[Group, ...], ...]
    bars: Group
    qualifiers: tuple[Group, ...] | None
    title: str

    @property
    def least(self) -> int:
        """Return the length of the shortest value."""
        return sum(each.least for each in self.components if not each.optional)

    @property
    def most(self) -> int:
        """Return the length of the longest value."""
        return sum(each.most for each in self.components)

    def problem(self, value: str) -> Gs1Problem | None:
        """Return what is wrong with a value, None when it holds all that its components ask."""
        at = 0
        for part in self.components:
            piece = value[at : at + part.most]
            if not piece and part.optional:
                break
            if len(piece) < part.least:
                return Gs1Problem.TOO_SHORT
            if not _SETS[part.signs](piece):
                return Gs1Problem.CHARACTERS
            for holds, problem in part.checks:
                if not holds(piece):
                    return problem
            at += len(piece)
        return Gs1Problem.TOO_LONG if at < len(value) else None


def fits(pattern: str, ai: str) -> bool:
    """Tell whether an identifier is the one named, or of the pattern (`31nn`: any two digits)."""
    if len(pattern) != len(ai):
        return False
    return all(want in ("n", have) for want, have in zip(pattern, ai, strict=True))


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rule of every identifier, in the dictionary's order."""
    return MappingProxyType({rule.ai: rule for line in TABLE.splitlines() for rule in _of_line(line)})


@cache
def _lengths() -> Mapping[str, int]:
    """Return for the first two digits of identifiers how long they are; the dictionary has one length for each."""
    return MappingProxyType({ai[:2]: len(ai) for ai in rules()})


def rule_at(text: str, at: int) -> Rule | None:
    """Return the rule of the identifier that stands in `text` at a place, None when none does."""
    length = _lengths().get(text[at : at + 2])
    return None if length is None else rules().get(text[at : at + length])


def _of_line(line: str) -> tuple[Rule, ...]:
    """Return the rules of one line, one for each identifier of its range."""
    told, _, title = line.partition(" # ")
    first, *words = told.split()
    flags = words.pop(0) if words[0].strip("*?") == "" else ""
    parts = tuple(_component(word) for word in words if "=" not in word and word != "dlpkey")
    needs = tuple(_groups(word[4:]) for word in words if word.startswith("req="))
    bars = tuple(each for word in words if word.startswith("ex=") for each in word[3:].split(","))
    key = next((word for word in words if word.startswith("dlpkey")), None)
    sequences = None if key is None else tuple(tuple(each.split(",")) for each in key[7:].split("|") if each)
    return tuple(
        Rule(ai, "*" in flags, "?" in flags, parts, needs, bars, sequences, title.strip()) for ai in _range(first)
    )


def _range(first: str) -> tuple[str, ...]:
    low, _, high = first.partition("-")
    return tuple(str(number).zfill(len(low)) for number in range(int(low), int(high or low) + 1))


def _groups(told: str) -> tuple[Group, ...]:
    return tuple(tuple(group.split("+")) for group in told.split(","))


def _component(word: str) -> Component:
    shape, *linters = word.split(",")
    found = _COMPONENT.fullmatch(shape)
    assert found is not None, word
    bracket, signs, dots, most = found.groups()
    least = 1 if dots else int(most)
    return Component(signs, least, int(most), bool(bracket), tuple(linters), tuple(LINTERS[each] for each in linters))
