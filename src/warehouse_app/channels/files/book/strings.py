"""The shared strings of a workbook, kept in a file of their own, so that a million of them need no memory."""

from __future__ import annotations

from array import array
from pathlib import Path

from warehouse_app.channels.files.book.package import Package, Xml, local
from warehouse_app.channels.files.staging import Cache

MAX_TEXT_OF_CELL = 1 << 20


class TextRuns:
    """Puts the text of an `si` or `is` element together: its runs, without what tells how they are spoken."""

    __slots__ = ("_depth", "_parts", "_size", "_taking")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._taking = False
        self._depth = self._size = 0

    def begin(self, name: str) -> None:
        """An element inside begins."""
        if name == "rPh":
            self._depth += 1
        self._taking = name == "t" and not self._depth

    def end(self, name: str) -> None:
        """An element inside ends."""
        self._depth -= name == "rPh"
        self._taking = False

    def text(self, more: str) -> None:
        """Text follows; what is longer than any cell is cut one character over the limit."""
        if self._taking and self._size <= MAX_TEXT_OF_CELL:
            self._parts.append(more)
            self._size += len(more)

    def whole(self) -> str:
        """Return the text and begin anew."""
        found = "".join(self._parts)
        self._parts.clear()
        self._size = self._depth = 0
        self._taking = False
        return found


class Strings:
    """All shared strings of a package by their number. Close it."""

    def __init__(self, package: Package, part: str | None, folder: Path) -> None:
        self._file = (folder / "strings").open("w+b")
        self._ends = array("Q", [0])
        self._cache = Cache(self._read)
        if part is not None:
            self._load(package, part)

    def __getitem__(self, number: str) -> str:
        """Return the string of that number, as the sheet writes it. Raises IndexError, ValueError."""
        found: str = self._cache[number]
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _load(self, package: Package, part: str) -> None:
        runs = TextRuns()

        def begin(tag: str, _: dict[str, str]) -> None:
            runs.begin(local(tag))

        def end(tag: str) -> None:
            name = local(tag)
            runs.end(name)
            if name == "si":
                body = runs.whole().encode("utf-8", "surrogatepass")
                self._file.write(body)
                self._ends.append(self._ends[-1] + len(body))

        xml = Xml(package)
        xml.begin, xml.end, xml.text = begin, end, runs.text
        for chunk in package.chunks(part):
            xml.feed(chunk)
        xml.finish()

    def _read(self, number: str) -> str:
        at = int(number)
        if at < 0:
            raise IndexError(at)
        start, end = self._ends[at], self._ends[at + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")
