"""The self-test of a bench's devices in text: one question at a time, answered by doing; an empty line goes on."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from warehouse_app.domain.devices import selftest
from warehouse_app.domain.devices.cards import DeviceKind
from warehouse_app.domain.devices.registry import Placed
from warehouse_app.domain.devices.selftest import TEST_CODE, Mark, SelfTest, Step
from warehouse_app.domain.devices.settings import shown
from warehouse_app.domain.devices.weights import Weight, typed_grams
from warehouse_app.ports.device import DeviceState, Ears, RawScan
from warehouse_app.ports.printer import Outcome, PrinterCard
from warehouse_app.terminal.call import Call
from warehouse_app.wording import tr
from warehouse_app.wording.devices import PROMPTS, STEPS
from warehouse_app.wording.say import say

if TYPE_CHECKING:
    from warehouse_app.application.run import Session

QUIET_S = 0.2
"""A scanner that says nothing for so long has said its code."""

Evidence = Callable[[SelfTest], SelfTest]


class Walk:
    """One walk. Evidence comes from the devices' threads and from the keyboard, and is judged here, in its order."""

    def __init__(
        self, call: Call, session: Session, devices: tuple[Placed, ...], printers: tuple[PrinterCard, ...]
    ) -> None:
        self._call, self._session, self._devices, self._printers = call, session, devices, printers
        self._news: queue.Queue[Evidence | str | None] = queue.Queue()
        self._at = ""
        self._told: dict[Step, str] = {}
        self._over = False

    def run(self) -> bool:
        """Walk through all; return whether everything works."""
        hub = self._call.company().hub
        stop = hub.listen(Ears(self._scanned, self._weighed, self._changed, self._bytes))
        threading.Thread(target=self._read, name="walk", daemon=True).start()
        hub.use([each.card for each in self._devices])
        self._say(tr("An empty line goes on to the next device."))
        try:
            done = [self._device(each) for each in self._devices] + [self._printer(each) for each in self._printers]
        finally:
            stop()
            hub.close()
        if not done:
            self._say(tr("This station has no devices yet."))
        return all(done)

    def _read(self) -> None:
        for line in sys.stdin:
            self._news.put(line.rstrip("\r\n"))
        self._news.put(None)

    def _scanned(self, scan: RawScan) -> None:
        if scan.device != self._at:  # what the device under test sends is judged by its bytes
            text = scan.data.decode(errors="replace")
            self._news.put(lambda test: selftest.heard(test, text))

    def _weighed(self, code: str, weight: Weight) -> None:
        if code == self._at:
            self._news.put(lambda test: selftest.weighed(test, weight))

    def _changed(self, code: str, state: DeviceState, why: str) -> None:
        if code == self._at:
            self._news.put(_now(state, why))

    def _bytes(self, code: str, data: bytes) -> None:
        if code == self._at:
            self._news.put(lambda test: selftest.sent(test, data))

    def _device(self, device: Placed) -> bool:
        card, self._at = device.card, device.row.code
        self._head(device.row.name or card.code, card.port)
        test = selftest.begun(card.kind, card.framing)
        for each in self._call.company().hub.now():
            if each.card.code == card.code:
                test = _now(each.state, each.why)(test)
        test = self._through(test)
        if card.kind is DeviceKind.SCANNER and test.framing not in {None, card.framing} and test.framing is not None:
            found = f"--set 'prefix={shown(test.framing.prefix)}' --set 'suffix={shown(test.framing.suffix)}'"
            command = f"warehouse device add {card.code} --type scanner --port {device.row.card.port} {found}"
            self._say(tr("Set it up with what was found: {command}").format(command=command))
        return test.whole

    def _printer(self, card: PrinterCard) -> bool:
        from warehouse_app.application.devices import print_test
        from warehouse_app.terminal.commands.devicetest import here_minute, printer_words

        self._at = ""
        self._head(card.code, card.target)
        printers, runner = self._call.company().printers, self._call.runner
        status = printers.open(card).status()
        test = selftest.answered(selftest.begun("printer"), ready=status.ready, why=status.against)
        self._tell(test, {"printer": card.code})
        if not status.ready:
            return False
        result = print_test(printers, card, here_minute(runner.now()), self._session.station, runner.ids.new())
        if result.outcome is not Outcome.SENT:
            self._say(printer_words(card.code, status, result))
            return False
        return self._through(selftest.judged(test, Step.PRINTS, Mark.PASSED, "test_printed")).whole

    def _through(self, test: SelfTest) -> SelfTest:
        """Ask for what the next step needs until all have passed, or an empty line gives up."""
        asked: tuple[Step, int] | None = None
        self._tell(test)
        while test.now is not None and not self._over:
            if (test.now, test.grams) != asked:
                asked = (test.now, test.grams)
                self._ask(test)
            try:
                news = self._news.get(timeout=QUIET_S if test.raw else None)
            except queue.Empty:
                news = selftest.silent
            self._over = news is None  # nobody is there any more: what is left is not asked, nor waited for
            if news is None or news == "":
                break
            before = test
            test = _line(test, news) if isinstance(news, str) else news(test)
            if test.results != before.results:
                self._tell(test)
        self._told = {}
        return test

    def _ask(self, test: SelfTest) -> None:
        assert test.now is not None
        head, line = (tr(each) for each in PROMPTS[test.now.value])
        code = f": {TEST_CODE}" if test.now in {Step.READS, Step.ENDS, Step.TWICE} else ""
        self._say(f"  {head.format(grams=test.grams)}{code}. {line}")

    def _tell(self, test: SelfTest, facts: dict[str, object] | None = None) -> None:
        """Say what is new."""
        for step in test.steps:
            result = test.of(step)
            words = say(result.code, {**result.facts, **(facts or {})}) if result.code else ""
            if words and self._told.get(step) != words:
                self._told[step] = words
                mark = {Mark.PASSED: "+", Mark.NOTED: "+", Mark.FAILED: "!"}.get(result.mark, " ")
                self._say(f"{mark} {tr(STEPS[step.value])}: {words}")

    def _head(self, name: str, port: str) -> None:
        self._told = {}
        self._say(f"{name} ({port})")

    def _say(self, words: str) -> None:
        self._call.out.answer(None, words)


def _line(test: SelfTest, text: str) -> SelfTest:
    """A person said how heavy the weight is, or a scanner typed the code of a test label."""
    if test.what == DeviceKind.SCALE and (grams := typed_grams(text)):
        return replace(test, grams=grams)
    return selftest.heard(test, text)


def _now(state: DeviceState, why: str) -> Evidence:
    if state is DeviceState.OPENING:
        return lambda test: test
    return lambda test: selftest.answered(test, ready=state is DeviceState.READY, why=why)
