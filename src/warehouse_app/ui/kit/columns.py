"""Which columns of a table stand where, how wide, and by which it is sorted: what a person chose, as one line of text.

Promise: what is kept carries its version; a damaged or newer text is as if nothing were kept; a column that is gone is
left out, and one that is new stands at its own place and can be seen.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

VERSION = 1
NARROWEST, WIDEST = 28, 1200
MOST_COLUMNS = 200
"""More names than that are no table of ours."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Columns by name. `order` and `widths` name only what a person moved or resized; `sort` "" is the list's own.

    `hidden` are columns a person took away, `added` those shown although the table is too narrow for them by default.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    widths: tuple[tuple[str, int], ...] = field(default=())
    sort: str = ""
    descending: bool = False

    def width(self, name: str) -> int:
        """Return the width a person chose, or 0."""
        return dict(self.widths).get(name, 0)

    def resized(self, name: str, width: int) -> Arrangement:
        """Return it with another width of a column."""
        kept = {**dict(self.widths), name: max(NARROWEST, min(WIDEST, width))}
        return replace(self, widths=tuple(sorted(kept.items())))

    def toggled(self, name: str, seen: Collection[str]) -> Arrangement:
        """Return it with a column shown or hidden; the last one in view (`seen`) stays."""
        if name not in seen:
            return replace(self, hidden=self.hidden - {name}, added=self.added | {name})
        if len(seen) == 1:
            return self
        return replace(self, hidden=self.hidden | {name}, added=self.added - {name})

    def moved(self, name: str, by: int, names: Sequence[str]) -> Arrangement:
        """Return it with a column moved by so many places."""
        order = list(arranged(self, names))
        at = order.index(name)
        order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
        return replace(self, order=tuple(order))


def arranged(kept: Arrangement, names: Sequence[str]) -> tuple[str, ...]:
    """Return all columns of a table in their order: those that are new stand behind the one they follow by default."""
    order = [name for name in kept.order if name in names]
    for at, name in enumerate(names):
        if name not in order:
            order.insert(order.index(names[at - 1]) + 1 if at else 0, name)
    return tuple(order)


def to_text(kept: Arrangement) -> str:
    """Write an arrangement as one line."""
    facts = {"version": VERSION, "order": list(kept.order), "hidden": sorted(kept.hidden), "added": sorted(kept.added)}
    more = {"widths": dict(kept.widths), "sort": kept.sort, "descending": kept.descending}
    return json.dumps({**facts, **more}, separators=(",", ":"))


def from_text(text: str) -> Arrangement:
    """Read an arrangement; whatever cannot be read is the table as it comes."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or found.get("version") != VERSION:
            return Arrangement()
        return Arrangement(
            _names(found["order"]), frozenset(_names(found["hidden"])), frozenset(_names(found["added"])),
            _widths(found["widths"]), _name(found["sort"]), found["descending"] is True,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, RecursionError):
        return Arrangement()


def _name(value: Any) -> str:  # noqa: ANN401 - from a file
    if not isinstance(value, str):
        raise TypeError
    return value


def _names(values: Any) -> tuple[str, ...]:  # noqa: ANN401 - from a file
    if not isinstance(values, list) or len(values) > MOST_COLUMNS:
        raise TypeError
    return tuple(dict.fromkeys(_name(value) for value in values))


def _widths(values: Any) -> tuple[tuple[str, int], ...]:  # noqa: ANN401 - from a file
    if not isinstance(values, dict) or len(values) > MOST_COLUMNS:
        raise TypeError
    return tuple(
        sorted((name, max(NARROWEST, min(WIDEST, value))) for name, value in values.items() if type(value) is int)
    )
