"""The seal of a home: a short secret closed with a key that lies in the home and never in the database.

Whoever has the database alone, or a copy of it, learns nothing; a home with another key opens nothing. What is closed
is covered by one block of HMAC-SHA-256 over a fresh number, and signed by a second key before anything is opened.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
from pathlib import Path

_KEY, _NUMBER, _MARK = 32, 16, 16
LONGEST = 32
"""Bytes of a secret: one block covers it, and no number is ever used for two."""


class HomeSeal:
    """Give it the key's file; the key is made when the first secret is closed, readable by this account only."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def closed(self, secret: str) -> str:
        """Return what may be kept of a secret; "" for one that is too long, or where no key can be kept."""
        plain, key = secret.encode(), self._key(make=True)
        if len(plain) > LONGEST or key is None:
            return ""
        number = secrets.token_bytes(_NUMBER)
        hidden = _covered(key, number, plain)
        return base64.b64encode(number + hidden + _mark(key, number + hidden)).decode()

    def opened(self, kept: str) -> str:
        """Return the secret, or ""."""
        key = self._key(make=False)
        try:
            whole = base64.b64decode(kept, validate=True)
        except (binascii.Error, ValueError):
            return ""
        body, mark = whole[:-_MARK], whole[-_MARK:]
        if key is None or len(body) <= _NUMBER or not hmac.compare_digest(mark, _mark(key, body)):
            return ""
        return _covered(key, body[:_NUMBER], body[_NUMBER:]).decode(errors="replace")

    def _key(self, *, make: bool) -> bytes | None:
        try:
            if make and not self._file.exists():
                self._make()
            found = self._file.read_bytes()
        except OSError:
            return None
        return found if len(found) == _KEY else None

    def _make(self) -> None:
        """Write the key beside its place and link it there whole: of two processes, the first one's key stays."""
        part = self._file.with_name(f"{self._file.name}.{secrets.token_hex(8)}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secrets.token_bytes(_KEY))
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(part, self._file)
        except FileExistsError:
            pass
        except OSError:  # a disk without such links
            part.replace(self._file)
        finally:
            part.unlink(missing_ok=True)


def _covered(key: bytes, number: bytes, text: bytes) -> bytes:
    block = hmac.digest(key, b"cover" + number, "sha256")
    return bytes(one ^ other for one, other in zip(text, block, strict=False))


def _mark(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, b"mark" + body, "sha256")[:_MARK]
