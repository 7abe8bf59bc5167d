"""The rules of returns as one file, TOML or CSV: read with a remark for each bad piece, and written back."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from warehouse_app.domain.editing import BadField
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.returning.fields import (
    Theirs,
    check_fields,
    check_of,
    policy_fields,
    policy_of,
    reason_fields,
    reason_of,
)
from warehouse_app.domain.returning.values import Check, Policy, Reason

MOST_PIECES = 2_000
"""Reasons, policies and questions of one file."""

WHAT = ("reason", "policy", "check")
Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """What of a file was not taken: the how-manieth piece (from 1) of what kind, and why."""

    what: str
    n: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Reasons with what channels call them, policies and questions of checklists."""

    reasons: tuple[tuple[Reason, Theirs], ...] = ()
    policies: tuple[Policy, ...] = ()
    checks: tuple[Check, ...] = ()
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        """Tell whether it holds anything."""
        return bool(self.reasons or self.policies or self.checks)


def read_toml(text: str) -> RuleSet:
    """Read tables `[[reason]]`, `[[policy]]` and `[[check]]`. Raises Refused(BadField) where it is no TOML."""
    try:
        data = tomllib.loads(text, parse_float=str)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise Refused(BadField("file", str(error)[:80], "no_choice")) from error
    pieces: list[tuple[str, Record]] = []
    for what, listed in data.items():
        if what not in WHAT or not isinstance(listed, list):
            raise Refused(BadField("file", what[:40], "unknown"))
        pieces += [(what, _plain(each)) for each in listed]
    return _read(pieces)


def read_csv(text: str) -> RuleSet:
    """Read rows whose column `what` is reason, policy or check. Raises Refused(BadField) where there is no such."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")))
    if "what" not in (rows.fieldnames or ()):
        raise Refused(BadField("file", ",".join(rows.fieldnames or ())[:40], "unknown"))
    pieces: list[tuple[str, Record]] = []
    try:
        for row in rows:
            given = {name: value.removeprefix("'") for name, value in row.items() if name and value}
            pieces.append((given.pop("what", ""), given))
    except csv.Error as error:
        raise Refused(BadField("file", str(error)[:80], "no_choice")) from error
    return _read(pieces)


def _plain(piece: object) -> Record:
    """Return a table's values as people type them."""
    if not isinstance(piece, dict):
        return {"": str(piece)[:40]}
    return {str(name): ("yes" if value else "no") if isinstance(value, bool) else str(value)
            for name, value in piece.items()}  # fmt: skip


def _read(pieces: list[tuple[str, Record]]) -> RuleSet:
    reasons: list[tuple[Reason, Theirs]] = []
    policies: list[Policy] = []
    checks: list[Check] = []
    remarks: list[Remark] = []
    for n, (what, given) in enumerate(pieces[:MOST_PIECES], 1):
        try:
            if what == "reason":
                reasons.append(reason_of(given))
            elif what == "policy":
                policies.append(policy_of(given))
            elif what == "check":
                checks.append(check_of(given))
            else:
                raise Refused(BadField("what", what[:40], "no_choice"))
        except Refused as refused:
            remarks.append(Remark(what, n, refused.refusal))
    if len(pieces) > MOST_PIECES:
        remarks.append(Remark("", MOST_PIECES, BadField("file", str(len(pieces)), "too_long", MOST_PIECES)))
    return RuleSet(tuple(reasons), tuple(policies), tuple(checks), tuple(remarks))


def records(rules: RuleSet) -> list[tuple[str, dict[str, str]]]:
    """Return everything as (what, fields)."""
    return [
        *(("reason", reason_fields(*each)) for each in rules.reasons),
        *(("policy", policy_fields(each)) for each in rules.policies),
        *(("check", check_fields(each)) for each in rules.checks),
    ]


def write_toml(rules: RuleSet) -> str:
    """Write rules as TOML; what is empty is left out."""
    parts = []
    for what, fields in records(rules):
        lines = [f"{name} = {_quoted(value)}" for name, value in fields.items() if value]
        parts.append("\n".join((f"[[{what}]]", *lines)))
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    """A string of JSON is one of TOML, but for a sign that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_csv(rules: RuleSet) -> str:
    """Write rules as CSV, all kinds under one head; what a table would take for a formula stands behind a `'`."""
    found = records(rules)
    names = list(dict.fromkeys(name for _what, fields in found for name in fields))
    out = io.StringIO()
    rows = csv.DictWriter(out, ["what", *names], restval="", lineterminator="\r\n")
    rows.writeheader()
    rows.writerows({"what": what} | {name: _safe(value) for name, value in fields.items()} for what, fields in found)
    return out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def joined(parts: Iterable[RuleSet]) -> RuleSet:
    """Return several as one."""
    all_ = tuple(parts)
    return RuleSet(
        tuple(each for part in all_ for each in part.reasons),
        tuple(each for part in all_ for each in part.policies),
        tuple(each for part in all_ for each in part.checks),
        tuple(each for part in all_ for each in part.remarks),
    )
