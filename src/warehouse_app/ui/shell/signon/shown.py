"""What a free bench says of itself, as kit values: where it is, what works, what was left open. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.bench import Work
from warehouse_app.domain.front import Front, LabelPrinter, LeftOpen
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.shell.signon.state import Place
from warehouse_app.wording import tr


def place_of(front: Front, bench: str) -> Place:
    """Return the page's facts of a station as it stands."""
    named = front.name if front.name and front.name != bench else ""
    what, by = _left_open(front.left_open, front.at)
    return Place(
        warehouse=_warehouse(front),
        bench=bench,
        kind=named or tr("Goods in, picking, packing, loading"),
        devices=(_printer(front.printer, front.at), _database(front)),
        left_open=what,
        left_by=by,
        left_work="" if front.left_open is None else front.left_open.work.value,
    )


def away(place: Place) -> Place:
    """The database does not answer: nothing else is known for sure."""
    chip = ChipValue("stop", tr("Does not answer"), "cloud-off")
    return Place(place.warehouse, place.bench, place.kind, (("database", tr("Database"), chip),))


def _warehouse(front: Front) -> str:
    if front.warehouse_name and front.warehouse_name != front.warehouse:
        return front.warehouse_name
    return tr("Warehouse {code}").format(code=code(front.warehouse)) if front.warehouse else ""


def _printer(printer: LabelPrinter, now: str) -> tuple[str, str, ChipValue]:
    return "printer", code(printer.code) if printer.code else tr("Labels, into a folder"), _printer_chip(printer, now)


def _printer_chip(printer: LabelPrinter, now: str) -> ChipValue:
    """Return the last known state, and how much waits."""
    waits = tr("{n} wait").format(n=figures.number(printer.waiting))
    if printer.unknown:
        return ChipValue("ask", tr("{n} unclear").format(n=figures.number(printer.unknown)), "circle-question-mark")
    if printer.waiting and printer.trouble:
        return ChipValue("ask", f"{_trouble(printer.trouble)}, {waits}", "printer-x")
    if printer.waiting:
        return ChipValue("neutral", waits, "clock")
    if not printer.printed_at:
        return ChipValue("neutral", tr("Nothing printed yet"), "circle-dashed")
    day, stamp = figures.when(printer.printed_at, now), figures.stamp(printer.printed_at, now)
    words = tr("Printed at {time}") if day == stamp else tr("Printed {time}")
    return ChipValue("ok", words.format(time=stamp))


def _trouble(trouble: str) -> str:
    return {
        "printer_unreachable": tr("Does not answer"),
        "printer_paper_out": tr("Out of labels"),
        "printer_paused": tr("Paused"),
        "printer_head_open": tr("Stands open"),
        "printer_folder": tr("Takes no files"),
    }.get(trouble, tr("Held up"))


def _database(front: Front) -> tuple[str, str, ChipValue]:
    if not front.server:
        return "database", tr("Database"), ChipValue("ok", tr("On this computer"))
    words = tr("Connected, {n} ms").format(n=max(1, round(front.trip_ms)))
    return "database", tr("Server"), ChipValue("ok", words)


def _open_words(left: LeftOpen) -> tuple[str, str]:
    """Return what is open, and who left it, how far and when."""
    if left.work is Work.PICK:
        return tr("Batch {code} is open here"), tr("{who} left it at {done} of {all} places {when}.")
    what = {
        Work.RECEIVE: tr("Goods in is open here: {code}") if left.code else tr("Goods in is open here"),
        Work.PUTAWAY: tr("A loaded trolley is here"),
        Work.MOVE: tr("A move from {code} is open here") if left.code else tr("A move is open here"),
        Work.COUNT: tr("Count {code} is open here"),
        Work.TRANSFER: tr("Transfer {code} is open here"),
        Work.SORT: tr("Sorting batch {code} is open here"),
        Work.RETURNS: tr("Return {code} is open here"),
    }.get(left.work, tr("Order {code} is open here"))
    return what, tr("{who} left it at {done} of {all} {when}.") if left.total else tr("{who} left it {when}.")


def _left_open(left: LeftOpen | None, now: str) -> tuple[str, str]:
    if left is None:
        return "", ""
    day, stamp = figures.when(left.at, now), figures.stamp(left.at, now)
    when = tr("at {time}").format(time=stamp) if day == stamp else stamp
    what, far = _open_words(left)
    who = left.who or tr("Somebody")
    words = far.format(who=who, done=figures.number(left.done), all=figures.number(left.total), when=when)
    return what.format(code=code(left.code)), f"{words} {tr('A badge opens it again.')}"
