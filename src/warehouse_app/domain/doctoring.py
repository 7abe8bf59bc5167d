"""What the doctor says: one line for each invariant, with the rows that break it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BROKEN = 20
"""Broken rows a check names."""


@dataclass(frozen=True, slots=True)
class Check:
    """One invariant: how much was examined, and what breaks it."""

    name: str
    ok: bool
    examined: int
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All invariants. `unsealed` links of the audit trail are younger than the newest seal."""

    ok: bool
    checks: tuple[Check, ...]
    unsealed: int = 0
