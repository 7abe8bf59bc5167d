"""The print ledger by command: what waits and why, one job with its steps, and what a person does about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.printing.lists import PrintView
from warehouse_app.domain.printing.values import Document, PrintJobRow
from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import MOST_NUMBER, Call, call_of, write_bytes
from warehouse_app.terminal.commands import print_rules
from warehouse_app.terminal.commands.views import Saved, as_saved
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say, say_error

_prints = typer.Typer(help="The print jobs: what came out, what waits and why.")
Job = Annotated[int, typer.Argument(max=MOST_NUMBER, help="The print job's number.")]
To = Annotated[str, typer.Option("--printer", help="The printer to send to.")]
KINDS = ", ".join(Document)
COLUMNS = ("job", "document", "code", "copy", "state", "printer", "why", "at", "changed")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_prints, name="prints")


@_prints.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="needs_you, waiting, printed, cancelled or all.")] = "all",
    printer: Annotated[str, typer.Option(help="Only this printer's.")] = "",
    document: Annotated[str, typer.Option(help=f"Only {KINDS}.")] = "",
    text: Annotated[str, typer.Option(help="A part of the code.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="At most so many.")] = 200,
    saved: Saved = "",
) -> None:
    """List print jobs, newest first."""
    from warehouse_app.application.print_deeds import PRINTS

    if view not in set(PrintView):
        raise Usage("not_in_this_version", what=f"--view {view[:40]}")
    call = call_of(context)
    asked = ListQuery(view, text, descending=True).narrowed("printer", printer.upper()).narrowed("document", document)
    asked = as_saved(call, "prints", saved, asked)
    session = call.session()
    total = call.runner.ask(lambda desk: PRINTS.extent(desk, asked).total, session)
    rows = call.runner.ask(lambda desk: PRINTS.page(desk, asked, 0, limit).rows, session)
    call.out.rows(COLUMNS, [_cells(row) for row in rows], tr("No print job in this view."))
    if total > len(rows) and not call.out.as_json:
        call.out.note(tr("{n} of {total} are shown.").format(n=len(rows), total=total))


def _cells(row: PrintJobRow) -> tuple[object, ...]:
    return (row.id, row.document, row.code, row.copy, row.state, row.printer, why(row), row.at, row.changed_at)


def why(row: PrintJobRow) -> str:
    """Return why a job is where it is, as a sentence; nothing for one that goes its way."""
    return _why(row, row.trouble, row.printer, row.detail)


def _why(row: PrintJobRow, trouble: str, printer: str, detail: str = "") -> str:
    facts = {"printer": printer, "document": row.document, "code": row.code, "person": row.code, "detail": detail}
    return say(trouble, {**facts, "text": detail, "target": printer}) if trouble else ""


@_prints.command("show")
def _show(
    context: typer.Context,
    job: Job,
    out: Annotated[Path | None, typer.Option(help="Write the first page as printed to this PNG file.")] = None,
) -> None:
    """Show one job with every step it made, and draw it as it is printed."""
    from warehouse_app.application.print_deeds import print_story
    from warehouse_app.application.print_preview import draw_print

    call = call_of(context)
    session = call.session()
    story = call.runner.ask(lambda desk: print_story(desk, job), session)
    if out is not None:
        drawn = call.runner.ask(lambda desk: draw_print(desk, job), session)
        if drawn.no is not None or not drawn.pages:
            raise Usage("nothing_to_draw", why=say_error(drawn.no) if drawn.no is not None else why(story.job))
        write_bytes(out, drawn.pages[0])
    if call.out.as_json:
        call.out.document({"job": plainly(story.job), "hops": [plainly(each) for each in story.hops]})
        return
    call.out.rows(COLUMNS, [_cells(story.job)])
    steps = [
        (each.at, each.state, each.printer, _why(story.job, each.trouble, each.printer, each.detail), each.who)
        for each in story.hops
    ]
    call.out.rows(("at", "state", "printer", "why", "who"), steps)


@_prints.command("retry")
def _retry(context: typer.Context, job: Job) -> None:
    """Try a job of which nothing left yet again now."""
    from warehouse_app.application.print_deeds import RetryPrint

    call = call_of(context)
    row = call.runner.perform(RetryPrint(id=call.runner.ids.new(), job_id=job), call.session()).done()
    _told(call, row, tr("Print job {job} is tried again."))


@_prints.command("move")
def _move(
    context: typer.Context,
    printer: To,
    job: Annotated[int, typer.Argument(max=MOST_NUMBER, help="The print job; none with --from.")] = 0,
    source: Annotated[str, typer.Option("--from", help="Move all that waits for this printer.")] = "",
) -> None:
    """Send a job, or all that waits for one printer, to another printer."""
    from warehouse_app.application.print_deeds import MovePrint, MovePrints

    if bool(job) == bool(source):
        raise Usage("job_or_printer")
    call = call_of(context)
    if job:
        command = MovePrint(id=call.runner.ids.new(), job_id=job, printer=printer)
        row = call.runner.perform(command, call.session()).done()
        _told(call, row, tr("Print job {job} goes to {printer}."))
        return
    many = MovePrints(id=call.runner.ids.new(), source=source, printer=printer)
    moved = call.runner.perform(many, call.session()).done()
    told = trn("{n} print job goes to {printer}.", "{n} print jobs go to {printer}.", moved.count).format(
        n=moved.count, printer=moved.printer
    )
    call.out.answer(plainly(moved), told)


@_prints.command("answer")
def _answer(
    context: typer.Context,
    job: Job,
    printed: Annotated[bool | None, typer.Option("--printed/--again", help="It is there, or print it again.")] = None,
) -> None:
    """Say whether a job whose end nobody knows came out; --again prints it once more, marked as a copy."""
    from warehouse_app.application.printing import AnswerUnknownPrint

    if printed is None:
        raise Usage("printed_or_again")
    call = call_of(context)
    command = AnswerUnknownPrint(id=call.runner.ids.new(), job_id=job, printed=printed)
    found = call.runner.perform(command, call.session()).done()
    told = tr("Print job {job} is printed.") if printed else tr("Print job {job} prints again, as copy {copy}.")
    call.out.answer(plainly(found), told.format(job=found.job, copy=found.copy))


@_prints.command("copy")
def _copy(
    context: typer.Context,
    job: Job,
    reason: Annotated[str, typer.Option(help="lost, damaged, unreadable, not_printed, changed or extra.")] = "",
) -> None:
    """Print what came out once more, with the reason why; an address label then shows REPRINT and its number."""
    from warehouse_app.application.print_deeds import print_story
    from warehouse_app.application.printing import PrintAgain

    call = call_of(context)
    session = call.session()
    row = call.runner.ask(lambda desk: print_story(desk, job), session).job
    again = PrintAgain(id=call.runner.ids.new(), document=row.document, ref=row.ref, reason=reason)
    asked = call.runner.perform(again, session).done()
    told = tr("Copy {copy} of {code} prints as job {job}.")
    call.out.answer(plainly(asked), told.format(copy=asked.copy, code=row.code, job=asked.job))


@_prints.command("stand-in")
def _stand_in(
    context: typer.Context,
    printer: Annotated[str, typer.Argument(help="The printer that cannot print now.")],
    back: Annotated[bool, typer.Option("--back", help="It prints itself again.")] = False,
) -> None:
    """Send what waits for a printer, and what comes until it is back, to its stand-in."""
    from warehouse_app.application.print_standin import UsePrinterAgain, UseStandIn

    call = call_of(context)
    session, number = call.session(), call.runner.ids.new()
    if back:
        row = call.runner.perform(UsePrinterAgain(id=number, printer=printer), session).done()
        call.out.answer(plainly(row), tr("Printer {printer} prints again itself.").format(printer=row.code))
        return
    moved = call.runner.perform(UseStandIn(id=number, printer=printer), session).done()
    told = tr("{printer} prints for {away} until it is back; {n} waited.")
    call.out.answer(plainly(moved), told.format(printer=moved.printer, away=printer.strip().upper(), n=moved.count))


@_prints.command("cancel")
def _cancel(context: typer.Context, job: Job) -> None:
    """Print a job no more."""
    from warehouse_app.application.print_deeds import CancelPrint

    call = call_of(context)
    row = call.runner.perform(CancelPrint(id=call.runner.ids.new(), job_id=job), call.session()).done()
    _told(call, row, tr("Print job {job} is cancelled."))


def _told(call: Call, row: PrintJobRow, words: str) -> None:
    call.out.answer(plainly(row), words.format(job=row.id, printer=row.printer))


print_rules.add_to(_prints)  # once: the command line is built anew for each call
