"""Files in and out: import and export."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of, whole_binary, whole_file
from warehouse_app.terminal.commands.imports import KINDS, read_mapping
from warehouse_app.terminal.rejects import RejectBook, reject_lines, reject_rows
from warehouse_app.wording import tr, trn
from warehouse_app.wording.importing import reason, remark

if TYPE_CHECKING:
    from warehouse_app.application.importing import ImportReport

SHOWN = 20

_places = typer.Typer(help="The places of the warehouse.")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command("import")(import_kind)
    whole.command("export")(export_kind)
    whole.add_typer(_places, name="places")


def import_kind(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help=KINDS)],
    files: Annotated[
        list[Path], typer.Argument(readable=False, help="The files: CSV, JSON (maybe packed with gzip) or XLSX.")
    ],
    form: Annotated[str, typer.Option("--format", help="auto, native, retail or retail-opening.")] = "auto",
    channel: Annotated[str, typer.Option(help="The sales channel of orders whose file names none.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--map", help="A mapping: a TOML file that says which column is what.")
    ] = None,
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook, where several could be meant.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge everything, write nothing.")] = False,
    warehouse: Annotated[str, typer.Option(help="The warehouse, where there are several.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Assert stock even where the same was told before.")] = False,
    reject_file: Annotated[Path | None, typer.Option(help="Write the rejected records here, to be mended.")] = None,
) -> None:
    """Import files; one bad record never loses the others, and the same file twice changes nothing."""
    from warehouse_app.application.importing import ImportRequest, run_import

    call = call_of(context)
    session, opened = call.session(), call.company()
    told_by = read_mapping(mapping) if mapping is not None else None
    request = ImportRequest(tuple(files), kind, form, channel, told_by, sheet=sheet)
    request = replace(request, dry_run=dry_run, warehouse=warehouse.upper(), again=again)
    words = {"read": tr("Reading"), "write": tr("Importing")}
    with _rejects(reject_file, files) as spill, _steps(call, words) as told:
        report = run_import(
            opened.runner, session, opened.intake, request, told,
            pause=opened.pause, guard=opened.guard, spill=spill,
        )  # fmt: skip
    if kind == "adjustments" and not dry_run:
        _post(call, report, warehouse)
    else:
        call.out.document(report.to_json()) if call.out.as_json else _told(call, report)


def _post(call: Call, report: ImportReport, warehouse: str) -> None:
    """Let the adjustments that were just read become facts, and tell of both."""
    from warehouse_app.application.adjusting import Adjusted, post_kept
    from warehouse_app.terminal.commands.adjusting import tell, warehouse_of
    from warehouse_app.terminal.plainly import plainly

    house, done = warehouse_of(call, warehouse), Adjusted()
    for run in report.runs:
        done += post_kept(call.runner, call.session(), house, run=run, pause=call.company().pause)
    if call.out.as_json:
        call.out.document({**report.to_json(), "posted": plainly(done)})
        return
    _told(call, report)
    tell(call, done)


def _check_apart(reject_file: Path, files: list[Path]) -> None:
    """Raise Usage where the rejected records would take the place of what is imported, and the good ones be gone."""
    if any(reject_file.resolve() == each.resolve() for each in files):
        raise Usage("reject_over_source", file=str(reject_file))


@contextlib.contextmanager
def _rejects(file: Path | None, sources: list[Path]) -> Iterator[Callable[[Iterator[tuple[str, ...]]], None] | None]:
    """Yield what writes rejected records so that they can be mended and imported; the name of the file says how."""
    if file is None:
        yield None
        return
    _check_apart(file, sources)
    if file.suffix.lower() == ".xlsx":
        with whole_binary(file) as sink, RejectBook(sink) as book:
            yield book.write
    else:
        with whole_file(file) as out:
            yield reject_lines(out) if file.suffix.lower() in (".json", ".jsonl", ".ndjson") else reject_rows(out)


@contextlib.contextmanager
def _steps(call: Call, words: dict[str, str]) -> Iterator[Callable[[str, int, int], None]]:
    """Yield what is told of each step; every step has a bar of its own."""
    with contextlib.ExitStack() as bars:
        known: dict[str, Callable[[int, int], None]] = {}

        def told(what: str, done: int, whole: int) -> None:
            if what not in known:
                bars.close()
                known[what] = bars.enter_context(call.out.progress(words.get(what, what)))
            known[what](done, whole)

        yield told


def _told(call: Call, report: ImportReport) -> None:
    sentence = tr(
        "{read} records read: {created} new, {updated} changed, {unchanged} known already, {rejected} rejected."
    )
    figures = {"read": report.read, "created": report.created, "updated": report.updated}
    figures |= {"unchanged": report.unchanged, "rejected": report.rejected_count}
    call.out.answer(None, sentence.format_map(figures))
    call.out.rows(("what", "count"), sorted((what, count) for what, count in report.by_kind.items() if count))
    if report.remarks:
        call.out.rows(("remarks",), [(remark(each),) for each in report.remarks])
    rejected = [
        (each.file, each.rejected.line, each.rejected.field, each.rejected.value, reason(each.rejected))
        for each in report.rejected[:SHOWN]
    ]
    if rejected:
        call.out.rows(("file", "line", "field", "value", "reason"), rejected)
    if report.rejected_count > len(rejected):
        more = trn(
            "{n} more was rejected: write it to a file with --reject-file.",
            "{n} more were rejected: write them to a file with --reject-file.",
            report.rejected_count - len(rejected),
        )
        call.out.answer(None, more.format(n=report.rejected_count - len(rejected)))
    if report.people:
        call.out.answer(None, tr("Write badges and PINs down now: they are shown this once."))
        call.out.rows(("user", "badge", "pin"), [(each.user, each.badge, each.pin) for each in report.people])
    if report.dry_run:
        call.out.answer(None, tr("Nothing was written (--dry-run)."))


@_places.command("generate")
def _generate(
    context: typer.Context,
    aisles: Annotated[int, typer.Option(help="Aisles.")] = 4,
    bays: Annotated[int, typer.Option(help="Bays of each aisle.")] = 10,
    levels: Annotated[int, typer.Option(help="Levels of each bay.")] = 4,
    warehouse: Annotated[str, typer.Option(help="The warehouse, where there are several.")] = "",
) -> None:
    """Make the bins of a warehouse, with coordinates and walking sequence; those that are there stay."""
    from warehouse_app.application.importing import generate_places

    call = call_of(context)
    opened = call.company()
    session = call.session()
    took = generate_places(opened.runner, session, warehouse.upper(), aisles, bays, levels, opened.pause)
    told = tr("{created} places are new, {unchanged} were there.")
    figures = {"created": took.created, "updated": took.updated, "unchanged": took.unchanged}
    call.out.answer(figures, told.format_map(figures))


def export_kind(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="products, places, stock, orders, order-lines, credit-notes, adjustments, promises, entries, batches, "
            "tasks, parcels, labels, shipments, returns, refunds, claims, scans, audit, users, customers, counts, "
            "transfers, receipts, suppliers, purchases, purchase-lines, deliveries or photos."
        ),
    ],
    form: Annotated[str, typer.Option("--format", help="csv, jsonl or xlsx.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="The file to write; else standard output.")] = None,
    since: Annotated[str | None, typer.Option(help="Only what is of this time or later, as 2010-12-06.")] = None,
) -> None:
    """Export one kind, streamed."""
    from warehouse_app.application.exporting import check, export, export_book

    call = call_of(context)
    form = form or ("jsonl" if call.out.as_json and out is None else "csv")
    check(kind, form, since)
    if call.out.as_json and out is None and form != "jsonl":
        raise Usage("json_needs_out")
    if form == "xlsx" and out is None:
        raise Usage("book_needs_out")
    session = call.session()
    if out is None:
        export(call.runner, session, kind, form, sys.stdout, since=since)
        return
    with call.out.progress(tr("Exporting")) as told:
        if form == "xlsx":
            with whole_binary(out) as book:
                rows = export_book(call.runner, session, kind, book, since=since, told=lambda n: told(n, 0))
        else:
            with whole_file(out) as file:
                rows = export(call.runner, session, kind, form, file, since=since, told=lambda n: told(n, 0))
    sentence = tr("{rows} rows of {kind} are in {file}.").format(rows=rows, kind=kind, file=out)
    call.out.answer({"kind": kind, "rows": rows, "file": str(out)}, sentence)
