"""The bytes of a file as text: gzip and encoding are recognised by content, memory stays bounded, and a broken file
is named as such.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from warehouse_app.domain.refusals import Usage

CHUNK = 1 << 20
BLOCK = 1 << 18
HEAD = 1 << 16
MAX_LINE = 1 << 20
MAX_CONTROL_SHARE = 0.02
TOO_LONG = "\x00line too long\x00"
_SURROGATE = re.compile(r"[\udc80-\udcff]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_UNDEFINED_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_GZIP = b"\x1f\x8b"
_HTML = re.compile(rb"\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 12, 13}))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become text; `lenient` keeps undecodable bytes so that only their records are refused. `guessed`
    deserves a remark.
    """

    name: str
    lenient: bool = False
    guessed: bool = False


class Source:
    """One file on disk. `lines` can be called again after the encoding turned out different."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._raw: BinaryIO | None = None
        self._opened: list[BinaryIO] = []
        try:
            with path.open("rb") as file:
                self._magic = file.read(4)
            self.size = path.stat().st_size
        except FileNotFoundError:
            raise Usage("import_file_missing", file=path.name) from None
        except OSError as error:
            raise Usage("import_file_unreadable", file=path.name, why=error.strerror or "") from None
        if not self._magic:
            raise Usage("import_file_empty", file=path.name)
        self.encoding = self._sniff(self.head())

    def head(self) -> bytes:
        """Return the first bytes of the content, unpacked."""
        with self._bytes() as file:
            return self._guarded(file, HEAD)

    def position(self) -> int:
        """Return how many bytes of the file on disk were consumed."""
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def recode(self) -> None:
        """Decide again after UTF-8 failed: damaged UTF-8 stays UTF-8 with bad records, anything else is Windows-1252
        or Latin-1.
        """
        if self.encoding.name.startswith("utf-16"):
            raise Usage("import_file_encoding", file=self.path.name)
        good = bad = 0
        undefined = False
        with self._bytes() as file, io.TextIOWrapper(file, "utf-8", errors="surrogateescape", newline="") as text:
            while part := text.read(CHUNK):
                broken = _SURROGATE.findall(part)
                bad += len(broken)
                good += len(_NON_ASCII.findall(part)) - len(broken)
                undefined = undefined or any(ord(character) - 0xDC00 in _UNDEFINED_1252 for character in broken)
        if good > bad:
            self.encoding = Encoding("utf-8-sig", lenient=True, guessed=True)
        else:
            self.encoding = Encoding("latin-1" if undefined else "cp1252", guessed=True)

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends; one longer than MAX_LINE is skipped and yields TOO_LONG in its place."""
        errors = "surrogateescape" if self.encoding.lenient else "strict"
        try:
            with self._bytes() as file, io.TextIOWrapper(file, self.encoding.name, errors=errors, newline="") as text:
                begun = ""
                while block := text.read(BLOCK):
                    lines = io.StringIO(begun + block, newline="").readlines()
                    begun = "" if block[-1] == "\n" else lines.pop()[: MAX_LINE + 1]
                    if lines and len(lines[0]) > MAX_LINE:
                        lines[0] = f"{TOO_LONG}\n"
                    yield from lines
                if begun:
                    yield begun if len(begun) <= MAX_LINE else TOO_LONG
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Usage("import_file_truncated", file=self.path.name) from None

    def blocks(self) -> Iterator[str]:
        """Yield the text in pieces, whatever its lines are."""
        errors = "surrogateescape" if self.encoding.lenient else "strict"
        try:
            with self._bytes() as file, io.TextIOWrapper(file, self.encoding.name, errors=errors) as text:
                while block := text.read(BLOCK):
                    yield block
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Usage("import_file_truncated", file=self.path.name) from None

    def close(self) -> None:
        """Let go of the file, also where reading was left in the middle."""
        for each in self._opened:
            each.close()

    def _guarded(self, file: BinaryIO, count: int) -> bytes:
        try:
            return file.read(count)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Usage("import_file_truncated", file=self.path.name) from None

    def _bytes(self) -> BinaryIO:
        try:
            self._raw = raw = self.path.open("rb")
            self._opened = [each for each in self._opened if not each.closed] + [raw]
        except OSError as error:
            raise Usage("import_file_unreadable", file=self.path.name, why=error.strerror or "") from None
        if self._magic[:2] == _GZIP:
            return cast("BinaryIO", io.BufferedReader(_Unpacked(raw), CHUNK))
        return raw

    def _sniff(self, head: bytes) -> Encoding:
        if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise Usage("import_file_empty", file=self.path.name)
        if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
            raise Usage("import_file_encoding", file=self.path.name)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Encoding("utf-16")
        if head.startswith(b"\xef\xbb\xbf"):
            return Encoding("utf-8-sig")
        odd, even = head[1::2].count(0), head[::2].count(0)
        for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
            if zeros > len(head) * 0.2 and others * 10 < zeros:
                return Encoding(name, guessed=True)
        if _HTML.match(head):
            raise Usage("import_file_html", file=self.path.name)
        controls = len(head) - len(head.translate(None, _CONTROLS))
        if controls > max(1, len(head) * MAX_CONTROL_SHARE):
            raise Usage("import_file_binary", file=self.path.name)
        return Encoding("utf-8-sig")


class _Unpacked(gzip.GzipFile):
    """Gzip content of a raw file that is closed together with it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._below = raw
        super().__init__(fileobj=raw, mode="rb")

    def close(self) -> None:
        super().close()
        self._below.close()
