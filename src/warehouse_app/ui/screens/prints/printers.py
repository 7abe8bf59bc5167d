"""The printers beside the list: who prints where, how they are, a test print, and their set-up by right. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from warehouse_app.application.devices import (
    AddPrinter,
    RemovePrinter,
    SetStationPrinters,
    card_named,
    find_stations,
    print_test,
    printer_uses,
    spool_rows,
)
from warehouse_app.application.print_deeds import MovePrints
from warehouse_app.application.print_routing import (
    AddPrintRule,
    MovePrintRule,
    RemovePrintRule,
    find_print_rules,
)
from warehouse_app.application.print_standin import SetStandIn
from warehouse_app.application.run import Command
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.routing import PrintRule
from warehouse_app.domain.printing.values import PrinterUse, StationRow
from warehouse_app.ports.printer import Outcome, PrinterCard, PrinterDesk, PrinterStatus, SendResult
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.screens.prints import state as screen
from warehouse_app.ui.screens.prints.state import NEW, PrintsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import words_of


class Owner(Protocol):
    """The presenter the panel belongs to."""

    screen: PrintsScreen

    def show(self, state: PrintsScreen) -> None: ...

    def do(self, command: Command, words: str) -> None: ...


class PrinterPanel:
    """Asks printers on a wire lane, one answer a printer; sets them up by commands."""

    def __init__(self, owner: Owner, hands: Hands, lanes: Performs, desk: PrinterDesk, now: Callable[[], str]) -> None:
        self._owner, self._hands, self._lanes, self._desk, self._now = owner, hands, lanes, desk, now

    def read(self) -> None:
        """Read the printers and the stations."""
        spool = spool_rows(self._desk)
        self._hands.ask(
            lambda desk: (printer_uses(desk, spool), find_stations(desk), find_print_rules(desk)), self._came
        )

    def _came(self, found: tuple[tuple[PrinterUse, ...], tuple[StationRow, ...], tuple[PrintRule, ...]]) -> None:
        uses, stations, rules = found
        state = replace(self._owner.screen, printers=uses, stations=stations, rules=rules)
        if state.use is None and uses:
            state = replace(state, printer=uses[0].row.code)
        self._owner.show(state)

    def chosen(self, code: str) -> None:
        """Another printer."""
        if code and code != self._owner.screen.printer:
            self._owner.show(replace(self._owner.screen, printer=code, asking="", refusal=""))

    def commanded(self, name: str) -> None:
        """A deed on the chosen printer."""
        state = self._owner.screen
        use = state.use
        if name == "new":
            self._set_up(NEW)
        elif name == "rules":
            self._owner.show(replace(state, asking="rules", panel="printers", refusal=""))
        elif use is None:
            return
        elif name in {"ask", "test"}:
            self._speak_to(use.row.code, test=name == "test")
        elif name == "edit" and not use.spool:
            self._set_up(use.row.code)
        elif name == "stations" and Right.SETTINGS in state.rights:
            self._owner.show(replace(state, asking="stations", panel="printers", refusal=""))
        elif name == "stand_in" and not use.spool and Right.SETTINGS in state.rights:
            self._owner.show(replace(state, asking="stand_in", panel="printers", refusal=""))
        elif name == "forget" and not use.spool and Right.SETTINGS in state.rights:
            self._owner.show(replace(state, asking="forget", panel="printers", refusal=""))
        elif name == "forget_now" and state.asking == "forget":
            words = tr("Printer {printer} is forgotten").format(printer=use.row.code)
            self._owner.do(RemovePrinter(id=self._hands.new_id(), code=use.row.code), words)
        elif name == "move_all" and use.waiting:
            self._owner.show(replace(state, asking="move_all", panel="printers", refusal=""))

    def saved(self, code: str, kind: str, language: str, target: str) -> None:
        """The form of a printer was filled in."""
        command = AddPrinter(id=self._hands.new_id(), code=code, kind=kind, language=language, target=target)
        self._owner.show(replace(self._owner.screen, printer=code.strip().upper() or self._owner.screen.printer))
        self._owner.do(command, tr("Printer {printer} is set up").format(printer=code.strip().upper()))

    def given(self, station: str, label: str, paper: str) -> None:
        """A station prints elsewhere from now on; "" is our folder."""
        command = SetStationPrinters(id=self._hands.new_id(), station=station, label=label, paper=paper)
        self._owner.do(command, tr("Station {station} prints there now").format(station=station))

    def move_all(self, printer: str) -> None:
        """All that waits for the chosen printer goes to another."""
        source = self._owner.screen.printer
        words = tr("What waited for {source} goes to {printer}").format(source=source, printer=printer)
        self._owner.do(MovePrints(id=self._hands.new_id(), source=source, printer=printer), words)

    def stands_in(self, stand_in: str) -> None:
        """Another printer takes over for the chosen one by one key; "" is none."""
        code = self._owner.screen.printer
        words = tr("{stand_in} stands in for {printer}") if stand_in else tr("Nobody stands in for {printer}")
        command = SetStandIn(id=self._hands.new_id(), printer=code, stand_in=stand_in)
        self._owner.do(command, words.format(printer=code, stand_in=stand_in))

    def ruled(self, document: str, carrier: str, station: str, printer: str) -> None:
        """The form of a rule was filled in."""
        number = self._hands.new_id()
        command = AddPrintRule(id=number, document=document, carrier=carrier, at_station=station, printer=printer)
        self._owner.do(command, tr("The rule holds from now on"))

    def rule_chosen(self, number: int) -> None:
        """Another rule."""
        if number != self._owner.screen.rule:
            self._owner.show(replace(self._owner.screen, rule=number, refusal=""))

    def rule_moved(self, steps: int) -> None:
        """The chosen rule is asked earlier (-1) or later (1)."""
        state = self._owner.screen
        at = next((n for n, rule in enumerate(state.rules, 1) if rule.id == state.rule), 0)
        if at and 1 <= at + steps <= len(state.rules):
            command = MovePrintRule(id=self._hands.new_id(), rule=state.rule, position=at + steps)
            self._owner.do(command, tr("The rules have another order"))

    def rule_removed(self) -> None:
        """The chosen rule holds no more."""
        state = self._owner.screen
        if any(rule.id == state.rule for rule in state.rules):
            command = RemovePrintRule(id=self._hands.new_id(), rule=state.rule)
            self._owner.do(command, tr("The rule holds no more"))

    def _set_up(self, code: str) -> None:
        if Right.SETTINGS in self._owner.screen.rights:
            state = replace(self._owner.screen, asking="card", card=code, panel="printers", refusal="")
            self._owner.show(state)

    def _speak_to(self, code: str, *, test: bool) -> None:
        words = tr("Printing a test") if test else tr("Being asked")
        self._tell(code, ChipValue("neutral", words, "hourglass"))
        desk, now, station, key = (
            self._desk,
            figures.filed(self._now()),
            self._hands.session().station,
            self._hands.new_id(),
        )

        def found(card: PrinterCard) -> None:
            if test:
                self._lanes.perform(lambda: print_test(desk, card, now, station, key), sent, lane="wire")
            else:
                self._lanes.perform(lambda: desk.open(card).status(), asked, lane="wire")

        def sent(result: SendResult) -> None:
            self._tell(code, sent_chip(result))

        def asked(status: PrinterStatus) -> None:
            self._tell(code, status_chip(status))

        self._hands.ask(lambda store: card_named(store, desk, code), found)

    def _tell(self, code: str, chip: ChipValue) -> None:
        self._owner.show(screen.said(self._owner.screen, code, chip))


def sent_chip(result: SendResult) -> ChipValue:
    """Return how a test print ended."""
    if result.outcome is Outcome.SENT:
        return ChipValue("ok", tr("Took the test"))
    what, _deed = words_of(result.reason, {"printer": "", "document": "", "code": "", "target": result.where})
    words = " ".join(what.split())
    return ChipValue("stop" if result.outcome is Outcome.NOT_SENT else "ask", words or tr("Nobody knows"))


def status_chip(status: PrinterStatus) -> ChipValue:
    """Return how a printer is, in words."""
    against = status.against
    if against:
        words = {
            "printer_unreachable": tr("Does not answer"), "printer_head_open": tr("Stands open"),
            "printer_paper_out": tr("Out of labels"), "printer_ribbon_out": tr("Out of ribbon"),
            "printer_hot": tr("Too hot"), "printer_memory": tr("Lost its memory"),
            "printer_rejects": tr("Takes no jobs"), "printer_paused": tr("Paused"), "printer_full": tr("Is full"),
        }  # fmt: skip
        return ChipValue("ask" if status.reachable else "stop", words[against])
    if status.holds:
        return ChipValue("info", tr("Printing"))
    return ChipValue("ok", tr("Ready")) if status.known else ChipValue("info", tr("Can be reached"))
