"""What the devices screen knows: a station's profile, this machine's ports, how each device is, and a test. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.application.registry import StationProfile
from warehouse_app.domain.devices import selftest
from warehouse_app.domain.devices.cards import DeviceKind
from warehouse_app.domain.devices.registry import Placed, placed
from warehouse_app.domain.devices.selftest import SelfTest
from warehouse_app.domain.printing.values import PrinterRow, StationRow
from warehouse_app.ports.device import DeviceNow, DeviceState, FoundPort
from warehouse_app.ports.printer import PrinterStatus
from warehouse_app.ui.kit.formvalues import FormValue

WEDGE, LABEL, PAPER = "wedge", "label", "paper"
"""Keys of what every bench has: a scanner that types, a printer of labels and one of papers."""

DEVICE, PORT = "device:", "port:"
"""What keys of devices, and of ports nobody set up, begin with."""

MOST_LIVE = 64
"""Bytes of a device that are shown as they came."""

Asking = Literal["", "forget"]


@dataclass(frozen=True, slots=True)
class DevicesScreen:
    """The screen. `here` are the station's devices at this machine's ports, `tests` what was done since it was opened.

    `live` are the last bytes of the chosen device. `printers` are the answers of printers, None while one is asked.
    """

    station: str = ""
    stations: tuple[StationRow, ...] = ()
    profile: StationProfile | None = None
    all_printers: tuple[PrinterRow, ...] = ()
    here: tuple[Placed, ...] = ()
    ports: tuple[FoundPort, ...] = ()
    now: Mapping[str, DeviceNow] = field(default_factory=dict)
    printers: Mapping[str, PrinterStatus | None] = field(default_factory=dict)
    chosen: str = ""
    tests: Mapping[str, SelfTest] = field(default_factory=dict)
    live: bytes = b""
    form: FormValue | None = None
    asking: Asking = ""
    refusal: str = ""
    busy: str = ""
    loaded: bool = False

    @property
    def device(self) -> Placed | None:
        """Return the chosen scanner or scale."""
        code = self.chosen.removeprefix(DEVICE)
        return next((each for each in self.here if self.chosen.startswith(DEVICE) and each.row.code == code), None)

    @property
    def port(self) -> FoundPort | None:
        """Return the chosen port that nobody set up."""
        return next((each for each in self.spare if PORT + each.port == self.chosen), None)

    @property
    def spare(self) -> tuple[FoundPort, ...]:
        """Return the ports at which no device of the station hangs."""
        taken = {each.card.port for each in self.here}
        return tuple(each for each in self.ports if each.port not in taken)

    @property
    def test(self) -> SelfTest | None:
        """Return the test of the chosen device."""
        return self.tests.get(self.chosen)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return everything that can be chosen, in the order of the list."""
        devices = tuple(DEVICE + each.row.code for each in self.here)
        return (*devices, WEDGE, LABEL, PAPER, *(PORT + each.port for each in self.spare))

    @property
    def where(self) -> tuple[str, ...]:
        """Return the ports among which a person says where the chosen device hangs here; none where it works."""
        device = self.device
        if device is None or not self.asks(device):
            return ()
        return device.at.choices

    def asks(self, device: Placed) -> bool:
        """Say whether somebody has to say where a device hangs here: one that answers needs nobody."""
        now = self.now.get(device.row.code)
        return device.asked and (now is None or now.state is not DeviceState.READY)

    def printer_of(self, key: str) -> str:
        """Return the code of the station's printer of labels or papers, "" where it is the home's own folder."""
        if self.profile is None:
            return ""
        return self.profile.station.label_printer if key == LABEL else self.profile.station.paper_printer


def profiled(
    screen: DevicesScreen,
    found: tuple[tuple[StationRow, ...], StationProfile | None, tuple[PrinterRow, ...]],
) -> DevicesScreen:
    """The station's profile was read."""
    stations, profile, printers = found
    return _placed(replace(screen, stations=stations, profile=profile, all_printers=printers, loaded=True))


def ported(screen: DevicesScreen, ports: tuple[FoundPort, ...]) -> DevicesScreen:
    """This machine's ports were looked for; until the profile is read there is nothing to hang at them."""
    screen = replace(screen, ports=ports)
    return _placed(screen) if screen.loaded else screen


def _placed(screen: DevicesScreen) -> DevicesScreen:
    rows = screen.profile.devices if screen.profile is not None else ()
    known = [(each.port, each.usb) for each in screen.ports]
    screen = replace(screen, here=placed(rows, known))
    if screen.chosen not in screen.keys:
        return chose(screen, screen.keys[0])
    return screen if screen.chosen in screen.tests else begun(screen)


def chose(screen: DevicesScreen, key: str) -> DevicesScreen:
    """Another device is looked at; its test goes on where it was."""
    screen = replace(screen, chosen=key, live=b"", form=None, asking="", refusal="")
    return screen if key in screen.tests or key.startswith(PORT) else begun(screen)


def begun(screen: DevicesScreen) -> DevicesScreen:
    """The test of the chosen device begins anew."""
    device = screen.device
    if device is not None:
        test = selftest.begun(device.card.kind, device.card.framing)
        now = screen.now.get(device.row.code)
        if now is not None:
            test = _seen(test, now)
    elif screen.chosen == WEDGE:
        test = selftest.begun(WEDGE)
    elif screen.chosen in {LABEL, PAPER}:
        test = selftest.begun("printer")
    else:
        return screen
    return tested(replace(screen, live=b""), test)


def tested(screen: DevicesScreen, test: SelfTest) -> DevicesScreen:
    """The test of the chosen device went on."""
    return replace(screen, tests={**screen.tests, screen.chosen: test})


def known(screen: DevicesScreen, now: tuple[DeviceNow, ...]) -> DevicesScreen:
    """The devices of the hub changed."""
    screen = replace(screen, now={each.card.code: each for each in now})
    device, test = screen.device, screen.test
    if device is None or test is None or device.row.code not in screen.now:
        return screen
    return tested(screen, _seen(test, screen.now[device.row.code]))


def _seen(test: SelfTest, now: DeviceNow) -> SelfTest:
    if now.state is DeviceState.OPENING:
        return test
    test = selftest.answered(test, ready=now.state is DeviceState.READY, why=now.why)
    return selftest.weighed(test, now.weight) if now.weight is not None and test.what == DeviceKind.SCALE else test


def heard(screen: DevicesScreen, code: str, data: bytes) -> DevicesScreen:
    """A device sent bytes; those of the chosen one are shown, and a scanner is learnt from them."""
    device, test = screen.device, screen.test
    if device is None or device.row.code != code:
        return screen
    screen = replace(screen, live=(screen.live + data)[-MOST_LIVE:])
    return tested(screen, selftest.sent(test, data)) if test is not None and test.what == DeviceKind.SCANNER else screen


def rested(screen: DevicesScreen) -> DevicesScreen:
    """Nothing came for a while."""
    return tested(screen, selftest.silent(screen.test)) if screen.test is not None else screen


def scanned(screen: DevicesScreen, text: str, *, typed: bool) -> DevicesScreen:
    """A scan came: of the scanner that types, or the code on a test label, by whatever scanner."""
    test = screen.test
    if test is None:
        return screen
    if test.what == WEDGE and typed:
        return tested(screen, selftest.typed(test, text))
    return tested(screen, selftest.heard(test, text))


def learnt(screen: DevicesScreen) -> bool:
    """Say whether the chosen scanner frames otherwise than it is set up."""
    device, test = screen.device, screen.test
    return device is not None and test is not None and test.framing not in {None, device.card.framing}
