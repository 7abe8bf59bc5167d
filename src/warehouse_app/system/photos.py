"""Photos in a folder under their digests, and a camera that is a program of the machine.

Promise: a photo is whole or not there; what was kept is durable before its name is told. A camera program gets no shell
and no longer than it is given.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from warehouse_app.domain.photos import MOST_BYTES
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.wholefile import whole_binary

CAMERA_S = 15
"""How long a camera may take for one picture."""

FILE = "{file}"
"""Stands in the camera's command for the file it writes."""


class PhotoFolder:
    """Photos under `folder()`, two letters a folder. `camera()` is the command that takes one, "" for none."""

    def __init__(self, folder: Callable[[], Path], camera: Callable[[], str]) -> None:
        self._folder, self._camera = folder, camera

    def path(self, digest: str) -> Path:
        """Return where the photo of a digest lies."""
        return self._folder() / digest[:2] / f"{digest}.jpg"

    def keep(self, data: bytes) -> str:
        """Write the bytes beside their place, sync, and put them there in one step."""
        digest = hashlib.sha256(data).hexdigest()
        if self.read(digest) is not None:
            return digest
        place = self.path(digest)
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole_binary(place) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                os.chmod(file.name, 0o600)  # noqa: PTH101 - the part, under the name it has now
        except OSError as error:
            raise Trouble("photo_not_kept", folder=str(self._folder()), why=error.strerror or str(error)) from error
        return digest

    def read(self, digest: str) -> bytes | None:
        """Read them, and compare them with their name."""
        try:
            data = self.path(digest).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Trouble("photo_not_read", folder=str(self._folder()), why=error.strerror or str(error)) from error
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def forget(self, digest: str) -> None:
        """Delete the file."""
        try:
            self.path(digest).unlink(missing_ok=True)
        except OSError as error:
            raise Trouble("photo_not_kept", folder=str(self._folder()), why=error.strerror or str(error)) from error

    @property
    def has_camera(self) -> bool:
        """Tell whether a camera's command is set."""
        return bool(self._camera().strip())

    def _words(self) -> list[str]:
        try:
            return shlex.split(self._camera(), posix=os.name != "nt")  # a backslash of Windows is no escape
        except ValueError as error:  # a quotation mark that is never closed
            raise Trouble("camera_failed", command=self._camera()) from error

    def take(self) -> bytes:
        """Run the camera's command; what it wrote is the picture."""
        with tempfile.TemporaryDirectory(prefix="camera-") as folder:
            target = Path(folder) / "photo.jpg"
            command = [word.replace(FILE, str(target)) for word in self._words()]
            try:
                subprocess.run(  # noqa: S603 - the machine's own setting, without a shell
                    command, check=True, timeout=CAMERA_S, stdin=subprocess.DEVNULL, capture_output=True,
                )  # fmt: skip
                with target.open("rb") as file:
                    return file.read(MOST_BYTES + 1)
            except subprocess.TimeoutExpired as error:
                raise Trouble("camera_slow", command=command[0], seconds=CAMERA_S) from error
            except (OSError, subprocess.CalledProcessError) as error:
                raise Trouble("camera_failed", command=command[0] if command else "") from error
