"""What a proof says: print or hold, the codes that were read, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a label must not be printed, or what is odd about it: a stable code and what it concerns.

    Codes of our own labels: unreadable, pages, size, code_missing, code_foreign, code_twice, text_missing, outside,
    overlap, narrow, quiet_zone, signs_missing, shaping_missing, signs_unknown, picture_wrong. Labels of others have
    those of `documents.reading.values.Remark`, code_unreadable and no_codes.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """`ok` means print. `found` are the decoded codes; `remarks` are told and hold nothing."""

    ok: bool
    found: tuple[str, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()


def verdict(found: tuple[str, ...], problems: Iterable[Problem], remarks: Iterable[Problem] = ()) -> Proof:
    """Return the proof: it holds where there is a problem; what is said twice is said once."""
    once = tuple(dict.fromkeys(problems))
    return Proof(not once, found, once, tuple(dict.fromkeys(remarks)))
