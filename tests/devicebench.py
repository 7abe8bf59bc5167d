"""A bench of puppets for tests without lines: devices that say what a test lets them say, ports that a test names."""

from __future__ import annotations

from warehouse_app.bootstrap.hub import Hub
from warehouse_app.domain.devices.cards import DeviceCard, Line, Road
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.device import DeviceDesk, DeviceState, Ears, FoundPort, FoundScale
from warehouse_app.ports.printer import PrinterDesk


class Puppet:
    """A device that says what a test lets it say, at once."""

    def __init__(self, card: DeviceCard) -> None:
        self.card, self.ears, self.closed, self.zeros = card, Ears(), False, 0

    def start(self, ears: Ears) -> None:
        self.ears = ears
        ears.changed(self.card.code, DeviceState.READY, "")

    def state(self) -> DeviceState:
        return DeviceState.READY

    def close(self) -> None:
        self.closed = True
        self.ears.changed(self.card.code, DeviceState.CLOSED, "")

    def zero(self) -> None:
        self.zeros += 1

    def sends(self, *pieces: bytes) -> None:
        for data in pieces:
            self.ears.bytes_seen(self.card.code, data)

    def weighs(self, grams: int, state: WeightState = WeightState.STABLE) -> None:
        self.ears.weighed(self.card.code, Weight(state, grams, f"{grams / 1000:.3f} kg"))

    def away(self, why: str = "unplugged") -> None:
        self.ears.changed(self.card.code, DeviceState.AWAY, why)


class PuppetBench:
    """The machine of a bench. `made` are the puppets by code, the newest of each."""

    def __init__(self, printers: PrinterDesk, ports: tuple[FoundPort, ...] = ()) -> None:
        self.printers, self.found = printers, ports
        self.made: dict[str, Puppet] = {}
        self.faults: list[BaseException] = []
        self.scale: FoundScale | None = FoundScale("sics", Line(4_800), Weight(WeightState.ZERO, 0, "0.000 kg"))
        self.devices = DeviceDesk(self._open, lambda: self.found, self._probe)
        self.hub = Hub(self._open, self.faults.append)

    def _open(self, card: DeviceCard) -> Puppet:
        if card.road is Road.HID:
            raise Trouble("hid_library_missing")
        self.made[card.code] = Puppet(card)
        return self.made[card.code]

    def _probe(self, port: str) -> FoundScale | None:
        if port == "BUSY":
            raise Trouble("scale_port", port=port, problem="busy")
        return self.scale
