"""A person's text as a pattern of LIKE: its signs stand for themselves, also those that LIKE reads as any sign."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

ESCAPE = "\\"
"""The sign before which `itself` makes another stand for itself; give it to LIKE."""


def itself(text: str) -> str:
    """Return a text as a pattern that only this text matches, to be put together with others."""
    return text.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")


def begins(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Say that a column begins with a text, written just so: a range of the column's index."""
    return column.like(f"{itself(text)}%", escape=ESCAPE)


def begins_in_any_case(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Say that a column begins with a text, in large or small letters."""
    return column.ilike(f"{itself(text)}%", escape=ESCAPE)


def holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Say that a column has a text in it somewhere, in large or small letters."""
    return column.ilike(f"%{itself(text)}%", escape=ESCAPE)
