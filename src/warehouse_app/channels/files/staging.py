"""A temporary SQLite file in which the records of one input are put together, so that memory does not grow with the
file.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from warehouse_app.domain.importing.numbers import shown
from warehouse_app.domain.importing.texts import as_written
from warehouse_app.domain.importing.values import EXAMPLES_SHOWN, VALUE_SHOWN, Rejected, Remark
from warehouse_app.domain.refusals import Trouble

RUN_ROWS = 500
TALLY_KEYS = 200_000
CACHE_KIB = 65_536
GROUP_ROWS = 50_000

_TABLES = (
    "CREATE TABLE runs(seq INTEGER PRIMARY KEY, key TEXT NOT NULL, line INTEGER NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE seen(key TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE tally(name TEXT, a TEXT, b TEXT, c TEXT, n INTEGER, PRIMARY KEY(name, a, b, c)) WITHOUT ROWID",
    "CREATE TABLE rejected(line INTEGER, field TEXT, value TEXT, reason TEXT, facts TEXT, record TEXT)",
)

Lines = list[int]
Rows = list[list[str]]


class Stage:
    """Runs of records by key, folded results, tallies and refusals of one file. Everything in it, and what else lies
    in its folder `home`, is deleted by `close`. The first `own` cells of a record are not the file's: a mapping put
    them in front.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.home = Path(tempfile.mkdtemp(prefix="intake-", dir=folder))
            self.db = sqlite3.connect(self.home / "stage.db", isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise Trouble("import_no_space", why=str(error)) from None
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", f"cache_size=-{CACHE_KIB}"):
            self.db.execute(f"PRAGMA {pragma}")
        self.reset()

    def reset(self) -> None:
        """Forget everything, because the file is read again in another encoding."""
        for table in ("runs", "seen", "tally", "rejected"):
            self.db.execute(f"DROP TABLE IF EXISTS {table}")
        for table in _TABLES:
            self.db.execute(table)
        if not self.db.in_transaction:
            self.db.execute("BEGIN")
        self.rejected_count = 0
        self.own = 0

    def add_run(self, key: str, lines: Lines, rows: Rows) -> None:
        """Keep records that stand together and belong to one key."""
        body = marshal.dumps((lines, rows))
        self.run("INSERT INTO runs(key, line, body) VALUES (?, ?, ?)", (key, lines[0], body))

    def is_new(self, key: str) -> bool:
        """Tell whether this key is asked about for the first time."""
        return self.run("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1

    def record(self, line: int) -> Sequence[str]:
        """Return the record of that line as it was written."""
        found = self.run("SELECT body FROM runs WHERE line <= ? ORDER BY line DESC LIMIT 1", (line,)).fetchone()
        lines, rows = marshal.loads(found[0])  # noqa: S302 - our own private file, written above
        record: Sequence[str] = rows[lines.index(line)]
        return record

    def lines_beside(self, line: int) -> list[int]:
        """Return the lines of all records with the key of that line's record, in the order of the file."""
        key = "SELECT key FROM runs WHERE line <= ? ORDER BY line DESC LIMIT 1"
        found = self.run(f"SELECT body FROM runs WHERE key = ({key}) ORDER BY seq", (line,))  # noqa: S608 - no outside text
        return [at for (body,) in found.fetchall() for at in marshal.loads(body)[0]]  # noqa: S302 - our own private file

    def run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Execute one statement; a full disk is Trouble."""
        try:
            return self.db.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise Trouble("import_no_space", why=str(error)) from None

    def run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Execute one statement for many rows; a full disk is Trouble."""
        try:
            self.db.executemany(statement, rows)
        except sqlite3.OperationalError as error:
            raise Trouble("import_no_space", why=str(error)) from None

    def groups(self) -> Iterator[tuple[str, Lines, Rows]]:
        """Yield every key with all its records in the order of the file; at most GROUP_ROWS + RUN_ROWS of them are
        held at a time.
        """
        self.run("CREATE INDEX IF NOT EXISTS runs_by_key ON runs(key, seq)")
        self.run("CREATE INDEX IF NOT EXISTS runs_by_line ON runs(line)")
        key: str | None = None
        lines: Lines = []
        rows: Rows = []
        for found, body in self.run("SELECT key, body FROM runs ORDER BY key, seq"):
            if found != key:
                if key is not None:
                    yield key, lines, rows
                key, lines, rows = found, [], []
            if len(rows) > GROUP_ROWS:
                continue
            more_lines, more_rows = marshal.loads(body)  # noqa: S302 - our own private file, written above
            lines += more_lines
            rows += more_rows
        if key is not None:
            yield key, lines, rows

    def reject(self, refused: Rejected, record: Sequence[str]) -> None:
        """Keep one refused record, with the record as written so that it can be mended. Without a reason it is told
        with another one and only kept.
        """
        self.reject_written(refused, record[self.own :])

    def reject_written(self, refused: Rejected, record: Sequence[str]) -> None:
        """Keep one refused record that no mapping has touched."""
        self.rejected_count += bool(refused.reason)
        facts = json.dumps(dict(refused.facts))
        value = shown(as_written(refused.value))[:VALUE_SHOWN]
        parts = (refused.line, refused.field, _storable(value), refused.reason, facts, json.dumps(list(record)))
        self.run("INSERT INTO rejected(line, field, value, reason, facts, record) VALUES (?,?,?,?,?,?)", parts)

    def rejected(self) -> Iterator[Rejected]:
        """Yield the refusals in the order of the file."""
        rows = self.run(
            "SELECT line, field, value, reason, facts FROM rejected WHERE reason <> '' ORDER BY line, rowid"
        )
        for line, field, value, reason, facts in rows:
            yield Rejected(line, field, value, reason, json.loads(facts))

    def rejected_pairs(self) -> Iterator[tuple[Rejected, tuple[str, ...]]]:
        """Yield why and as what each record was refused, in the order of the file."""
        for line, field, value, reason, facts, record in self.run(
            "SELECT line, field, value, reason, facts, record FROM rejected ORDER BY line, rowid"
        ):
            told = Rejected(line, field, value, reason, json.loads(facts))
            yield told, tuple(_storable(cell) for cell in json.loads(record))

    def rejected_records(self) -> Iterator[tuple[str, ...]]:
        """Yield the refused records as written, in the order of the file."""
        for (record,) in self.run("SELECT record FROM rejected ORDER BY line, rowid"):
            yield tuple(_storable(as_written(cell)) for cell in json.loads(record))

    def close(self) -> None:
        """Delete the file."""
        self.db.close()
        with contextlib.suppress(OSError):
            shutil.rmtree(self.home)


class Pages:
    """Records of one file by page, in a scratch file of their own; asked from any thread, one at a time."""

    def __init__(self, home: Path) -> None:
        self._db = sqlite3.connect(home / "pages.db", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-4096"):
            self._db.execute(f"PRAGMA {pragma}")
        self._run("CREATE TABLE pages(n INTEGER PRIMARY KEY, line INTEGER NOT NULL, body BLOB NOT NULL)")
        self._run("CREATE INDEX by_line ON pages(line)")

    def put(self, n: int, records: Sequence[tuple[int, list[str]]]) -> None:
        """Keep a page of (line, cells)."""
        self._run("INSERT INTO pages VALUES (?, ?, ?)", (n, records[0][0], marshal.dumps(list(records))))

    def get(self, n: int) -> list[tuple[int, list[str]]]:
        """Return a page, empty where there is none."""
        found = self._run("SELECT body FROM pages WHERE n = ?", (n,)).fetchone()
        page: list[tuple[int, list[str]]] = marshal.loads(found[0]) if found else []  # noqa: S302 - our own file
        return page

    def before(self, line: int) -> int:
        """Return the last page that begins on a line or before it, -1 for none."""
        found = self._run("SELECT n FROM pages WHERE line <= ? ORDER BY line DESC LIMIT 1", (line,)).fetchone()
        return int(found[0]) if found else -1

    def clear(self) -> None:
        """Forget all pages."""
        self._run("DELETE FROM pages")

    def close(self) -> None:
        """Close the file; whoever owns its folder deletes it."""
        self._db.close()

    def _run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise Trouble("import_no_space", why=str(error)) from None


def _storable(text: str) -> str:
    """Replace what cannot be written as UTF-8 (bytes that could not be decoded) by its visible form."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class Tally:
    """Counts by three texts; beyond TALLY_KEYS they are moved to the stage's table `tally`, so that memory stays
    bounded.
    """

    def __init__(self, stage: Stage, name: str) -> None:
        self._stage, self._name = stage, name
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def settle(self, *, always: bool = False) -> None:
        """Move the counts to the stage when there are many, or always before they are read."""
        if always or len(self.counts) > TALLY_KEYS:
            self._stage.run_many(
                "INSERT INTO tally VALUES (?, ?, ?, ?, ?) ON CONFLICT(name, a, b, c) DO UPDATE SET n = n + excluded.n",
                [(self._name, a, b, c, n) for (a, b, c), n in self.counts.items()],
            )
            self.counts.clear()


class Notes:
    """Remarks while they gather: how often each decision was taken, and the first few examples."""

    def __init__(self) -> None:
        self.count: dict[str, int] = {}
        self.examples: dict[str, list[str]] = {}
        self.facts: dict[str, Mapping[str, object]] = {}

    def add(self, code: str, example: str = "", times: int = 1, **facts: object) -> None:
        """Count one more, keeping the example while there are few."""
        if times <= 0:
            return
        self.count[code] = self.count.get(code, 0) + times
        kept = self.examples.setdefault(code, [])
        if example and len(kept) < EXAMPLES_SHOWN and example not in kept:
            kept.append(example[:VALUE_SHOWN])
        if facts:
            self.facts[code] = facts

    def take(self, others: Notes) -> None:
        """Take over what was remarked elsewhere."""
        for code, count in others.count.items():
            examples = others.examples[code] or [""]
            self.add(code, examples[0], count, **others.facts.get(code, {}))
            for example in examples[1:]:
                self.add(code, example)
                self.count[code] -= 1

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks in the order in which they first came up."""
        return tuple(
            Remark(code, count, tuple(self.examples[code]), self.facts.get(code, {}))
            for code, count in self.count.items()
        )


class Cache(dict[str, Any]):
    """Remembers what a text means; computed once, forgotten when there are too many different ones."""

    LIMIT = 100_000

    def __init__(self, compute: Callable[[str], Any]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, text: str) -> Any:  # noqa: ANN401 - the cache holds whatever its function makes
        if len(self) >= self.LIMIT:
            self.clear()
        value = self[text] = self._compute(text)
        return value
