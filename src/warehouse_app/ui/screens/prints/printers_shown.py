"""What the printers' panel shows, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.print_routing import takes
from warehouse_app.domain.printing.routing import PrintRule
from warehouse_app.domain.printing.values import PrinterUse
from warehouse_app.ports.printer import Language
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue, Column
from warehouse_app.ui.screens.prints.state import PrintsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.printing import RULED, rule_words

KINDS = ("tcp", "cups", "usb", "serial", "spooler", "file")
LANGUAGES = ("zpl203", "zpl300", "zpl600", "pdf", "escpos")


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """One printer in the table."""

    use: PrinterUse
    chip: ChipValue


def lines(state: PrintsScreen) -> tuple[PrinterLine, ...]:
    """Return the printers with what they answered last."""
    said = dict(state.said)
    return tuple(PrinterLine(use, said.get(use.row.code) or _before(use)) for use in state.printers)


def _before(use: PrinterUse) -> ChipValue:
    """What is known of a printer that was not asked yet: whether something waits for it."""
    if use.row.away_at:
        return ChipValue("ask", tr("{printer} prints").format(printer=code(use.row.stand_in)), "split")
    if use.unknown:
        return ChipValue("ask", tr("{n} unclear").format(n=use.unknown), "circle-question-mark")
    if use.waiting:
        return ChipValue("ask", tr("{n} wait").format(n=use.waiting), "clock")
    return ChipValue("neutral", tr("Not asked"), "printer")


def columns() -> tuple[Column[PrinterLine], ...]:
    """Return the columns of the table."""
    return (
        Column(tr("Printer"), lambda line: line.use.row.code, 0, "code"),
        Column(tr("State"), lambda line: line.chip, 164, "chip"),
        Column(tr("Waits"), lambda line: figures.number(line.use.waiting), 58, "number"),
    )


def language(name: str) -> str:
    """Return what a printer understands, in words."""
    words = {
        "zpl203": tr("Labels, 203 dpi"), "zpl300": tr("Labels, 300 dpi"), "zpl600": tr("Labels, 600 dpi"),
        "pdf": tr("Papers and labels"), "escpos": tr("Receipts of packing slips"),
    }  # fmt: skip
    return words.get(name, name)


def kind(name: str) -> str:
    """Return by which road a printer is reached."""
    words = {
        "tcp": tr("Network"), "cups": tr("Print queue"), "usb": tr("USB device file"), "serial": tr("Serial line"),
        "spooler": tr("Windows printer"), "file": tr("Folder"),
    }  # fmt: skip
    return words.get(name, name)


def where(kind_name: str) -> str:
    """Return how the address of a printer of that kind is written."""
    words = {
        "tcp": tr("A host, or host:port (9100 where none is named)."),
        "cups": tr("The queue, as LASER; on another machine server/LASER."),
        "usb": tr("The device file, as /dev/usb/lp0."),
        "serial": tr("The port and its line, as COM3 or /dev/ttyUSB0 115200 8N1."),
        "spooler": tr("The printer's name in Windows."),
        "file": tr("The whole path of a folder."),
    }
    return words.get(kind_name, "")


def facts(use: PrinterUse) -> tuple[tuple[str, str], ...]:
    """Return the figures of one printer."""
    labels, papers = ", ".join(use.labels_of), ", ".join(use.papers_of)
    return (
        (tr("Takes"), language(use.row.language)),
        (tr("Reached by"), kind(use.row.kind)),
        (tr("At"), use.row.target if not use.spool else tr("A folder of this home")),
        (tr("Stand-in"), code(use.row.stand_in) or figures.NOTHING),
        (tr("Labels of"), code(labels) or figures.NOTHING),
        (tr("Papers of"), code(papers) or figures.NOTHING),
    )


def choices(state: PrintsScreen, *, paper: bool) -> tuple[tuple[str, str], ...]:
    """Return the printers a station may have for labels or papers: code and words; "" is our own folder."""
    wanted = "slip" if paper else "label"
    fits = (use.row for use in state.printers if not use.spool and wanted in takes(Language(use.row.language)))
    return (("", tr("Folder of this home")), *((row.code, code(row.code)) for row in fits))


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in its table."""

    place: int
    rule: PrintRule


def rule_lines(state: PrintsScreen) -> tuple[RuleLine, ...]:
    """Return the rules in the order in which they are asked."""
    return tuple(RuleLine(place, rule) for place, rule in enumerate(state.rules, 1))


def rule_columns() -> tuple[Column[RuleLine], ...]:
    """Return the columns of the table of rules."""
    return (
        Column(tr("Rule"), lambda line: figures.number(line.place), 52, "number"),
        Column(tr("What goes where"), lambda line: rule_words(line.rule), 0),
    )


def ruled(name: str) -> str:
    """Return which documents a rule is about, in words."""
    return tr(RULED.get(name, name))
