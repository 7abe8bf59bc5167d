"""The functions that live in the database, each in a file of its own beside this one.

They run with the rights of the tables' owner (SECURITY DEFINER) and see nothing but `pg_catalog` and our own schema.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("sql")


@cache
def bodies() -> dict[str, str]:
    """Return the body of every function, by name."""
    return {name: text.split("$body$")[1] for name, text in texts().items()}


@cache
def texts() -> dict[str, str]:
    """Return the words that make every function, by name, in the order in which they are made."""
    return {path.stem.partition("_")[2]: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.sql"))}
