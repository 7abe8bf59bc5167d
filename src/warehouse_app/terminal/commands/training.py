"""Training by command: a lesson begun, how lessons went, who learns and who is guided, the sheet to scan from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.terminal.call import call_of, write_bytes
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.training import time_words, verdict_words

_training = typer.Typer(help="Learning to pack: a lesson in a company of its own, and how it went.")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_training, name="training")


@_training.command("report")
def _report(
    context: typer.Context, person: Annotated[str, typer.Option("--person", help="Of one person, by code.")] = ""
) -> None:
    """List how lessons went, the newest first. Without the right to assign one sees one's own."""
    from warehouse_app.application.training.results import lessons_seen

    call = call_of(context)
    session = call.session()
    found = call.runner.ask(lambda desk: lessons_seen(desk, session, person), session)
    if call.out.as_json:
        call.out.document([{**each._asdict(), "tasks": plainly(each.tasks)} for each in found])
        return
    columns = ("person", "name", "begun_at", "station", "result", "time", "mistakes", "keys", "scans")
    rows = [
        (each.person, each.name, each.begun_at, each.station, verdict_words(each.right, each.orders),
         time_words(each.seconds), each.mistakes, each.keys, each.scans)
        for each in found
    ]  # fmt: skip
    call.out.rows(columns, rows, tr("Nobody had a lesson yet."))


@_training.command("person")
def _person(
    context: typer.Context,
    person: Annotated[str, typer.Argument(help="The person, by code; leave it out to list all.")] = "",
    training: Annotated[bool | None, typer.Option("--training/--no-training", help="Packing is a lesson.")] = None,
    guided: Annotated[bool | None, typer.Option("--guided/--no-guided", help="The bench shows one step.")] = None,
) -> None:
    """Let a person learn before he packs, or see the next step alone; without a person: list who does."""
    from warehouse_app.application.training.results import SetWay, ways

    call = call_of(context)
    if not person:
        found = call.runner.ask(ways, call.session())
        rows = [(each.code, each.name, each.way.training, each.way.guided) for each in found]
        call.out.rows(("person", "name", "training", "guided"), rows)
        return
    command = SetWay(id=call.runner.ids.new(), person=person, training=training, guided=guided)
    way = call.runner.perform(command, call.session()).done()
    on, off = tr("on"), tr("off")
    words = tr("{person}: training {training}, guided {guided}.").format(
        person=person.upper(), training=on if way.training else off, guided=on if way.guided else off
    )
    call.out.answer({"person": person.upper(), "training": way.training, "guided": way.guided}, words)


@_training.command("sheet")
def _sheet(context: typer.Context, out: Annotated[Path, typer.Option("--out", help="The PDF to write.")]) -> None:
    """Write totes, goods and cards of the lesson as barcodes, for a scanner without goods."""
    from warehouse_app.application.training.sheet import training_sheet

    write_bytes(out, training_sheet())
    call_of(context).out.answer({"file": str(out)}, tr("Written to {file}.").format(file=out))


@_training.command("start")
def _start(context: typer.Context, station: Annotated[str, typer.Option("--station", help="The bench.")] = "") -> int:
    """Open the window for a lesson: the next badge begins it."""
    call = call_of(context)
    return call.host.window(call.home, call.options.database, "", station, training=True)
