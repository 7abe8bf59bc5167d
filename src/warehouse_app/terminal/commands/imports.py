"""The log of imports with their undoing, and the mappings of foreign tables, on the command line."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import MOST_NUMBER, Call, call_of, whole_file
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.importing import reason

if TYPE_CHECKING:
    from warehouse_app.application.importing import KeptReject
    from warehouse_app.domain.importing.mapping import FileMapping

KINDS = "products, places, stock, orders, customers, users, suppliers, purchases, deliveries, adjustments or returns."
LARGEST_MAPPING = 64_000
SHOWN = 20

_imports = typer.Typer(help="The log of imports.")
_mapping = typer.Typer(help="Mappings: how the tables of a channel are read.")
Channel = Annotated[str, typer.Argument(help="The channel whose files are read so.")]
Number = Annotated[int, typer.Argument(max=MOST_NUMBER, help="The import's number, as `imports list` tells it.")]
Kind = Annotated[str, typer.Argument(help=KINDS)]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_mapping, name="mapping")
    whole.add_typer(_imports, name="imports")


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


@_imports.command("list")
def _list_imports(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=MOST_NUMBER, help="How many, the newest first.")] = 50,
    before: Annotated[int, typer.Option(max=MOST_NUMBER, help="Only those before this number.")] = 0,
) -> None:
    """List imports, the newest first."""
    from warehouse_app.application.importing import find_imports
    from warehouse_app.domain.people import Right

    call = call_of(context)
    rows = call.runner.ask(lambda desk: find_imports(desk, limit, before), call.session(), Right.IMPORT)
    columns = ("id", "at", "who", "kind", "file", "channel", "state", "read", "created", "updated", "rejected")
    counts = ("read", "created", "updated")
    told = [
        (
            *(each.id, each.at, each.who, each.kind, each.file, each.channel, each.state),
            *(each.count(name) for name in counts),
            each.rejected,
        )
        for each in rows
    ]
    call.out.rows(columns, told, tr("Nothing was imported yet."))


@_imports.command("show")
def _show_import(
    context: typer.Context,
    number: Number,
    reject_file: Annotated[Path | None, typer.Option(help="Write the rejected records here, to be mended.")] = None,
) -> None:
    """Show one import: file, mapping, counts, rejected records, and what stands on it."""
    from warehouse_app.application.importing import import_detail, kept_rejects, rejected_file
    from warehouse_app.domain.people import Right

    call = call_of(context)
    session, runner = call.session(), call.runner
    row = runner.ask(lambda desk: import_detail(desk, number), session, Right.IMPORT)
    kept = runner.ask(lambda desk: kept_rejects(desk, number), session, Right.IMPORT)
    stands = _standing(call, number)
    if reject_file is not None:
        records = runner.ask(lambda desk: rejected_file(desk, number), session, Right.IMPORT)
        with whole_file(reject_file) as out:
            csv.writer(out, lineterminator="\n").writerows(records)
    if call.out.as_json:
        rejected = [{**_refused(each), "record": list(each.record)} for each in kept]
        told = {**plainly(row), "rejected": rejected, "stands": stands}
        call.out.document(told)
        return
    report = {name: str(row.report.get(name, "")) for name in ("read", "created", "updated", "unchanged")}
    facts = {"file": row.file, "size": row.size, "digest": row.digest, "channel": row.channel, "mended": row.mended}
    call.out.rows(("what", "value"), [*plainly(facts).items(), *report.items(), ("rejected", row.rejected)])
    for line in row.mapping.splitlines():
        call.out.answer(None, line)
    call.out.rows(("line", "field", "value", "reason"), [tuple(_refused(each).values())[:4] for each in kept[:SHOWN]])
    for each in stands:
        call.out.answer(None, each)
    call.out.answer(None, tr("State: {state}.").format(state=row.state))


def _refused(kept: KeptReject) -> dict[str, object]:
    told = kept.rejected
    said = reason(told) if told.reason else ""
    return {"line": told.line, "field": told.field, "value": told.value, "say": said, "reason": told.reason}


def _standing(call: Call, number: int) -> list[str]:
    """Return what stands on an import, in words; an import that cannot be undone for another reason has none."""
    from warehouse_app.application.importing import reach
    from warehouse_app.domain.people import Right
    from warehouse_app.domain.refusals import Refused
    from warehouse_app.wording.importing import standing

    now = call.runner.clock.now()
    try:
        found = call.runner.ask(lambda desk: reach(desk, number, now), call.session(), Right.IMPORT)
    except Refused:
        return []
    return [standing(each) for each in found.stands]


@_imports.command("undo")
def _undo_import(context: typer.Context, number: Number) -> None:
    """Undo an import that nothing stands on: its orders go, its stock entries are reversed; all of it or nothing."""
    from warehouse_app.application.importing import ImportStands, undo_import
    from warehouse_app.domain.refusals import Refused
    from warehouse_app.wording.importing import standing

    call = call_of(context)
    opened, session = call.company(), call.session()
    try:
        with call.out.progress(tr("Undoing")) as told:
            undone = undo_import(opened.runner, session, number, opened.pause, lambda _what, done: told(done, 0))
    except Refused as refused:
        if isinstance(refused.refusal, ImportStands):
            for each in refused.refusal.stands:
                call.out.note(standing(each))
        raise
    sentence = tr(
        "Import {number} is undone: {orders} orders and {removed} other things removed, {entries} stock entries"
        " reversed, {restored} changes put back, {stayed} things stay because others use them."
    )
    call.out.answer(plainly(undone), sentence.format_map(plainly(undone)))


@_imports.command("forget")
def _forget(context: typer.Context, number: Number) -> None:
    """Delete the rejected records an import keeps: they may tell of people."""
    from warehouse_app.application.importing import ForgetRejected

    call = call_of(context)
    session = call.session()
    gone = call.runner.perform(ForgetRejected(id=call.runner.ids.new(), run=number), session).done()
    call.out.answer(
        {"id": number, "forgotten": gone},
        trn("{n} record is deleted.", "{n} records are deleted.", gone).format(n=gone),
    )
