"""Text with named holes, `Order {order}`: filled in one pass with plain text, so that a value is never read again.

There are no expressions, formats or attributes: a hole is a name and stands for the text of that name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from warehouse_app.wording.papers import tr

Value = str | tuple[str, ...]
Values = Mapping[str, Value]
"""What the holes stand for; several lines (an address) are a tuple."""

_HOLE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")


def holes(text: str) -> tuple[str, ...]:
    """Return the names of the holes, in order."""
    return tuple(_HOLE.findall(text))


def unclear(text: str) -> bool:
    """Whether a brace is left that belongs to no hole."""
    rest = _HOLE.sub("", text)
    return "{" in rest or "}" in rest


def said(values: Values, name: str) -> str:
    """Return one value as text, lines under each other; nothing for one that is not there."""
    value = values.get(name, "")
    return value if isinstance(value, str) else "\n".join(value)


def fill(text: str, values: Values) -> str:
    """Return the text in the language in use, its holes filled."""
    own = tr(text) if _HOLE.sub("", text).strip() else text
    return _HOLE.sub(lambda hole: said(values, hole[1]), own)


def empty(text: str, values: Values) -> bool:
    """Whether the text has holes and every one of them stands for nothing."""
    names = holes(text)
    return bool(names) and not any(said(values, name).strip() for name in names)
