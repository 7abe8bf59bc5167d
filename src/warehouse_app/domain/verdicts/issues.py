"""What a bench can tell a supervisor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


class Issue(StrEnum):
    """What is told."""

    CALL = "call"
    MISSING = "missing"
    WRONG = "wrong"
    ADDRESS = "address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NoSuchIssue(Refusal):
    """There is no such issue, or somebody settled it already."""

    code: ClassVar[str] = "no_such_issue"
    issue: int
