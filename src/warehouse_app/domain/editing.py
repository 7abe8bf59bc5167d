"""Changing one thing from two places: a change says what it saw, so the second person is told and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, Refused

LOST = "\N{REPLACEMENT CHARACTER}"
"""What stands for a sign that no database keeps, or that was read in another encoding."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a person changed: what they saw before (as text; "" for nothing), and what it shall be."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile(Refusal):
    """Somebody else changed the same field since the person read it."""

    code: ClassVar[str] = "changed_meanwhile"
    what: str
    field: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class BadField(Refusal):
    """A field cannot have this value.

    `problem` says why: empty, too_long, not_printable, no_number, either, out_of_range, no_choice, unknown,
    begins_with_at.
    """

    code: ClassVar[str] = "bad_field"
    field: str
    value: str
    problem: str
    most: int = 0


def news(what: str, changes: tuple[Change, ...], now: Mapping[str, str]) -> dict[str, str]:
    """Return what really changes, by field. Raises Refused(ChangedMeanwhile, BadField) for a field nobody has.

    A field that has the wanted value already is no conflict: two people agree.
    """
    found: dict[str, str] = {}
    for change in changes:
        if change.field not in now:
            raise Refused(BadField(change.field, change.after[:40], "unknown"))
        here = now[change.field]
        if here == change.after:
            continue
        if here != change.before:
            raise Refused(ChangedMeanwhile(what, change.field, change.before, here))
        found[change.field] = change.after
    return found


def printable(text: str) -> bool:
    """Say whether a text holds signs only; what stands for a sign that was lost is none."""
    return text.isprintable() and LOST not in text


def words(field: str, value: str, most: int, *, empty: bool = False) -> str:
    """Return a text trimmed, if it may be the value of a field. Raises Refused(BadField)."""
    text = value.strip()
    if not text and not empty:
        raise Refused(BadField(field, "", "empty"))
    if len(text) > most:
        raise Refused(BadField(field, text[:40], "too_long", most))
    if not printable(text):
        raise Refused(BadField(field, text.encode("unicode_escape").decode()[:40], "not_printable"))
    return text


def whole(field: str, value: str, least: int, most: int) -> int | None:
    """Return a whole number, None for an empty text. Raises Refused(BadField)."""
    text = value.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 12:  # noqa: PLR2004 - longer is out of any range
        raise Refused(BadField(field, text[:40], "no_number"))
    if not least <= int(text) <= most:
        raise Refused(BadField(field, text, "out_of_range", most))
    return int(text)
