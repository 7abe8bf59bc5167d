"""Planning by command: batches worked out and looked at or kept, planned batches changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.decimals import decimal
from warehouse_app.wording.say import say_error

if TYPE_CHECKING:
    from warehouse_app.application.plandeskmove import Moved
    from warehouse_app.application.plandeskrun import PartPlanned, Planned

SHOWN = 50
Preview = Annotated[bool, typer.Option("--preview", help="Only tell what it would come to; write nothing.")]


def fill(batches: typer.Typer) -> None:
    """Add these commands to those of batches, once."""
    batches.command("plan")(plan)
    batches.command("move")(move)
    batches.command("merge")(merge)
    batches.command("split")(split)


def plan(
    context: typer.Context,
    orders: Annotated[list[str] | None, typer.Option("--orders", help="Only these orders (codes, by commas).")] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", help="Without these orders (by commas).")] = None,
    preview: Preview = False,
    seconds: Annotated[
        float | None, typer.Option(help="Improve each plan for so many seconds.", min=0, max=3600)
    ] = None,
    steps: Annotated[int | None, typer.Option(help="Improve in so many steps: the same plan each time.", min=0)] = None,
    seed: Annotated[int, typer.Option(help="Where chance begins.")] = 0,
) -> None:
    """Group the orders that are ready into batches that walk little, and keep them as planned."""
    from warehouse_app.application.plandeskrun import plan_all
    from warehouse_app.application.plandeskwork import Budget

    call = call_of(context)
    if seconds is not None and steps is not None:
        raise Usage("usage", problem="--seconds and --steps exclude each other")
    session, wanted = call.session(), _codes(orders)
    with call.out.progress(tr("Planning")) as told:
        found = plan_all(
            call.runner,
            session,
            orders=_ids(call, wanted) if wanted else None,
            without=frozenset(_ids(call, _codes(exclude))),
            budget=Budget(steps, seconds, seed),
            preview=preview,
            now=call.host.monotonic,
            pause=call.company().pause,
            told=told,
        )
    if call.out.as_json:
        call.out.document(_document(call, found))
    else:
        _tell(call, found)


def _codes(given: list[str] | None) -> list[str]:
    return [code for text in given or () for code in text.split(",") if code]


def _ids(call: Call, codes: list[str]) -> tuple[int, ...]:
    from warehouse_app.application.orders import order_id_of

    return call.runner.ask(lambda desk: tuple(order_id_of(desk, code) for code in codes), call.session())


def _document(call: Call, found: Planned) -> dict[str, Any]:
    left_out = [{"order": each.order, "why": each.why} for each in found.left_out]
    plans = [_plan_of(each) for each in found.parts]
    return {"batches": _written(call, found), "left_out": left_out, "plans": plans}


def _written(call: Call, found: Planned) -> list[Any]:
    """Return the batches that were written, as they are listed."""
    from warehouse_app.application.batches import batch_row_of

    ids = [each.id for part in found.parts if part.kept is not None for each in part.kept.batches]
    rows = call.runner.ask(lambda desk: [batch_row_of(desk, number) for number in ids], call.session())
    return [plainly(each) for each in rows]


def _plan_of(each: PartPlanned) -> dict[str, Any]:
    draft, bound = each.worked.draft, each.worked.bound
    walk, codes = draft.distance_mm, {order.key: order.code for order in each.part.orders}
    written = {} if each.kept is None else {one.number: one.code for one in each.kept.batches}
    return {
        "warehouse": each.part.warehouse,
        "day": each.part.day,
        "distance_mm": walk,
        "walking_s": None if walk is None else each.part.walk_ms(walk) // 1000,
        "naive_mm": each.naive.distance_mm,
        "bound_mm": None if walk is None else bound,
        "gap_percent": None if not walk or not bound else round(100 * (walk - bound) / bound, 2),
        "seconds": round(each.worked.seconds, 3),
        "steps": each.worked.steps,
        "excluded": sorted(codes[key] for key in draft.out),
        "unplaced": list(each.part.unplaced),
        "batches": [
            {
                "batch": written.get(batch.number),
                "orders": [codes[key] for key in batch.orders],
                "units": batch.units,
                "lines": batch.lines,
                "trips": len(batch.trips),
                "split": each.part.split and len(batch.trips) > 1,
                "distance_mm": batch.distance_mm,
                "places": [list(dict.fromkeys(stop.place for stop in trip.stops)) for trip in batch.trips],
            }
            for batch in draft.batches
        ],
    }


def _tell(call: Call, found: Planned) -> None:
    for each in found.parts:
        draft = each.worked.draft
        codes = {order.key: order.code for order in each.part.orders}
        written = {} if each.kept is None else {one.number: one.code for one in each.kept.batches}
        rows = [
            (
                written.get(batch.number, batch.number),
                len(batch.orders),
                batch.units,
                _trips(len(batch.trips), split=each.part.split),
                _metres(batch.distance_mm),
                ", ".join(codes[key] for key in batch.orders[:6]) + (", …" if len(batch.orders) > 6 else ""),  # noqa: PLR2004
            )
            for batch in draft.batches
        ]
        call.out.rows(("batch", "orders", "units", "trips", "walk", "of"), rows, tr("No batch."))
        call.out.answer(None, _sentence(each))
    if not found.parts:
        call.out.answer(None, tr("No batch."))
    for no in found.left_out[:SHOWN]:
        call.out.answer(None, say_error(no))


def _trips(many: int, *, split: bool) -> str:
    """Return in how many trips a batch is picked; those of a split order are parts, each with a cart."""
    return trn("{n} part", "{n} parts", many).format(n=many) if split and many > 1 else str(many)


def _sentence(each: PartPlanned) -> str:
    """Return one line for a plan: its walk, the naive way, the bound."""
    walk, naive, bound = each.worked.draft.distance_mm, each.naive.distance_mm, each.worked.bound
    where = tr("{warehouse}, leaves {day}").format(warehouse=each.part.warehouse, day=each.part.day or "?")
    if walk is None:
        return tr("{plan}: walked in the order of the places, no metres known.").format(plan=where)
    said = tr("{plan}: {walk}, {min} min walking").format(
        plan=where, walk=_metres(walk), min=_minutes(each.part.walk_ms(walk))
    )
    came = tr("as the orders came, in S-shape, {walk}").format(walk=_metres(naive)) if naive else ""
    least = tr("no plan is shorter than {walk}").format(walk=_metres(bound)) if bound else ""
    return "; ".join(part for part in (said, came, least) if part) + "."


def _minutes(milliseconds: int) -> str:
    return decimal(milliseconds / 60_000)


def _metres(walk: int | None) -> str:
    return "" if walk is None else f"{decimal(walk / 1000, 0)} m"


def move(
    context: typer.Context,
    order: Annotated[str, typer.Argument(help="The order's number.")],
    to: Annotated[str, typer.Option("--to", help="The planned batch, or NEW.")],
    preview: Preview = False,
) -> None:
    """Move an order to another planned batch; the metres more or less are told."""
    from warehouse_app.application.plandeskmove import move_order

    call = call_of(context)
    done = move_order(call.runner, call.session(), order, to, preview=preview)
    _told(call, done, tr("Order {order} to {batch}").format(order=order, batch=to.upper()))


def merge(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="The planned batch that is put into another.")],
    into: Annotated[str, typer.Option("--into", help="The planned batch that takes it.")],
    preview: Preview = False,
) -> None:
    """Put a planned batch into another."""
    from warehouse_app.application.plandeskmove import merge as run

    call = call_of(context)
    done = run(call.runner, call.session(), batch, into, preview=preview)
    _told(call, done, tr("Batch {batch} into {into}").format(batch=batch.upper(), into=into.upper()))


def split(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="The planned batch.")],
    preview: Preview = False,
) -> None:
    """Make two of a planned batch, as they are best walked."""
    from warehouse_app.application.plandeskmove import split as run

    call = call_of(context)
    done = run(call.runner, call.session(), batch, preview=preview)
    _told(call, done, tr("Batch {batch} in two").format(batch=batch.upper()))


def _told(call: Call, done: Moved, what: str) -> None:
    """Tell what a deed came to, or would."""
    if done.more_mm is None:
        walk = tr("no metres known")
    else:
        metres = _metres(abs(done.more_mm))
        walk = (
            tr("{metres} more").format(metres=metres) if done.more_mm > 0 else tr("{metres} less").format(metres=metres)
        )
    sentence = tr("{what}: {walk}.") if done.written else tr("{what} would be {walk}. Nothing is written.")
    call.out.answer(plainly(done), sentence.format(what=what, walk=walk))
