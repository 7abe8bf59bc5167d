"""The presenter of the devices screen: what a bench has, found, set up, tested by doing and watched. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.devices import (
    SetStationPrinters,
    card_named,
    find_printers,
    find_stations,
    print_test,
)
from warehouse_app.application.registry import AttachDevice, KeepDevice, RemoveDevice, profile_of
from warehouse_app.application.run import Command, Outcome
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices import selftest
from warehouse_app.domain.devices.cards import DeviceKind
from warehouse_app.domain.devices.registry import BadDevice
from warehouse_app.domain.devices.selftest import Mark, Step
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.ports.device import DeviceDesk, DeviceHub, DeviceState, Ears, FoundScale, RawScan
from warehouse_app.ports.printer import Outcome as Sent
from warehouse_app.ports.printer import PrinterDesk, PrinterStatus, SendResult
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.screens.devices import forms
from warehouse_app.ui.screens.devices import state as screen
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

    def shown(self) -> None:
        """Listen to the bench's devices, and read what is set up and plugged in."""
        if self._stop is None:
            self._stop = self._bench.hub.listen(Ears(self._heard_scan, self._weighed, self._changed, self._bytes))
        self._read()
        self._look()

    def hidden(self) -> None:
        """Listen no more; the devices go on."""
        if self._stop is not None:
            self._stop()
            self._stop = None

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
            self._status()

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
            "print": self._print, "ask": self._ask_scale, "zero": self._zero, "forget": self._forget,
            "back": self._back, "save": self._save_learnt, "printers": lambda: self._house.go("prints", ""),
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
            self._use_printer(values["printer"])
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
            self._status()

        self._hands.ask(lambda desk: (find_stations(desk), profile_of(desk, station), find_printers(desk)), came)

    def _look(self) -> None:
        """Look what is plugged in."""

        def came(ports: Any) -> None:  # noqa: ANN401 - ports
            self.show(screen.ported(self.screen, ports))
            self._run()

        self._lanes.perform(self._bench.devices.ports, came, lane="wire")

    def _run(self) -> None:
        """Let this station's devices run, as they hang here."""
        if self.screen.profile is None:
            return
        cards, hub = [each.card for each in self.screen.here], self._bench.hub

        def used() -> Any:  # noqa: ANN401 - how each is
            hub.use(cards)
            return hub.now()

        self._lanes.perform(used, lambda now: self.show(screen.known(self.screen, now)), lane="wire")

    def _status(self) -> None:
        """Ask the station's printers how they are."""
        for code in dict.fromkeys(self.screen.printer_of(key) for key in (LABEL, PAPER)):
            if not code or self.screen.printers.get(code, "") is None:
                continue
            self.show(replace(self.screen, printers={**self.screen.printers, code: None}))
            self._speak_to(code, lambda card: self._bench.printers.open(card).status(), self._answered(code))
        if not self.screen.printer_of(self.screen.chosen) and self.screen.chosen in {LABEL, PAPER}:
            self._printer_is(self.screen.chosen, PrinterStatus(known=False))

    def _answered(self, code: str) -> Callable[[PrinterStatus], None]:
        def came(status: PrinterStatus) -> None:
            self.show(replace(self.screen, printers={**self.screen.printers, code: status}))
            for key in (LABEL, PAPER):
                if self.screen.printer_of(key) == code:
                    self._printer_is(key, status)

        return came

    def _printer_is(self, key: str, status: PrinterStatus) -> None:
        if self.screen.chosen == key and self.screen.test is not None:
            test = selftest.answered(self.screen.test, ready=status.ready, why=status.against)
            self.show(screen.tested(self.screen, test))

    def _speak_to(self, code: str, deed: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        desk = self._bench.printers
        found = lambda card: self._lanes.perform(lambda: deed(card), then, lane="wire")  # noqa: E731 - one step
        self._hands.ask(lambda store: card_named(store, desk, code), found)

    def _again(self) -> None:
        self.show(screen.begun(replace(self.screen, form=None, refusal="")))
        if self.screen.chosen in {LABEL, PAPER}:
            self._status()

    def _print(self) -> None:
        """Print the test label at the chosen printer."""
        key = self.screen.chosen
        if key not in {LABEL, PAPER}:
            return
        desk, now = self._bench.printers, self._house.now()
        own = desk.labels.code if key == LABEL else desk.papers.code
        code, station, new = self.screen.printer_of(key) or own, self.screen.station, self._hands.new_id()
        self.show(replace(self.screen, busy=tr("Printing the test label")))

        def sent(result: SendResult) -> None:
            state = replace(self.screen, busy="")
            if state.chosen == key and state.test is not None:
                done = result.outcome is Sent.SENT
                mark, word = (Mark.PASSED, "test_printed") if done else (Mark.FAILED, result.reason)
                facts = {"printer": code, "document": tr("the test print"), "code": ""}
                state = screen.tested(state, selftest.judged(state.test, Step.PRINTS, mark, word, **facts))
            self.show(state)

        self._speak_to(code, lambda card: print_test(desk, card, now, station, new), sent)

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

        self._lanes.perform(lambda: self._bench.devices.probe(port.port), came, lane="wire", trouble=failed)

    def _zero(self) -> None:
        scale = self._bench.hub.scale()
        if scale is not None and self.screen.device is not None:
            self._lanes.perform(scale.zero, lambda _done: None, lane="wire")

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
            self._do(command, done)
            return
        give = AttachDevice(id=self._hands.new_id(), code=code, station=self.screen.station)
        self._do(command, lambda: self._do(give, done))

    def _hangs_at(self, port: str) -> None:
        """The chosen device hangs at this port here."""
        device = self.screen.device
        if device is not None:
            usb = next((each.usb for each in self.screen.ports if each.port == port), "")
            self._keep(forms.moved(self._hands.new_id(), device.row, port, usb), attach=False)

    def _use_printer(self, printer: str) -> None:
        key, profile = self.screen.chosen, self.screen.profile
        if profile is None:
            return
        label = printer if key == LABEL else profile.station.label_printer
        paper = printer if key == PAPER else profile.station.paper_printer
        command = SetStationPrinters(id=self._hands.new_id(), station=self.screen.station, label=label, paper=paper)
        self._do(command, self._back)

    def _forget(self) -> None:
        if self.screen.device is not None:
            self.show(replace(self.screen, asking="forget", form=None, refusal=""))

    def _forget_now(self) -> None:
        device = self.screen.device
        if device is not None:
            command = RemoveDevice(id=self._hands.new_id(), code=device.row.code)
            self._do(command, lambda: self.show(screen.chose(self.screen, WEDGE)))

    def _do(self, command: Command, then: Callable[[], None]) -> None:
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
