"""What the command line says: tables and sentences for people, or JSON and nothing else; progress on standard error.

What came from outside (names, codes, addresses) is shown without its control characters, so that no text can draw on
somebody's terminal.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from warehouse_app.wording import tr

if TYPE_CHECKING:
    from rich.progress import Progress

SHOWN_AFTER_S = 1.0
WIDE = 2_000
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d{6}Z$")
"""A moment as the store keeps it; a person reads it to the second."""

Told = Callable[[int, int], None]


def plain(value: object) -> str:
    """Return a value as one line of visible text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    text = ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
    return "".join("�" if unicodedata.category(sign) in _HIDDEN else sign for sign in text)


class Output:
    """Says things in the way the call asked for."""

    def __init__(self, *, as_json: bool, monotonic: Callable[[], float]) -> None:
        self.as_json = as_json
        self._monotonic = monotonic

    def document(self, value: object) -> None:
        """Print one JSON document."""
        print(json.dumps(value, ensure_ascii=False, indent=None if self.as_json else 2), flush=True)

    def answer(self, value: object, *sentences: str) -> None:
        """Print the document where JSON was asked for, else the sentences."""
        if self.as_json:
            self.document(value)
        for sentence in () if self.as_json else sentences:
            print(plain(sentence), flush=True)

    def rows(self, columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str = "") -> None:
        """Print rows as a table, or as a list of objects."""
        if self.as_json:
            self.document([dict(zip(columns, row, strict=True)) for row in rows])
            return
        shown = [[_MOMENT.sub(r"\1 \2 UTC", plain(cell)) for cell in row] for row in rows]
        if shown:
            self._table(columns, shown)
        elif empty:
            print(empty)

    def _table(self, columns: Sequence[str], shown: list[list[str]]) -> None:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        from warehouse_app.wording.heads import head  # no answer without a table loads it

        console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False, markup=False, emoji=False)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in columns:
            table.add_column(Text(head(name)), overflow="fold")
        for row in shown:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)

    def note(self, sentence: str) -> None:
        """Say something beside the answer, on standard error."""
        print(plain(sentence), file=sys.stderr, flush=True)

    @contextmanager
    def progress(self, what: str) -> Iterator[Told]:
        """Yield a function that is told (done, in all); after a second a bar is drawn, if somebody watches."""
        if self.as_json or not sys.stderr.isatty():
            yield lambda _done, _all: None
            return
        bar = _Bar(what, self._monotonic)
        try:
            yield bar.told
        finally:
            bar.close()


class _Bar:
    """A bar that appears only when the work takes more than a second."""

    def __init__(self, what: str, monotonic: Callable[[], float]) -> None:
        self._what, self._monotonic, self._since = what, monotonic, monotonic()
        self._progress: Progress | None = None

    def told(self, done: int, whole: int) -> None:
        """Draw where the work is."""
        if self._progress is None:
            if self._monotonic() - self._since < SHOWN_AFTER_S:
                return
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._progress.start()
            self._progress.add_task(self._what)
        self._progress.update(self._progress.task_ids[0], completed=done, total=whole or None)

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
