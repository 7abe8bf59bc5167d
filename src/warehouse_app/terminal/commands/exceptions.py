"""The queue of exceptions on the command line: what waits for a person, and each of them resolved from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from warehouse_app.domain.exceptions.values import CaseKind
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import call_of, whole_file
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.exceptions import case_about, case_title, case_waits, deed_words, kind_words

if TYPE_CHECKING:
    from warehouse_app.domain.exceptions.values import Case

_exceptions = typer.Typer(help="What went off the plan and waits for a person, the dearest first.")
COLUMNS = ("name", "kind", "what", "orders", "due", "since", "value_minor", "cost", "deeds", "rests", "reason")
SHOWN = 50


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_exceptions, name="exceptions")


@_exceptions.callback(invoke_without_command=True)
def _queue(
    context: typer.Context,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only this kind (may be repeated).")] = None,
    resting: Annotated[bool, typer.Option("--resting", help="Those that were set aside.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write them to this CSV file.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="At most so many.")] = SHOWN,
) -> None:
    """Show what waits for a person, the dearest to let wait first."""
    if context.invoked_subcommand is not None:
        return
    from warehouse_app.application.exceptions import queue

    call = call_of(context)
    wanted = {_kind(each).value for each in kind or ()}
    now = call.runner.now()
    found = call.runner.ask(lambda desk: queue(desk, now, resting=resting), call.session(), Right.VIEW)
    cases = [case for case in found.cases if not wanted or case.kind.value in wanted]
    if out is not None:
        from warehouse_app.application.exporting import write_csv

        with whole_file(out) as file:
            write_csv(COLUMNS, [tuple(_told(case)[name] for name in COLUMNS) for case in cases], file)
        words = trn("{n} row is in {file}.", "{n} rows are in {file}.", len(cases)).format(n=len(cases), file=out)
        call.out.answer({"rows": len(cases), "file": str(out)}, words)
        return
    if call.out.as_json:
        rows = [{**plainly(case), **_named(case)} for case in cases[:limit]]
        call.out.document({"at": found.at, "cases": rows, "resting": found.resting, "more": found.more})
        return
    told = [
        (case.name, case_title(case), case_waits(case), case.due[:16], case.since[:16], _words(case))
        for case in cases[:limit]
    ]
    call.out.rows(("name", "what", "who waits", "first leaves", "since", "do"), told, tr("Nothing waits for you."))
    if found.resting and not resting:
        call.out.answer(None, trn("{n} is set aside.", "{n} are set aside.", found.resting).format(n=found.resting))


def _kind(text: str) -> CaseKind:
    """Return the kind named. Raises Usage: no exception is of a kind that is not there, which is no good news."""
    try:
        return CaseKind(text.strip().lower())
    except ValueError:
        raise Usage("exception_kind_unknown", kind=text[:40], known=", ".join(CaseKind)) from None


def _named(case: Case) -> dict[str, Any]:
    from warehouse_app.domain.exceptions.judge import deeds

    return {"name": case.name, "what": case_title(case), "deeds": [deed.value for deed in deeds(case)]}


def _told(case: Case) -> dict[str, Any]:
    rest = case.rest
    more = {"rests": "" if rest is None else rest.until or "unchanged", "reason": "" if rest is None else rest.reason}
    plain = {"kind": kind_words(case.kind), "orders": case.orders, "due": case.due, "since": case.since}
    figures = {"value_minor": case.value_minor, "cost": case.cost}
    named = _named(case)
    return {**plain, **figures, **named, **more, "deeds": " ".join(named["deeds"])}


def _words(case: Case) -> str:
    from warehouse_app.domain.exceptions.judge import deeds

    about = case_about(case)
    main = deed_words(deeds(case)[0])
    return f"{main} ({about})" if about else main


@_exceptions.command("resolve")
def _resolve(
    context: typer.Context,
    case: Annotated[str, typer.Argument(help="The exception's name, as the queue shows it.")],
    deed: Annotated[str, typer.Option(help="What to do; without it, its main deed.")] = "",
    to: Annotated[str, typer.Option("--to", help="The person's code.")] = "",
    reason: Annotated[str, typer.Option(help="Why, or a note, or the words of a message.")] = "",
    sku: Annotated[str, typer.Option(help="The product.")] = "",
    place: Annotated[str, typer.Option(help="The place.")] = "",
    hours: Annotated[int, typer.Option(min=0, max=336, help="Set aside for so long; 0: while nothing changes.")] = 0,
) -> None:
    """Do what helps: allocate again, give a cart to somebody, answer a print, book a count, set aside, ..."""
    from warehouse_app.application.exceptions import resolve
    from warehouse_app.domain.exceptions.values import Deed, Given

    call = call_of(context)
    given = Given(to, reason, sku, place, hours)
    done = resolve(call.runner, call.session(), case, deed.strip().lower(), given, call.company().pause)
    words = tr("{case}: {deed}").format(case=done.case, deed=deed_words(Deed(done.deed)))
    call.out.answer({"case": done.case, "deed": done.deed, "done": done.done, "can_undo": bool(done.undo)}, words)
