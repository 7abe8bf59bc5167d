"""Where a document prints: the printer a person chose, else the first rule that fits, else its station's printer.

A printer that is away, and whose stand-in was asked to take over, prints nothing until it is back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.routing import (
    ANY_LABEL,
    MOST_RULES,
    PAPERS,
    BadPrintRule,
    NoSuchPrintRule,
    PrintRule,
    Route,
    Via,
    first_fit,
    wrong_field,
)
from warehouse_app.domain.printing.values import (
    LABELS,
    OF_PARCEL,
    Document,
    NoSuchPrinter,
    NoSuchStation,
    PrinterCannot,
    PrinterRow,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.printer import Language, PrinterCard, PrinterDesk, PrinterKind
from warehouse_app.store import devices, print_rules, printing
from warehouse_app.store.desk import Desk

OWN_PRINTERS = ("LABELS", "PAPERS")
"""The two folders of the home, which every company has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPrintRule(Command):
    """Let documents go to a printer from now on, behind all other rules; an empty field fits everything.

    `document` is a `Document`, `labels` for every label, or `paper` for all others; `station` may have `*` and `?`.
    """

    printer: str
    document: str = ""
    carrier: str = ""
    at_station: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePrintRule(Command):
    """Ask a rule at another place in the order; the first is 1."""

    rule: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePrintRule(Command):
    """Take a rule away."""

    rule: int


@handles(AddPrintRule, right=Right.SETTINGS, answer=PrintRule)
def add_print_rule(desk: Desk, command: AddPrintRule, _session: Session) -> PrintRule:
    """Keep a rule. Raises Refused (BadPrintRule, NoSuchPrinter, PrinterCannot)."""
    document, carrier = command.document.strip().lower(), command.carrier.strip()
    station = command.at_station.strip().upper()
    wrong = wrong_field(document, carrier, station)
    if wrong:
        raise Refused(BadPrintRule(wrong, {"document": document, "carrier": carrier, "station": station}[wrong]))
    if len(print_rules.rules(desk)) >= MOST_RULES:
        raise Refused(BadPrintRule("position", str(MOST_RULES + 1)))
    printer = fit_printer(desk, command.printer, ruled_documents(document))
    desk.touch(Touched.SETTING)
    return print_rules.add(desk, document, carrier, station, printer)


@handles(MovePrintRule, right=Right.SETTINGS, answer=PrintRule)
def move_print_rule(desk: Desk, command: MovePrintRule, _session: Session) -> PrintRule:
    """Change the order of the rules. Raises Refused (NoSuchPrintRule, BadPrintRule)."""
    rule = _rule(desk, command.rule)
    numbers = [each.id for each in print_rules.rules(desk) if each.id != rule.id]
    if not 1 <= command.position <= len(numbers) + 1:
        raise Refused(BadPrintRule("position", str(command.position)))
    numbers.insert(command.position - 1, rule.id)
    print_rules.put_in_order(desk, tuple(numbers))
    desk.touch(Touched.SETTING)
    return rule


@handles(RemovePrintRule, right=Right.SETTINGS, answer=PrintRule)
def remove_print_rule(desk: Desk, command: RemovePrintRule, _session: Session) -> PrintRule:
    """Take a rule away. Raises Refused(NoSuchPrintRule)."""
    rule = _rule(desk, command.rule)
    print_rules.remove(desk, rule.id)
    desk.touch(Touched.SETTING)
    return rule


def ruled_documents(document: str) -> frozenset[Document]:
    """Return the documents that a rule's field names."""
    kinds = {"": ALL_DOCUMENTS, PAPERS: ALL_PAPERS, ANY_LABEL: LABELS}
    return kinds[document] if document in kinds else frozenset({Document(document)})


def _rule(desk: Desk, number: int) -> PrintRule:
    found = next((each for each in print_rules.rules(desk) if each.id == number), None)
    if found is None:
        raise Refused(NoSuchPrintRule(number))
    return found


def find_print_rules(desk: Desk) -> tuple[PrintRule, ...]:
    """Return the rules in their order."""
    return print_rules.rules(desk)


ALL_DOCUMENTS = frozenset(Document)
ALL_PAPERS = ALL_DOCUMENTS - LABELS
_TAKES: Mapping[Language, frozenset[Document]] = MappingProxyType(
    {Language.PDF: ALL_DOCUMENTS, Language.ESCPOS: frozenset({Document.SLIP})}
)
"""What each language can say; the languages of label printers, which are not named here, say labels alone."""


def takes(language: Language) -> frozenset[Document]:
    """Return the documents that a printer of this language can print."""
    return _TAKES.get(language, LABELS)


def fit_printer(desk: Desk, code: str, documents: frozenset[Document]) -> str:
    """Return the printer's code as kept: it must take all these documents.

    Raises Refused (NoSuchPrinter, PrinterCannot).
    """
    named = code.strip().upper()
    row = devices.printer(desk, named)
    if row is None and named not in OWN_PRINTERS:
        raise Refused(NoSuchPrinter(code))
    own = Language.PDF if named == "PAPERS" else Language.ZPL203
    if not documents <= takes(own if row is None else Language(row.language)):
        raise Refused(PrinterCannot(named))
    return named


def route(desk: Desk, document: Document, station: str, carrier: str, chosen: str = "", pressed_at: str = "") -> Route:
    """Return where a document prints that was asked for at a station; `chosen` is a printer a person named for it."""
    own = "LABELS" if document in LABELS else "PAPERS"
    found = _decided(desk, document, station, carrier, chosen)
    row = devices.printer(desk, found.printer)
    if row is None:
        known = found.printer in OWN_PRINTERS
        return found if known else Route(own, Via.HOME)
    # Who sends a job to a printer after its stand-in took over means that printer.
    if row.away_at and row.stand_in and not (found.via is Via.CHOSEN and pressed_at > row.away_at):
        return Route(row.stand_in, found.via, found.rule, instead_of=row.code)
    return found


def _decided(desk: Desk, document: Document, station: str, carrier: str, chosen: str) -> Route:
    if chosen and (chosen in OWN_PRINTERS or devices.printer(desk, chosen) is not None):
        return Route(chosen, Via.CHOSEN)
    rule = first_fit(print_rules.rules(desk), document.value, carrier, station)
    if rule is not None and (rule.printer in OWN_PRINTERS or devices.printer(desk, rule.printer) is not None):
        return Route(rule.printer, Via.RULE, rule)
    row = devices.station(desk, station)
    is_label = document in LABELS
    wanted = "" if row is None else (row.label_printer if is_label else row.paper_printer)
    return Route(wanted, Via.STATION) if wanted else Route("LABELS" if is_label else "PAPERS", Via.HOME)


def route_of(desk: Desk, document: Document, ref: str, station: str, chosen: str = "", pressed_at: str = "") -> Route:
    """Return where one paper prints: asked for at `station`, or else at the bench that packed its parcel."""
    of_parcel = document in OF_PARCEL
    if not station and of_parcel:
        station = printing.bench_of(desk, int(ref))
    carrier = ""
    if of_parcel or document is Document.MANIFEST:
        carrier = print_rules.carrier_of(desk, int(ref), manifest=not of_parcel)
    elif document is Document.PALLET:
        carrier = print_rules.carrier_of_unit(desk, int(ref))
    return route(desk, document, station, carrier, chosen, pressed_at)


def where_prints(desk: Desk, document: str, station: str, carrier: str = "") -> Route:
    """Explain where a document of a kind prints at a station. Raises Refused (BadPrintRule, NoSuchStation)."""
    if document not in set(Document):
        raise Refused(BadPrintRule("document", document))
    named = station.strip().upper()
    if named and devices.station(desk, named) is None:
        raise Refused(NoSuchStation(station))
    return route(desk, Document(document), named, carrier.strip())


def card_of(row: PrinterRow) -> PrinterCard:
    """Return a kept printer as a card. One that speaks ZPL over a line that answers is asked how it is."""
    kind, language = PrinterKind(row.kind), Language(row.language)
    asks = kind in {PrinterKind.TCP, PrinterKind.SERIAL} and takes(language) == LABELS
    return PrinterCard(row.code, kind, language, row.target, ask_status=asks)


def card_at(desk: Desk, code: str, printers: PrinterDesk) -> PrinterCard | None:
    """Return the card of a printer that is set up, or of a folder of the home; None where there is none."""
    row = devices.printer(desk, code)
    if row is not None:
        return card_of(row)
    return next((card for card in (printers.labels, printers.papers) if card.code == code), None)
