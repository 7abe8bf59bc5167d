"""The zip package of a workbook: its parts as chunks of bytes, and one sentence for whatever is no workbook.

A part is never unpacked whole, and what would unpack to more than any real workbook is refused before it is read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from warehouse_app.domain.refusals import Usage

CHUNK = 1 << 18
MAX_PARTS = 10_000
MAX_UNPACKED = 4 << 30
FREE_UNPACKED = 64 << 20
MAX_RATIO = 200
MAX_TOKEN = 8 << 20
MAX_ELEMENTS = 1_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_BOOK = re.compile(r"(^|/)(workbook\.bin|content\.xml|document\.xml|presentation\.xml)$", re.IGNORECASE)

Element = tuple[str, str, dict[str, str]]
"""Parent, name and attributes of an element; names without their namespace."""


def refuse_old(path: Path) -> Usage:
    """Return the refusal of a compound file: an encrypted workbook, or one of before 2007."""
    with path.open("rb") as file:
        before = b""
        while part := file.read(CHUNK):
            if _ENCRYPTED in before + part:
                return Usage("import_book_encrypted", file=path.name)
            before = part[-len(_ENCRYPTED) :]
    return Usage("import_book_old", file=path.name)


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name[name.rfind("}") + 1 :]


class Package:
    """An open workbook file. Close it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise self.damaged() from None
        self._parts = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()[:MAX_PARTS]}
        if len(self._zip.infolist()) > MAX_PARTS:
            self.close()
            raise Usage("import_book_too_large", file=path.name, limit=MAX_PARTS, unit="parts")

    def damaged(self) -> Usage:
        """Return the refusal of a package that cannot be read to its end."""
        return Usage("import_book_damaged", file=self.path.name)

    def no_book(self) -> Usage:
        """Return the refusal of a zip file that is something else."""
        other = any(_OTHER_BOOK.search(name) for name in self._parts)
        return Usage("import_book_other" if other else "import_zip", file=self.path.name)

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.lower() in self._parts

    def size(self, name: str) -> int:
        """Return how many bytes a part has, unpacked."""
        return self._parts[name.lower()].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part, unpacked, a piece at a time."""
        info = self._parts.get(name.lower())
        if info is None:
            raise self.damaged()
        if info.flag_bits & 1:
            raise Usage("import_book_encrypted", file=self.path.name)
        much = info.file_size > max(FREE_UNPACKED, MAX_RATIO * info.compress_size)
        if much or info.file_size > MAX_UNPACKED:
            raise Usage("import_book_too_large", file=self.path.name, limit=MAX_UNPACKED >> 30, unit="GB unpacked")
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise self.damaged() from None

    def elements(self, name: str) -> list[Element]:
        """Return the elements of a small part in its order."""
        found: list[Element] = []
        above = [""]

        def begin(tag: str, attributes: dict[str, str]) -> None:
            name = local(tag)
            if len(found) >= MAX_ELEMENTS:
                raise self.damaged()
            found.append((above[-1], name, {local(key): value for key, value in attributes.items()}))
            above.append(name)

        def end(_: str) -> None:
            above.pop()

        parser = Xml(self)
        parser.begin, parser.end = begin, end
        for chunk in self.chunks(name):
            parser.feed(chunk)
        parser.finish()
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


class Xml:
    """An XML reader that gives events while it is fed, knows no entities of its own, and holds no more than a token."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        self._fed = 0

    @property
    def begin(self) -> object:
        """What is called for the start of an element."""
        return self._parser.StartElementHandler

    @begin.setter
    def begin(self, handler: object) -> None:
        self._parser.StartElementHandler = handler  # type: ignore[assignment]

    @property
    def end(self) -> object:
        """What is called for the end of an element."""
        return self._parser.EndElementHandler

    @end.setter
    def end(self, handler: object) -> None:
        self._parser.EndElementHandler = handler  # type: ignore[assignment]

    @property
    def text(self) -> object:
        """What is called for text."""
        return self._parser.CharacterDataHandler

    @text.setter
    def text(self, handler: object) -> None:
        self._parser.CharacterDataHandler = handler  # type: ignore[assignment]

    def feed(self, chunk: bytes) -> None:
        """Read on. Raises Usage for what is no XML, and for a token that never ends."""
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError:
            raise self._package.damaged() from None
        self._fed += len(chunk)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > MAX_TOKEN:
            raise self._package.damaged()

    def finish(self) -> None:
        """Check that nothing is missing at the end."""
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            raise self._package.damaged() from None

    def _doctype(self, *_: object) -> None:
        raise self._package.damaged()
