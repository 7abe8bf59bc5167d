"""What an import is asked, what became of each draft, and the report: counted by the objects a file tells of.

Nothing personal is kept: outcomes and the stored report name orders, products and places, never values of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as make
from pathlib import Path
from typing import Any

from warehouse_app.application.people import NewUser
from warehouse_app.domain.importing.mapping import FileMapping
from warehouse_app.domain.importing.values import Fate, Mend, Rejected, Remark
from warehouse_app.wording.importing import reason, remark

MOST_ROWS = 490
"""Rows one small transaction writes at most, beside the few of its command (the law says 500)."""

PAUSE_S = 0.002
"""How long others may write between two transactions at least, in seconds."""

MOST_TOLD = 10_000
"""Rejected records a report names; all are counted, and all can be written to a file."""

Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Import these files as `kind`. `channel` is what orders of a file without such a column get.

    `mapping` says how a foreign table is read; without one a mapping kept for the channel is used where it fits.
    `mended` cells and `digest` (what the file was when it was looked at) belong to a single file.
    `sheet` names one of a workbook, where several could be meant; `warehouse` is needed only where there are several.
    `again` asserts stock even where the same was told before. With `dry_run` everything is judged and nothing is
    written.
    """

    paths: tuple[Path, ...]
    kind: str
    format: str = "auto"
    channel: str = ""
    mapping: FileMapping | None = None
    mended: tuple[Mend, ...] = ()
    digest: str = ""
    dry_run: bool = False
    warehouse: str = ""
    again: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A draft that was refused: its place in the command's drafts, the field and value at fault, and why."""

    at: int
    field: str
    value: str
    reason: str
    facts: Facts = make(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Noted:
    """Something decided for the reader, with an example."""

    code: str
    example: str


@dataclass(frozen=True, slots=True)
class Took:
    """What became of the drafts of one command. `more` says that a long order is not written to its end yet.

    `fates` tells it for each draft, in a dry run only: an outcome that is kept has no use for it.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[NotTaken, ...] = ()
    noted: tuple[Noted, ...] = ()
    more: bool = False
    fates: tuple[Fate, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A record that was not taken, and the file in which it stands."""

    file: str
    rejected: Rejected

    def to_json(self) -> dict[str, object]:
        """Return line, field, value and reason (its code), the sentence (`say`) and the file."""
        refused = self.rejected
        told = {"line": refused.line, "field": refused.field, "value": refused.value, "reason": refused.reason}
        return {**told, "say": reason(refused), "file": self.file}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `read` counts records; created, updated and unchanged count business objects.

    `by_kind` counts what the files tell of, whether new or known; `changes` says for each kind what was done about it.
    `runs` are the numbers in the log of imports; `people` are the new sign-ons of an import of users,
    to be handed over once.
    """

    kind: str
    files: tuple[str, ...]
    read: int
    by_kind: Mapping[str, int]
    changes: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]
    rejected: tuple[RejectedRecord, ...]
    rejected_count: int
    remarks: tuple[Remark, ...]
    dry_run: bool = False
    stopped: bool = False
    people: tuple[NewUser, ...] = ()
    runs: tuple[int, ...] = ()

    @property
    def created(self) -> int:
        """Return how many business objects are new."""
        return self._sum("created")

    @property
    def updated(self) -> int:
        """Return how many business objects were changed."""
        return self._sum("updated")

    @property
    def unchanged(self) -> int:
        """Return how many business objects were known just so."""
        return self._sum("unchanged")

    def _sum(self, what: str) -> int:
        return sum(each[what] for each in self.changes.values())

    def to_json(self) -> dict[str, Any]:
        """Return the answer of `warehouse import --json`."""
        remarks = [
            {"code": each.code, "count": each.count, "examples": list(each.examples), "say": remark(each)}
            for each in self.remarks
        ]
        people = [{"user": each.user, "badge": each.badge, "pin": each.pin} for each in self.people]
        return {
            **self.kept(),
            "rejected": [each.to_json() for each in self.rejected],
            "remarks": remarks,
            **({"users": people} if people else {}),
        }

    def kept(self) -> dict[str, Any]:
        """Return the report as it is kept: without values and examples, which may be personal."""
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "by_kind": dict(self.by_kind),
            "changes": {kind: dict(done) for kind, done in self.changes.items()},
            "totals": dict(self.totals),
            "rejected": [
                {"line": each.rejected.line, "field": each.rejected.field, "reason": each.rejected.reason}
                for each in self.rejected[:100]
            ],
            "rejected_count": self.rejected_count,
            "remarks": [{"code": each.code, "count": each.count} for each in self.remarks],
            "dry_run": self.dry_run,
            "stopped": self.stopped,
            "imports": list(self.runs),
        }
