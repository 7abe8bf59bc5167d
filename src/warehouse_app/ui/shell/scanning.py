"""What the window does about the scanners of its bench: hears them, and says which is away and which types wrongly.

Promise: a scan of a device goes through the gate with the device's name and the id it was given; nothing a scanner
tells waits for the window, and nothing of the window is touched from a scanner's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from warehouse_app.domain.barcodes.read import decoded
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices.cards import DeviceKind
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.ports.device import DeviceHub, DeviceState, Ears, RawScan
from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.wording import tr
from warehouse_app.wording.scanning import away_words, keyboard_words

if TYPE_CHECKING:
    from warehouse_app.ui.shell.window import MainWindow

BACK_MS = 10_000
"""How long a device that is back is told of."""

_KEYBOARD = "keyboard-layout"


class BenchDevices(Protocol):
    """The scanners and scales of this bench. `habits` and `use` read the company's database: on a lane."""

    @property
    def hub(self) -> DeviceHub: ...

    def habits(self) -> Habits:
        """Return how the keyboard scanner types. Raises Trouble."""
        ...

    def use(self) -> None:
        """Let the devices run that the bench has now. Raises Trouble."""
        ...


class ScanDesk:
    """One window's scanners; without `devices` only the keyboard is heard, while the program has it (`has_keys`)."""

    def __init__(self, window: MainWindow, gate: ScanGate, devices: BenchDevices | None) -> None:
        self._window, self._gate, self._devices = window, gate, devices
        self._ready: set[str] = set()
        self._hears, self.has_keys = False, True
        self._stop: Callable[[], None] = lambda: None
        gate.doubled.connect(lambda _text, _device: self._doubled())
        gate.layout_told.connect(self._keyboard)
        window.feed.listen(self._touched)

    def start(self) -> None:
        """Hear what the bench has."""
        if self._devices is None:
            return
        self._stop()
        self._hears = True
        self._stop = self._devices.hub.listen(Ears(scanned=self._scanned, changed=self._changed))
        self.tune()
        self._use()

    def stop(self) -> None:
        """Hear devices no more."""
        self._stop()
        self._stop, self._hears = lambda: None, False

    def tune(self) -> None:
        """Ask how the keyboard scanner of this bench types."""
        if self._devices is not None:
            performer = self._window.performer
            performer.perform(self._devices.habits, self._gate.tune, lane="read", trouble=lambda _trouble: None)

    def _use(self) -> None:
        if self._devices is not None:
            self._window.performer.perform(self._devices.use, lambda _none: None, lane="wire")

    def _touched(self, changes: frozenset[str], _origin: str) -> None:
        if Touched.SETTING.value in changes:
            self.tune()
        if Touched.DEVICE.value in changes:
            self._use()

    def _scanned(self, scan: RawScan) -> None:
        """Called from the scanner's thread."""
        self._gate.heard(decoded(scan.data), scan.device, scan.scan_id, double=scan.double)

    def _changed(self, code: str, state: DeviceState, why: str) -> None:
        """Called from the device's thread."""
        self._window.performer.post(lambda: self._tell(code, state, why))

    def _tell(self, code: str, state: DeviceState, why: str) -> None:
        key, notices = f"device:{code}", self._window.notices
        if state is DeviceState.AWAY:
            if code in self._ready:
                self._window.house.sounds.play("trouble")
            self._ready.discard(code)
            words = tr("Scale {code} is away") if self._is_scale(code) else tr("Scanner {code} is away")
            told = NoticeValue(key, words.format(code=code), away_words(why, code), "unplug", rank=3)
            notices.raise_notice(told)
        elif state is DeviceState.READY:
            self._ready.add(code)
            words = tr("Scale {code} is back") if self._is_scale(code) else tr("Scanner {code} is back")
            notices.solve(key, words.format(code=code))
            QTimer.singleShot(BACK_MS, self._window, notices.forget)
        elif state is DeviceState.CLOSED:
            self._ready.discard(code)
            notices.solve(key)
        self.show_bar()

    def show_bar(self) -> None:
        """Say in the scan bar in view whether scans come here: the bench may have scanners, and all of them are away;
        or none but the keyboard, which goes to another window now.
        """
        area = self._window.page().area
        if area is None:
            return
        states = self._scanners()
        area.scanbar.set_deaf(not self.has_keys and DeviceState.READY not in states)
        if self._hears:
            area.scanbar.set_unplugged(bool(states) and all(each is DeviceState.AWAY for each in states))

    def _scanners(self) -> tuple[DeviceState, ...]:
        if self._devices is None or not self._hears:
            return ()
        return tuple(each.state for each in self._devices.hub.now() if each.card.kind is DeviceKind.SCANNER)

    def _is_scale(self, code: str) -> bool:
        now = () if self._devices is None else self._devices.hub.now()
        return any(each.card.code == code and each.card.kind is DeviceKind.SCALE for each in now)

    def _doubled(self) -> None:
        """At a bench the scan bar says it, with the code; elsewhere it may be a badge, whose text is shown nowhere."""
        if self._window.page().area is None:
            self._window.house.sounds.play("double_read")
            self._window.toast.say(tr("Read twice, taken once"))

    def _keyboard(self, layout: str) -> None:
        if not layout:
            self._window.notices.solve(_KEYBOARD)
            return
        what, deed = keyboard_words(layout)
        self._window.notices.raise_notice(NoticeValue(_KEYBOARD, what, deed, "keyboard", rank=2))
