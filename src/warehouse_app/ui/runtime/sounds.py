"""Sounds: the few tones of UI §6, played by what the machine has, never waiting, never failing loudly.

Promise: `play` returns at once; a new tone stops the old one; without a player or a file the bench is simply silent.
"""

from __future__ import annotations

import shutil
import sys
import wave
from array import array
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTemporaryDir

from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.runtime.protocols import Sound

FULL = 100
"""Percent of what the files hold."""

_FILES: dict[Sound, str] = {"right": "right-item"}
_PLAYERS = (("paplay", ()), ("aplay", ("-q",)), ("afplay", ()), ("pw-play", ()))


def file_of(sound: Sound, folder: Path | None = None) -> Path | None:
    """Return the WAV of a sound, or None where there is none."""
    root = folder or resource_path("sounds")
    path = root / f"{_FILES.get(sound, sound.replace('_', '-'))}.wav"
    return path if path.is_file() else None


def softened(source: Path, target: Path, percent: int) -> None:
    """Write a WAV of 16-bit samples less loud."""
    with wave.open(str(source), "rb") as whole, wave.open(str(target), "wb") as made:
        made.setparams(whole.getparams())
        samples = array("h", whole.readframes(whole.getnframes()))
        made.writeframes(array("h", (each * percent // FULL for each in samples)).tobytes())


class Player(QObject):
    """Plays through `winsound` on Windows, else through the desktop's player as a child process."""

    def __init__(self, parent: QObject | None = None, *, enabled: bool = True) -> None:
        super().__init__(parent)
        self._enabled, self._percent, self._folder = enabled, FULL, QTemporaryDir()
        self._running: QProcess | None = None
        self._command = next(((found, args) for name, args in _PLAYERS if (found := shutil.which(name))), None)

    def tune(self, percent: int) -> None:
        """Play so loud, in percent; 0 is silent. What is less loud is written once, and removed with the program."""
        self._enabled, self._percent = percent > 0, percent

    def file(self, sound: Sound) -> Path | None:
        """Return what is played for a sound now, None where nothing is."""
        path = file_of(sound) if self._enabled else None
        if path is None or self._percent >= FULL:
            return path
        softer = Path(self._folder.path()) / f"{self._percent}-{path.name}"
        if not softer.is_file():
            softened(path, softer, self._percent)
        return softer

    def play(self, sound: Sound) -> None:
        """Play one tone; the one before is cut off."""
        path = self.file(sound)
        if path is None:
            return
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        elif self._command is not None:
            self._start(path)

    def stop(self) -> None:
        """Cut off what is sounding."""
        if self._running is not None:
            self._running.kill()
            self._running.waitForFinished(200)
            self._running = None

    def _start(self, path: Path) -> None:
        self._cut()
        assert self._command is not None
        program, args = self._command
        process = QProcess(self)
        process.finished.connect(lambda *_: self._gone(process))
        process.errorOccurred.connect(lambda _error: self._gone(process))
        self._running = process
        process.start(program, [*args, str(path)])

    def _cut(self) -> None:
        if self._running is not None:
            self._running.kill()
            self._running = None

    def _gone(self, process: QProcess) -> None:
        if self._running is process:
            self._running = None
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
