"""The devices of one bench, running: which there are may change at any time, and several may listen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.device import Device, DeviceNow, DeviceState, Ears, OpenDevice, RawScan, Scale


class Hub:
    """The `DeviceHub` of the real program. `fault` is told of a bug in one who listens: it ends no device."""

    def __init__(self, open_device: OpenDevice, fault: Callable[[BaseException], None]) -> None:
        self._open, self._fault = open_device, fault
        self._turn, self._guard = threading.Lock(), threading.Lock()
        self._devices: dict[str, Device] = {}
        self._now: dict[str, DeviceNow] = {}
        self._ears: tuple[Ears, ...] = ()

    def use(self, cards: Sequence[DeviceCard]) -> None:
        """Let these devices run, and no others; waits until those that end have let go of their ports."""
        with self._turn:
            wanted = {card.code: card for card in cards}
            gone = [code for code, each in self._devices.items() if wanted.get(code) != each.card]
            for code in gone:
                self._devices.pop(code).close()
            fresh = [card for card in wanted.values() if card.code not in self._devices]
            with self._guard:
                known = {code: self._now[code] for code in self._devices if code in self._now}
                self._now = {
                    code: known.get(code) or DeviceNow(card, DeviceState.OPENING) for code, card in wanted.items()
                }
            for card in fresh:
                self._start(card)

    def _start(self, card: DeviceCard) -> None:
        try:
            device = self._open(card)
        except (Trouble, Usage) as trouble:
            self._changed(card.code, DeviceState.AWAY, trouble.code)
            return
        self._devices[card.code] = device
        device.start(Ears(self._scanned, self._weighed, self._changed, self._bytes_seen))

    def now(self) -> tuple[DeviceNow, ...]:
        """Return how each is, in the order of the cards."""
        with self._guard:
            return tuple(self._now.values())

    def scale(self) -> Scale | None:
        """Return the bench's scale."""
        for device in tuple(self._devices.values()):
            if device.card.kind is DeviceKind.SCALE:
                return device  # type: ignore[return-value]  # what opens a scale's card is a Scale
        return None

    def listen(self, ears: Ears) -> Callable[[], None]:
        """Tell these ears as well."""
        with self._guard:
            self._ears = (*self._ears, ears)

        def stop() -> None:
            with self._guard:
                self._ears = tuple(each for each in self._ears if each is not ears)

        return stop

    def close(self) -> None:
        """Stop them all."""
        self.use(())

    def _scanned(self, scan: RawScan) -> None:
        self._tell(lambda ears: ears.scanned(scan))

    def _weighed(self, code: str, weight: Weight) -> None:
        self._note(code, weight=weight)
        self._tell(lambda ears: ears.weighed(code, weight))

    def _changed(self, code: str, state: DeviceState, why: str) -> None:
        self._note(code, state=state, why=why)
        self._tell(lambda ears: ears.changed(code, state, why))

    def _bytes_seen(self, code: str, data: bytes) -> None:
        self._tell(lambda ears: ears.bytes_seen(code, data))

    def _note(
        self, code: str, *, state: DeviceState | None = None, why: str = "", weight: Weight | None = None
    ) -> None:
        """Keep how a device is; of one that is away no weight is known, and one that ended is told no more."""
        with self._guard:
            before = self._now.get(code)
            if before is None:
                return
            if state is None:
                self._now[code] = DeviceNow(before.card, before.state, before.why, weight)
            else:
                kept = before.weight if state is DeviceState.READY else None
                self._now[code] = DeviceNow(before.card, state, why, kept)

    def _tell(self, deed: Callable[[Ears], None]) -> None:
        for ears in self._ears:
            try:
                deed(ears)
            except Exception as error:  # noqa: BLE001 - a bug in one who listens must end no device
                self._fault(error)
