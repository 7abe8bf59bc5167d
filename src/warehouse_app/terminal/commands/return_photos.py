"""Photos of what came back, on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr


def add_to_returns(whole: typer.Typer) -> None:
    """Add the command of photos to those of returns."""
    whole.command("photo")(_photo)


def _photo(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The return's number.")],
    file: Annotated[str, typer.Argument(help="The picture; - takes one with this machine's camera.")],
    note: Annotated[str, typer.Option("--note", help="What it shows.")] = "",
) -> None:
    """Keep a photo of what came back."""
    from warehouse_app.application.photos import keep_picture
    from warehouse_app.application.returning.requests import return_id_of
    from warehouse_app.domain.photos import About
    from warehouse_app.terminal.commands.photos import read, taken

    call = call_of(context)
    shelf = call.company().photos
    ref = call.runner.ask(lambda desk: return_id_of(desk, code), call.session())
    data = taken(shelf) if file == "-" else read(Path(file))
    number = keep_picture(call.runner, call.session(), shelf, data, About.RETURN, ref, note, Path(file).name)
    call.out.answer({"photo": number}, tr("Photo {n} is kept.").format(n=number))
