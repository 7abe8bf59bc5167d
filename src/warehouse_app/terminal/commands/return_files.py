"""Files of returns, as channels tell of them, on the command line: Shopify's, Amazon's, or plain CSV."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.wording import tr, trn
from warehouse_app.wording.returning import fates
from warehouse_app.wording.say import say_error

LARGEST = 200_000_000
SHOWN = 20


def add_to_returns(whole: typer.Typer) -> None:
    """Add the commands of files to those of returns."""
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


def bring(call: Call, files: Sequence[Path], channel: str) -> None:
    """Bring in the returns of files; one bad return never loses the others. Raises Usage, Refused, Trouble."""
    from warehouse_app.application.returning.incoming import Report, bring_all
    from warehouse_app.domain.returning.incoming import read

    session, whole = call.session(), Report()
    for file in files:
        drafts = read(_text(file))
        with call.out.progress(tr("Returns")) as told:
            report = bring_all(call.runner, session, drafts, channel, call.company().pause, told)
        whole.fates += report.fates
        whole.unmapped += report.unmapped
        whole.refused += report.refused
    refused = [{"return": one[0], "order": one[1], "why": say_error(one[2])} for one in whole.refused]
    if call.out.as_json:
        call.out.document({"fates": whole.fates, "unmapped": whole.unmapped, "refused": refused})
        return
    words = fates()
    call.out.rows(("what", "count"), [(words.get(fate, fate), n) for fate, n in sorted(whole.fates.items())])
    for each in refused[:SHOWN]:
        call.out.answer(None, tr("Return {name} of order {order}: {why}").format(
            name=each["return"] or "-", order=each["order"] or "-", why=each["why"]))  # fmt: skip
    for word, n in sorted(whole.unmapped.items()):
        counted = trn(
            "No reason of ours is called {word} there ({n} time).",
            "No reason of ours is called {word} there ({n} times).",
            n,
        )
        call.out.answer(None, counted.format(word=word, n=n))


def _text(file: Path) -> str:
    """Read a file, maybe packed with gzip. Raises Usage."""
    try:
        with file.open("rb") as opened:
            packed = opened.read(2) == b"\x1f\x8b"
        with gzip.open(file, "rb") if packed else file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Usage("usage", problem=f"{file.name}: > {LARGEST}")
        return content.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Usage("usage", problem=f"{file.name}: {error}"[:200]) from error
