"""The packer of the demo works at the real pack screen: key by key, as a keyboard scanner types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from warehouse_app.application.packing import pack_state
from warehouse_app.demo.floor import Tally
from warehouse_app.domain.packing.values import PackState, Phase

if TYPE_CHECKING:
    from warehouse_app.bootstrap.wire import Company
    from warehouse_app.ui.shell.start import Started

WAIT_LIMIT_S = 30.0
"""Longest wait for one answer of the window."""

BLANKING_S = 0.13
"""A scanner reads the same code again only after its blanking window."""


class PackBench:
    """A packer in front of the window. `badge` signs on; then parcels are packed by what the screen expects."""

    def __init__(self, company: Company, started: Started, station: str, badge: str) -> None:
        self._company, self._started, self._station = company, started, station
        self.tally = Tally()
        self._last = ""
        self._last_at = 0.0
        self.scan(badge)
        self._until(lambda: started.window.session().station == station)
        started.window.go("pack")
        self._settle()

    def pack(self, totes: tuple[str, ...], wrong: str) -> int:
        """Pack the orders in the totes; at the first one something wrong is scanned. Returns parcels closed."""
        closed = 0
        for n, tote in enumerate(totes):
            self.scan(tote)
            if n == 0:
                self.scan(wrong)
                self._enter()
            closed += self._pack_open_order()
        return closed

    def begin(self, tote: str) -> None:
        """Open an order and pack about half of it: the work somebody finds when they come to this bench."""
        self.scan(tote)
        lines = self._state().lines
        for line in lines[: -(-len(lines) // 2)]:
            self.scan(line.scan_code)

    def _pack_open_order(self) -> int:
        """Scan every line the screen shows, several of one product once and then as `*n`. Returns parcels closed."""
        state = self._state()
        if state.phase is not Phase.VERIFYING:
            return 0
        for line in state.lines:
            if line.left:
                self.scan(line.scan_code)
            if line.left > 1:
                self._type(f"*{line.left}")
        return int(self._state().phase is not Phase.VERIFYING)

    def scan(self, text: str) -> None:
        """Let a keyboard scanner type the code and Enter, and wait for the window's answer."""
        from warehouse_app.ui.runtime.typist import type_code

        if text == self._last:
            self._pass_time(BLANKING_S - (time.monotonic() - self._last_at))
        type_code(self._started.window, text)
        self._settle()
        self._last, self._last_at = text, time.monotonic()
        self.tally.scans += 1

    def _type(self, text: str) -> None:
        """Type a text in the scan bar's field, as Ctrl+K allows."""
        self._started.gate.heard(text, "keyboard")
        self.tally.scans += 1
        self._settle()

    def _enter(self) -> None:
        from warehouse_app.ui.runtime.typist import type_enter

        while self._started.gate.mid_scan():
            self._pass_time(0)
        type_enter(self._started.window)
        self._settle()

    def _state(self) -> PackState:
        session = self._started.window.session()
        return self._company.runner.ask(lambda desk: pack_state(desk, self._station), session)

    def _settle(self) -> None:
        """Let the window take its keys and answers until nothing is under way."""
        from warehouse_app.ui.runtime.typist import settle

        if not settle(self._started.performer.idle, WAIT_LIMIT_S):
            message = "the window gave no answer"
            raise TimeoutError(message)

    def _until(self, done: object) -> None:
        deadline = time.monotonic() + WAIT_LIMIT_S
        assert callable(done)
        while not done():
            self._settle()
            if time.monotonic() > deadline:
                message = "nobody was signed on"
                raise TimeoutError(message)

    def _pass_time(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self._started.app.processEvents()
        while time.monotonic() < end:
            self._started.app.processEvents()
