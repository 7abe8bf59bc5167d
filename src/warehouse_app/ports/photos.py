"""Where photos lie, and what takes them: a folder and a camera here, memory and a file in tests."""

from __future__ import annotations

from typing import Protocol


class Photos(Protocol):
    """A shelf of pictures by the digest of their bytes, and the camera of this bench if it has one."""

    def keep(self, data: bytes) -> str:
        """Keep the bytes, durably, and return their digest; the same bytes are kept once. Raises Trouble."""
        ...

    def read(self, digest: str) -> bytes | None:
        """Return the bytes as they were kept; None where they are not there or were changed. Raises Trouble."""
        ...

    def forget(self, digest: str) -> None:
        """Delete the picture of a digest, if it is there. Raises Trouble."""
        ...

    @property
    def has_camera(self) -> bool:
        """Tell whether this machine has a camera set up."""
        ...

    def take(self) -> bytes:
        """Take a picture and return it as its camera made it. Raises Trouble."""
        ...
