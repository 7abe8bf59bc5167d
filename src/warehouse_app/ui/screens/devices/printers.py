"""The station's printers on the devices screen: how they are, a test print, and which of them it uses. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.devices import SetStationPrinters, card_named
from warehouse_app.application.devices import print_test as sent_test
from warehouse_app.application.run import Command
from warehouse_app.domain.devices import selftest
from warehouse_app.domain.devices.selftest import Mark, Step
from warehouse_app.ports.printer import Outcome as Sent
from warehouse_app.ports.printer import PrinterDesk, PrinterStatus, SendResult
from warehouse_app.ui.kit import figures
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.devices import state as screen
from warehouse_app.ui.screens.devices.state import LABEL, PAPER, DevicesScreen
from warehouse_app.wording import tr


class Owner(Protocol):
    """The presenter this belongs to."""

    screen: DevicesScreen

    def show(self, state: DevicesScreen) -> None: ...

    def commanded(self, name: str) -> None: ...

    def do(self, command: Command, then: Callable[[], None]) -> None: ...

    def beside(self, deed: Callable[[], Any], then: Callable[[Any], None]) -> None: ...


class PrinterSide:
    """Asks printers beside the window, one answer a printer."""

    def __init__(self, owner: Owner, hands: Hands, desk: PrinterDesk, now: Callable[[], str]) -> None:
        self._owner, self._hands, self._desk, self._now = owner, hands, desk, now

    def ask(self) -> None:
        """Ask the station's printers how they are."""
        for code in dict.fromkeys(self._owner.screen.printer_of(key) for key in (LABEL, PAPER)):
            if not code or self._owner.screen.printers.get(code, "") is None:
                continue
            self._owner.show(replace(self._owner.screen, printers={**self._owner.screen.printers, code: None}))
            self._speak_to(code, lambda card: self._desk.open(card).status(), self._answered(code))
        if not self._owner.screen.printer_of(self._owner.screen.chosen) and self._owner.screen.chosen in {LABEL, PAPER}:
            self._printer_is(self._owner.screen.chosen, PrinterStatus(known=False))

    def _answered(self, code: str) -> Callable[[PrinterStatus], None]:
        def came(status: PrinterStatus) -> None:
            self._owner.show(replace(self._owner.screen, printers={**self._owner.screen.printers, code: status}))
            for key in (LABEL, PAPER):
                if self._owner.screen.printer_of(key) == code:
                    self._printer_is(key, status)

        return came

    def _printer_is(self, key: str, status: PrinterStatus) -> None:
        if self._owner.screen.chosen == key and self._owner.screen.test is not None:
            test = selftest.answered(self._owner.screen.test, ready=status.ready, why=status.against)
            self._owner.show(screen.tested(self._owner.screen, test))

    def _speak_to(self, code: str, deed: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        desk = self._desk
        found = lambda card: self._owner.beside(lambda: deed(card), then)  # noqa: E731 - one step
        self._hands.ask(lambda store: card_named(store, desk, code), found)

    def print_test(self) -> None:
        """Print the test label at the chosen printer."""
        key = self._owner.screen.chosen
        if key not in {LABEL, PAPER}:
            return
        desk, now = self._desk, figures.filed(self._now())
        own = desk.labels.code if key == LABEL else desk.papers.code
        code, station, new = self._owner.screen.printer_of(key) or own, self._owner.screen.station, self._hands.new_id()
        self._owner.show(replace(self._owner.screen, busy=tr("Printing the test label")))

        def sent(result: SendResult) -> None:
            state = replace(self._owner.screen, busy="")
            if state.chosen == key and state.test is not None:
                done = result.outcome is Sent.SENT
                mark, word = (Mark.PASSED, "test_printed") if done else (Mark.FAILED, result.reason)
                facts = {"printer": code, "document": tr("the test print"), "code": ""}
                state = screen.tested(state, selftest.judged(state.test, Step.PRINTS, mark, word, **facts))
            self._owner.show(state)

        self._speak_to(code, lambda card: sent_test(desk, card, now, station, new), sent)

    def use(self, printer: str) -> None:
        """Let the station print there from now on."""
        key, profile = self._owner.screen.chosen, self._owner.screen.profile
        if profile is None:
            return
        label = printer if key == LABEL else profile.station.label_printer
        paper = printer if key == PAPER else profile.station.paper_printer
        command = SetStationPrinters(
            id=self._hands.new_id(), station=self._owner.screen.station, label=label, paper=paper
        )
        self._owner.do(command, lambda: self._owner.commanded("back"))
