"""Looking at the company as a whole: anything found by a text, and the board of the day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.people import Right
from warehouse_app.ports.clock import iso
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

if TYPE_CHECKING:
    from warehouse_app.domain.flow import Flow, WhatIf


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command()(find)
    whole.command()(today)
    whole.command()(flow)


def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A code, its beginning, or words of a name.")],
    scan: Annotated[bool, typer.Option("--scan", help="The text was scanned: it means one thing exactly.")] = False,
) -> None:
    """Find orders, products, customers, places, totes, parcels, serials, lots, batches, manifests, purchase orders,
    suppliers and people.
    """
    from warehouse_app.application.search import find as search
    from warehouse_app.application.search import find_code
    from warehouse_app.wording.search import about

    call = call_of(context)
    session = call.session()
    if scan:
        hits = call.runner.ask(lambda desk: find_code(desk, text), session)
        document: object = [plainly(hit) for hit in hits]
    else:
        found = call.runner.ask(lambda desk: search(desk, text, session.actor.rights), session)
        hits, document = found.hits, plainly(found)
    if call.out.as_json:
        call.out.document(document)
        return
    rows = [(hit.kind.value, hit.code, hit.name, about(hit)) for hit in hits]
    call.out.rows(("kind", "code", "name", "about"), rows, tr("Nothing is called {text}.").format(text=text))


def today(context: typer.Context) -> None:
    """Show the day: how many orders stand at each stage, what needs a person first, and the pace."""
    from warehouse_app.application.today import board
    from warehouse_app.wording.today import need_deed, need_title, need_waits, stage_words

    call = call_of(context)
    now = call.runner.now()
    begin = datetime.fromisoformat(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    day = iso(begin.astimezone(UTC))
    found = call.runner.ask(lambda desk: board(desk, now, day), call.session(), Right.EXPORT)
    if call.out.as_json:
        sums = {"packed": found.packed, "packed_yesterday": found.packed_yesterday, "pace": found.pace}
        call.out.document({**plainly(found), **sums})
        return
    words = tr("{go} to go today, {late} late, {soon} within 2 h. {packed} packed, {before} by this time yesterday.")
    facts = {"go": found.to_go, "late": found.late, "soon": found.soon, "packed": found.packed}
    call.out.answer(None, words.format(**facts, before=found.packed_yesterday))
    stages = [(stage_words(each.stage), each.count, each.late, each.soon, each.oldest[:16]) for each in found.stages]
    call.out.rows(("stage", "orders", "late", "soon", "oldest since"), stages)
    needs = [(need_title(each), need_waits(each), each.due[:16], need_deed(each)) for each in found.needs]
    call.out.rows(("needs you", "who waits", "first leaves", "do"), needs, tr("Nothing needs you."))


def flow(
    context: typer.Context,
    pickers: Annotated[int, typer.Option(min=-100, max=100, help="What if so many more picked.")] = 0,
    packers: Annotated[int, typer.Option(min=-100, max=100, help="What if so many more packed.")] = 0,
    later: Annotated[int, typer.Option(min=-1_440, max=1_440, help="What if cut-offs were so many minutes later.")] = 0,
) -> None:
    """Show the flow board: stages, release channels with their lanes, the forecast against the cut-offs, what if."""
    from warehouse_app.application.flow import read_flow
    from warehouse_app.domain.flow import WhatIf

    call = call_of(context)
    now = call.runner.now()
    begin = datetime.fromisoformat(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    found = call.runner.ask(lambda desk: read_flow(desk, now, iso(begin.astimezone(UTC))), call.session(), Right.PLAN)
    asked = WhatIf(pickers, packers, later)
    if call.out.as_json:
        told = {"forecasts": [plainly(each) for each in found.forecasts(asked)], "bottleneck": plainly(found.narrow)}
        call.out.document({**plainly(found), **told})
        return
    _tell_flow(call, found, asked)


def _tell_flow(call: Call, found: Flow, asked: WhatIf) -> None:
    from warehouse_app.domain.flow import suggest
    from warehouse_app.domain.releasing.channels import LANES
    from warehouse_app.wording.flow import late_why, what_if
    from warehouse_app.wording.releasing import channel_title, lane_words
    from warehouse_app.wording.today import stage_words

    stages = [
        (stage_words(each.stage), each.count, each.late, each.soon, each.oldest[:16]) for each in found.today.stages
    ]
    call.out.rows(("stage", "orders", "late", "soon", "oldest since"), stages)
    rows = [
        (each.title or channel_title(None), *(each.lanes.get(lane, 0) for lane in LANES)) for each in found.channels
    ]
    call.out.rows(("channel", *(lane_words(lane) for lane in LANES)), rows)
    told = [
        (each.warehouse, each.service or "*", each.leaves[:16], each.done_at[:16], each.orders, each.late)
        for each in found.forecasts(asked)
    ]
    columns = ("warehouse", "service", "leaves", "done by", "orders", "late")
    call.out.rows(columns, told, tr("Nothing is due today."))
    helps = None if asked else suggest(found)
    if helps is not None:
        words = trn("{what}: {n} is late then.", "{what}: {n} are late then.", helps[1])
        call.out.answer(None, words.format(what=what_if(helps[0]), n=helps[1]))
    if why := late_why(found.late_at):
        call.out.answer(None, why)
