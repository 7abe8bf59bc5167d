"""What a line-mode station hears: standard input, and beside it a scanner, each line and each shot in its turn."""

from __future__ import annotations

import contextlib
import queue
import re
import threading
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO

from warehouse_app.application.registry import device_named
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.read import decoded
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.registry import BadDevice, DeviceRow, NoSuchDevice, cards_here, wrong_field
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ports.device import DeviceHub, DeviceState, Ears, RawScan
from warehouse_app.terminal.host import OpenCompany
from warehouse_app.terminal.station import Line, read_lines
from warehouse_app.wording import tr
from warehouse_app.wording.say import say

MOST_WAITING = 64
"""Lines and shots that wait for their answers; who sends more waits as well."""

UNNAMED = "SCANNER"
"""What a scanner is called that is only known by its port."""

_LOOK_S = 0.5
"""How soon it is seen that nobody waits any more: a wait without end hears no Ctrl+C on Windows."""

_PORT = re.compile(r"[/\\:]|COM[0-9]+\Z", re.IGNORECASE)


def scanner_card(company: OpenCompany, session: Session, wanted: str) -> DeviceCard:
    """Return the scanner of this code, at the port where it hangs here, or the one at this serial port.

    Raises Refused (NoSuchDevice, BadDevice), Usage, Trouble.
    """
    row = company.runner.ask(lambda desk: device_named(desk, wanted), session)
    if row is not None:
        if row.card.kind is not DeviceKind.SCANNER:
            raise Usage("device_option", option="--scanner", value=wanted, wanted=tr("a scanner"))
        return cards_here((row,), [(each.port, each.usb) for each in company.devices.ports()])[0]
    if not _PORT.search(wanted):
        raise Refused(NoSuchDevice(wanted[:40]))
    card = DeviceCard(UNNAMED, DeviceKind.SCANNER, Road.SERIAL, wanted)
    if wrong_field(DeviceRow(card)):
        raise Refused(BadDevice("port", wanted[:40]))
    return card


def lines_and_shots(stream: BinaryIO, hub: DeviceHub, card: DeviceCard, told: Callable[[str], None]) -> Generator[Line]:
    """Yield every line and every shot, as they come, until the lines end.

    `told` is how the scanner is, when it changes; it is called from the scanner's thread.
    """
    ear = _Ear(told)
    stop = hub.listen(Ears(scanned=ear.scanned, changed=ear.changed))
    threading.Thread(target=ear.read, args=(stream,), name="station lines", daemon=True).start()
    try:
        hub.use((card,))
        yield from ear.heard()
    finally:
        ear.over.set()
        stop()
        hub.close()


class _Ear:
    """Keeps what two threads hear in one order."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self._news: queue.Queue[Line | None] = queue.Queue(MOST_WAITING)
        self._told, self._away = told, False
        self.over = threading.Event()

    def heard(self) -> Iterator[Line]:
        """Yield until the lines end."""
        while True:
            with contextlib.suppress(queue.Empty):
                line = self._news.get(timeout=_LOOK_S)
                if line is None:
                    return
                yield line

    def read(self, stream: BinaryIO) -> None:
        """Hear lines until they end."""
        for line in read_lines(stream):
            self._put(line)
        self._put(None)

    def scanned(self, scan: RawScan) -> None:
        """Hear a shot."""
        self._put(Line(decoded(scan.data), scan.scan_id, scan.device, scan.double))

    def changed(self, code: str, state: DeviceState, why: str) -> None:
        """Tell when the scanner goes away, and when it is back."""
        if state is DeviceState.AWAY:
            self._away = True
            away = tr("Scanner {code} is away").format(code=code)
            self._told(f"{away}. {say(why or 'unplugged', {'device': code})}")
        elif state is DeviceState.READY and self._away:
            self._away = False
            self._told(tr("Scanner {code} is back").format(code=code))

    def _put(self, line: Line | None) -> None:
        while not self.over.is_set():
            with contextlib.suppress(queue.Full):
                self._news.put(line, timeout=_LOOK_S)
                return
