"""What looks into things: the worker's one shift, a printer's state, the doctor."""

from __future__ import annotations

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.say import say

SHOWN = 5


def work_once(call: Call) -> None:
    """Work off what is due and tell what waits on."""
    from warehouse_app.application.outbox import find_waiting, work_off
    from warehouse_app.application.run import Session
    from warehouse_app.domain.people import SYSTEM

    opened = call.company()
    system = Session(SYSTEM)
    done = work_off(opened.runner, system, opened.printers, once=True, pause=opened.pause)
    waiting = opened.runner.ask(find_waiting, system)
    rows = [{"kind": each.kind, "why": each.trouble, "count": each.count, "since": each.since} for each in waiting]
    count = sum(each.count for each in waiting)
    sentences = [f"{each.count} x {each.kind}: {say(each.trouble, {}) if each.trouble else ''}" for each in waiting]
    told = tr("{done} done, {waiting} waiting.").format(done=done, waiting=count)
    call.out.answer({"done": done, "waiting": count, "jobs": rows}, told, *sentences)


def ask_printer(call: Call, code: str) -> int:
    """Ask a printer how it is; 1 when something stands against printing."""
    from warehouse_app.application.devices import find_printers
    from warehouse_app.ports.printer import Language, PrinterCard, PrinterKind

    opened = call.company()
    rows = {each.code: each for each in opened.runner.ask(find_printers, call.session())}
    cards = {each.code: each for each in (opened.printers.labels, opened.printers.papers)}
    row = rows.get(code.upper())
    card = (
        PrinterCard(row.code, PrinterKind(row.kind), Language(row.language), row.target)
        if row is not None
        else cards.get(code.upper())
    )
    if card is None:
        raise Usage("printer_unknown", printer=code, known=", ".join(sorted({*rows, *cards})))
    status = opened.printers.open(card).status()
    answer = {
        "printer": card.code,
        "ready": status.ready,
        "known": status.known,
        "reachable": status.reachable,
        "paper_out": status.paper_out,
        "paused": status.paused,
        "head_open": status.head_open,
    }
    if not status.ready:
        sentence = tr("{printer} cannot print now. Look at its cable, paper and cover.")
    elif status.known:
        sentence = tr("{printer} is ready.")
    else:
        sentence = tr("{printer} can be reached; it does not say how it is.")
    call.out.answer(answer, sentence.format(printer=card.code))
    return 0 if status.ready else 1


def examine(call: Call) -> int:
    """Check every invariant; 1 when one is broken."""
    from warehouse_app.application.doctor import examine as look

    found = look(call.runner, call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
    else:
        rows = [(each.name, each.ok, each.examined, tuple(each.broken[:SHOWN])) for each in found.checks]
        call.out.rows(("check", "holds", "examined", "broken"), rows)
    return 0 if found.ok else 1
