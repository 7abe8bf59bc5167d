"""The floor: allocation, batches, orders, manifests, the planner alone, and the stations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.picking.values import BatchRow
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands import picking, planning
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.orders import short_why
from warehouse_app.wording.say import say_error

if TYPE_CHECKING:
    from warehouse_app.application.allocation import AllocationReport

_batches = typer.Typer(help="Pick batches.")
_manifest = typer.Typer(help="Manifests: what a carrier takes along.")
LONGEST_INSTANCE = 200_000_000
LONGEST_PLANNING_S = 86_400
_SHOWN = 50
PAUSE_S = 0.002
Codes = Annotated[list[str] | None, typer.Argument(help="The batches' codes.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command()(allocate)
    picking.add_to(whole)
    whole.add_typer(_batches, name="batches")
    whole.add_typer(_manifest, name="manifest")
    whole.command()(plan)
    whole.command()(station)


def allocate(
    context: typer.Context,
    order: Annotated[list[str] | None, typer.Option("--order", help="Only this order (may be repeated).")] = None,
) -> None:
    """Promise stock to confirmed orders, and say what is short and why."""
    from warehouse_app.application.allocation import allocate as run

    call = call_of(context)
    session = call.session()
    with call.out.progress(tr("Allocating")) as told:
        report = run(call.runner, session, tuple(order) if order else None, told, call.company().pause)
    if call.out.as_json:
        results = [plainly(each) for each in report.results]
        counts = {"orders": report.orders, "promised": report.promised, "short": report.short}
        call.out.document({**counts, "results": results})
        return
    _tell_short(call, report)


def _tell_short(call: Call, report: AllocationReport) -> None:
    sentence = trn(
        "{orders} order looked at: {promised} units promised, {short} short.",
        "{orders} orders looked at: {promised} units promised, {short} short.",
        report.orders,
    )
    call.out.answer(None, sentence.format(orders=report.orders, promised=report.promised, short=report.short))
    rows = [
        (
            each.order,
            each.readiness.value,
            line.sku,
            line.asked,
            line.promised,
            line.short,
            short_why(line, each.order),
        )
        for each in report.results
        for line in each.short
    ]
    call.out.rows(("order", "light", "sku", "asked", "promised", "short", "why"), rows[:_SHOWN])
    if len(rows) > _SHOWN:
        call.out.answer(
            None,
            trn("{n} more short line: see --json.", "{n} more short lines: see --json.", len(rows) - _SHOWN).format(
                n=len(rows) - _SHOWN
            ),
        )


def _table(call: Call, rows: tuple[BatchRow, ...]) -> None:
    columns = ("code", "state", "who", "cart", "ship_day", "orders", "lines", "units", "done_units")
    shown_rows = [tuple(getattr(each, name) for name in columns) for each in rows]
    call.out.rows(columns, shown_rows, tr("No batch."))


@_batches.command("list")
def _list(
    context: typer.Context,
    state: Annotated[list[str] | None, typer.Option("--state", help="Only batches in this state.")] = None,
) -> None:
    """List the batches, newest first."""
    from warehouse_app.application.batches import find_batches

    call = call_of(context)
    found = call.runner.ask(lambda desk: find_batches(desk, tuple(state or ())), call.session())
    if call.out.as_json:
        call.out.document([plainly(each) for each in found])
    else:
        _table(call, found)


@_batches.command("release")
def _release(
    context: typer.Context,
    codes: Codes = None,
    everything: Annotated[bool, typer.Option("--all", help="Every planned batch.")] = False,
) -> None:
    """Release planned batches to the floor, with their tasks; their labels print now where `pack.label_first` is on."""
    from warehouse_app.application import batches, labelfirst

    call = call_of(context)
    session = call.session()
    if bool(codes) == everything:
        raise Usage("codes_or_all")
    wanted = list(codes or ())
    if everything:
        found = call.runner.ask(lambda desk: batches.find_batches(desk, ("planned",), 100_000), session)
        wanted = [each.code for each in reversed(found)]
    released, refused = [], []
    with call.out.progress(tr("Releasing")) as told:
        for n, code in enumerate(wanted, 1):
            try:
                batch_id = call.runner.ask(lambda desk, code=code: batches.batch_id_of(desk, code), session)  # type: ignore[misc]
                released.append(batches.release(call.runner, session, batch_id, pause=call.company().pause))
            except Refused as no:
                if not everything or no.refusal.code == "no_right":
                    raise
                refused.append({"batch": code, "reason": say_error(no.refusal)})
            told(n, len(wanted))
    told_all = trn("{n} batch released.", "{n} batches released.", len(released)).format(n=len(released))
    labels = bool(released) and call.runner.ask(lambda desk: labelfirst.asks(desk, session.station), session)
    sentences = [told_all, *((tr("Their labels print now."),) if labels else ()), *(each["reason"] for each in refused)]
    call.out.answer({"released": released, "refused": refused, "labels": labels}, *sentences)


@_batches.command("assign")
def _assign(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The batch.")],
    to: Annotated[str, typer.Option("--to", help="The person's code; empty puts it back into the pool.")],
) -> None:
    """Give a batch to a person."""
    from warehouse_app.application import batches
    from warehouse_app.application.people import person_id_of

    call = call_of(context)
    session = call.session()
    batch_id = call.runner.ask(lambda desk: batches.batch_id_of(desk, code), session)
    person = call.runner.ask(lambda desk: person_id_of(desk, to), session) if to else ""
    command = batches.AssignBatch(id=call.runner.ids.new(), batch_id=batch_id, person=person)
    call.runner.perform(command, session).done()
    told = tr("{batch} is {who}'s now.") if to else tr("{batch} is in the pool now.")
    call.out.answer({"batch": code, "who": to or None}, told.format(batch=code, who=to))


@_batches.command("drop")
def _drop(context: typer.Context, order: Annotated[str, typer.Argument(help="The order's number.")]) -> None:
    """Take one order out of the batch it is planned in."""
    from warehouse_app.application.batchdrop import DropFromBatch
    from warehouse_app.application.orders import order_id_of

    call = call_of(context)
    session = call.session()
    order_id = call.runner.ask(lambda desk: order_id_of(desk, order), session)
    done = call.runner.perform(DropFromBatch(id=call.runner.ids.new(), order_id=order_id), session).done()
    words = tr("Order {order} is out of batch {batch}.").format(order=done.order, batch=done.batch)
    gone = tr("The batch had no other order and is discarded.")
    call.out.answer(plainly(done), words, *((gone,) if done.discarded else ()))


@_batches.command("discard")
def _discard(context: typer.Context, codes: Codes = None) -> None:
    """Throw planned batches away; their orders can be planned again."""
    from warehouse_app.application import batches

    call = call_of(context)
    session = call.session()
    for code in codes or ():
        batch_id = call.runner.ask(lambda desk, code=code: batches.batch_id_of(desk, code), session)  # type: ignore[misc]
        command = batches.DiscardBatch(id=call.runner.ids.new(), batch_id=batch_id)
        call.runner.perform(command, session).done()
    call.out.answer(
        {"discarded": list(codes or ())},
        trn("{n} batch discarded.", "{n} batches discarded.", len(codes or ())).format(n=len(codes or ())),
    )


@_batches.command("takeback")
def _take_back(context: typer.Context, codes: Codes = None) -> None:
    """Take released batches that nobody has begun back to planned."""
    from warehouse_app.application import batches
    from warehouse_app.application.releasing.joining import TakeBackBatch

    call = call_of(context)
    session = call.session()
    for code in codes or ():
        batch_id = call.runner.ask(lambda desk, code=code: batches.batch_id_of(desk, code), session)  # type: ignore[misc]
        call.runner.perform(TakeBackBatch(id=call.runner.ids.new(), batch_id=batch_id), session).done()
    words = trn("{n} batch is planned again.", "{n} batches are planned again.", len(codes or ()))
    call.out.answer({"taken_back": list(codes or ())}, words.format(n=len(codes or ())))


@_manifest.command("open")
def _manifest_open(
    context: typer.Context,
    carrier: Annotated[str, typer.Option(help="The carrier.")] = "HOUSE",
    station_code: Annotated[str, typer.Option("--station", help="The loading bench.")] = "",
) -> None:
    """Open a manifest; the one that is open already is answered."""
    from warehouse_app.application.shipping import OpenManifest

    call = call_of(context)
    command = OpenManifest(id=call.runner.ids.new(), carrier=carrier.upper())
    found = call.runner.perform(command, call.session(station_code.upper())).done()
    told = tr("Manifest {manifest} is open.").format(manifest=found.code)
    call.out.answer({"manifest": found.code, "fresh": found.fresh}, told)


@_manifest.command("list")
def _manifest_list(
    context: typer.Context,
    carrier: Annotated[str, typer.Option(help="Only this carrier's.")] = "",
    state: Annotated[str, typer.Option(help="Only in this state: open, closing, closed.")] = "",
) -> None:
    """List the manifests, newest first."""
    from warehouse_app.application.shipping import find_manifests

    call = call_of(context)
    found = call.runner.ask(lambda desk: find_manifests(desk, state=state, carrier=carrier.upper()), call.session())
    columns = ("code", "carrier", "warehouse", "state", "parcels", "weight_g", "opened_at", "closed_at", "seal")
    call.out.rows(columns, [[getattr(each, name) for name in columns] for each in found], tr("No manifest."))


@_manifest.command("show")
def _manifest_show(context: typer.Context, code: Annotated[str, typer.Argument(help="The manifest.")]) -> None:
    """Show a manifest with its seal and its parcels; of an open one also what has its label and is not on it."""
    from warehouse_app.application.shipping import find_parcels, manifest_detail

    call = call_of(context)
    session = call.session()
    found = call.runner.ask(lambda desk: manifest_detail(desk, code), session)
    if found is None:
        raise Usage("which_manifest", found=code)
    waiting = (
        () if found.row.state == "closed" else call.runner.ask(lambda d: find_parcels(d, state="labelled"), session)
    )
    missing = [each.code for each in waiting if each.carrier == found.row.carrier]
    if call.out.as_json:
        call.out.document({**plainly(found), "missing": missing})
        return
    seal = tr("Seal {n}: {hash}").format(n=found.seal_number or "-", hash=found.row.seal or "-")
    head = tr("Manifest {code}, {carrier}, {state}").format(
        code=found.row.code, carrier=found.row.carrier, state=found.row.state
    )
    call.out.answer(None, head, seal, *((tr("Missing: {codes}").format(codes=", ".join(missing)),) if missing else ()))
    columns = ("parcel", "order", "recipient", "country", "weight_g", "state")
    call.out.rows(columns, [[getattr(each, name) for name in columns] for each in found.parcels])


@_manifest.command("print")
def _manifest_print(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The manifest.")],
    reason: Annotated[str, typer.Option(help="lost, damaged, unreadable, not_printed, changed or extra.")] = "extra",
) -> None:
    """Print a manifest's paper once more."""
    from warehouse_app.application.printing import PrintAgain
    from warehouse_app.application.shipping import manifest_detail

    call = call_of(context)
    session = call.session()
    found = call.runner.ask(lambda desk: manifest_detail(desk, code), session)
    if found is None:
        raise Usage("which_manifest", found=code)
    command = PrintAgain(id=call.runner.ids.new(), document="manifest", ref=str(found.row.id), reason=reason)
    asked = call.runner.perform(command, session).done()
    told = tr("Manifest {code} prints, copy {n}.").format(code=found.row.code, n=asked.copy)
    call.out.answer({"job": asked.job, "copy": asked.copy}, told)


@_manifest.command("close")
def _manifest_close(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The manifest; the open one where there is only one.")] = "",
    carrier: Annotated[str, typer.Option(help="The open manifest of this carrier.")] = "",
) -> None:
    """Hand a manifest over: its parcels go to the customers, their orders are closed."""
    from warehouse_app.application.shipping import close_manifest, find_manifests

    call = call_of(context)
    session, opened = call.session(), call.company()
    found = call.runner.ask(lambda desk: find_manifests(desk, carrier=carrier.upper(), limit=10_000), session)
    mine = [each for each in found if each.code == code.upper() or (not code and each.state in ("open", "closing"))]
    if len(mine) != 1:
        raise Usage("which_manifest", found=", ".join(each.code for each in mine) or tr("none"))
    closed = close_manifest(call.runner, session, mine[0].id, lambda: opened.pause(PAUSE_S)).done()
    told = tr("Manifest {manifest} is handed over.").format(manifest=mine[0].code)
    call.out.answer(plainly(closed), told)


def plan(
    context: typer.Context,
    instance: Annotated[Path, typer.Option("--instance", help="The instance, as JSON.")],
    seconds: Annotated[float | None, typer.Option(help="For how many seconds to look for better plans.")] = None,
    steps: Annotated[
        int | None, typer.Option(min=0, help="So many steps instead: the same plan every time for one seed.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Where chance begins.")] = 0,
) -> None:
    """Plan batches and walks for an instance in a file, without any database."""
    import json

    from warehouse_app.planning.instance import plan_instance
    from warehouse_app.planning.search.anytime import Budget

    call = call_of(context)
    if seconds is not None and steps is not None:
        raise Usage("usage", problem="--seconds and --steps exclude each other")
    if seconds is not None and not 0 <= seconds <= LONGEST_PLANNING_S:
        raise Usage("usage", problem=f"--seconds is a number from 0 to {LONGEST_PLANNING_S}")
    try:
        with instance.open("rb") as file:
            raw = file.read(LONGEST_INSTANCE + 1)
        if len(raw) > LONGEST_INSTANCE:
            raise Usage("instance_unreadable", file=str(instance), why=tr("it is too large"))
        found = json.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or tr("it is not JSON")
        raise Usage("instance_unreadable", file=str(instance), why=why) from None
    call.out.document(plan_instance(found, call.host.monotonic, Budget(steps, seconds, seed)))


def station(
    context: typer.Context,
    mode: Annotated[
        str,
        typer.Argument(
            help="pick: goods into totes; pack: totes into parcels; load: parcels to a carrier;"
            " sort: the put wall; receive, putaway, move, count: goods in and about;"
            " transfer: to and from another warehouse; returns: what comes back."
        ),
    ],
    badge: Annotated[str, typer.Option(help="The badge of who works here.")] = "",
    station_code: Annotated[str, typer.Option("--station", help="The bench or handheld.")] = "",
    words: Annotated[bool, typer.Option("--words", help="For a person: one sentence a scan instead of JSON.")] = False,
    scanner: Annotated[str, typer.Option(help="A scanner's code or serial port, heard beside standard input.")] = "",
    training: Annotated[bool, typer.Option("--training", help="A lesson at the pack bench: nothing is real.")] = False,
) -> int:
    """Line mode: one scan a line in, one JSON object a line out; an empty line confirms a stop, *3 counts three."""
    from warehouse_app.terminal.station import work

    return work(call_of(context), mode, badge, station_code, scanner, aloud=words, training=training)


picking.fill(_batches)
planning.fill(_batches)
