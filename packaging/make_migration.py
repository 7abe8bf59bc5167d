"""Writes `store/migrations/vNNNN.py` for the version in the making: what leads word for word to today's tables.

Run it after each change of `store/schema` while that version is not released (`make migration`). Its source is the
released version before, as SQL in `tests/store/data/`; a table with changed words is rebuilt, its kept columns moved.
PostgreSQL begins with version 2; a step to a later version is completed by hand for it.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

WIDTH = 96

HEAD = '''"""What version {version} changed. Written by packaging/make_migration.py; frozen once released."""

from __future__ import annotations

from typing import TYPE_CHECKING

{more}from warehouse_app.store.migrations.step import Step, rebuild, say

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Go from version {before} to {version} (SQLite)."""
    for table, words, columns, after in CHANGED:
        rebuild(op, table, words, columns, *after)
    say(op, *GONE)
    say(op, *NEW)
{fill}
'''


def words_of(connection: sqlite3.Connection) -> dict[str, tuple[str, str, str]]:
    """Return kind, table and words of everything in a database, by name."""
    asked = connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {row[0]: (row[1], row[2], row[3]) for row in asked if not row[0].startswith("sqlite_")}


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return a table's columns."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def literal(text: str) -> Iterator[str]:
    """Yield the lines of a string literal for words of many lines."""
    for line in text.splitlines(keepends=True):
        rest = line
        while rest:
            yield repr(rest[:WIDTH])
            rest = rest[WIDTH:]


def written(old: sqlite3.Connection, new: sqlite3.Connection) -> str:
    """Return the body of the step from the tables of `old` to those of `new`."""
    was, now = words_of(old), words_of(new)
    changed = [n for n, (kind, _, words) in now.items() if kind == "table" and n in was and was[n][2] != words]
    lines = ["CHANGED: tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...] = ("]
    for table in changed:
        kept = [c for c in columns_of(new, table) if c in columns_of(old, table)]
        after = [words for kind, of, words in now.values() if of == table and kind != "table"]
        lines += ["    (", f"        {table!r},", "        (", *(f"            {s}" for s in literal(now[table][2]))]
        lines += ["        ),", f"        {{{', '.join(f'{c!r}: {c!r}' for c in kept)}}},", "        ("]
        for words in after:
            lines += ["            (", *(f"                {s}" for s in literal(words)), "            ),"]
        lines += ["        ),", "    ),"]
    lines += [")", "", "GONE: tuple[str, ...] = ("]
    for name, (kind, of, words) in was.items():
        gone = name not in now or (kind != "table" and now[name][2] != words)
        if gone and of not in changed and (kind == "table" or of in now):
            lines.append(f"    {f'DROP {kind.upper()} {name}'!r},")
    lines += [")", "", "NEW: tuple[str, ...] = ("]
    for name, (kind, of, words) in now.items():
        if (name not in was or (kind != "table" and was[name][2] != words)) and of not in changed:
            lines += ["    (", *(f"        {s}" for s in literal(words)), "    ),"]
    return "\n".join([*lines, ")", ""])


def _tables_first(words: str) -> tuple[bool, str]:
    # Indexes stand in no order of their own: by their words the file is the same each time it is made.
    return (False, "") if words.startswith("CREATE TABLE") else (True, words)


def main() -> int:
    """Write the step of the version in the making."""
    from warehouse_app.store.schema import SCHEMA_VERSION
    from warehouse_app.store.sqlite import creation

    before = SCHEMA_VERSION - 1
    old, new = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    dump = gzip.decompress((ROOT / "tests" / "store" / "data" / f"company-{before}.sql.gz").read_bytes()).decode()
    old.executescript(dump)
    for words in sorted(creation.declared().values(), key=_tables_first):
        new.execute(words)
    target = ROOT / "src" / "warehouse_app" / "store" / "migrations" / f"v{SCHEMA_VERSION:04d}.py"
    by_hand = target.with_name(f"fill{SCHEMA_VERSION:04d}.py").exists()
    more = f"from warehouse_app.store.migrations.fill{SCHEMA_VERSION:04d} import fill\n" if by_hand else ""
    head = HEAD.format(version=SCHEMA_VERSION, before=before, more=more, fill="    fill(op)\n" if by_hand else "")
    step = f'\nSTEP = Step({SCHEMA_VERSION}, "version {SCHEMA_VERSION}", upgrade)\n'
    target.write_text(head + "\n" + written(old, new) + step, "utf-8")
    print(f"{target.relative_to(ROOT)} leads from version {before} to {SCHEMA_VERSION}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
