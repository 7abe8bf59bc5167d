"""The presenter of the devices screen: what a bench has, found, set up, tested by doing and watched. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.devices import (
    find_printers,
    find_stations,
)
from warehouse_app.application.lab import SCANNER, set_up_lab
from warehouse_app.application.registry import AttachDevice, KeepDevice, KeepStation, RemoveDevice, profile_if_any
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices.cards import DeviceKind
from warehouse_app.domain.devices.registry import BadDevice, cards_here
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ports.device import DeviceDesk, DeviceHub, DeviceState, Ears, FoundScale, RawScan
from warehouse_app.ports.lab import VirtualDevices
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.screens.devices import forms
from warehouse_app.ui.screens.devices import state as screen
from warehouse_app.ui.screens.devices.printers import PrinterSide
from warehouse_app.ui.screens.devices.state import LABEL, PAPER, WEDGE, DevicesScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import say, say_error

QUIET_MS = 150
"""A scanner that says nothing for so long has said its code."""

TYPED = frozenset({"wedge", "keyboard"})
_WAKES = frozenset({Touched.DEVICE, Touched.SETTING})


class DevicesView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: DevicesScreen) -> None: ...

    def rest(self, ms: int) -> None:
        """Call `rested` once nothing more was asked for so long."""


class Bench(Protocol):
    """The machine of this bench: its printers, the drivers of devices, and those that run."""

    printers: PrinterDesk
    devices: DeviceDesk

    @property
    def hub(self) -> DeviceHub: ...


class House(Protocol):
    """What the presenter asks of the window."""

    def now(self) -> str: ...

    def house(self) -> Runner: ...

    @property
    def lab(self) -> VirtualDevices | None: ...

    @property
    def toast(self) -> Callable[[str, bool], None]: ...

    @property
    def go(self) -> Callable[[str, str], None]: ...


class DevicesPresenter(Presenter):
    """`lanes` works beside the window; devices tell from threads of their own, and are heard on the window's."""

    def __init__(
        self, view: DevicesView, hands: Hands, lanes: Performs, bench: Bench, station: str, house: House
    ) -> None:
        self._view, self._hands, self._lanes, self._bench, self._house = view, hands, lanes, bench, house
        self.screen = DevicesScreen(station=station)
        self._stop: Callable[[], None] | None = None
        self._number = 0
        self._printers = PrinterSide(self, hands, bench.printers, house.now)

    def shown(self) -> None:
        """Listen to the bench's devices, and read what is set up and plugged in."""
        if self._stop is None:
            self._stop = self._bench.hub.listen(Ears(self._heard_scan, self._weighed, self._changed, self._bytes))
        self._read()
        self._look()

    def hidden(self) -> None:
        """Listen no more; the devices go on. What is still asked is of no use any more."""
        if self._stop is not None:
            self._stop()
            self._stop = None
        printers = {code: status for code, status in self.screen.printers.items() if status is not None}
        self.screen = replace(self.screen, busy="", printers=printers)

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something was set up, here or elsewhere."""
        if self._stop is not None and changes & _WAKES:
            self._read()

    def opened(self, what: str) -> None:
        """Show one device: "device:GUN"."""
        self.show(replace(self.screen, chosen=what))

    def chosen(self, key: str) -> None:
        """Another device."""
        if key and key != self.screen.chosen:
            self.show(screen.chose(self.screen, key))
            self._printers.ask()

    def scanned(self, text: str, device: str) -> None:
        """A scan: the test code of a scanner that types, or what stands on a test label."""
        self.show(screen.scanned(self.screen, text.strip(), typed=device in TYPED))

    def rested(self) -> None:
        """No more bytes came for a while."""
        self.show(screen.rested(self.screen))

    def known_weight(self, grams: int) -> None:
        """Another weight is put on."""
        test = self.screen.test
        if test is not None and grams != test.grams:
            self.show(screen.tested(self.screen, replace(test, grams=grams)))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds: dict[str, Callable[[], None]] = {
            "test": self._again, "new": self._new, "edit": self._edit, "ports": self._look, "refresh": self._look,
            "print": self._printers.print_test, "ask": self._ask_scale, "zero": self._zero, "forget": self._forget,
            "virtual": self._virtual, "back": self._back, "save": self._save_learnt,
            "printers": lambda: self._house.go("prints", ""),
        }  # fmt: skip
        if name in deeds:
            deeds[name]()

    def keyed(self, key: str) -> bool:
        """Digits answer whether a device is forgotten."""
        if self.screen.asking == "forget" and key in {"1", "2"}:
            self._forget_now() if key == "1" else self._back()
            return True
        where = self.screen.where
        if key.isdecimal() and 0 < int(key) <= len(where) and self.screen.form is None:
            self._hangs_at(where[int(key) - 1])
            return True
        return False

    def saved(self, values: Mapping[str, str]) -> None:
        """A form was filled in."""
        form = self.screen.form
        if form is None:
            return
        if form.name == forms.PRINTER:
            self._printers.use(values["printer"])
            return
        try:
            command = forms.kept(self._hands.new_id(), self.screen, values)
        except ValueError:
            words = tr(r"Write \r, \n, \t or \x02 for signs that cannot be seen")
            self._refuse("suffix" if "suffix" in values else "", words)
            return
        self._keep(command, attach=form.name == forms.NEW)

    def show(self, state: DevicesScreen) -> None:
        """Show another state."""
        self.screen = state
        self._view.render_state(state)

    def _read(self) -> None:
        station = self.screen.station

        def came(found: Any) -> None:  # noqa: ANN401 - stations, profile, printers
            self.show(screen.profiled(self.screen, found))
            self._run()
            self._printers.ask()

        self._hands.ask(lambda desk: (find_stations(desk), profile_if_any(desk, station), find_printers(desk)), came)

    def beside(self, deed: Callable[[], Any], then: Callable[[Any], None], **more: Callable[[Any], None]) -> None:
        """Work beside the window; an answer that comes after the page was left touches nothing."""

        def here(hear: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda answer: hear(answer) if self._stop is not None else None

        self._lanes.perform(deed, here(then), lane="wire", **{name: here(hear) for name, hear in more.items()})

    def _look(self) -> None:
        """Look what is plugged in."""

        def came(ports: Any) -> None:  # noqa: ANN401 - ports
            self.screen = screen.ported(self.screen, ports)
            if self.screen.loaded:  # or what is set up here comes soon, and is shown with these
                self.show(self.screen)
                self._run()

        self.beside(self._bench.devices.ports, came)

    def _run(self) -> None:
        """Let this station's devices run, as they hang here."""
        if self.screen.profile is None:
            return
        known = [(each.port, each.usb) for each in self.screen.ports]
        cards, hub = cards_here(self.screen.profile.devices, known), self._bench.hub

        def used() -> Any:  # noqa: ANN401 - how each is
            hub.use(cards)
            return hub.now()

        self.beside(used, lambda now: self.show(screen.known(self.screen, now)))

    def _again(self) -> None:
        if not self.screen.loaded:
            self._read()
            self._look()
            return
        self.show(screen.begun(replace(self.screen, form=None, refusal="")))
        if self.screen.chosen in {LABEL, PAPER}:
            self._printers.ask()

    def _ask_scale(self) -> None:
        """Find out how the scale at the chosen port speaks, and open its form filled in."""
        port = self.screen.port
        if port is None:
            return
        self.show(replace(self.screen, busy=tr("Asking the scale, some seconds"), refusal=""))

        def came(found: FoundScale | None) -> None:
            self.show(replace(self.screen, busy=""))
            if found is None:
                self.show(replace(self.screen, refusal=say("scale_nothing", {"port": port.port})))
                return
            self._new(found)

        def failed(trouble: Any) -> None:  # noqa: ANN401 - a Trouble
            self.show(replace(self.screen, busy="", refusal=say_error(trouble)))

        self.beside(lambda: self._bench.devices.probe(port.port), came, trouble=failed)

    def _zero(self) -> None:
        scale = self._bench.hub.scale()
        if scale is not None and self.screen.device is not None:
            self.beside(scale.zero, lambda _done: None)

    def _new(self, found: FoundScale | None = None) -> None:
        self._number += 1
        state = replace(self.screen, refusal="")
        if found is None and state.port is None:
            state = replace(state, chosen=state.chosen)
        form = forms.new_device(state, self._number)
        if found is not None:
            line = found.line
            told = {"what": f"scale-{found.protocol}", "baud": str(line.baud)}
            code = str(form.before["code"]).replace("SCANNER", "SCALE")
            told |= {"parity": f"{line.bits}{line.parity.value}", "code": code}
            form = replace(form, before={**form.before, **told})
        self.show(replace(state, form=form))

    @property
    def has_lab(self) -> bool:
        """Tell whether virtual devices can be had here."""
        return self._house.lab is not None

    def _virtual(self) -> None:
        """Let the lab's scanner, scale and label printer be this bench's, and show them."""
        lab, runner, station = self._house.lab, self._house.house(), self.screen.station
        if lab is None or self.screen.busy:
            return
        make = None if self.screen.profile is not None else KeepStation(id=self._hands.new_id(), code=station)
        self.show(replace(self.screen, busy=tr("Starting the virtual devices"), form=None, refusal=""))

        def deed(session: Session) -> object:
            if make is not None:
                runner.perform(make, session).done()
            return set_up_lab(runner, session, lab.start(), station)

        def came(answer: object) -> None:
            self.show(replace(self.screen, busy=""))
            if isinstance(answer, Refusal):
                self._refuse("", say_error(answer))
                return
            self.show(screen.chose(self.screen, screen.DEVICE + SCANNER))
            lab.show()
            self._house.toast(tr("Virtual devices are set up at {station}").format(station=station), False)
            self._read()

        def failed(trouble: Any) -> None:  # noqa: ANN401 - a Trouble
            self.show(replace(self.screen, busy="", refusal=say_error(trouble)))

        self._hands.bulk(deed, came, frozenset({Touched.DEVICE, Touched.SETTING}), failed)

    def _edit(self) -> None:
        self._number += 1
        device = self.screen.device
        if device is not None:
            form = forms.change_device(device.row, self._number)
        elif self.screen.chosen in {LABEL, PAPER}:
            form = forms.station_printer(self.screen, self.screen.chosen, self._number)
        else:
            return
        self.show(replace(self.screen, form=form, refusal=""))

    def _back(self) -> None:
        self.show(replace(self.screen, form=None, asking="", refusal=""))

    def _save_learnt(self) -> None:
        """Keep what the test found of a scanner's framing."""
        device, test = self.screen.device, self.screen.test
        if self.screen.form is None and device is not None and test is not None and screen.learnt(self.screen):
            assert test.framing is not None
            self._keep(forms.framed(self._hands.new_id(), device.row, test.framing), attach=False)

    def _keep(self, command: KeepDevice, *, attach: bool) -> None:
        code = command.code.strip().upper()

        def done() -> None:
            self.show(replace(self.screen, form=None, refusal="", chosen=screen.DEVICE + code))
            self._house.toast(tr("{code} is set up at {station}").format(code=code, station=self.screen.station), False)

        if not attach:
            self.do(command, done)
            return
        station = self.screen.station
        give = AttachDevice(id=self._hands.new_id(), code=code, station=station)
        attach_it = lambda: self.do(give, done)  # noqa: E731 - one step of three
        if self.screen.profile is None:
            make = KeepStation(id=self._hands.new_id(), code=station)
            self.do(command, lambda: self.do(make, attach_it))
        else:
            self.do(command, attach_it)

    def _hangs_at(self, port: str) -> None:
        """The chosen device hangs at this port here."""
        device = self.screen.device
        if device is not None:
            usb = next((each.usb for each in self.screen.ports if each.port == port), "")
            self._keep(forms.moved(self._hands.new_id(), device.row, port, usb), attach=False)

    def _forget(self) -> None:
        if self.screen.device is not None:
            self.show(replace(self.screen, asking="forget", form=None, refusal=""))

    def _forget_now(self) -> None:
        device = self.screen.device
        if device is not None:
            command = RemoveDevice(id=self._hands.new_id(), code=device.row.code)
            self.do(command, lambda: self.show(screen.chose(self.screen, WEDGE)))

    def do(self, command: Command, then: Callable[[], None]) -> None:
        """Perform a deed; a no stands under its field."""

        def after(outcome: Outcome[Any]) -> None:
            if outcome.refusal is None:
                then()
                self._read()
                return
            field = outcome.refusal.field if isinstance(outcome.refusal, BadDevice) else ""
            self._refuse(field, say_error(outcome.refusal))

        self._hands.do(command, after)

    def _refuse(self, field: str, words: str) -> None:
        form = self.screen.form
        if form is None:
            self.show(replace(self.screen, refusal=words))
        else:
            self.show(replace(self.screen, form=form.refused(field, words)))

    def _heard_scan(self, scan: RawScan) -> None:
        """What devices scan reaches this screen through the scan gate, as everywhere; here only bytes are looked at."""

    def _weighed(self, _code: str, _weight: Weight) -> None:
        self._lanes.post(self._news)

    def _changed(self, _code: str, _state: DeviceState, _why: str) -> None:
        self._lanes.post(self._news)

    def _news(self) -> None:
        if self._stop is not None:
            self.show(screen.known(self.screen, self._bench.hub.now()))

    def _bytes(self, code: str, data: bytes) -> None:
        def heard() -> None:
            if self._stop is None:
                return
            before = self.screen
            after = screen.heard(before, code, data)
            if after is not before:
                self.show(after)
                if after.device is not None and after.device.card.kind is DeviceKind.SCANNER:
                    self._view.rest(QUIET_MS)

        self._lanes.post(heard)
