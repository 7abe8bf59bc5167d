"""Mappings of foreign tables on the command line: listed, shown, saved, removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import call_of, whole_file
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.domain.importing.mapping import FileMapping

LARGEST_MAPPING = 64_000

_mapping = typer.Typer(help="Mappings: how the tables of a channel are read.")
Channel = Annotated[str, typer.Argument(help="The channel whose files are read so.")]
Kind = Annotated[str, typer.Argument(help="products, places, stock, orders, customers or users.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_mapping, name="mapping")


def read_mapping(path: Path) -> FileMapping:
    """Read a mapping file. Raises Usage."""
    from warehouse_app.domain.importing.mapping_text import from_text

    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LARGEST_MAPPING + 1)
    except OSError as error:
        raise Usage("mapping_file_unreadable", file=path.name, why=error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise Usage("mapping_file_unreadable", file=path.name, why="UTF-8") from None
    return from_text(text, path.name)


@_mapping.command("list")
def _list(context: typer.Context) -> None:
    """List the mappings that are kept."""
    from warehouse_app.application.importing import find_mappings
    from warehouse_app.domain.people import Right

    call = call_of(context)
    kept = call.runner.ask(find_mappings, call.session(), Right.IMPORT)
    rows = [(each.mapping.channel, each.mapping.kind, each.mapping.fields, each.at, each.who) for each in kept]
    call.out.rows(("channel", "kind", "fields", "at", "who"), rows, tr("No mapping is kept."))


@_mapping.command("show")
def _show(
    context: typer.Context,
    channel: Channel,
    kind: Kind,
    out: Annotated[Path | None, typer.Option("--out", help="The file to write; else standard output.")] = None,
) -> None:
    """Show a mapping as the TOML file that `import --map` takes."""
    from warehouse_app.application.importing import mapping_of
    from warehouse_app.domain.importing.mapping_text import to_text
    from warehouse_app.domain.people import Right

    call = call_of(context)
    kept = call.runner.ask(lambda desk: mapping_of(desk, channel, kind), call.session(), Right.IMPORT)
    text = to_text(kept.mapping)
    if out is not None:
        with whole_file(out) as file:
            file.write(text)
    told = {"channel": channel, "kind": kind, "at": kept.at, "who": kept.who, "mapping": text}
    if call.out.as_json:
        call.out.document(told)
    elif out is None:
        for line in text.splitlines():
            call.out.answer(None, line)
    else:
        call.out.answer(None, tr("The mapping is in {file}.").format(file=out))


@_mapping.command("save")
def _save(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The mapping as a TOML file.")],
    channel: Annotated[str, typer.Option(help="The channel, where the file names none or another.")] = "",
) -> None:
    """Keep a mapping for its channel and kind, in the place of the one before."""
    from dataclasses import replace

    from warehouse_app.application.importing import save_mapping

    call = call_of(context)
    read = read_mapping(file)
    mapping = replace(read, channel=channel or read.channel)
    session = call.session()
    call.runner.perform(save_mapping(call.runner.ids.new(), mapping), session).done()
    told = tr("Files of {channel} are read as {kind} by this mapping from now on.")
    facts = {"channel": mapping.channel, "kind": mapping.kind}
    call.out.answer({**facts, "fields": list(mapping.fields)}, told.format_map(facts))


@_mapping.command("remove")
def _remove(context: typer.Context, channel: Channel, kind: Kind) -> None:
    """Forget a mapping."""
    from warehouse_app.application.importing import RemoveMapping

    call = call_of(context)
    session = call.session()
    call.runner.perform(RemoveMapping(id=call.runner.ids.new(), channel=channel, kind=kind), session).done()
    told = tr("The mapping of {channel} for {kind} is forgotten.").format(channel=channel, kind=kind)
    call.out.answer({"channel": channel, "kind": kind}, told)
